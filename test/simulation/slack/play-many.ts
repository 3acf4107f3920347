import { describe, expect, it } from 'vitest';
import { playSchedule } from './schedule.ts';
import { openStage } from './stage.ts';

/** Altogether, in files that run side by side. */
const SCHEDULES = Number(process.env.SIMULATION_SLACK_SCHEDULES ?? 1000);
const FILES = 2;
/** On one stage: nobody tidies its database, which gets slower. */
const AT_A_TIME = 100;
const IN_TIME = 300_000;

/** A person of their own for each schedule. */
function userOf(seed: number): string {
  return `U${seed}SIM`;
}

/** Plays this file's part of the schedules. What goes on side by side makes a seed no more than nearly repeatable. */
export function playMany(file: number): void {
  const count = Math.ceil(SCHEDULES / FILES);
  const seeds = Array.from({ length: count }, (_, number) => file * count + number + 1);
  const parts = Array.from({ length: Math.ceil(count / AT_A_TIME) }, (_, part) =>
    seeds.slice(part * AT_A_TIME, (part + 1) * AT_A_TIME),
  );

  describe('on Slack, lost, late, repeated and doubled deliveries, 429, 5xx, cut connections and a database that goes away', () => {
    it.each(parts.map((part) => ({ part, first: part[0], last: part.at(-1) })))(
      'lose and double nothing in the schedules $first to $last',
      { timeout: IN_TIME },
      async ({ part }) => {
        const stage = await openStage(part.map(userOf));
        try {
          for (const seed of part) expect(await playSchedule(stage, seed, userOf(seed)), `seed ${seed}`).toEqual([]);
        } finally {
          await stage.close();
        }
      },
    );
  });
}
