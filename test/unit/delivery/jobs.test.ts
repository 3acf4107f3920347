import { describe, expect, it } from 'vitest';
import { type ClaimedJob, createJobRunner, type Jobs } from '../../../src/delivery/jobs.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { NOW } from '../../support/storage.ts';

const aJob = (change: Partial<ClaimedJob> = {}): ClaimedJob => ({
  id: 'j',
  kind: 'test',
  payload: {},
  attempts: 1,
  maxAttempts: 3,
  ...change,
});

async function run(job: ClaimedJob, handler: () => Promise<void>): Promise<unknown[]> {
  const told: unknown[] = [];
  const jobs: Jobs = {
    add: async () => {},
    claim: async () => [job],
    complete: async () => void told.push('completed'),
    fail: async (_job, _owner, error, retryAt) => void told.push([error, retryAt && retryAt.getTime() - NOW.getTime()]),
    claimSchedules: async () => [],
    forgetDone: async () => {},
    ensureSchedule: async () => {},
  };
  const runner = createJobRunner({
    owner: 'me',
    handlers: { test: handler },
    transact: (work) => work({ jobs }),
    nextRun: () => NOW,
    clock: () => NOW,
    log: silentLog,
  });
  await runner.runDue();
  return told;
}

describe('the job runner', () => {
  it('completes a job with its effects', async () => {
    expect(await run(aJob(), async () => {})).toEqual(['completed']);
  });

  it('tries again later, and not for ever', async () => {
    const breaks = async () => {
      throw new TypeError('broken');
    };

    expect(await run(aJob({ attempts: 2 }), breaks)).toEqual([['TypeError', 4000]]);
    expect(await run(aJob({ attempts: 3 }), breaks)).toEqual([['TypeError', undefined]]);
  });

  it('does not run a job once more that took the process with it each time', async () => {
    let runs = 0;

    const told = await run(aJob({ attempts: 4 }), async () => {
      runs += 1;
    });

    expect([runs, told]).toEqual([0, [['abandoned', undefined]]]);
  });

  it('ends a job that nobody knows how to do', async () => {
    expect(await run(aJob({ kind: 'gone' }), async () => {})).toEqual([['no handler for gone', undefined]]);
  });
});
