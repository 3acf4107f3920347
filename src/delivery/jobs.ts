import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';

/** Slow or timed work as leased rows: at least once, so every handler must be harmless when repeated. */
export interface Jobs {
  /** A job with a dedupe key that is already queued is left as it is. */
  add(job: NewJob): Promise<void>;
  claim(lease: {
    readonly owner: string;
    readonly now: Date;
    readonly forMs: number;
    readonly limit: number;
    /** Only jobs of these kinds, or all but those; all where it is not given. */
    readonly kinds?: JobKinds;
  }): Promise<readonly ClaimedJob[]>;
  /** Fenced: only the holder of this very attempt can end it. */
  complete(job: ClaimedJob, owner: string): Promise<void>;
  fail(job: ClaimedJob, owner: string, error: string, retryAt: Date | undefined): Promise<void>;
  /** Schedules that are due, moved on to `next(cron)`; each is handed out once. */
  claimSchedules(now: Date, next: (cron: string) => Date): Promise<readonly string[]>;
  /** Forgets jobs that were due and done before this moment; dead ones stay for an operator. */
  forgetDone(before: Date): Promise<void>;
  ensureSchedule(kind: string, cron: string, next: (cron: string) => Date): Promise<void>;
}

export type JobKinds = { readonly only: readonly string[] } | { readonly except: readonly string[] };

export interface NewJob {
  readonly kind: string;
  readonly payload: Readonly<Record<string, string | number>>;
  readonly runAt: Date;
  readonly dedupeKey?: string;
}

export interface ClaimedJob {
  readonly id: string;
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly maxAttempts: number;
}

export type JobHandler<Stores> = (stores: Stores, payload: ClaimedJob['payload'], now: Date) => Promise<void>;

const LEASE_MS = 60_000;
const BATCH = 10;

export interface JobRunnerOptions<Stores extends { readonly jobs: Jobs }> {
  readonly owner: string;
  readonly handlers: Readonly<Record<string, JobHandler<Stores>>>;
  /** Kinds that another runner does. */
  readonly except?: readonly string[];
  readonly transact: <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>;
  readonly nextRun: (cron: string) => Date;
  readonly clock: Clock;
  readonly log: Log;
}

/** Turns due schedules into jobs and runs due jobs, each in one transaction with its effects. */
export function createJobRunner<Stores extends { readonly jobs: Jobs }>(
  options: JobRunnerOptions<Stores>,
): { runDue(): Promise<number> } {
  const { owner, transact, clock } = options;

  async function run(job: ClaimedJob): Promise<void> {
    const handler = options.handlers[job.kind];
    if (!handler) return transact(({ jobs }) => jobs.fail(job, owner, `no handler for ${job.kind}`, undefined));
    // Failures are counted below; only a job that takes the process with it gets here again and again.
    if (job.attempts > job.maxAttempts) return transact(({ jobs }) => jobs.fail(job, owner, 'abandoned', undefined));
    try {
      await transact(async (stores) => {
        await handler(stores, job.payload, clock());
        await stores.jobs.complete(job, owner);
      });
    } catch (failure) {
      options.log.error('Job failed', { jobId: job.id, attempts: job.attempts }, failure);
      await transact(({ jobs }) => jobs.fail(job, owner, nameOf(failure), retryAt(job, clock())));
    }
  }

  return {
    async runDue() {
      const claimed = await transact(async ({ jobs }) => {
        const now = clock();
        for (const kind of await jobs.claimSchedules(now, options.nextRun))
          await jobs.add({ kind, payload: {}, runAt: now });
        return jobs.claim({ owner, now, forMs: LEASE_MS, limit: BATCH, kinds: { except: options.except ?? [] } });
      });
      for (const job of claimed) await run(job);
      return claimed.length;
    },
  };
}

/** Later each time; `undefined` when it has been tried often enough. */
export function retryAt({ attempts, maxAttempts }: ClaimedJob, now: Date): Date | undefined {
  if (attempts >= maxAttempts) return undefined;
  return new Date(now.getTime() + Math.min(3_600_000, 1000 * 2 ** attempts));
}

export function nameOf(failure: unknown): string {
  return failure instanceof Error ? failure.name : 'unknown';
}
