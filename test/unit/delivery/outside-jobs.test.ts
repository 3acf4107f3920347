import { describe, expect, it } from 'vitest';
import type { ClaimedJob, Jobs } from '../../../src/delivery/jobs.ts';
import { createOutsideJobRunner, type OutsideJob } from '../../../src/delivery/outside-jobs.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { NOW } from '../../support/storage.ts';

const aJob = (id: string, change: Partial<ClaimedJob> = {}): ClaimedJob => ({
  ...{ id, kind: 'call', payload: {}, attempts: 1, maxAttempts: 3 },
  ...change,
});

function runner(jobs: ClaimedJob[], handler: OutsideJob<{ jobs: Jobs }>, most = 2) {
  const told: unknown[] = [];
  let inTransaction = 0;
  const store: Jobs = {
    add: async () => {},
    claim: async ({ limit }) => jobs.splice(0, limit),
    complete: async ({ id }) => void told.push(`${id} completed`),
    fail: async ({ id }, _owner, error, retryAt) =>
      void told.push([id, error, retryAt && retryAt.getTime() - NOW.getTime()]),
    claimSchedules: async () => [],
    forgetDone: async () => {},
    ensureSchedule: async () => {},
  };
  const created = createOutsideJobRunner<{ jobs: Jobs }>({
    owner: 'me',
    handlers: { call: handler },
    async transact(work) {
      inTransaction += 1;
      const result = await work({ jobs: store });
      inTransaction -= 1;
      return result;
    },
    clock: () => NOW,
    log: silentLog,
    most,
    ended: () => void told.push('ended'),
  });
  return { ...created, told, inTransaction: () => inTransaction };
}

describe('jobs that work outside a transaction', () => {
  it('are done outside, and completed with their effects inside', async () => {
    const places: number[] = [];
    const test = runner([aJob('a')], async () => {
      places.push(test.inTransaction());
      return async () => {
        places.push(test.inTransaction());
        return undefined;
      };
    });

    await test.runDue();
    await test.settled();

    expect(places).toEqual([0, 1]);
    expect(test.told).toEqual(['a completed', 'ended']);
  });

  it('run beside each other, as many as there is room for, and keep nobody waiting', async () => {
    const waiting: (() => void)[] = [];
    const test = runner([aJob('a'), aJob('b'), aJob('c')], async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return async () => undefined;
    });

    expect([await test.runDue(), await test.runDue(), waiting.length]).toEqual([2, 0, 2]);
    waiting[1]?.();
    await expect.poll(() => test.told).toEqual(['b completed', 'ended']);
    expect(await test.runDue()).toBe(1);
    waiting[0]?.();
    await expect.poll(() => waiting.length).toBe(3);
    waiting[2]?.();
    await test.settled();

    expect(test.told.filter((one) => one === 'ended')).toHaveLength(3);
  });

  it('run again when they ask for it, and after a failure, not for ever', async () => {
    const later = new Date(NOW.getTime() + 700);
    const asks = runner([aJob('a')], async () => async () => later);
    await asks.runDue();
    await asks.settled();
    expect(asks.told).toEqual([['a', 'asked to wait', 700], 'ended']);

    const breaks = runner(
      [aJob('a'), aJob('b', { attempts: 3 }), aJob('c', { attempts: 4 })],
      async () => {
        throw new TypeError('broken');
      },
      3,
    );
    await breaks.runDue();
    await breaks.settled();
    expect(breaks.told.filter((one) => one !== 'ended')).toEqual(
      expect.arrayContaining([
        ['a', 'TypeError', 2000],
        ['b', 'TypeError', undefined],
        ['c', 'abandoned', undefined],
      ]),
    );
  });

  it('are told when Steward stops, and waited for', async () => {
    let wasTold = false;
    const test = runner([aJob('a')], async (_payload, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      wasTold = true;
      return async () => undefined;
    });
    await test.runDue();

    await test.close();

    expect([wasTold, await test.runDue()]).toEqual([true, 0]);
  });
});
