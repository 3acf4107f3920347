import type { TeamsConfig } from '../../../src/channels/teams/configuration.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { entraId, GOVERNANCE, TEAM, TENANT } from './activities.ts';
import { openTeamsApp, type TeamsAppUnderTest } from './app.ts';
import { type FakeConnector, openFakeConnector } from './fake-connector.ts';
import { createTeamsPersona, type TeamsPersona } from './persona.ts';

/** A company in Teams, whose governance team has adopted what is shipped: the whole app, on a database of its own. */
export interface TeamsCompany {
  readonly teams: TeamsAppUnderTest;
  readonly connector: FakeConnector;
  readonly maya: TeamsPersona;
  readonly tom: TeamsPersona;
  readonly priya: TeamsPersona;
  readonly jonas: TeamsPersona;
  now(): Date;
  passes(ms: number): Promise<void>;
  close(): Promise<void>;
}

const PEOPLE = [
  { user: entraId(1), name: 'Maya Lindqvist' },
  { user: entraId(2), name: 'Tom Becker' },
  { user: entraId(3), name: 'Priya Raman' },
  { user: entraId(4), name: 'Jonas Weber' },
] as const;

/** A Monday, in the morning. */
const BEGINS = new Date('2027-01-11T09:00:00Z');

export async function openTeamsCompany(
  config: Partial<TeamsConfig> = {},
  between?: (storage: Storage) => Storage,
): Promise<TeamsCompany> {
  let now = BEGINS;
  const clock = () => now;
  const connector = await openFakeConnector({ tenant: TENANT, people: PEOPLE });
  const [maya, tom, priya, jonas] = PEOPLE;
  for (const room of [GOVERNANCE, TEAM]) connector.seat(room, [priya.user, jonas.user]);
  const teams = await openTeamsApp({
    clock,
    config: { governanceChannel: GOVERNANCE, ...config },
    ...(between && { between }),
  });
  const adopter = await teams.enrol(priya.user, priya.name, 'governance', 'administrator');
  await teams.enrol(jonas.user, jonas.name, 'governance');
  await teams.adopt(adopter);
  const settle = async () => {
    now = new Date(now.getTime() + 2000);
    await teams.app.drain();
  };
  const persona = ({ user, name }: { user: string; name: string }) =>
    createTeamsPersona({ teams, connector, user, name, settle });
  return {
    ...{ teams, connector, now: clock },
    ...{ maya: persona(maya), tom: persona(tom), priya: persona(priya), jonas: persona(jonas) },
    async passes(ms) {
      now = new Date(now.getTime() + ms);
      await teams.app.drain();
    },
    async close() {
      await teams.close();
      await connector.close();
    },
  };
}
