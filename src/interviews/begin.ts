import type { Card, Context } from '../chat/vocabulary.ts';
import type { InterviewOptions } from './interview-options.ts';
import { newInterview } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { withQuestionnaire } from './open-interview.ts';
import type { Questionnaire } from './questionnaire.ts';
import { understand } from './read-message.ts';
import { type InterviewStores, noteChanges, say, sourceOf, takeStep } from './session.ts';
import { step } from './step.ts';
import type { Understood } from './understanding.ts';

/** Begins a declaration with what the first words say. Another one that is under way waits meanwhile. */
export async function begin<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<void> {
  const questionnaire = await context.stores.questionnaires.inForce(options.declarationId);
  if (!questionnaire) return context.answer(notAdopted);
  await pauseOthers(context, options);
  const understood = await understand(context, text, questionnaire, undefined, options);
  await options.beforeStart(context, understood);
  await open(context, questionnaire, text, understood);
}

async function pauseOthers<Stores extends InterviewStores>(
  context: Context<Stores>,
  { submit }: InterviewOptions<Stores>,
): Promise<void> {
  for (const other of await context.stores.interviews.openOf(context.actor.personId)) {
    const found = other.state.phase === 'paused' ? undefined : await withQuestionnaire(context.stores, other);
    if (found) await takeStep(context, found.questionnaire, found.interview, { kind: 'pause' }, submit);
  }
}

async function open<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  text: string,
  understood: Understood,
): Promise<void> {
  const { state, effects } = step(questionnaire, newInterview(), {
    kind: 'start',
    text,
    understood,
    source: sourceOf(context),
  });
  const interview: InterviewRecord = {
    id: context.newId(),
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    ownerId: context.actor.personId,
    conversation: context.conversation,
    state,
    reviewId: undefined,
    version: 1,
    startedAt: context.now,
    updatedAt: context.now,
  };
  await context.stores.interviews.create(interview);
  context.audit({
    kind: 'interview.started',
    subjectId: interview.id,
    details: { questionnaire: questionnaire.id, version: questionnaire.version },
  });
  noteChanges(context, interview.id, undefined, state);
  await say(context, questionnaire, interview, effects);
}

const notAdopted: Card = {
  headline: 'Declaring is not open yet',
  tone: 'attention',
  blocks: [
    {
      kind: 'text',
      text: 'Your governance team has not adopted the questionnaire for declaring a use of AI. Please ask them.',
    },
  ],
};
