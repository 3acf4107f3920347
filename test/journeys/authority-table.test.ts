import { describe, expect, it } from 'vitest';
import { firstAllowed, forTrials, named, thingsOf } from '../support/authority/for-trials.ts';
import { faultIn, faultInChannel } from '../support/authority/judge.ts';
import { bodyOf, DEEDS } from '../support/authority/shown.ts';
import { ACTIONS, FORMS, triedBy } from '../support/authority/table.ts';
import { VIEWS } from '../support/authority/view-rows.ts';

describe('who may do what', () => {
  const room = forTrials();

  it('is said of every button, form and view', () => {
    const registered = (part: 'actions' | 'forms' | 'views') =>
      room()
        .world.capabilities.flatMap((capability) =>
          Object.keys(capability[part] ?? {}).map((verb) => `${capability.name}.${verb}`),
        )
        .toSorted();

    expect(Object.keys(ACTIONS).toSorted()).toEqual(registered('actions'));
    expect(Object.keys(FORMS).toSorted()).toEqual(registered('forms'));
    expect(Object.keys(VIEWS).toSorted()).toEqual(registered('views'));
  });

  it.each(DEEDS)('is kept to by the $kind $name', async (deed) => {
    const { world, trials } = room();
    const { row } = deed;
    const faults: string[] = [];
    for (const [state, thing] of thingsOf(row.on, world.home)) {
      const may = row.mayIn(state);
      for (const who of new Set([...triedBy(row.on, state), ...may])) {
        const outcome = await trials.happens({ who, body: bodyOf(deed, thing) });
        faults.push(...named(`${state} ${who}`, faultIn(outcome, may.includes(who), row, who)));
      }
    }
    expect(faults).toEqual([]);
  });

  it.each(DEEDS)('is kept to where others read along by the $kind $name', async (deed) => {
    const { world, trials } = room();
    const { row } = deed;
    const { who, thing } = firstAllowed(row, world.home);

    const outcome = await trials.happens({ who, body: bodyOf(deed, thing), inChannel: true });

    const faults = [faultIn(outcome, row.inChannel !== 'refused', row, who), faultInChannel(outcome, row)];
    expect(faults).toEqual([undefined, undefined]);
  });
});
