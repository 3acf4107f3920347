import type { AuditLog } from '../chat/router-stores.ts';
import type { Card, Context, ConversationAddress } from '../chat/vocabulary.ts';
import type { PeopleStore } from '../people/people.ts';
import type { Source } from './answer.ts';
import type { Effect } from './effect.ts';
import type { Input } from './input.ts';
import type { ChangeRequest, InterviewState } from './interview-state.ts';
import { type InterviewRecord, type InterviewStore, newAnswers, type QuestionnaireStore } from './interview-store.ts';
import type { Questionnaire } from './questionnaire.ts';
import { step } from './step.ts';
import type { ShareStore } from './together/share.ts';
import { correctionsCard, spokenCard } from './words.ts';

export interface InterviewStores {
  readonly interviews: InterviewStore;
  readonly questionnaires: QuestionnaireStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
  readonly shares: ShareStore;
}

/** An input as a person makes it; the session adds who, when and in which message. */
export type Deed = Input extends infer One ? (One extends Input ? Omit<One, 'source'> : never) : never;

/** Hands what was submitted to the reviewers, in the same transaction. */
export type Submit<Stores> = (
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
) => Promise<{ readonly reviewId: string }>;

/** What follows from the steps of an interview for the other features. */
export interface StepOptions<Stores> {
  readonly submit: Submit<Stores>;
  /** Whether something has to be done before this is submitted; whoever submits it has then been told what. */
  readonly heldUp?: (
    context: Context<Stores>,
    questionnaire: Questionnaire,
    interview: InterviewRecord,
  ) => Promise<boolean>;
  /** What whoever asks a colleague for parts of it should know before, in words. */
  readonly beforeAsking?: (questionnaire: Questionnaire) => string | undefined;
  /** Told of a new owner, who has just taken it over. */
  readonly takenOver?: (
    context: Context<Stores>,
    questionnaire: Questionnaire,
    interview: InterviewRecord,
  ) => Promise<void>;
  /** Told of every change of the answers, in the same transaction. */
  readonly answered?: (
    context: Context<Stores>,
    questionnaire: Questionnaire,
    interview: InterviewRecord,
  ) => Promise<void>;
}

/** Takes an interview one step further, saves it and says what follows from it. Answers the effects. */
export async function takeStep<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  deed: Deed,
  options: StepOptions<Stores>,
): Promise<readonly Effect[]> {
  const source = sourceOf(context);
  const { state, effects } = step(questionnaire, interview.state, { ...deed, source });
  const next: InterviewRecord = { ...interview, state, conversation: context.conversation };
  const submits = effects.some(({ kind }) => kind === 'submitted');
  if (submits && (await options.heldUp?.(context, questionnaire, next))) return [];
  const submitted = submits ? await options.submit(context, questionnaire, next) : undefined;
  if (state !== interview.state || submitted) {
    await context.stores.interviews.save(
      interview,
      { state, conversation: context.conversation, ...submitted },
      context.now,
    );
    await follow(context, questionnaire, interview.state, next, options);
  }
  await say(context, questionnaire, next, effects);
  return effects;
}

/** The same for what a colleague does: the owner is asked and told where they were asked last. */
export async function takeStepFor<Stores extends InterviewStores>(
  context: Context<Stores>,
  { questionnaire, interview }: { readonly questionnaire: Questionnaire; readonly interview: InterviewRecord },
  input: Input,
  options: Pick<StepOptions<Stores>, 'answered'>,
): Promise<readonly Effect[]> {
  const { state, effects } = step(questionnaire, interview.state, input);
  const next = { ...interview, state };
  if (state !== interview.state) {
    await context.stores.interviews.save(interview, { state }, context.now);
    await follow(context, questionnaire, interview.state, next, options, input.source.personId);
  }
  // What is wrong with it is told to whoever did it.
  const told = effects.filter(({ kind }) => kind !== 'cannot' && kind !== 'invalid');
  await say(context, questionnaire, next, told, interview.conversation);
  return effects;
}

/** What else changes with the state of an interview, beside what is said. */
export async function follow<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  before: InterviewState | undefined,
  interview: InterviewRecord,
  { answered }: Pick<StepOptions<Stores>, 'answered'>,
  by: string = context.actor.personId,
): Promise<void> {
  const { state } = interview;
  noteChanges(context, interview.id, before, state);
  await settleShares(context, before?.shared ?? [], state, by);
  if (before?.answers !== state.answers) await answered?.(context, questionnaire, interview);
}

/** What is with nobody any more has been answered by whoever did this, or needs no answer. */
async function settleShares<Stores extends InterviewStores>(
  { stores, now, changed, audit }: Context<Stores>,
  before: InterviewState['shared'],
  { shared }: InterviewState,
  by: string,
): Promise<void> {
  if (before === shared) return;
  const gone = before.filter(({ shareId }) => !shared.some((one) => one.shareId === shareId));
  for (const { shareId, personId } of gone) {
    const how = personId === by ? 'answered' : 'overtaken';
    if ((await stores.shares.settle(shareId, how, now)) === 'unchanged') continue;
    changed(shareId);
    audit({ kind: `share.${how}`, subjectId: shareId });
  }
}

