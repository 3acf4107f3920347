import { unreachable } from '../kernel/unreachable.ts';
import { isSame, type Reviewer } from './authority.ts';
import { NOTHING_YET, type Progress } from './progress.ts';
import { progressAfter, routeAfter } from './progress-after.ts';
import type { ReviewEvent } from './review-event.ts';
import type { Route } from './route.ts';

export type { ReviewEvent } from './review-event.ts';

/** The governance team's handling of one declaration or assessment, through all versions of its submission. */
export type Review = ReviewHead & ReviewState;

export interface ReviewHead {
  readonly id: string;
  /** What people say: REV-40. */
  readonly reference: string;
  readonly route: Route;
  readonly submitterId: string;
  /** Who answers for the use; the submitter, until ownership is transferred. */
  readonly ownerId: string;
  /** The number of the submission that is to be decided on, from 1. */
  readonly submissionNumber: number;
  readonly dueAt: Date;
  /** Rises with every change of what the review card shows, comments excepted. */
  readonly version: number;
  readonly supplierFacts?: SupplierFacts;
  readonly progress: Progress;
  /** Who answered parts of an assessment or wrote it with its owner: they advise on it and decide nothing. */
  readonly contributorIds: readonly string[];
  /** Those who have left it to the others, for good. */
  readonly recused: readonly string[];
}

export type ReviewState =
  | { readonly state: 'submitted' }
  | { readonly state: 'inReview'; readonly claimedById: string }
  /** It waits for the submitter, and goes back to the person who asked. */
  | { readonly state: 'changesRequested'; readonly claimedById: string }
  | { readonly state: 'approved'; readonly decision: Approval }
  | { readonly state: 'approvedWithConditions'; readonly decision: Approval }
  | { readonly state: 'rejected'; readonly decision: Verdict }
  /** An approval that has ended. */
  | { readonly state: 'expired' | 'revoked' | 'superseded'; readonly decision: Approval };

export interface Verdict {
  readonly decidedById: string;
  readonly decidedAt: Date;
}

export interface Approval extends Verdict {
  readonly validUntil: Date;
  readonly nextReviewAt: Date;
}

/** Where data goes and whether it trains the supplier's models: answered once per system, by those who know. */
export interface SupplierFacts {
  readonly dataRegion: string;
  readonly trainsOnOurData: 'yes' | 'no' | 'unknown';
  /** Where this is written: a contract, a page of the supplier. */
  readonly source: string;
}

export type { ConditionText } from './progress.ts';

export interface RequestedChange {
  readonly questionId: string;
  readonly remark: string;
}

