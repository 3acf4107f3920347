import { describe, expect, it } from 'vitest';

export interface Playing<Stage> {
  /** What happens, as the beginning of a sentence that ends with “lose and double nothing”. */
  readonly title: string;
  readonly schedules: number;
  /** A person of their own for each schedule. */
  readonly userOf: (seed: number) => string;
  readonly open: (users: readonly string[]) => Promise<Stage>;
  readonly play: (stage: Stage, seed: number, user: string) => Promise<readonly string[]>;
}

/** Files that run side by side share the schedules. */
const FILES = 2;
/** On one stage: nobody tidies its database, which gets slower. */
const AT_A_TIME = 50;
/** Ten times what it takes on an idle machine. */
const IN_TIME = 300_000;

/** Plays this file's part of the schedules. What goes on side by side makes a seed no more than nearly repeatable. */
export function playMany<Stage extends { close(): Promise<void> }>(
  file: number,
  { title, schedules, userOf, open, play }: Playing<Stage>,
): void {
  const count = Math.ceil(schedules / FILES);
  const seeds = Array.from({ length: count }, (_, number) => file * count + number + 1);
  const parts = Array.from({ length: Math.ceil(count / AT_A_TIME) }, (_, part) =>
    seeds.slice(part * AT_A_TIME, (part + 1) * AT_A_TIME),
  );

  describe(title, () => {
    it.each(parts.map((part) => ({ part, first: part[0], last: part.at(-1) })))(
      'lose and double nothing in the schedules $first to $last',
      { timeout: IN_TIME },
      async ({ part }) => {
        const stage = await open(part.map(userOf));
        try {
          for (const seed of part) expect(await play(stage, seed, userOf(seed)), `seed ${seed}`).toEqual([]);
        } finally {
          await stage.close();
        }
      },
    );
  });
}
