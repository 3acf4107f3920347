import { z } from 'zod';
import type { ClaimedJob, Jobs } from '../../delivery/jobs.ts';
import type { NewId } from '../../kernel/ids.ts';
import { toJson } from '../json.ts';
import type { Scope } from '../scope.ts';

const MAX_ATTEMPTS = 8;

const ClaimedRows = z.array(
  z.object({
    id: z.string(),
    kind: z.string(),
    payload: z.record(z.string(), z.unknown()),
    attempts: z.number(),
    maxAttempts: z.number(),
  }),
);

export function createPrismaJobs({ organisationId, db }: Scope, newId: NewId): Jobs {
  const held = (job: ClaimedJob, owner: string) => ({
    organisationId,
    id: job.id,
    leaseOwner: owner,
    attempts: job.attempts,
    state: 'running',
  });
  const released = { leaseOwner: null, leaseUntil: null };

  return {
    async add({ kind, payload, runAt, dedupeKey }) {
      await db.job.createMany({
        data: [
          {
            organisationId,
            id: newId(),
            kind,
            payload: toJson(payload),
            state: 'ready',
            attempts: 0,
            maxAttempts: MAX_ATTEMPTS,
            runAt,
            dedupeKey: dedupeKey ?? null,
            createdAt: runAt,
          },
        ],
        skipDuplicates: true,
      });
    },
    async claim({ owner, now, forMs, limit, kinds = { except: [] } }) {
      const isOnly = 'only' in kinds;
      const named = isOnly ? kinds.only : kinds.except;
      return ClaimedRows.parse(
        await db.$queryRaw`
        UPDATE job SET state = 'running', "leaseOwner" = ${owner}, "leaseUntil" = ${new Date(now.getTime() + forMs)}, attempts = attempts + 1
        WHERE "organisationId" = ${organisationId}::uuid AND id IN (
          SELECT id FROM job
          WHERE "organisationId" = ${organisationId}::uuid AND "runAt" <= ${now}
            AND (kind = ANY(${[...named]})) = ${isOnly}
            AND (state = 'ready' OR (state = 'running' AND "leaseUntil" < ${now}))
          ORDER BY "runAt", id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING id, kind, payload, attempts, "maxAttempts"`,
      );
    },
    async complete(job, owner) {
      const { count } = await db.job.updateMany({ where: held(job, owner), data: { ...released, state: 'done' } });
      if (count !== 1) throw new Error(`Job ${job.id} was taken over while it ran`);
    },
    async fail(job, owner, error, retryAt) {
      const next = retryAt ? { state: 'ready', runAt: retryAt } : { state: 'dead' };
      await db.job.updateMany({ where: held(job, owner), data: { ...released, ...next, error } });
    },
    async claimSchedules(now, next) {
      const due = await db.schedule.findMany({ where: { organisationId, nextRunAt: { lte: now } } });
      const claimed: string[] = [];
      for (const { kind, cron, nextRunAt } of due) {
        const { count } = await db.schedule.updateMany({
          where: { organisationId, kind, nextRunAt },
          data: { nextRunAt: next(cron) },
        });
        if (count === 1) claimed.push(kind);
      }
      return claimed;
    },
    async forgetDone(before) {
      await db.job.deleteMany({ where: { organisationId, state: 'done', runAt: { lt: before } } });
    },
    async ensureSchedule(kind, cron, next) {
      const existing = await db.schedule.findFirst({ where: { organisationId, kind } });
      if (existing?.cron === cron) return;
      const data = { cron, nextRunAt: next(cron) };
      await db.schedule.upsert({
        where: { organisationId_kind: { organisationId, kind } },
        create: { organisationId, kind, ...data },
        update: data,
      });
    },
  };
}
