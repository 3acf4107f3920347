import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiCall, ApiFate } from '../support/slack/fake-slack-api.ts';
import type { Fated } from '../support/slack/faults.ts';
import { callsAboveLimits } from '../support/slack/limits.ts';
import { type Copy, openReceivingWorld, type ReceivingWorld, type Schedule } from './slack-receiving.ts';

const SCHEDULES = Number(process.env.SIMULATION_SCHEDULES ?? 250);
const SEED = Number(process.env.SIMULATION_SEED ?? 1);

const copy = fc.record<Copy>({
  afterS: fc.constantFrom(0, 3, 60, 300),
  renamed: fc.boolean(),
  as: fc.constantFrom('message', 'app_mention'),
  fails: fc.constantFrom('no', 'no', 'beforeCommit', 'afterCommit'),
});
const fate: fc.Arbitrary<ApiFate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ApiFate>({ kind: 'fine' }) },
  { weight: 1, arbitrary: fc.nat(40).map((retryAfterSeconds): ApiFate => ({ kind: 'limited', retryAfterSeconds })) },
  { weight: 1, arbitrary: fc.boolean().map((taken): ApiFate => ({ kind: 'broken', status: 503, taken })) },
  { weight: 1, arbitrary: fc.boolean().map((taken): ApiFate => ({ kind: 'cut', taken })) },
);
const schedule = fc.record<Schedule>({
  messages: fc.array(fc.array(copy, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  fates: fc.array(fate, { maxLength: 6 }),
});

describe('messages that Slack repeats, renames and doubles', () => {
  let world: ReceivingWorld;
  beforeAll(async () => {
    world = await openReceivingWorld((status) => status === 200);
  });
  afterAll(() => world.close());

  it(`are each answered once, within the limits, in ${SCHEDULES} schedules`, async () => {
    for (const [number, one] of fc.sample(schedule, { numRuns: SCHEDULES, seed: SEED }).entries()) {
      const { answers } = await world.play(one);

      const wrong = answers.filter((count) => count !== 1);
      if (wrong.length > 0) throw new Error(`Schedule ${number} of seed ${SEED}: ${JSON.stringify({ answers, one })}`);
    }
    expect(callsAboveLimits(world.api.calls.map(asFated), 0)).toEqual([]);
  }, 900_000);
});

describe('the simulation', () => {
  it('notices a Steward that acknowledges what it has not committed', async () => {
    const world = await openReceivingWorld(() => true);

    const lost = await world.play({
      messages: [[{ afterS: 0, renamed: false, as: 'message', fails: 'beforeCommit' }]],
      fates: [],
    });

    expect(lost.answers).toEqual([0]);
    await world.close();
  });
});

/** For the table of limits, which knows fewer ways to fail. */
function asFated({ fate: became, ...call }: ApiCall): Fated {
  return { ...call, fate: became.kind === 'limited' ? became : { kind: 'fine' }, answer: undefined };
}
