import canonicalize from 'canonicalize';
import type { AuditLog } from '../chat/router-stores.ts';
import type { Context, ImmediateReply } from '../chat/vocabulary.ts';
import { closeInterview, type InterviewStores, reopenInterview } from '../interviews/session.ts';
import { LostRace } from '../kernel/lost-race.ts';
import { type Outcome, refuse } from '../kernel/outcome.ts';
import { actingPerson } from '../people/acting-person.ts';
import { isOwn } from './authority.ts';
import type { ReviewCommand, ReviewFacts } from './command.ts';
import { decide } from './decide.ts';
import type { ReviewPolicy } from './policy.ts';
import { claimedBy, evolve, type Review, type ReviewEvent } from './review.ts';
import { reviewCard } from './review-card.ts';
import {
  answered,
  type FindSimilar,
  pictureOf,
  type ReviewPicture,
  type ReviewStores,
  unknownsOf,
} from './review-picture.ts';
import type { Decision } from './review-store.ts';
import { revokedCard } from './submitter-cards.ts';
import type { RefusalCode } from './words.ts';

export interface ActOptions<Stores> {
  readonly policy: ReviewPolicy;
  readonly findSimilar: FindSimilar<Stores>;
  /** Whether an impact assessment of what was declared is approved. */
  readonly assessmentApproved: (stores: Stores, picture: ReviewPicture) => Promise<boolean>;
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
  const picture = await pictureOf(stores, reviewId, options.findSimilar);
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
  for (const event of outcome.value) await follow(context, picture, event, options);
  context.changed(reviewId);
  return undefined;
}

/** What would follow from a command at this moment. Nothing is done. */
export async function judge<Stores extends ActStores>(
  context: Context<Stores>,
  picture: ReviewPicture,
  commandOf: (facts: ReviewFacts) => ReviewCommand,
  { policy, assessmentApproved }: ActOptions<Stores>,
): Promise<Outcome<readonly ReviewEvent[], RefusalCode | 'wordsErased'>> {
  const { questionnaire, submission, record } = picture;
  const facts: ReviewFacts = {
    policy,
    unknowns: unknownsOf(questionnaire, submission).map(({ id, label }) => ({ questionId: id, label })),
    questions: answered(questionnaire, submission.answers ?? {}).map(({ id, label }) => ({ questionId: id, label })),
    assessmentApproved: await assessmentApproved(context.stores, picture),
  };
  const command = commandOf(facts);
  const outcome = decide(record.review, command, await actingPerson(context), context.now, facts);
  const approves = command.kind === 'approve' || command.kind === 'approveWithConditions';
  return outcome.ok && approves && !submission.answers ? refuse('wordsErased', WORDS_ERASED) : outcome;
}

async function follow<Stores extends ActStores>(
  context: Context<Stores>,
  picture: ReviewPicture,
  event: ReviewEvent,
  options: ActOptions<Stores>,
): Promise<void> {
  const { stores, actor, now } = context;
  const { review, interviewId } = picture.record;
  context.audit({ kind: `review.${event.kind}`, subjectId: review.id, details: auditDetails(event) });
  switch (event.kind) {
    case 'approved':
    case 'approvedWithConditions':
    case 'rejected': {
      const decision = decisionFrom(context, picture, event);
      await stores.reviews.addDecision(decision, canonicalize(reviewCard(picture.card)) ?? '');
      tellSubmitter(context, review, 'review.decision');
      if (event.kind !== 'rejected') await options.approved(context, picture, decision);
      else if (review.state === 'changesRequested') await closeInterview(context, interviewId);
      return;
    }
    case 'changesRequested':
      await stores.reviews.addChangeRequests(review.id, review.submissionNumber, actor.personId, event.requests, now);
      tellSubmitter(context, review, 'review.changes');
      return reopenInterview(context, interviewId, event.requests);
    case 'commented':
      return relay(context, review, event);
    case 'revoked':
      if (picture.decision) await options.revoked(context, picture.decision.id);
      await stores.reviews.addComment(review.id, {
        ...{ id: context.newId(), authorId: actor.personId, audience: 'submitter', text: event.reason, writtenAt: now },
      });
      return tellWhyRevoked(context, picture, event.reason);
    case 'handedOver':
      context.send({
        to: { kind: 'person', personId: event.to },
        content: { kind: 'view', view: { name: 'review.card', subjectId: review.id } },
      });
      return;
    default:
      return;
  }
}

