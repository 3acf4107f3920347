import type { MessageHandler } from '../chat/capability.ts';
import { nothingToShow } from '../chat/nothing-to-show.ts';
import type { Content } from '../chat/outgoing.ts';
import { privately } from '../chat/privately.ts';
import type { Card, Context } from '../chat/vocabulary.ts';
import { actingPerson } from '../people/acting-person.ts';
import { followAnswers } from './act.ts';
import { readsRisk, readsRisks } from './readers.ts';
import { type RiskQuestion, readRiskQuestion } from './reads.ts';
import type { RiskOptions, RiskStores } from './risk-options.ts';

const NOT_SHOWN =
  'There is no impact assessment of it, or its risks are not yours to see. They are shown to those who write it and to those who decide.';

/** “risks of AIS-3”, “controls of ASM-1”, “RSK-4”, “what is overdue?”, “statement of applicability”. */
export function createRiskMessages<Stores extends RiskStores>(options: RiskOptions<Stores>): MessageHandler<Stores> {
  async function viewsFor(context: Context<Stores>, question: RiskQuestion): Promise<readonly Content[] | undefined> {
    const { stores, actor } = context;
    const by = await actingPerson(context);
    const view = (name: string, subjectId: string): Content => ({ kind: 'view', view: { name, subjectId } });
    switch (question.kind) {
      case 'overdue':
        return [view('control.overdue', actor.personId)];
      case 'statement':
        return [view('control.statement', actor.organisationId)];
      case 'risk': {
        const risk = await stores.risks.referenced(question.reference);
        const assessment = risk && (await options.assessmentOf(stores, risk.assessmentId));
        return risk && assessment && readsRisk(risk, assessment, by) ? [view('risk.card', risk.id)] : undefined;
      }
      case 'risks':
      case 'controls': {
        const [newest] = (await options.assessmentsAbout(stores, question.reference)).filter((one) =>
          readsRisks(one, by),
        );
        if (!newest) return undefined;
        if (question.kind === 'controls') return [view('control.list', newest.id)];
        await followAnswers(context, newest, await options.proposalsFor(stores, newest));
        return [view('risk.list', newest.id)];
      }
    }
  }

  return async (context, { text }) => {
    const question = readRiskQuestion(text);
    if (!question) return { kind: 'passed' };
    const contents = await viewsFor(context, question);
    if (!contents) context.answer(nothingToShow('reference' in question ? question.reference : '', NOT_SHOWN));
    for (const content of contents ?? []) context.send({ to: privately(context), content });
    if (contents && context.conversation.visibility === 'channel') context.answer(sentToYou);
    return { kind: 'handled' };
  };
}

const sentToYou: Card = { headline: 'I have written to you in our own conversation.', tone: 'quiet', blocks: [] };