/** Views whose picture changed, and the trace of every answer. */
function noteChanges<Stores>(
  context: Context<Stores>,
  interviewId: string,
  before: InterviewState | undefined,
  after: InterviewState,
): void {
  const answers = newAnswers(before?.answers ?? {}, after.answers);
  const asked = [before?.current, after.current].filter((id) => id != null);
  for (const questionId of new Set([...asked, ...answers.map(({ questionId: id }) => id)]))
    context.changed(`${interviewId}/${questionId}`);
  if (before && before.proposals !== after.proposals) context.changed(`${interviewId}/proposals`);
  if (after.described && before?.answers !== after.answers) context.changed(`${interviewId}/described`);
  else if (before && before.described !== after.described) context.changed(`${interviewId}/described`);
  if (before && (before.further !== after.further || (after.further && before.phase !== after.phase)))
    context.changed(`${interviewId}/further`);
  if (before && (before.submissions > 0 || before.phase === 'reviewing' || after.phase !== before.phase))
    context.changed(`${interviewId}/summary`);
  if (before && before !== after) context.changed(`${interviewId}/overview`);
  for (const { questionId, answer } of answers) {
    context.audit({
      kind: 'interview.answered',
      subjectId: interviewId,
      details: { questionId, answer: answer.kind, revision: after.revision },
    });
  }
  if (before && before.phase !== after.phase && ['paused', 'cancelled', 'submitted'].includes(after.phase)) {
    context.audit({ kind: `interview.${after.phase}`, subjectId: interviewId });
  }
}

export async function say<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  effects: readonly Effect[],
  address: ConversationAddress = context.conversation,
): Promise<void> {
  const to = { kind: 'conversation', address } as const;
  const show = (name: string, part: string) =>
    context.send({
      to,
      content: { kind: 'view', view: { name: `interview.${name}`, subjectId: `${interview.id}/${part}` } },
    });
  const tell = (card: Card) => context.send({ to, content: { kind: 'card', card, wordsOf: interview.ownerId } });
  const corrections = effects.filter((effect) => effect.kind === 'corrected');
  for (const effect of effects) {
    switch (effect.kind) {
      case 'corrected':
        if (effect === corrections[0]) tell(correctionsCard(questionnaire, corrections));
        break;
      case 'notice':
        await giveNotice(context, questionnaire);
        break;
      case 'propose':
        show('proposals', 'proposals');
        break;
      case 'described':
        show('described', 'described');
        break;
      case 'ask':
        if (effect.clarification !== undefined) {
          tell({
            headline: 'Let me ask that again',
            tone: 'quiet',
            blocks: [{ kind: 'text', text: effect.clarification }],
          });
        }
        show('question', effect.questionId);
        break;
      case 'summary':
        show('summary', 'summary');
        break;
      case 'overview':
        show('overview', 'overview');
        break;
      case 'submitted':
        break;
      default:
        tell(spokenCard(questionnaire, interview, effect));
    }
  }
}

/** Opens a submitted interview again, to answer what a reviewer asks; the owner is asked where they were asked last. */
export async function reopenInterview<Stores extends InterviewStores>(
  context: Context<Stores>,
  interviewId: string,
  requests: readonly ChangeRequest[],
): Promise<void> {
  const interview = await context.stores.interviews.find(interviewId);
  const questionnaire =
    interview &&
    (await context.stores.questionnaires.version(interview.questionnaireId, interview.questionnaireVersion));
  if (!interview || !questionnaire) return;
  const source = sourceOf(context);
  await takeStepFor(context, { questionnaire, interview }, { kind: 'reopen', requests, source }, {});
}

/** Ends an interview that waits for answers nobody needs any more, because its review was decided. */
export async function closeInterview<Stores extends InterviewStores>(
  context: Context<Stores>,
  interviewId: string,
): Promise<void> {
  const interview = await context.stores.interviews.find(interviewId);
  if (!interview) return;
  const state: InterviewState = {
    ...interview.state,
    phase: 'cancelled',
    current: null,
    proposals: [],
    described: null,
    changeRequested: [],
    shared: [],
    revision: interview.state.revision + 1,
  };
  await context.stores.interviews.save(interview, { state }, context.now);
  noteChanges(context, interview.id, interview.state, state);
  await settleShares(context, interview.state.shared, state, context.actor.personId);
}

/** Once for each person: that this is software, what is kept, who sees it. */
async function giveNotice<Stores extends InterviewStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
): Promise<void> {
  const { people } = context.stores;
  if (await people.noticeShown(context.actor.personId)) return;
  await people.markNoticeShown(context.actor.personId, context.now);
  context.audit({
    kind: 'person.informed',
    subjectId: context.actor.personId,
    details: { questionnaire: questionnaire.id, version: questionnaire.version },
  });
  context.answer({
    headline: 'Before we start',
    tone: 'quiet',
    blocks: [{ kind: 'text', text: questionnaire.notice }],
  });
}

/** Who says it, when, in which message or by which click. */
export function sourceOf({ actor, now, event }: Context<unknown>): Source {
  const messageId = event.body.kind === 'message' ? event.body.messageId : event.deliveryKey;
  return { personId: actor.personId, at: now.toISOString(), messageId };
}
