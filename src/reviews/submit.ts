import type { AuditLog } from '../chat/router-stores.ts';
import type { Context } from '../chat/vocabulary.ts';
import type { Answers } from '../interviews/answer.ts';
import { answerTo, countingAnswers, holds } from '../interviews/conditions.ts';
import type { InterviewRecord } from '../interviews/interview-store.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import { type Lane, type Screening, screen } from '../interviews/screening.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { actingPerson } from '../people/acting-person.ts';
import { decide } from './decide.ts';
import { dueDate, type ReviewPolicy } from './policy.ts';
import { beginReview, evolve, type Review } from './review.ts';
import type { ReviewStores } from './review-picture.ts';
import type { Derived, NewSubmission } from './review-store.ts';

export interface SubmitOptions<Stores> {
  readonly policy: ReviewPolicy;
  /** What is approved already and covers exactly this, in words. */
  readonly coveredBy: (context: Context<Stores>, answers: Answers) => Promise<string | undefined>;
  /** Asks a model to sum it up for the reviewers, later. Without a model it is `undefined`. */
  readonly summarise?: (
    context: Context<Stores>,
    questionnaire: Questionnaire,
    submission: Pick<NewSubmission, 'id' | 'reviewId' | 'answers'>,
  ) => Promise<void>;
}

type SubmitStores = ReviewStores & { readonly audit: AuditLog };

/** Freezes the answers of an interview and takes them to the reviewers: a new review, or the next version of one. */
export async function submitForReview<Stores extends SubmitStores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  { policy, coveredBy, summarise }: SubmitOptions<Stores>,
): Promise<{ readonly reviewId: string }> {
  const answers = countingAnswers(questionnaire, interview.state.answers);
  const covered = await coveredBy(context, answers);
  const screening = screen(questionnaire, interview.state.answers, covered === undefined ? {} : { coveredBy: covered });
  const ownerId = await ownerIn(answers, context);
  const review = interview.reviewId
    ? await continueReview(context, interview.reviewId, { lane: screening.lane, ownerId }, policy)
    : await openReview(context, interview, { lane: screening.lane, ownerId }, policy);
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
    derived: derive(questionnaire, answers, screening),
    evidence,
    submittedAt: context.now,
  });
  context.audit({
    kind: 'submission.created',
    subjectId: review.id,
    details: {
      number: review.submissionNumber,
      lane: review.lane,
      answersHash,
      evidence,
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

/** What the answers say about the way that a review goes. */
interface Found {
  readonly lane: Lane;
  readonly ownerId: string;
}

/** The member who was named as responsible; whoever submits it, when nobody is named or the name is nobody's. */
async function ownerIn<Stores extends SubmitStores>(
  answers: Answers,
  { stores, actor }: Context<Stores>,
): Promise<string> {
  const answer = answerTo(answers, OWNER_QUESTION);
  if (answer?.kind !== 'known') return actor.personId;
  const name = String(answer.value).trim().replace(/^@/, '').toLowerCase();
  const named = (await stores.people.list()).filter(({ displayName }) => displayName.toLowerCase() === name);
  return named.length === 1 && named[0] ? named[0].id : actor.personId;
}

const OWNER_QUESTION = 'owner';

async function openReview<Stores extends SubmitStores>(
  context: Context<Stores>,
  interview: InterviewRecord,
  { lane, ownerId }: Found,
  policy: ReviewPolicy,
): Promise<Review> {
  const { stores, actor, now } = context;
  const review = beginReview({
    id: context.newId(),
    reference: await stores.reviews.nextReference(),
    lane,
    submitterId: actor.personId,
    ownerId,
    dueAt: dueDate(policy, lane, now),
  });
  await stores.reviews.create({ review, interviewId: interview.id, createdAt: now });
  const view = { name: 'review.card', subjectId: review.id };
  context.send({ to: { kind: 'governance' }, content: { kind: 'view', view } });
  if (lane === 'stop') await callLegal(context, review.id);
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
  { lane, ownerId }: Found,
  policy: ReviewPolicy,
): Promise<Review> {
  const { stores, now } = context;
  const record = await stores.reviews.find(reviewId);
  if (!record) throw new Error(`Review ${reviewId} does not exist`);
  const by = await actingPerson(context);
  const command = { kind: 'resubmit', submissionNumber: record.review.submissionNumber + 1, lane, ownerId } as const;
  const outcome = decide(record.review, command, by, now, {
    policy,
    unknowns: [],
    questions: [],
    assessmentApproved: false,
  });
  // It was decided while this was on its way; run again, the interview is found closed.
  if (!outcome.ok) throw new LostRace(record.review.reference);
  const review = outcome.value.reduce(evolve, record.review);
  if ((await stores.reviews.save(review, record.review.version, now)) === 'conflict')
    throw new LostRace(review.reference);
  await stores.reviews.markChangesAnswered(reviewId, now);
  if (lane === 'stop' && record.review.lane !== 'stop') await callLegal(context, reviewId);
  if ('claimedById' in review) {
    context.send({
      to: { kind: 'person', personId: review.claimedById },
      content: { kind: 'view', view: { name: 'review.card', subjectId: reviewId } },
    });
  }
  context.changed(reviewId);
  return review;
}

function derive(questionnaire: Questionnaire, answers: Answers, { because, unknowns }: Screening): Derived {
  const contradictions = questionnaire.contradictions
    .filter(({ when }) => holds(when, answers))
    .map(({ says }) => says);
  return { because, unknowns, contradictions };
}
