import type { NewId } from '../../kernel/ids.ts';
import type { ReviewStore } from '../../reviews/review-store.ts';
import type { Prisma } from '../generated/client.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';
import { createPrismaDecisionStore } from './decisions.ts';
import { createPrismaRemarkStore } from './remarks.ts';
import { OPEN_STATES, reviewColumns, reviewRecords, toReviewRecord, WITH_DECISION } from './review-records.ts';
import { createPrismaSubmissionStore } from './submissions.ts';

export function createPrismaReviewStore(scope: Scope, newId: NewId): ReviewStore {
  const { organisationId, db } = scope;
  const many = (
    where: Prisma.ReviewWhereInput,
    orderBy: Prisma.ReviewOrderByWithRelationInput,
    page?: { readonly take: number },
  ) => reviewRecords(scope, where, orderBy, page);

  return {
    ...createPrismaSubmissionStore(scope),
    ...createPrismaDecisionStore(scope, newId),
    ...createPrismaRemarkStore(scope, newId),
    nextReference: () => nextReference(scope, 'review'),
    async find(reviewId) {
      const row = await db.review.findFirst({
        where: { organisationId, id: reviewId },
        include: WITH_DECISION,
      });
      return row ? toReviewRecord(row, scope) : undefined;
    },
    referenced: async (reference) => (await many({ reference }, { createdAt: 'asc' }))[0],
    ofDecision: async (id) => (await many({ decisions: { some: { id } } }, { createdAt: 'asc' }))[0],
    ofAssessment: async (assessmentId) => (await many({ assessmentId }, { createdAt: 'asc' })).at(-1),
    queue: () => many({ state: { in: OPEN_STATES } }, { dueAt: 'asc' }),
    submittedBy: (personId) => many({ submitterId: personId }, { createdAt: 'desc' }),
    lapsed: (now, take) =>
      many(
        { state: { in: ['approved', 'approvedWithConditions'] }, decisions: { some: { validUntil: { lte: now } } } },
        { dueAt: 'asc' },
        { take },
      ),
    async create({ review, interviewId, createdAt }) {
      await db.review.create({
        data: { organisationId, id: review.id, interviewId, createdAt, ...reviewColumns(review, createdAt) },
      });
    },
    async save(review, version, now) {
      const { count } = await db.review.updateMany({
        where: { organisationId, id: review.id, version },
        data: reviewColumns(review, now),
      });
      return count === 1 ? 'saved' : 'conflict';
    },
  };
}
