import { z } from 'zod';
import { type Deliberation, type DeliberationStore, NOTHING_SAID } from '../../reviews/deliberation-store.ts';
import { STANCES } from '../../reviews/progress.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';
import {
  DELIBERATION,
  type DeliberationRows,
  minutesPlace,
  StoredConditions,
  toCommitteeRecord,
} from './review-progress.ts';

const StoredVerdict = z.enum(['approved', 'approvedWithConditions']);

export function createPrismaDeliberationStore(scope: Scope): DeliberationStore {
  const { organisationId, db, words } = scope;
  const seal = (personId: string, place: string, text: string | undefined) => words.seal(personId, place, text ?? '');
  const open = async (personId: string, place: string, sealed: Uint8Array): Promise<string | undefined> =>
    (await words.openText(personId, place, sealed)) || undefined;

  return {
    async addVote({ by, at, reason, shown, conditions, inPlaceOf, delegationId, ...vote }) {
      await db.vote.create({
        data: {
          ...{ organisationId, ...vote, voterId: by, votedAt: at },
          inPlaceOfId: inPlaceOf ?? null,
          delegationId: delegationId ?? null,
          conditions: toJson(conditions),
          sealedReason: await seal(by, `vote/${vote.id}/reason`, reason),
          shownHash: await words.commit(by, shown),
        },
      });
    },
    async addAdvice({ by, at, text, shown, inPlaceOf, delegationId, ...advice }) {
      await db.advice.create({
        data: {
          ...{ organisationId, ...advice, adviserId: by, advisedAt: at },
          inPlaceOfId: inPlaceOf ?? null,
          delegationId: delegationId ?? null,
          sealedText: await seal(by, `advice/${advice.id}/text`, text),
          shownHash: await words.commit(by, shown),
        },
      });
    },
    async addRecusal({ id, reviewId, by, identityId, at, reason }) {
      const sealedReason = await seal(by, `recusal/${id}/reason`, reason);
      await db.recusal.create({
        data: { organisationId, id, reviewId, personId: by, identityId, sealedReason, recusedAt: at },
      });
    },
    async addMinutes({ id, reviewId, submissionId, by, identityId, at, record, dissent, policyVersion, shown }) {
      const { heldOn, attendees, recused, votes, outcome, reason } = record;
      const terms = outcome.verdict === 'rejected' ? undefined : outcome;
      await db.committeeRecord.create({
        data: {
          ...{ organisationId, id, reviewId, submissionId, secretaryId: by, identityId, policyVersion, recordedAt: at },
          ...{ heldOn, attendees: [...attendees], recused: [...recused], ...votes, verdict: outcome.verdict },
          conditions: toJson(terms?.conditions ?? []),
          validUntil: terms?.validUntil ?? null,
          nextReviewAt: terms?.nextReviewAt ?? null,
          sealedReason: await seal(by, minutesPlace(id, 'reason'), reason),
          sealedDissent: await seal(by, minutesPlace(id, 'dissent'), dissent),
          shownHash: await words.commit(by, shown),
        },
      });
    },
    async ruleOnMinutes(verdict, { reviewId, by, identityId, at, reason, shown }) {
      const record = await db.committeeRecord.findFirst({
        where: { organisationId, reviewId, ruling: null },
        orderBy: { id: 'desc' },
      });
      if (!record) throw new Error(`Review ${reviewId} has no minutes to rule on`);
      await db.committeeRuling.create({
        data: {
          ...{ organisationId, recordId: record.id, verdict, chairId: by, identityId, ruledAt: at },
          sealedReason: await seal(by, `committee-ruling/${record.id}/reason`, reason),
          shownHash: await words.commit(by, shown),
        },
      });
    },
    async addOverride({ by, at, reason, shown, ...override }) {
      await db.override.create({
        data: {
          ...{ organisationId, ...override, deciderId: by, decidedAt: at },
          sealedReason: await seal(by, `override/${override.id}/reason`, reason),
          shownHash: await words.commit(by, shown),
        },
      });
    },
    async ruleOnOverride(verdict, finding, { reviewId, by, identityId, role, at, reason, shown }) {
      const override = await db.override.findFirst({
        where: { organisationId, reviewId, finding, isLowering: true, ruling: null },
        orderBy: { id: 'desc' },
      });
      if (!override) throw new Error(`Review ${reviewId} has no lower ${finding} to rule on`);
      await db.overrideRuling.create({
        data: {
          ...{ organisationId, overrideId: override.id, verdict, approverId: by, identityId, role, ruledAt: at },
          sealedReason: await seal(by, `override-ruling/${override.id}/reason`, reason),
          shownHash: await words.commit(by, shown),
        },
      });
    },
    async of(reviewId) {
      const found = await db.review.findFirst({ where: { organisationId, id: reviewId }, include: DELIBERATION });
      if (!found) return NOTHING_SAID;
      return {
        votes: await inTurn(
          found.votes,
          async ({ id, submissionId, voterId, role, votedAt, inPlaceOfId, ...vote }) => ({
            ...{ submissionId, by: voterId, role, at: votedAt, inPlaceOf: inPlaceOfId ?? undefined },
            verdict: StoredVerdict.parse(vote.verdict),
            conditions: StoredConditions.parse(vote.conditions),
            reason: await open(voterId, `vote/${id}/reason`, vote.sealedReason),
          }),
        ),
        advice: await inTurn(found.advice, async ({ id, adviserId, role, inPlaceOfId, formal, ...advice }) => ({
          ...{ submissionId: advice.submissionId, by: adviserId, role, at: advice.advisedAt, formal },
          inPlaceOf: inPlaceOfId ?? undefined,
          stance: z.enum(STANCES).parse(advice.stance),
          text: await open(adviserId, `advice/${id}/text`, advice.sealedText),
        })),
        recusals: await inTurn(found.recusals, async ({ id, personId, recusedAt, sealedReason }) => ({
          by: personId,
          at: recusedAt,
          reason: await open(personId, `recusal/${id}/reason`, sealedReason),
        })),
        minutes: await inTurn(found.minutes, minutesOf),
        overrides: await inTurn(found.overrides, overrideOf),
      };
    },
  };

  async function minutesOf(row: DeliberationRows['minutes'][number]): Promise<Deliberation['minutes'][number]> {
    const { id, submissionId, secretaryId, recordedAt, sealedDissent, ruling } = row;
    return {
      ...{ submissionId, by: secretaryId, role: 'committee-secretary', at: recordedAt },
      record: await toCommitteeRecord(row, scope),
      dissent: await open(secretaryId, minutesPlace(id, 'dissent'), sealedDissent),
      ruling: ruling
        ? {
            ...{ by: ruling.chairId, at: ruling.ruledAt },
            verdict: z.enum(['confirmed', 'returned']).parse(ruling.verdict),
            reason: await open(ruling.chairId, `committee-ruling/${id}/reason`, ruling.sealedReason),
          }
        : undefined,
    };
  }

  async function overrideOf(row: DeliberationRows['overrides'][number]): Promise<Deliberation['overrides'][number]> {
    const { id, submissionId, deciderId, role, decidedAt, finding, computed, decided, isLowering, ruling } = row;
    return {
      ...{ submissionId, by: deciderId, role, at: decidedAt, finding, computed, decided, isLowering },
      reason: await open(deciderId, `override/${id}/reason`, row.sealedReason),
      ruling: ruling
        ? {
            ...{ by: ruling.approverId, at: ruling.ruledAt },
            verdict: z.enum(['confirmed', 'declined']).parse(ruling.verdict),
            reason: await open(ruling.approverId, `override-ruling/${id}/reason`, ruling.sealedReason),
          }
        : undefined,
    };
  }
}

/** One after the other: a transaction has one connection. */
async function inTurn<Row, Result>(
  rows: readonly Row[],
  read: (row: Row) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const row of rows) results.push(await read(row));
  return results;
}
