import type { Context } from '../chat/vocabulary.ts';
import type { AssessmentOptions, AssessmentSubject, Finder } from '../impact/assess.ts';
import { carriedOver } from '../impact/carry-over.ts';
import type { InterviewOptions } from '../interviews/interview-options.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import { actingPerson } from '../people/acting-person.ts';
import { mayAct } from '../reviews/authority.ts';
import { decidingRole, type ReviewPolicy, readingRoles, wayOf } from '../reviews/policy.ts';
import { isOpen } from '../reviews/review.ts';
import { carryRisks } from '../risks/carry-risks.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { assessmentState } from './assessment-state.ts';
import { assessedAlready, declaredIn, findSubject, registeredAbout } from './assessment-subjects.ts';
import { changesSince } from './declared-changes.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** The questionnaire with which the impact of an AI system is assessed. */
export const ASSESSMENT = 'ai-system-impact-assessment';

/** What impact assessments need of the register and the reviews. */
export function createAssessmentOptions(
  { policy, impactRules, carryOver }: Pick<KnowledgeBase, 'policy' | 'impactRules' | 'carryOver'>,
  interviewing: InterviewOptions<Stores>,
): AssessmentOptions<Stores> {
  return {
    ...{ questionnaireId: ASSESSMENT, rules: impactRules, interviewing },
    ...{ askedAtInterval: carryOver.atInterval, askedOfEach: carryOver.ofEach },
    findSubject,
    stateOf: assessmentState,
    async known(stores, { kind, id, reference }, questionnaire) {
      const declared = kind === 'declaration' ? await declaredIn(stores, id) : await registeredAbout(stores, id);
      const source = declared?.questionnaire ?? (await stores.questionnaires.forReading(carryOver.from));
      if (!declared || !source) return [];
      const from = { kind: kind === 'system' ? 'register' : kind, reference } as const;
      return carriedOver(carryOver, source, questionnaire, declared.answers, from);
    },
    async approvedAnswers({ reviews }, { assessment }) {
      const record = await reviews.ofAssessment(assessment.id);
      const submission = record && (await reviews.submissions(record.review.id)).at(-1);
      const decision = record && (await reviews.decisions(record.review.id)).at(-1);
      return submission?.answers && decision ? { answers: submission.answers, at: decision.decidedAt } : undefined;
    },
    assessedAlready: (stores, declaration) => assessedAlready(stores, declaration, carryOver),
    changesSince: async (stores, assessment) => (await changesSince(stores, carryOver, assessment)).changes,
    follows: (context, assessment, previous) => carryRisks(context, previous.assessment, assessment),
    mayTellChange,
    mayFind: mayFind(policy),
    mayRead: readsAssessments(policy),
  };
}

/** Whether a person reads assessments of others by a role: they decide or advise at some level, or audit. */
export function readsAssessments(policy: ReviewPolicy) {
  return async ({ people }: Pick<Stores, 'people'>, personId: string): Promise<boolean> => {
    const roles = (await people.find(personId))?.roles ?? [];
    return roles.some((role) => role === 'auditor' || readersOfAssessments(policy).includes(role));
  };
}

/** Whoever answers for the entry or a use of it, and the governance team. */
async function mayTellChange({ register, people }: Stores, subject: AssessmentSubject, personId: string) {
  const person = await people.find(personId);
  if (person?.roles.includes('governance')) return true;
  const same = [personId, ...(await people.samePerson(personId))];
  const system = (await register.systems()).find(({ id }) => id === subject.id);
  const uses = (await register.uses()).filter(({ use }) => use.systemId === subject.id && use.state === 'approved');
  return [system?.ownerId, ...uses.map(({ use }) => use.ownerId)].some((id) => id !== undefined && same.includes(id));
}

/** Those who decide on the declaration, and have not submitted it and do not own it. */
function mayFind(policy: ReviewPolicy) {
  return async (context: Context<Stores>, declarationId: string): Promise<Outcome<Finder, string>> => {
    const record = await context.stores.reviews.find(declarationId);
    const submissionId = record && (await context.stores.reviews.submissions(declarationId)).at(-1)?.id;
    if (!record || submissionId === undefined || !isOpen(record.review))
      return refuse('gone', 'There is no such declaration under review.');
    const person = await actingPerson(context);
    const way = wayOf(policy, record.review.route);
    const allowed = mayAct(record.review, person, way.deciders);
    if (!allowed.ok) return allowed;
    const role = decidingRole(way, person.roles);
    return role ? accept({ role, submissionId }) : refuse('notAllowed', 'You do not have that role.');
  };
}

function readersOfAssessments(policy: ReviewPolicy): readonly string[] {
  return (['low', 'moderate', 'high', 'severe'] as const).flatMap((level) =>
    readingRoles(wayOf(policy, { kind: 'assessment', level, assessmentId: '' })),
  );
}
