import { describe, expect, it } from 'vitest';
import type { Who } from '../support/authority/cast.ts';
import { firstAllowed, forTrials, named, thingsOf } from '../support/authority/for-trials.ts';
import { faultIn } from '../support/authority/judge.ts';
import { bodyOf, DEEDS } from '../support/authority/shown.ts';
import { OF_ONE_ORGANISATION } from '../support/authority/table.ts';
import { LINKED } from '../support/authority/world.ts';

describe('who may do what across workspaces and organisations', () => {
  const room = forTrials();

  it.each(DEEDS)('is kept to by the $kind $name', async (deed) => {
    const { world, trials } = room();
    const { row } = deed;
    const { state, who, thing } = firstAllowed(row, world.home);
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
      const foreign = bodyOf(deed, new Map(thingsOf(row.on, { things: world.onlyAtHome })).get(state) ?? {});
      for (const other of new Set<Who>([who, 'allRoles', 'own'])) {
        const outcome = await trials.happens({ who: other, body: foreign, in: world.other, watch: world.home });
        faults.push(...named(`${other} of the other organisation`, faultIn(outcome, false, row, 'stranger')));
        expect(outcome.untouched).toBe(true);
      }
    }
    expect(faults).toEqual([]);
  });
});
