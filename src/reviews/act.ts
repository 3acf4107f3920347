import type { Role } from '../chat/event.ts';
import type { AuditLog } from '../chat/router-stores.ts';
import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import type { InterviewStores } from '../interviews/session.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { type Outcome, refuse } from '../kernel/outcome.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { ReviewCommand, ReviewFacts } from './command.ts';
import { decide } from './decide.ts';
import { follow } from './follow.ts';
import { COMMITTEE } from './policy.ts';
import { evolve, type ReviewEvent } from './review.ts';
import { type PictureOptions, pictureOf, type ReviewPicture, type ReviewStores } from './review-picture.ts';
import type { Decision } from './review-store.ts';
import { answered, unknownsOf } from './submitted-answers.ts';
import { delegatedTo } from './whose-turn.ts';
import type { RefusalCode } from './words.ts';

export interface ActOptions<Stores> extends PictureOptions<Stores> {
  /** Whether an impact assessment of what was declared is approved. */
  readonly assessmentApproved: (stores: Stores, picture: ReviewPicture) => Promise<boolean>;
  /** What has still to be done about the risks of an assessment before it can be approved, in words. */
  readonly openRisks: (stores: Stores, picture: ReviewPicture) => Promise<readonly string[]>;
  /** Writes what was approved into the register, in the same transaction. */
  readonly approved: (context: Context<Stores>, picture: ReviewPicture, decision: Decision) => Promise<void>;
  /** Ends what was approved. */
  readonly revoked: (context: Context<Stores>, decisionId: string) => Promise<void>;
}

export type ActStores = ReviewStores & InterviewStores & { readonly audit: AuditLog };

const WORDS_ERASED =
  'What was declared here has been erased together with the person who said it, so it cannot be approved. You can reject it.';

export const noSuchReview: ImmediateReply = { kind: 'notice', text: 'This review is no longer there.' };

/** Does to a review what a person asked for, if the rules allow it at this moment; a refusal becomes a notice. */
export async function act<Stores extends ActStores>(
  context: Context<Stores>,
  reviewId: string,
  command: ReviewCommand,
  options: ActOptions<Stores>,
): Promise<ImmediateReply | undefined> {
  const { stores, now } = context;
  const picture = await pictureOf(stores, reviewId, options);
  if (!picture) return noSuchReview;
  const { review } = picture.record;
  const outcome = await judge(context, picture, () => command, options);
  if (!outcome.ok) {
    // A refused click may come from a copy that is behind; it is drawn anew, so that the next click is right.
    context.changed(reviewId);
    return { kind: 'notice', text: outcome.message };
  }
  const next = outcome.value.reduce(evolve, review);
  if (next !== review && (await stores.reviews.save(next, review.version, now)) === 'conflict')
    throw new LostRace(review.reference);
  await follow(context, picture, next, outcome.value, options);
  context.changed(reviewId);
  return undefined;
}

/** What would follow from a command at this moment. Nothing is done. */
export async function judge<Stores extends ActStores>(
  context: Context<Stores>,
  picture: ReviewPicture,
  commandOf: (facts: ReviewFacts) => ReviewCommand,
  options: ActOptions<Stores>,
): Promise<Outcome<readonly ReviewEvent[], RefusalCode | 'wordsErased'>> {
  const { submission, record } = picture;
  const by = await actingPerson(context);
  const facts = await factsFor(context.stores, picture, by.personId, by.samePersonIds, context.now, options);
  const command = commandOf(facts);
  const outcome = decide(record.review, command, by, context.now, facts);
  const assessment = picture.card.assessment?.words;
  if (!outcome.ok && outcome.code === 'assessmentMissing' && assessment !== undefined)
    return refuse(outcome.code, `${outcome.message} The assessment is ${assessment}.`);
  const approves = command.kind === 'approve' || command.kind === 'approveWithConditions';
  return outcome.ok && approves && !submission.answers ? refuse('wordsErased', WORDS_ERASED) : outcome;
}

/** What the rules have to know beside the review itself, as it is now. */
export async function factsFor<Stores extends ActStores>(
  stores: Stores,
  picture: ReviewPicture,
  personId: string,
  samePersonIds: readonly string[],
  now: Date,
  { policy, assessmentApproved, openRisks }: ActOptions<Stores>,
): Promise<ReviewFacts> {
  const { questionnaire, submission, humanOf } = picture;
  const everyone = await stores.people.list();
  return {
    policy,
    unknowns: unknownsOf(questionnaire, submission).map(({ id, label }) => ({ questionId: id, label })),
    questions: answered(questionnaire, submission.answers ?? {}).map(({ id, label }) => ({ questionId: id, label })),
    assessmentApproved: await assessmentApproved(stores, picture),
    openRisks: await openRisks(stores, picture),
    law: picture.law,
    delegations: await delegatedTo(stores, [personId, ...samePersonIds], now),
    committee: everyone.filter(({ roles }) => roles.some((role) => MEMBERS.includes(role))).map(({ id }) => id),
    humanOf,
  };
}

const MEMBERS: readonly Role[] = COMMITTEE.filter((role) => role !== 'committee-secretary');
