import { afterAll, beforeAll, expect } from 'vitest';
import type { ActionValue } from '../../../src/chat/card.ts';
import type { Who } from './cast.ts';
import type { Row, ThingKind } from './rows.ts';
import { createTrials, type Trials } from './trial.ts';
import { createWorld, type Organisation, type World } from './world.ts';

export interface TrialRoom {
  readonly world: World;
  readonly trials: Trials;
}

/** A world of this file's own, which has to be as it was when everything was tried. */
export function forTrials(): () => TrialRoom {
  let room: TrialRoom | undefined;
  let before: string;
  beforeAll(async () => {
    const world = await createWorld();
    room = { world, trials: createTrials(world) };
    before = await world.peek.digest();
  }, 300_000);
  afterAll(async () => {
    const after = await room?.world.peek.digest();
    await room?.world.close();
    expect(after).toBe(before);
  });
  return () => {
    if (!room) throw new Error('The world is not there yet');
    return room;
  };
}

/** What there is of one kind, in each of its states. */
export function thingsOf(kind: ThingKind, { things }: Pick<Organisation, 'things'>): readonly [string, ActionValue][] {
  return Object.entries(things[kind]);
}

/** Where it is allowed at all, and to whom. */
export function firstAllowed(
  row: Row,
  organisation: Pick<Organisation, 'things'>,
): { readonly state: string; readonly thing: ActionValue; readonly who: Who } {
  for (const [state, thing] of thingsOf(row.on, organisation)) {
    const [who] = row.mayIn(state);
    if (who) return { state, thing, who };
  }
  throw new Error('Nobody may ever do it');
}

/** A fault with whose it is, where there is one. */
export function named(whose: string, fault: string | undefined): readonly string[] {
  return fault === undefined ? [] : [`${whose}: ${fault}`];
}
