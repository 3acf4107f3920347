import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionValue } from '../../src/chat/card.ts';
import { EVERYONE, type Who } from '../support/authority/cast.ts';
import { faultIn, faultInChannel, faultInView } from '../support/authority/judge.ts';
import type { Row, ThingKind } from '../support/authority/rows.ts';
import { bodyOf, DEEDS } from '../support/authority/shown.ts';
import { ACTIONS, FORMS, OF_ONE_ORGANISATION, triedBy } from '../support/authority/table.ts';
import { createTrials, type Trials } from '../support/authority/trial.ts';
import { OWN_DIGEST, REASON, SHARED_ANSWER, VIEWS } from '../support/authority/view-rows.ts';
import { createWorld, LINKED, type World } from '../support/authority/world.ts';

describe('who may do and read what', () => {
  let world: World;
  let trials: Trials;
  let before: string;
  beforeAll(async () => {
    world = await createWorld();
    trials = createTrials(world);
    before = await world.peek.digest();
  }, 300_000);
  afterAll(async () => {
    const after = await world.peek.digest();
    await world.close();
    expect(after).toBe(before);
  });

  it('is said of every button, form and view', () => {
    const registered = (part: 'actions' | 'forms' | 'views') =>
      world.capabilities
        .flatMap((capability) => Object.keys(capability[part] ?? {}).map((verb) => `${capability.name}.${verb}`))
        .toSorted();

    expect(Object.keys(ACTIONS).toSorted()).toEqual(registered('actions'));
    expect(Object.keys(FORMS).toSorted()).toEqual(registered('forms'));
    expect(Object.keys(VIEWS).toSorted()).toEqual(registered('views'));
  });

  it.each(DEEDS)('is kept to by the $kind $name', async (deed) => {
    const { row } = deed;
    const faults: string[] = [];
    for (const [state, thing] of thingsOf(row.on)) {
      const may = row.mayIn(state);
      for (const who of new Set([...triedBy(row.on, state), ...may])) {
        const outcome = await trials.happens({ who, body: bodyOf(deed, thing) });
        faults.push(...named(`${state} ${who}`, faultIn(outcome, may.includes(who), row, who)));
      }
    }
    expect(faults).toEqual([]);
  });

  it.each(DEEDS)('is kept to across workspaces and organisations by the $kind $name', async (deed) => {
    const { row } = deed;
    const [state, who] = firstAllowed(row);
    const thing = new Map(thingsOf(row.on)).get(state) ?? {};
    const [body, user] = [bodyOf(deed, thing), trials.userOf(who)];
    const faults: string[] = [];

    for (const as of [
      { platform: 'slack', workspace: world.home.workspace, user: 'nobody' },
      { platform: 'slack', workspace: world.other.workspace, user },
      { platform: 'teams', workspace: world.home.workspace, user },
    ] as const) {
      const outcome = await trials.happens({ who, body, as });
      expect(outcome.receipt).toMatchObject({ kind: 'refused', reason: 'stranger' });
      faults.push(...named(`${as.platform} ${as.workspace} ${as.user}`, faultIn(outcome, false, row, 'stranger')));
    }
    const namesake = await trials.happens({ who, body, as: { platform: 'slack', workspace: LINKED, user } });
    faults.push(...named('a namesake', faultIn(namesake, row.mayIn(state).includes('staff'), row, 'staff')));

    const twin = await trials.happens({ who, body, in: world.other, watch: world.home });
    faults.push(...named('the other organisation', faultIn(twin, true, row, who)));
    expect(twin.untouched).toBe(true);
    if (OF_ONE_ORGANISATION.includes(row.on)) {
      const foreign = bodyOf(deed, new Map(thingsOf(row.on, world.onlyAtHome)).get(state) ?? {});
      for (const other of new Set<Who>([who, 'allRoles', 'own'])) {
        const outcome = await trials.happens({ who: other, body: foreign, in: world.other, watch: world.home });
        faults.push(...named(`${other} of the other organisation`, faultIn(outcome, false, row, 'stranger')));
        expect(outcome.untouched).toBe(true);
      }
    }
    expect(faults).toEqual([]);
  });

  it.each(DEEDS)('is kept to where others read along by the $kind $name', async (deed) => {
    const { row } = deed;
    const [state, who] = firstAllowed(row);
    const body = bodyOf(deed, new Map(thingsOf(row.on)).get(state) ?? {});

    const outcome = await trials.happens({ who, body, inChannel: true });

    const faults = [faultIn(outcome, row.inChannel !== 'refused', row, who), faultInChannel(outcome, row)];
    expect(faults).toEqual([undefined, undefined]);
  });

  it.each([
    ...Object.entries(VIEWS),
    ['review.digest', OWN_DIGEST] as const,
    ['assistant.answer', SHARED_ANSWER] as const,
    ['register.decision', REASON] as const,
  ])('is kept to by the view %s', async (name, row) => {
    const faults: string[] = [];
    for (const [state, readers] of row.readers) {
      const thing = new Map(thingsOf(row.on)).get(state) ?? {};
      const part = row.partOf?.(thing);
      const reference = { name, subjectId: row.subjectOf(thing), ...(part === undefined ? {} : { part }) };
      for (const who of [...EVERYONE, 'several', 'nobody'] as const) {
        const mayRead =
          who === 'several' ? row.several : readers.length === EVERYONE.length || readers.some((one) => one === who);
        const card = await trials.draws(reference, who);
        faults.push(...named(`${state} ${who}`, faultInView(card, mayRead, row)));
      }
    }
    expect(faults).toEqual([]);
  });

  function thingsOf(kind: ThingKind, things = world.home.things): readonly [string, ActionValue][] {
    return Object.entries(things[kind]);
  }

  function firstAllowed(row: Row): readonly [state: string, who: Who] {
    for (const [state] of thingsOf(row.on)) {
      const [who] = row.mayIn(state);
      if (who) return [state, who];
    }
    throw new Error('Nobody may ever do it');
  }
});

function named(whose: string, fault: string | undefined): readonly string[] {
  return fault === undefined ? [] : [`${whose}: ${fault}`];
}
