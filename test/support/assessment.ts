import type { Outgoing } from '../../src/chat/outgoing.ts';
import type { Context } from '../../src/chat/vocabulary.ts';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import type { ImpactLevel } from '../../src/impact/levels.ts';
import { newId } from '../../src/kernel/ids.ts';
import { classify } from '../../src/law/classify.ts';
import type { Facts } from '../../src/law/facts.ts';
import { submitAssessment } from '../../src/reviews/submit-assessment.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import type { Journey } from './journey.ts';
import type { Persona } from './persona.ts';
import { aConversation, anAnswer, anInterview } from './records.ts';

const { policy, law } = await loadKnowledgeBase();

/** Somebody's assessment of this level comes before its reviewers, as if it had just been answered. Answers the review's id. */
export async function submitsAssessment(
  journey: Journey,
  who: Persona,
  level: ImpactLevel,
  facts?: Facts,
): Promise<string> {
  const now = journey.now();
  const assessmentId = newId();
  const answers = { tool: anAnswer(who.id, 'TalentRank'), intendedUse: anAnswer(who.id, 'Ranking applications') };
  const draft = anInterview(newId(), who.id, { phase: 'submitted', answers });
  const interview = { ...draft, questionnaireId: 'ai-system-impact-assessment', startedAt: now, updatedAt: now };
  const { reviewId } = await journey.storage.transact(DEMONSTRATION.organisationId, async (stores) => {
    const questionnaire = await stores.questionnaires.inForce(interview.questionnaireId);
    if (!questionnaire) throw new Error('The questionnaire of the assessment is not in force');
    await stores.interviews.create(interview);
    const messages: Outgoing[] = [];
    const submitted = await submitAssessment(
      aContext(stores, who, now, messages),
      questionnaire,
      interview,
      {
        assessmentId,
        ...(facts ? { law: { on: now.toISOString().slice(0, 10), facts, result: classify(facts, now, law) } } : {}),
        impact: {
          ...{ level, oversight: 'approve-each-decision', unknowns: [], rules: { id: 'impact', version: 1 } },
          because: [{ rule: 'ranks-people', level, text: 'It ranks people who apply for work.', clause: '6.1.4' }],
        },
        risks: [
          {
            ...{
              id: 'unfair-ranking',
              cause: 'Past decisions in the data',
              consequence: 'Good people are passed over',
            },
            ...{ affected: 'applicants', likelihood: 'likely', severity: 'serious' },
            treatment: { kind: 'modify', controls: ['A.7.4'], what: 'Test the ranking for bias before each use' },
          },
        ],
      },
      { policy },
    );
    await stores.outgoing.add(messages, now);
    return submitted;
  });
  await journey.passes({ hours: 0 });
  return reviewId;
}

function aContext(stores: Stores, { id, name }: Persona, now: Date, messages: Outgoing[]): Context<Stores> {
  const conversation = aConversation(id);
  const identity = { platform: 'console', workspace: 'console', user: id } as const;
  return {
    ...{ stores, conversation, now, newId },
    actor: { organisationId: DEMONSTRATION.organisationId, personId: id, identityId: id, displayName: name, roles: [] },
    event: { deliveryKey: newId(), identity, conversation, body: { kind: 'message', messageId: newId(), text: '' } },
    send: (outgoing) => void messages.push(outgoing),
    answer: (card) =>
      void messages.push({
        to: { kind: 'conversation', address: conversation },
        content: { kind: 'card', card, wordsOf: id },
      }),
    changed: () => {},
    audit: (note) => stores.audit.record({ personId: id }, [note], now),
  };
}
