import type { AuditLog } from '../chat/router-stores.ts';
import type { Context } from '../chat/vocabulary.ts';
import type { Answers } from '../interviews/answer.ts';
import type { InterviewRecord } from '../interviews/interview-store.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { actingPerson } from '../people/acting-person.ts';
import { NO_FACTS } from './command.ts';
import { decide } from './decide.ts';
import { dueDate, type ReviewPolicy } from './policy.ts';
import { beginReview, evolve, type Review } from './review.ts';
import type { ReviewStores } from './review-picture.ts';
import { isStopped, type Route } from './route.ts';
import type { Derived, NewSubmission } from './submission.ts';
import { tellTurn } from './tell-turn.ts';

export interface TakeOptions<Stores> {
  readonly policy: ReviewPolicy;
  /** Asks a model to sum it up for the reviewers, later. Without a model it is `undefined`. */
  readonly summarise?: (
    context: Context<Stores>,
    questionnaire: Questionnaire,
    submission: Pick<NewSubmission, 'id' | 'reviewId' | 'answers'>,
  ) => Promise<void>;
}

export type SubmitStores = ReviewStores & { readonly audit: AuditLog };

/** What is submitted: the answers that count, what rules made of them, and which way it goes. */
export interface Submitted {
  readonly answers: Answers;
  readonly derived: Derived;
  readonly route: Route;
  readonly ownerId: string;
  /** Who else answered it, where that keeps them from deciding on it. */
  readonly contributorIds?: readonly string[];
}

/** Freezes what is submitted and takes it to the reviewers: a new review, or the next version of one. */
export async function takeToReview<Stores extends SubmitStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  submitted: Submitted,
  { policy, summarise }: TakeOptions<Stores>,
): Promise<{ readonly reviewId: string }> {
  const { answers, derived } = submitted;
  const review = interview.reviewId
    ? await continueReview(context, interview.reviewId, submitted, policy)
    : await openReview(context, interview, submitted, policy);
  const evidence = (await context.stores.evidence.keptOf(interview.id)).map(({ id }) => id);
  const submissionId = context.newId();
  const answersHash = await context.stores.reviews.addSubmission({
    id: submissionId,
    reviewId: review.id,
    interviewId: interview.id,
    number: review.submissionNumber,
    questionnaireId: questionnaire.id,
    questionnaireVersion: questionnaire.version,
    submitterId: context.actor.personId,
    answers,
    derived,
    evidence,
    contributors: review.contributorIds,
    submittedAt: context.now,
  });
  const { kind: _, ...way } = review.route;
  context.audit({
    kind: 'submission.created',
    subjectId: review.id,
    details: {
      number: review.submissionNumber,
      ...way,
      answersHash,
      evidence,
      ...(review.contributorIds.length > 0 ? { contributors: review.contributorIds } : {}),
      questionnaire: questionnaire.id,
      questionnaireVersion: questionnaire.version,
      policyVersion: policy.version,
    },
  });
  context.send({
    to: { kind: 'conversation', address: context.conversation },
    content: { kind: 'view', view: { name: 'review.submission', subjectId: review.id } },
  });
  await summarise?.(context, questionnaire, { id: submissionId, reviewId: review.id, answers });
  return { reviewId: review.id };
}

async function openReview<Stores extends SubmitStores>(
  context: Context<Stores>,
  interview: InterviewRecord,
  { route, ownerId, contributorIds = [] }: Submitted,
  policy: ReviewPolicy,
): Promise<Review> {
  const { stores, actor, now } = context;
  const review = beginReview({
    id: context.newId(),
    reference: await stores.reviews.nextReference(),
    route,
    submitterId: actor.personId,
    ownerId,
    contributorIds,
    dueAt: dueDate(policy, route, now),
  });
  await stores.reviews.create({ review, interviewId: interview.id, createdAt: now });
  const view = { name: 'review.card', subjectId: review.id };
  context.send({ to: { kind: 'governance' }, content: { kind: 'view', view } });
  if (isStopped(route)) await callLegal(context, review.id);
  await tellTurn(context, undefined, review, policy);
  return review;
}

/** A possible prohibited practice is put before each lawyer personally. */
async function callLegal<Stores extends SubmitStores>(context: Context<Stores>, reviewId: string): Promise<void> {
  const lawyers = (await context.stores.people.list()).filter(
    ({ id, roles }) => roles.includes('legal') && id !== context.actor.personId,
  );
  for (const { id } of lawyers) {
    context.send({
      to: { kind: 'person', personId: id },
      content: { kind: 'view', view: { name: 'review.card', subjectId: reviewId } },
    });
  }
}

async function continueReview<Stores extends SubmitStores>(
  context: Context<Stores>,
  reviewId: string,
  { route, ownerId, contributorIds = [] }: Submitted,
  policy: ReviewPolicy,
): Promise<Review> {
  const { stores, now } = context;
  const record = await stores.reviews.find(reviewId);
  if (!record) throw new Error(`Review ${reviewId} does not exist`);
  const by = await actingPerson(context);
  const { submissionNumber, contributorIds: before } = record.review;
  const command = {
    kind: 'resubmit',
    ...{ submissionNumber: submissionNumber + 1, route, ownerId },
    // Whoever answered an earlier version does not become a stranger to it.
    contributorIds: [...new Set([...before, ...contributorIds])],
  } as const;
  const outcome = decide(record.review, command, by, now, { policy, ...NO_FACTS });
  // It was decided while this was on its way; run again, the interview is found closed.
  if (!outcome.ok) throw new LostRace(record.review.reference);
  const review = outcome.value.reduce(evolve, record.review);
  if ((await stores.reviews.save(review, record.review.version, now)) === 'conflict')
    throw new LostRace(review.reference);
  await stores.reviews.markChangesAnswered(reviewId, now);
  if (isStopped(route) && !isStopped(record.review.route)) await callLegal(context, reviewId);
  if ('claimedById' in review) {
    context.send({
      to: { kind: 'person', personId: review.claimedById },
      content: { kind: 'view', view: { name: 'review.card', subjectId: reviewId } },
    });
  }
  await tellTurn(context, undefined, review, policy);
  context.changed(reviewId);
  return review;
}
