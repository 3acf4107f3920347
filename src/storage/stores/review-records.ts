import { z } from 'zod';
import type { Review, ReviewHead, ReviewState, SupplierFacts } from '../../reviews/review.ts';
import type { ReviewRecord } from '../../reviews/review-store.ts';
import type { Route } from '../../reviews/route.ts';
import type { Decision as DecisionRow, Review as ReviewRow } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';
import { DELIBERATION, type DeliberationRows, progressIn } from './review-progress.ts';
import { StoredLane, StoredLevel } from './stored-derived.ts';

export const OPEN_STATES = ['submitted', 'inReview', 'changesRequested'];

const StoredSupplierFacts = z.object({
  dataRegion: z.string(),
  trainsOnOurData: z.enum(['yes', 'no', 'unknown']),
  source: z.string(),
});

type ReviewWithDecision = ReviewRow & DeliberationRows & { readonly decisions: readonly DecisionRow[] };

/** The decision that a review's state speaks of is its last one; what was said before it is of the submission in hand. */
export const WITH_DECISION = {
  decisions: { orderBy: { decidedAt: 'desc' }, take: 1 },
  ...DELIBERATION,
} satisfies Prisma.ReviewInclude;

export async function reviewRecords(
  scope: Scope,
  where: Prisma.ReviewWhereInput,
  orderBy: Prisma.ReviewOrderByWithRelationInput,
  page: { readonly take?: number } = {},
): Promise<readonly ReviewRecord[]> {
  const { organisationId, db } = scope;
  const rows = await db.review.findMany({
    where: { organisationId, ...where },
    include: WITH_DECISION,
    orderBy,
    ...page,
  });
  const records: ReviewRecord[] = [];
  for (const row of rows) records.push(await toReviewRecord(row, scope));
  return records;
}

export async function toReviewRecord(found: ReviewWithDecision, scope: Scope): Promise<ReviewRecord> {
  const {
    decisions: [decision],
    interviewId,
    createdAt,
    ...row
  } = found;
  const facts: SupplierFacts | undefined =
    row.supplierFacts === null ? undefined : StoredSupplierFacts.parse(row.supplierFacts);
  const head: ReviewHead = {
    id: row.id,
    reference: row.reference,
    route: routeOf(row),
    submitterId: row.submitterId,
    ownerId: row.ownerId,
    submissionNumber: row.submissionNumber,
    dueAt: row.dueAt,
    version: row.version,
    progress: await progressIn(found, scope),
    contributorIds: row.submissions.find(({ number }) => number === row.submissionNumber)?.contributors ?? [],
    recused: row.recusals.map(({ personId }) => personId),
    ...(facts ? { supplierFacts: facts } : {}),
  };
  return { review: { ...head, ...stateOf(row, decision) }, interviewId, createdAt };
}

function routeOf({ id, lane, level, assessmentId }: Pick<ReviewRow, 'id' | 'lane' | 'level' | 'assessmentId'>): Route {
  if (lane !== null) return { kind: 'declaration', lane: StoredLane.parse(lane) };
  if (assessmentId === null) throw new Error(`Review ${id} is about nothing`);
  return { kind: 'assessment', level: StoredLevel.parse(level), assessmentId };
}

function stateOf(
  { id, state, claimedById }: Pick<ReviewRow, 'id' | 'state' | 'claimedById'>,
  decision: DecisionRow | undefined,
): ReviewState {
  if (state === 'submitted') return { state };
  if ((state === 'inReview' || state === 'changesRequested') && claimedById) return { state, claimedById };
  if (!decision) throw new Error(`Review ${id} is ${state} without a decision`);
  const verdict = { decidedById: decision.reviewerId, decidedAt: decision.decidedAt };
  if (state === 'rejected') return { state, decision: verdict };
  const { validUntil, nextReviewAt } = decision;
  if (!validUntil || !nextReviewAt) throw new Error(`Review ${id} is ${state} without dates`);
  return {
    state: z.enum(['approved', 'approvedWithConditions', 'expired', 'revoked', 'superseded']).parse(state),
    decision: { ...verdict, validUntil, nextReviewAt },
  };
}

export function reviewColumns(review: Review, updatedAt: Date) {
  const { reference, route, submitterId, ownerId, submissionNumber, dueAt, version, state, supplierFacts } = review;
  const none = { lane: null, level: null, assessmentId: null };
  const { kind: _, ...chosen } = route;
  return {
    reference,
    ...none,
    ...chosen,
    submitterId,
    ownerId,
    submissionNumber,
    dueAt,
    version,
    state,
    claimedById: 'claimedById' in review ? review.claimedById : null,
    supplierFacts: supplierFacts ? toJson(supplierFacts) : Prisma.DbNull,
    updatedAt,
  };
}
