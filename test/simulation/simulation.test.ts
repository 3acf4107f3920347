import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, SendResult } from '../../src/chat/channel.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { howMany } from '../support/how-many.ts';
import { openTestStorage, type TestStorage } from '../support/storage.ts';
import { type Mutant, simulate } from './simulate.ts';

const SCHEDULES = howMany('SIMULATION_SCHEDULES', { usual: 60, thorough: 1000 });
const FIRST_SEED = Number(process.env.SIMULATION_SEED ?? 1);
/** A mutant that survives this many schedules has escaped. */
const MUTANT_SCHEDULES = 60;

const onResult =
  (change: (result: SendResult) => SendResult) =>
  (channel: Channel): Channel => ({
    ...channel,
    post: async (message) => change(await channel.post(message)),
  });

const MUTANTS: Readonly<Record<string, Mutant>> = {
  'does not keep the delivery key': {
    stores: (stores) => ({
      ...stores,
      inbox: {
        ...stores.inbox,
        open: (deed) => stores.inbox.open({ ...deed, key: newId() }),
        saveReply: async () => {},
      },
    }),
  },
  'acknowledges before the commit': { acknowledgesFirst: true },
  'posts again after an ambiguous result': {
    channel: onResult((result) => {
      if (result.kind === 'ambiguous') throw new Error('timeout');
      return result;
    }),
  },
  'posts again without looking first': {
    channel: (channel) => ({ ...channel, post: (message) => channel.post({ ...message, repeated: false }) }),
  },
  'forgets a doubt when it waits': {
    stores: (stores) => ({
      ...stores,
      outbox: {
        ...stores.outbox,
        postpone: (id, owner, change) => stores.outbox.postpone(id, owner, { ...change, inDoubt: false }),
      },
    }),
  },
  'forgets what changed while it was sending': {
    stores: (stores: Stores) => ({
      ...stores,
      outbox: {
        ...stores.outbox,
        sent: (id, owner, result) => stores.outbox.sent(id, owner, { ...result, revision: 1_000_000 }),
      },
    }),
  },
  'does not wait as long as it was told': {
    channel: onResult((result) => (result.kind === 'retryAfter' ? { ...result, retryAfterMs: 0 } : result)),
  },
  'gives up after a 429': {
    channel: onResult((result) => (result.kind === 'retryAfter' ? { kind: 'failed', reason: 'limited' } : result)),
  },
  'does not end a job with its effects': {
    stores: (stores) => ({ ...stores, jobs: { ...stores.jobs, complete: async () => {} } }),
  },
};

describe('crashes, repeated and reordered deliveries, 429 and ambiguous sends', () => {
  let test: TestStorage;
  beforeAll(async () => {
    test = await openTestStorage('embedded');
  });
  afterAll(() => test.close());

  it(`lose and double nothing in ${SCHEDULES} schedules`, async () => {
    const began = performance.now();
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed += 1) {
      expect(await simulate(test, seed), `seed ${seed}`).toEqual([]);
    }
    process.stdout.write(`${SCHEDULES} schedules in ${Math.round((performance.now() - began) / 1000)} s\n`);
  }, 180_000);

  it.each(Object.keys(MUTANTS))(
    'catch a build that %s',
    async (name) => {
      for (let seed = 1; seed <= MUTANT_SCHEDULES; seed += 1) {
        const faults = await simulate(test, seed, MUTANTS[name]);
        if (faults.length > 0) return void process.stdout.write(`“${name}”: schedule ${seed}: ${faults[0]}\n`);
      }
      expect.unreachable(`survived ${MUTANT_SCHEDULES} schedules`);
    },
    60_000,
  );
});
