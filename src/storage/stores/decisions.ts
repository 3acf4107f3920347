import { z } from 'zod';
import type { NewId } from '../../kernel/ids.ts';
import type { Decision, DecisionStore } from '../../reviews/review-store.ts';
import type { Scope } from '../scope.ts';

export const StoredVerdict = z.enum(['approved', 'approvedWithConditions', 'rejected']);

export function createPrismaDecisionStore({ organisationId, db, words }: Scope, newId: NewId): DecisionStore {
  return {
    async addDecision({ reason, conditions, ...decision }, shown) {
      await db.decision.create({
        data: {
          organisationId,
          ...decision,
          inPlaceOfId: decision.inPlaceOfId ?? null,
          delegationId: decision.delegationId ?? null,
          validUntil: decision.validUntil ?? null,
          nextReviewAt: decision.nextReviewAt ?? null,
          sealedReason: await words.seal(decision.reviewerId, reasonPlace(decision.id), reason ?? ''),
          shownHash: await words.commit(decision.reviewerId, shown),
        },
      });
      await db.condition.createMany({
        data: conditions.map((condition) => ({ organisationId, id: newId(), decisionId: decision.id, ...condition })),
      });
    },
    async decisions(reviewId) {
      const rows = await db.decision.findMany({
        where: { organisationId, reviewId },
        include: { conditions: { orderBy: { id: 'asc' } } },
        orderBy: { decidedAt: 'asc' },
      });
      const decisions: Decision[] = [];
      for (const {
        sealedReason,
        shownHash: _hash,
        organisationId: _id,
        conditions,
        verdict,
        inPlaceOfId,
        delegationId,
        validUntil,
        nextReviewAt,
        ...row
      } of rows) {
        const reason = await words.openText(row.reviewerId, reasonPlace(row.id), sealedReason);
        decisions.push({
          ...row,
          verdict: StoredVerdict.parse(verdict),
          inPlaceOfId: inPlaceOfId ?? undefined,
          delegationId: delegationId ?? undefined,
          reason: reason || undefined,
          conditions: conditions.map(({ text, precondition }) => ({ text, precondition })),
          validUntil: validUntil ?? undefined,
          nextReviewAt: nextReviewAt ?? undefined,
        });
      }
      return decisions;
    },
  };
}

function reasonPlace(id: string): string {
  return `decision/${id}/reason`;
}
