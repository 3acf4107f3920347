import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playSchedule } from './schedule.ts';
import { openStage, type Stage } from './stage.ts';

/** Altogether, in files that run side by side. */
const SCHEDULES = Number(process.env.SIMULATION_SLACK_SCHEDULES ?? 1000);
const FILES = 2;
const IN_TIME = 600_000;

/** A person of their own for each schedule. */
function userOf(seed: number): string {
  return `U${seed}SIM`;
}

/** Plays this file's part of the schedules. What goes on side by side makes a seed no more than nearly repeatable. */
export function playMany(file: number): void {
  const count = Math.ceil(SCHEDULES / FILES);
  const seeds = Array.from({ length: count }, (_, number) => file * count + number + 1);

  describe('on Slack, lost, late, repeated and doubled deliveries, 429, 5xx, cut connections and a database that goes away', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage(seeds.map(userOf));
    });
    afterAll(() => stage.close());

    it(`lose and double nothing in the schedules ${seeds[0]} to ${seeds.at(-1)}`, { timeout: IN_TIME }, async () => {
      const began = performance.now();
      for (const seed of seeds) expect(await playSchedule(stage, seed, userOf(seed)), `seed ${seed}`).toEqual([]);
      const seconds = Math.round((performance.now() - began) / 1000);
      process.stdout.write(`${count} schedules on Slack in ${seconds} s, with ${stage.api.calls.length} calls\n`);
    });
  });
}