/** Keeps a comment, and takes it to the submitter, or theirs to whoever reviews it. */
async function relay<Stores extends ActStores>(
  context: Context<Stores>,
  review: Review,
  { text, audience, by, at }: Extract<ReviewEvent, { kind: 'commented' }>,
): Promise<void> {
  const id = context.newId();
  await context.stores.reviews.addComment(review.id, { id, authorId: by, audience, text, writtenAt: at });
  if (audience === 'internal') return;
  const content = { kind: 'view', view: { name: 'review.remark', subjectId: review.id, part: id } } as const;
  if (!isOwn(review, await actingPerson(context)))
    return context.send({ to: { kind: 'person', personId: review.submitterId }, content });
  const card = { name: 'review.card', subjectId: review.id };
  context.send({ to: { kind: 'governance' }, content, inThreadOf: card });
  const claimer = claimedBy(review);
  if (claimer !== undefined) context.send({ to: { kind: 'person', personId: claimer }, content, inThreadOf: card });
}

function tellSubmitter<Stores>(context: Context<Stores>, review: Review, name: `review.${string}`): void {
  context.send({
    to: { kind: 'person', personId: review.submitterId },
    content: { kind: 'view', view: { name, subjectId: review.id, part: String(review.submissionNumber) } },
  });
}

/** Both who asked for it and who answers for it have to stop. */
function tellWhyRevoked<Stores>(
  { send, actor }: Context<Stores>,
  { record, card }: ReviewPicture,
  reason: string,
): void {
  const { reference, submitterId, ownerId } = record.review;
  const told = revokedCard(reference, card.subject, reason, actor.displayName);
  for (const personId of new Set([submitterId, ownerId])) {
    send({ to: { kind: 'person', personId }, content: { kind: 'card', card: told, wordsOf: actor.personId } });
  }
}

type VerdictEvent = Extract<ReviewEvent, { kind: 'approved' | 'approvedWithConditions' | 'rejected' }>;

function decisionFrom<Stores>(
  context: Context<Stores>,
  { record, submission }: ReviewPicture,
  event: VerdictEvent,
): Decision {
  const approval = event.kind === 'rejected' ? undefined : event;
  return {
    id: context.newId(),
    reviewId: record.review.id,
    submissionId: submission.id,
    verdict: event.kind,
    reviewerId: event.by,
    submitterId: submission.submitterId,
    identityId: context.actor.identityId,
    role: event.role,
    reason: event.reason,
    questionnaireId: submission.questionnaireId,
    questionnaireVersion: submission.questionnaireVersion,
    policyVersion: event.policyVersion,
    conditions: event.kind === 'approvedWithConditions' ? event.conditions : [],
    decidedAt: event.at,
    validUntil: approval?.validUntil,
    nextReviewAt: approval?.nextReviewAt,
  };
}

function auditDetails(event: ReviewEvent): Record<string, string | number | readonly string[]> {
  const role = 'role' in event ? { role: event.role } : {};
  const number = 'submissionNumber' in event ? { submissionNumber: event.submissionNumber } : {};
  const policy = 'policyVersion' in event ? { policyVersion: event.policyVersion } : {};
  const dates =
    'validUntil' in event
      ? { validUntil: event.validUntil.toISOString(), nextReviewAt: event.nextReviewAt.toISOString() }
      : {};
  const audience = event.kind === 'commented' ? { audience: event.audience } : {};
  const questions =
    event.kind === 'changesRequested' ? { questions: event.requests.map(({ questionId }) => questionId) } : {};
  return { ...role, ...number, ...policy, ...dates, ...questions, ...audience };
}
