import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { entraId, TENANT } from '../support/teams/activities.ts';
import { openTeamsApp } from '../support/teams/app.ts';
import { openFakeConnector } from '../support/teams/fake-connector.ts';

const file = path.join(process.env.TEST_DATA_DIR ?? '', 'teams/recorded-activities.json');
const isThere = process.env.TEST_DATA_DIR !== undefined && existsSync(file);
if (!isThere) process.stdout.write('TEST_DATA_DIR is not set: the recorded Teams activities are not played.\n');

const Recorded = z.array(
  z.object({
    activity: z.looseObject({
      type: z.string(),
      name: z.string().optional(),
      text: z.string().optional(),
      from: z.looseObject({ id: z.string(), aadObjectId: z.string() }),
      conversation: z.looseObject({ id: z.string() }),
    }),
  }),
);
const recorded = isThere ? Recorded.parse(JSON.parse(readFileSync(file, 'utf8'))).map(({ activity }) => activity) : [];

describe.runIf(isThere)('the activities that Microsoft recorded', () => {
  it('are each answered without a crash, and the words in them once', { timeout: 60_000 }, async () => {
    const accounts = new Map(recorded.map(({ from }) => [from.aadObjectId, from.id]));
    const people = [...accounts].map(([user, member]) => ({ user, member, name: 'Somebody' }));
    const connector = await openFakeConnector({ tenant: TENANT, people });
    const teams = await openTeamsApp();

    const statuses: (readonly [string, number])[] = [];
    for (const again of [false, true]) {
      for (const activity of recorded) {
        const { status } = await teams.deliver({ ...activity, serviceUrl: connector.serviceUrl });
        if (!again) statuses.push([activity.name ?? activity.type, status]);
        expect(status, JSON.stringify(activity).slice(0, 300)).toBeLessThan(500);
      }
    }
    await teams.app.drain();

    expect(recorded).toHaveLength(39);
    const words = recorded.filter(({ type, text }) => type === 'message' && text !== undefined);
    expect(words.length).toBeGreaterThan(10);
    const { rows } = await teams.pool.query('SELECT key FROM delivery');
    expect(rows).toHaveLength(words.length);
    // Cards, dialogs and menus of other bots are nothing of ours.
    const others = statuses.filter(([name]) => name.includes('/')).map(([, status]) => status);
    expect(new Set(others)).toEqual(new Set([400]));
    expect(teams.errors().filter((line) => !line.startsWith('Messages are held back'))).toEqual([]);
    await teams.close();
    await connector.close();
  });

  it('are each turned away when somebody of another tenant claims them', async () => {
    const teams = await openTeamsApp({ config: { tenant: entraId(9) } });

    for (const activity of recorded)
      expect((await teams.deliver({ ...activity, serviceUrl: 'http://127.0.0.1:9/' })).status).toBe(401);

    const { rows } = await teams.pool.query('SELECT key FROM delivery UNION SELECT place FROM teams_reference');
    expect(rows).toEqual([]);
    await teams.close();
  });
});
