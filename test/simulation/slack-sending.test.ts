import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { howMany } from '../support/how-many.ts';
import type { ApiCall, ApiFate } from '../support/slack/fake-slack-api.ts';
import type { Fated } from '../support/slack/faults.ts';
import { callsAboveLimits } from '../support/slack/limits.ts';
import { openTestStorage, type TestStorage } from '../support/storage.ts';
import { type Ending, type Mutant, playSchedule, type Schedule, type Where } from './slack-sending.ts';

const SCHEDULES = howMany('SIMULATION_SCHEDULES', { usual: 60, thorough: 1000 });
const SEED = Number(process.env.SIMULATION_SEED ?? 1);
const IN_TIME = 60_000 + SCHEDULES * 2000;

const taken = fc.boolean();
const fate: fc.Arbitrary<ApiFate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ApiFate>({ kind: 'fine' }) },
  { weight: 2, arbitrary: fc.nat(40).map((retryAfterSeconds): ApiFate => ({ kind: 'limited', retryAfterSeconds })) },
  { weight: 2, arbitrary: taken.map((is): ApiFate => ({ kind: 'broken', status: 503, taken: is })) },
  { weight: 2, arbitrary: taken.map((is): ApiFate => ({ kind: 'cut', taken: is })) },
  { weight: 1, arbitrary: taken.map((is): ApiFate => ({ kind: 'garbled', taken: is })) },
  { weight: 1, arbitrary: taken.map((is): ApiFate => ({ kind: 'page', taken: is })) },
  { weight: 1, arbitrary: taken.map((is): ApiFate => ({ kind: 'silent', taken: is })) },
  // Slack is believed to have taken in, or not, within half a minute.
  { weight: 2, arbitrary: fc.nat(29_000).map((afterMs): ApiFate => ({ kind: 'late', afterMs })) },
);
const message = fc.record({ where: fc.constantFrom<Where>('direct', 'thread', 'team'), changes: fc.boolean() });
const calm = fc.record<Schedule>({
  messages: fc.array(message, { minLength: 1, maxLength: 8 }),
  fates: fc.array(fate, { maxLength: 30 }),
  deaths: fc.constant([]),
});
const deadly = fc.record<Schedule>({
  messages: fc.array(message, { minLength: 1, maxLength: 6 }),
  fates: fc.array(fate, { maxLength: 10 }),
  deaths: fc.array(fc.record({ at: fc.nat(30), committed: fc.boolean() }), { minLength: 1, maxLength: 3 }),
});

describe('sending to a Slack that fails in every way', () => {
  let test: TestStorage;
  beforeAll(async () => {
    test = await openTestStorage('embedded');
  });
  afterAll(() => test.close());

  const holds = (schedules: fc.Arbitrary<Schedule>, faultsOf: (ending: Ending) => readonly string[], mutant?: Mutant) =>
    fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        expect(faultsOf(await playSchedule(test, schedule, mutant))).toEqual([]);
      }),
      { numRuns: SCHEDULES, seed: SEED, endOnFailure: mutant !== undefined },
    );

  it(
    `posts nothing twice, loses nothing, keeps the order and the limits in ${SCHEDULES} schedules`,
    async () => {
      await holds(calm, (ending) => [...wrongMessages(ending), ...callsAboveLimits(ending.api.calls.map(asFated), 0)]);
    },
    IN_TIME,
  );

  it(
    `does so when the process dies in ${SCHEDULES} schedules`,
    async () => {
      await holds(deadly, wrongMessages);
    },
    IN_TIME,
  );

  it.each<[string, Mutant]>([
    [
      'does not look before it posts again',
      (channel) => ({ ...channel, post: (message) => channel.post({ ...message, repeated: false }) }),
    ],
    [
      'takes an unclear end for a failure',
      (channel) => ({
        ...channel,
        post: async (message) => {
          const result = await channel.post(message);
          return result.kind === 'lookAgain' || result.kind === 'ambiguous'
            ? { kind: 'tryAgain', reason: result.reason }
            : result;
        },
      }),
    ],
    [
      'gives up what it could look for',
      (channel) => ({
        ...channel,
        post: async (message) => {
          const result = await channel.post(message);
          return result.kind === 'lookAgain' ? { kind: 'ambiguous', reason: result.reason } : result;
        },
      }),
    ],
  ])(
    'catches a build that %s',
    async (_name, mutant) => {
      await expect(holds(calm, wrongMessages, mutant)).rejects.toThrow();
    },
    300_000,
  );
});

const Metadata = z.object({ event_payload: z.object({ outbox_id: z.string() }) });

function wrongMessages({ api, rows }: Ending): readonly string[] {
  const wrong: string[] = [];
  const posted = api.slack.messages.flatMap(({ metadata, channel, thread_ts }) => {
    const ours = Metadata.safeParse(metadata).data;
    return ours ? [{ id: ours.event_payload.outbox_id, place: `${channel}/${thread_ts ?? ''}` }] : [];
  });
  for (const { id, where, state, isSent } of rows) {
    const copies = posted.filter((message) => message.id === id).length;
    if (copies > 1) wrong.push(`${where} message ${id} was posted ${copies} times`);
    if (copies === 1 && !isSent && where !== 'team') wrong.push(`${where} message ${id} is there, and nobody knows it`);
    if (copies === 0 && state !== 'unknown') wrong.push(`${where} message ${id} was lost`);
    // Where Steward may read, it finds out; only the team's channel leaves a doubt.
    if (state === 'failed' || (state === 'unknown' && where !== 'team'))
      wrong.push(`${where} message ${id} is ${state}`);
  }
  for (const place of new Set(posted.map((message) => message.place))) {
    if (place.startsWith('C')) continue;
    const ids = posted.filter((message) => message.place === place).map(({ id }) => id);
    if (ids.join() !== ids.toSorted().join()) wrong.push(`${place} lost its order`);
  }
  return wrong;
}

/** For the table of limits, which knows fewer ways to fail. */
function asFated({ fate, ...call }: ApiCall): Fated {
  return { ...call, fate: fate.kind === 'limited' ? fate : { kind: 'fine' }, answer: undefined };
}
