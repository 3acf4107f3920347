import { z } from 'zod';
import type { NewId } from '../../kernel/ids.ts';
import { AUDIENCES } from '../../reviews/review.ts';
import type { RemarkStore } from '../../reviews/review-store.ts';
import type { Scope } from '../scope.ts';

export function createPrismaRemarkStore({ organisationId, db, words }: Scope, newId: NewId): RemarkStore {
  return {
    async addChangeRequests(reviewId, submissionNumber, reviewerId, requests, requestedAt) {
      for (const { questionId, remark } of requests) {
        const id = newId();
        const sealedRemark = await words.seal(reviewerId, remarkPlace(id), remark);
        await db.changeRequest.create({
          data: { organisationId, id, reviewId, submissionNumber, questionId, reviewerId, sealedRemark, requestedAt },
        });
      }
    },
    async changeRequests(reviewId) {
      const rows = await db.changeRequest.findMany({ where: { organisationId, reviewId }, orderBy: { id: 'asc' } });
      return Promise.all(
        rows.map(async ({ id, questionId, submissionNumber, reviewerId, sealedRemark, answeredAt }) => ({
          questionId,
          submissionNumber,
          reviewerId,
          remark: await words.openText(reviewerId, remarkPlace(id), sealedRemark),
          answered: answeredAt !== null,
        })),
      );
    },
    async markChangesAnswered(reviewId, now) {
      await db.changeRequest.updateMany({
        where: { organisationId, reviewId, answeredAt: null },
        data: { answeredAt: now },
      });
    },
    async addComment(reviewId, { id, authorId, audience, text, writtenAt }) {
      const sealedText = await words.seal(authorId, commentPlace(id), text);
      await db.reviewComment.create({
        data: { organisationId, id, reviewId, authorId, audience, sealedText, writtenAt },
      });
    },
    async comments(reviewId) {
      const rows = await db.reviewComment.findMany({ where: { organisationId, reviewId }, orderBy: { id: 'asc' } });
      return Promise.all(
        rows.map(async ({ id, authorId, audience, sealedText, writtenAt }) => ({
          id,
          authorId,
          audience: z.enum(AUDIENCES).parse(audience),
          text: await words.openText(authorId, commentPlace(id), sealedText),
          writtenAt,
        })),
      );
    },
  };
}

/** Where a sealed remark belongs. */
export function remarkPlace(id: string): string {
  return `change-request/${id}/remark`;
}

function commentPlace(id: string): string {
  return `review-comment/${id}/text`;
}
