import type { Clock } from '../kernel/clock.ts';
import type { Closable } from '../kernel/lifecycle.ts';
import type { Log } from '../kernel/log.ts';
import { type ClaimedJob, type Jobs, nameOf, retryAt } from './jobs.ts';

/**
 * A job whose work is done outside any transaction, such as a call over the network. What it answers is run in one
 * transaction with the job's completion; a date asks for the job to be run again then. At least once: a process that
 * dies in between leaves the job to the next one, so the work itself must bear being repeated. Once it is the last
 * attempt, somebody may be told.
 */
export type OutsideJob<Stores> = (
  payload: ClaimedJob['payload'],
  signal: AbortSignal,
  isLast: boolean,
) => Promise<(stores: Stores, now: Date) => Promise<Date | undefined>>;

/** Longer than any work's own time limit. */
const LEASE_MS = 120_000;

export interface OutsideJobRunnerOptions<Stores extends { readonly jobs: Jobs }> {
  readonly owner: string;
  readonly handlers: Readonly<Record<string, OutsideJob<Stores>>>;
  readonly transact: <Result>(work: (stores: Stores) => Promise<Result>) => Promise<Result>;
  readonly clock: Clock;
  readonly log: Log;
  /** How many are worked on at once. */
  readonly most: number;
  /** Called when one has ended and its effects are committed. */
  readonly ended: () => void;
}

export interface OutsideJobRunner extends Closable {
  /** Begins what is due, as far as there is room, and answers how many. */
  runDue(): Promise<number>;
  /** Waits for everything that has begun. */
  settled(): Promise<void>;
}

/** Slow jobs run beside each other and keep nobody waiting. */
export function createOutsideJobRunner<Stores extends { readonly jobs: Jobs }>(
  options: OutsideJobRunnerOptions<Stores>,
): OutsideJobRunner {
  const { owner, handlers, transact, clock, log, most } = options;
  const kinds = { only: Object.keys(handlers) };
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  async function run(job: ClaimedJob): Promise<void> {
    const handler = handlers[job.kind];
    if (!handler || job.attempts > job.maxAttempts)
      return transact(({ jobs }) => jobs.fail(job, owner, 'abandoned', undefined));
    try {
      const finish = await handler(job.payload, stopping.signal, job.attempts >= job.maxAttempts);
      await transact(async (stores) => {
        const again = await finish(stores, clock());
        if (again === undefined) await stores.jobs.complete(job, owner);
        else await stores.jobs.fail(job, owner, 'asked to wait', again);
      });
    } catch (failure) {
      log.error('Job failed', { jobId: job.id, attempts: job.attempts }, failure);
      await transact(({ jobs }) => jobs.fail(job, owner, nameOf(failure), retryAt(job, clock())));
    }
  }

  function begin(job: ClaimedJob): void {
    const running = run(job)
      // Not even its failure could be written: the lease runs out, and the job is taken up again.
      .catch((failure: unknown) => log.error('A job is left to the next attempt', { jobId: job.id }, failure))
      .finally(() => {
        underWay.delete(running);
        options.ended();
      });
    underWay.add(running);
  }

  return {
    async runDue() {
      const limit = most - underWay.size;
      if (limit <= 0 || stopping.signal.aborted) return 0;
      const claimed = await transact(({ jobs }) => jobs.claim({ owner, now: clock(), forMs: LEASE_MS, limit, kinds }));
      for (const job of claimed) begin(job);
      return claimed.length;
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async close() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
