import type { Context } from '../chat/vocabulary.ts';
import type { QuotedMessage } from './answer.ts';
import type { InterviewOptions } from './interview-options.ts';
import { newInterview } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { notAdoptedCard } from './not-adopted.ts';
import { type OpenInterview, withQuestionnaire } from './open-interview.ts';
import type { Questionnaire } from './questionnaire.ts';
import { understand } from './read-message.ts';
import { type InterviewStores, noteChanges, say, sourceOf, takeStep } from './session.ts';
import { step } from './step.ts';
import type { Understood } from './understanding.ts';

/** The words with which a declaration begins, and whose they are where they are not the declarer's own. */
export interface FirstWords {
  readonly text: string;
  readonly quoted?: { readonly from: QuotedMessage; readonly author: string | undefined };
}

/**
 * Begins a declaration with what the first words say. Another one that is under way waits meanwhile. Nothing begins
 * before the governance team has adopted the questionnaire; the person is told.
 */
export async function begin<Stores extends InterviewStores>(
  context: Context<Stores>,
  words: FirstWords,
  options: InterviewOptions<Stores>,
): Promise<OpenInterview | undefined> {
  const questionnaire = await context.stores.questionnaires.inForce(options.declarationId);
  if (!questionnaire) {
    context.answer(await notAdoptedCard(context));
    return undefined;
  }
  await pauseOthers(context, options);
  const understood = await understandFirst(context, words, questionnaire, options);
  await options.beforeStart(context, understood);
  return open(context, questionnaire, words, understood);
}

/** “Me” in somebody else's words is that person; where nobody knows who it was, it names nobody. */
export function understandFirst<Stores extends InterviewStores>(
  context: Context<Stores>,
  { text, quoted }: FirstWords,
  questionnaire: Questionnaire,
  options: InterviewOptions<Stores>,
): Promise<Understood> {
  const speaker = quoted ? (quoted.author ?? '') : context.actor.displayName;
  return understand(context, text, questionnaire, undefined, options, speaker);
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
  { text, quoted }: FirstWords,
  understood: Understood,
): Promise<OpenInterview> {
  const source = { ...sourceOf(context), ...(quoted ? { quotedFrom: quoted.from } : {}) };
  const { state, effects } = step(questionnaire, newInterview(), { kind: 'start', text, understood, source });
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
    details: {
      questionnaire: questionnaire.id,
      version: questionnaire.version,
      ...(quoted ? { fromMessage: quoted.from.messageId } : {}),
    },
  });
  noteChanges(context, interview.id, undefined, state);
  await say(context, questionnaire, interview, effects);
  return { questionnaire, interview };
}
