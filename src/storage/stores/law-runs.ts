import { z } from 'zod';
import { DECIDED_FACETS } from '../../law/decided.ts';
import type { FactValue } from '../../law/facts.ts';
import type { LawChange, LawRun, LawRunStore } from '../../reviews/law-run-store.ts';
import type { LawRun as LawRunRow } from '../generated/client.ts';
import { Prisma } from '../generated/client.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';
import { StoredLawFinding } from './stored-law-finding.ts';

const Dated = { rule: z.string(), article: z.string(), from: z.string().nullable() };
const Moved = z.array(z.object(Dated));
const StoredDifference = z.object({
  facets: z.array(z.object({ facet: z.enum(DECIDED_FACETS), before: z.string(), after: z.string() })),
  ...{ begun: Moved, added: Moved, gone: Moved, moved: Moved },
  perhaps: z.array(z.object({ ...Dated, need: z.array(z.string()) })),
  asks: z.array(z.string()),
});
const StoredValue = z.union([z.boolean(), z.string(), z.array(z.string())]).nullable();

const COUNTED = ['submitted', 'inReview', 'changesRequested', 'approved', 'approvedWithConditions'];

export function createPrismaLawRunStore({ organisationId, db }: Scope): LawRunStore {
  return {
    async add({ finding, difference, asked, answer, at, ...run }) {
      await db.lawRun.create({
        data: {
          ...{ organisationId, ...run, finding: toJson(finding), difference: toJson(difference), asked: [...asked] },
          ...(answer ? { fact: answer.fact, personId: answer.by } : {}),
          value: jsonOf(answer?.value ?? null),
          computedAt: at,
        },
      });
    },
    async of(submissionId) {
      const rows = await db.lawRun.findMany({ where: { organisationId, submissionId }, orderBy: { id: 'asc' } });
      return rows.map(toRun);
    },
    async touchedBy(cause, { skip, take }) {
      const where = { organisationId, cause, isTouched: true };
      const total = await db.lawRun.count({ where });
      const rows = await db.lawRun.findMany({ where, orderBy: { reviewId: 'asc' }, skip, take });
      return { total, runs: rows.map(toRun) };
    },
    countOf: (cause) => db.lawRun.count({ where: { organisationId, cause } }),
    async reviewsAfter(reviewId, most) {
      const rows = await db.review.findMany({
        where: {
          ...{ organisationId, assessmentId: { not: null }, state: { in: COUNTED } },
          ...(reviewId === undefined ? {} : { id: { gt: reviewId } }),
        },
        select: { id: true },
        orderBy: { id: 'asc' },
        take: most,
      });
      return rows.map(({ id }) => id);
    },
    async change(key) {
      const row = await db.lawChange.findFirst({ where: { organisationId, key } });
      return row ? toChange(row) : undefined;
    },
    async changes(most) {
      const rows = await db.lawChange.findMany({
        where: { organisationId },
        orderBy: { completedAt: 'desc' },
        take: most,
      });
      return rows.map(toChange);
    },
    async addChange({ previous, ...change }) {
      await db.lawChange.create({ data: { organisationId, ...change, previous: previous ?? null } });
    },
  };
}

function jsonOf(value: FactValue | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  if (value === null) return Prisma.DbNull;
  return typeof value === 'object' ? toJson(value) : value;
}

function toRun({ id, reviewId, submissionId, cause, isTouched, asked, computedAt, ...row }: LawRunRow): LawRun {
  const { fact, personId, value } = row;
  const answer =
    fact !== null && personId !== null ? { answer: { fact, by: personId, value: StoredValue.parse(value) } } : {};
  return {
    ...{ id, reviewId, submissionId, cause, isTouched, asked, at: computedAt, ...answer },
    finding: StoredLawFinding.parse(row.finding),
    difference: StoredDifference.parse(row.difference),
  };
}

function toChange({
  key,
  previous,
  looked,
  touched,
  completedAt,
}: Omit<LawChange, 'previous'> & { previous: string | null }): LawChange {
  return { key, previous: previous ?? undefined, looked, touched, completedAt };
}
