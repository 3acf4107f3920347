import canonicalize from 'canonicalize';
import type { Card, Context } from '../chat/vocabulary.ts';
import { closeInterview, reopenInterview } from '../interviews/session.ts';
import { actingPerson } from '../people/acting-person.ts';
import type { ActOptions, ActStores } from './act.ts';
import { auditDetails } from './audit-details.ts';
import { isOwn } from './authority.ts';
import { keepDeliberation } from './keep-deliberation.ts';
import { claimedBy, type Review, type ReviewEvent } from './review.ts';
import { reviewCard } from './review-card.ts';
import type { ReviewPicture } from './review-picture.ts';
import type { Decision } from './review-store.ts';
import { revokedCard } from './submitter-cards.ts';
import { tellTurn } from './tell-turn.ts';

/** Whatever comes of what has happened: records, messages, and the register. */
export async function follow<Stores extends ActStores>(
  context: Context<Stores>,
  picture: ReviewPicture,
  next: Review,
  events: readonly ReviewEvent[],
  options: ActOptions<Stores>,
): Promise<void> {
  for (const event of events) {
    await keepDeliberation(context, picture, event);
    await followOne(context, picture, event, options);
  }
  await tellTurn(context, picture.record.review, next, options.policy);
}

async function followOne<Stores extends ActStores>(
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
        content: { kind: 'card', card: handedOverCard(picture, event), wordsOf: review.submitterId },
      });
      context.send({
        to: { kind: 'person', personId: event.to },
        content: { kind: 'view', view: { name: 'review.card', subjectId: review.id } },
      });
      return;
    default:
      return;
  }
}

/** Why its card comes now. */
function handedOverCard({ card }: ReviewPicture, { by }: { readonly by: string }): Card {
  return {
    headline: `${card.nameOf(by) ?? 'A colleague'} has handed a review over to you`,
    blocks: [{ kind: 'text', text: `${card.review.reference} · ${card.subject}. It waits for you now.` }],
  };
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
    inPlaceOfId: event.inPlaceOf,
    delegationId: event.delegationId,
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
