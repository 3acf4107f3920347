import type { Role } from '../chat/event.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { Route } from './route.ts';

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

export interface ConditionText {
  readonly text: string;
  /** Nothing is covered by the approval until a named person has verified that this is met. */
  readonly precondition: boolean;
}

export interface RequestedChange {
  readonly questionId: string;
  readonly remark: string;
}

/** Who reads a comment: those who review, or the submitter as well. */
export const AUDIENCES = ['internal', 'submitter'] as const;
export type Audience = (typeof AUDIENCES)[number];

interface By {
  readonly by: string;
  readonly at: Date;
}

interface Decided extends By {
  readonly role: Role;
  readonly submissionNumber: number;
  readonly policyVersion: number;
}

interface Approved extends Decided {
  readonly reason?: string;
  readonly validUntil: Date;
  readonly nextReviewAt: Date;
}

export type ReviewEvent =
  | ({ readonly kind: 'claimed'; readonly takenFrom?: string } & By)
  | ({ readonly kind: 'released' } & By)
  | ({ readonly kind: 'handedOver'; readonly to: string } & By)
  | ({ readonly kind: 'approved' } & Approved)
  | ({ readonly kind: 'approvedWithConditions'; readonly conditions: readonly ConditionText[] } & Approved)
  | ({ readonly kind: 'changesRequested'; readonly requests: readonly RequestedChange[] } & Decided)
  | ({ readonly kind: 'rejected'; readonly reason: string } & Decided)
  | ({ readonly kind: 'commented'; readonly text: string; readonly audience: Audience } & By)
  | ({ readonly kind: 'supplierFactsRecorded'; readonly facts: SupplierFacts } & By)
  | ({
      readonly kind: 'resubmitted';
      readonly submissionNumber: number;
      readonly route: Route;
      readonly ownerId: string;
      readonly dueAt: Date;
    } & By)
  | ({ readonly kind: 'revoked'; readonly role: Role; readonly reason: string } & By)
  | { readonly kind: 'expired'; readonly at: Date }
  | ({ readonly kind: 'superseded'; readonly byReference: string } & By);

/** A review as it begins, with the first submission. */
export function beginReview(head: Omit<ReviewHead, 'submissionNumber' | 'version' | 'supplierFacts'>): Review {
  return { ...head, submissionNumber: 1, version: 1, state: 'submitted' };
}

/** Who has claimed it, while it is open. */
export function claimedBy(review: Review): string | undefined {
  return review.state === 'inReview' || review.state === 'changesRequested' ? review.claimedById : undefined;
}

/** Whether nobody has decided yet. */
export function isOpen(review: Review): boolean {
  return review.state === 'submitted' || review.state === 'inReview' || review.state === 'changesRequested';
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
    case 'supplierFactsRecorded':
      return { ...head, ...stateOf(review), supplierFacts: event.facts };
    case 'resubmitted': {
      const { submissionNumber, route, ownerId, dueAt } = event;
      const answered = { ...head, submissionNumber, route, ownerId, dueAt };
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
  const { id, reference, route, submitterId, ownerId, submissionNumber, dueAt, version, supplierFacts } = review;
  const head = { id, reference, route, submitterId, ownerId, submissionNumber, dueAt, version };
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