/** Who reads a comment: those who review, or the submitter as well. */
export const AUDIENCES = ['internal', 'submitter'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** A review as it begins, with the first submission. */
export function beginReview(
  head: Omit<ReviewHead, 'submissionNumber' | 'version' | 'supplierFacts' | 'progress' | 'contributorIds' | 'recused'> &
    Partial<Pick<ReviewHead, 'contributorIds'>>,
): Review {
  return {
    contributorIds: [],
    ...head,
    submissionNumber: 1,
    version: 1,
    progress: NOTHING_YET,
    recused: [],
    state: 'submitted',
  };
}

/** Who has claimed it, while it is open. */
export function claimedBy(review: Review): string | undefined {
  return review.state === 'inReview' || review.state === 'changesRequested' ? review.claimedById : undefined;
}

/** Whether the person, under any of their ids, has left it to the others. */
export function isRecused({ recused }: Review, person: Reviewer): boolean {
  return recused.some((id) => isSame(person, id));
}

/** Whether the person, under any of their ids, answered parts of it or wrote it with its owner. */
export function isContributor({ contributorIds }: Review, person: Reviewer): boolean {
  return contributorIds.some((id) => isSame(person, id));
}

/** Whether nobody has decided yet. */
export function isOpen(review: Review): boolean {
  return review.state === 'submitted' || review.state === 'inReview' || review.state === 'changesRequested';
}

/** Whether an approval holds. */
export function isApproved({ state }: Review): boolean {
  return state === 'approved' || state === 'approvedWithConditions';
}

/** Whether it was approved once and the approval holds no more. */
export function hasEnded({ state }: Review): boolean {
  return state === 'expired' || state === 'revoked' || state === 'superseded';
}

/** Applies what was decided. Throws when the event cannot have happened to this review. */
export function evolve(review: Review, event: ReviewEvent): Review {
  const version = event.kind === 'commented' ? review.version : review.version + 1;
  const head = { ...headOf(review), version };
  switch (event.kind) {
    case 'commented':
      return review;
    case 'claimed':
      return { ...head, ...claimedState(review, event.by) };
    case 'handedOver':
      return { ...head, ...claimedState(review, event.to) };
    case 'released':
      return { ...head, state: 'submitted' };
    case 'approved':
    case 'approvedWithConditions': {
      const { by: decidedById, at: decidedAt, validUntil, nextReviewAt } = event;
      return { ...head, state: event.kind, decision: { decidedById, decidedAt, validUntil, nextReviewAt } };
    }
    case 'rejected':
      return { ...head, state: 'rejected', decision: { decidedById: event.by, decidedAt: event.at } };
    case 'changesRequested':
      return { ...head, state: 'changesRequested', claimedById: event.by };
    case 'voted':
    case 'advised':
    case 'committeeRecorded':
    case 'committeeConfirmed':
    case 'committeeReturned':
    case 'findingDecided':
    case 'loweringProposed':
    case 'loweringConfirmed':
    case 'loweringDeclined': {
      const progress = progressAfter(head.progress, event);
      return { ...head, route: routeAfter(head.route, progress), progress, ...stateOf(review) };
    }
    case 'recused':
      return { ...head, recused: [...head.recused, event.by], ...stateOf(review) };
    case 'supplierFactsRecorded':
      return { ...head, ...stateOf(review), supplierFacts: event.facts };
    case 'resubmitted': {
      const { submissionNumber, route, ownerId, dueAt, contributorIds } = event;
      const answered = { ...head, submissionNumber, route, ownerId, dueAt, contributorIds, progress: NOTHING_YET };
      const claimedById = claimedBy(review);
      return claimedById ? { ...answered, state: 'inReview', claimedById } : { ...answered, state: 'submitted' };
    }
    case 'revoked':
    case 'expired':
    case 'superseded':
      return { ...head, state: event.kind, decision: approvalOf(review) };
    default:
      return unreachable(event);
  }
}

function headOf(review: Review): ReviewHead {
  const { id, reference, route, submitterId, ownerId, submissionNumber, dueAt, version } = review;
  const { progress, contributorIds, recused, supplierFacts } = review;
  const head = {
    ...{ id, reference, route, submitterId, ownerId, submissionNumber, dueAt, version },
    ...{ progress, contributorIds, recused },
  };
  return supplierFacts ? { ...head, supplierFacts } : head;
}

/** A review that waits for its submitter keeps waiting, whoever has it. */
function claimedState(review: Review, claimedById: string): ReviewState {
  return { state: review.state === 'changesRequested' ? 'changesRequested' : 'inReview', claimedById };
}

function stateOf(review: Review): ReviewState {
  switch (review.state) {
    case 'submitted':
      return { state: review.state };
    case 'inReview':
    case 'changesRequested':
      return { state: review.state, claimedById: review.claimedById };
    case 'rejected':
      return { state: review.state, decision: review.decision };
    case 'approved':
    case 'approvedWithConditions':
    case 'expired':
    case 'revoked':
    case 'superseded':
      return { state: review.state, decision: review.decision };
    default:
      return unreachable(review);
  }
}

function approvalOf(review: Review): Approval {
  if (review.state !== 'approved' && review.state !== 'approvedWithConditions') {
    throw new Error(`Only an approval can end, and ${review.reference} is ${review.state}`);
  }
  return review.decision;
}
