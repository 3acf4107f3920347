import type { AuditNote } from '../chat/capability.ts';
import type { Context } from '../chat/vocabulary.ts';
import type { AnswerValue, CarriedFrom, QuotedMessage } from './answer.ts';
import type { Input } from './input.ts';
import type { InterviewOptions } from './interview-options.ts';
import { type Described, newInterview } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { notAdoptedCard } from './not-adopted.ts';
import { type OpenInterview, withQuestionnaire } from './open-interview.ts';
import { isDescription } from './prefill/is-description.ts';
import { readDescription, writing } from './prefill/read-description.ts';
import type { Questionnaire } from './questionnaire.ts';
import { understand } from './read-message.ts';
import { follow, type InterviewStores, say, sourceOf, takeStep } from './session.ts';
import { type Step, step } from './step.ts';
import type { Understood } from './understanding.ts';

/** The words with which an interview begins, and whose they are where they are not the person's own. */
export interface FirstWords {
  readonly text: string;
  readonly quoted?: { readonly from: QuotedMessage; readonly author: string | undefined };
}

/**
 * Begins an interview with what the first words say. Another one that is under way waits meanwhile. Nothing begins
 * before the governance team has adopted the questionnaire; the person is told.
 */
export async function begin<Stores extends InterviewStores>(
  context: Context<Stores>,
  words: FirstWords,
  options: InterviewOptions<Stores>,
  questionnaireId: string = options.declarationId,
): Promise<OpenInterview | undefined> {
  const questionnaire = await adopted(context, questionnaireId, options);
  if (!questionnaire) return undefined;
  const understood = await understandFirst(context, words, questionnaire, options);
  if (questionnaireId === options.declarationId) await options.beforeStart(context, understood);
  const { text, quoted } = words;
  const source = { ...sourceOf(context), ...(quoted ? { quotedFrom: quoted.from } : {}) };
  const details = quoted ? { fromMessage: quoted.from.messageId } : {};
  const described =
    !quoted && isDescription(text)
      ? await readDescription(writing(context), questionnaire, newInterview(), text, options)
      : undefined;
  return open(context, questionnaire, { kind: 'start', text, understood, source }, details, options, described);
}

/** What is known of an answer before anything is asked, and where it stands. */
export interface KnownAnswer {
  readonly questionId: string;
  readonly value: AnswerValue;
  readonly from: CarriedFrom;
}

/** Begins an interview with what the organisation knows already: proposed, and counting once it is confirmed. */
export async function beginKnowing<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaireId: string,
  known: readonly KnownAnswer[],
  options: InterviewOptions<Stores>,
  carried?: Extract<Input, { kind: 'begin' }>['carried'],
): Promise<OpenInterview | undefined> {
  const questionnaire = await adopted(context, questionnaireId, options);
  if (!questionnaire) return undefined;
  const source = sourceOf(context);
  const proposals = known.map(({ questionId, value, from }) => ({
    ...{ questionId, value },
    source: { ...source, carriedFrom: from },
  }));
  const details = { carriedFrom: [...new Set(known.map(({ from }) => from.reference))] };
  const first = { kind: 'begin', known: proposals, source, ...(carried ? { carried } : {}) } as const;
  return open(context, questionnaire, first, details, options);
}

/** The version in force, with everything else that this person has under way put aside. */
async function adopted<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaireId: string,
  options: InterviewOptions<Stores>,
): Promise<Questionnaire | undefined> {
  const { questionnaires } = context.stores;
  const questionnaire = await questionnaires.inForce(questionnaireId);
  if (questionnaire) await pauseOthers(context, options);
  else {
    const title = (await questionnaires.forReading(questionnaireId))?.title;
    context.answer(await notAdoptedCard(context, questionnaireId === options.declarationId ? undefined : title));
  }
  return questionnaire;
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
  options: InterviewOptions<Stores>,
): Promise<void> {
  for (const other of await context.stores.interviews.openOf(context.actor.personId)) {
    const found = other.state.phase === 'paused' ? undefined : await withQuestionnaire(context.stores, other);
    if (found) await takeStep(context, found.questionnaire, found.interview, { kind: 'pause' }, options);
  }
}

async function open<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  first: Extract<Input, { kind: 'start' | 'text' | 'begin' }>,
  details: NonNullable<AuditNote['details']>,
  options: InterviewOptions<Stores>,
  described?: Omit<Described, 'revision'>,
): Promise<OpenInterview> {
  const { state, effects } =
    described && first.kind === 'start'
      ? startDescribed(questionnaire, first, described)
      : step(questionnaire, newInterview(), first);
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
    details: { questionnaire: questionnaire.id, version: questionnaire.version, ...details },
  });
  await follow(context, questionnaire, undefined, interview, options);
  await say(context, questionnaire, interview, effects);
  return { questionnaire, interview };
}

/** What a description says is looked at before anything is asked. */
function startDescribed(
  questionnaire: Questionnaire,
  first: Extract<Input, { readonly kind: 'start' | 'text' }>,
  described: Omit<Described, 'revision'>,
): Step {
  const understood = { ...first.understood, candidates: [], ambiguous: [] };
  const begun = step(questionnaire, newInterview(), { ...first, understood });
  const { state, effects } = step(questionnaire, begun.state, { kind: 'describe', described, source: first.source });
  const isShown = effects.some(({ kind }) => kind === 'described');
  return { state, effects: [...begun.effects.filter(({ kind }) => kind !== 'ask' || !isShown), ...effects] };
}
