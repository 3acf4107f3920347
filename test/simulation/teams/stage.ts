import type { Storage } from '../../../src/storage/open-storage.ts';
import { type ActivityJson, entraId, GOVERNANCE, TEAM, TENANT } from '../../support/teams/activities.ts';
import { type Delivered, openTeamsApp, type TeamsAppUnderTest } from '../../support/teams/app.ts';
import { type ConnectorRequest, type FakeConnector, openFakeConnector } from '../../support/teams/fake-connector.ts';
import type { Fate } from '../../support/teams/fates.ts';
import { createWeather, type Fates, type Weather } from '../weather.ts';
import { createDeeds } from './deeds.ts';

export const GENERAL = '19:general@thread.tacv2';
export const PRIYA = entraId(3);

/** No call is under way for so long: its client gives up, and its lease is made for that. */
const LONGEST_CALL_MS = 10_000;
/** Of silent ones; every other is answered at once. */
const CALL_WITHIN_MS = 5000;

const FATES: Fates<Fate> = [
  [10, (random) => ({ kind: 'status', status: 429, retryAfter: String(1 + Math.floor(random() * 20)) })],
  [4, (random) => ({ kind: 'status', status: pick(random, [502, 503, 504]), taken: false })],
  [5, (random) => ({ kind: 'status', status: pick(random, [500, 502, 504, 412, 408]), taken: true })],
  [3, () => ({ kind: 'cut', taken: false })],
  [5, () => ({ kind: 'cut', taken: true })],
  [3, () => ({ kind: 'garbled', taken: true })],
  [4, (random) => ({ kind: 'late', afterMs: 1000 + random() * 24_000 })],
  [6, (random) => ({ kind: 'slow', tookMs: 300 + Math.floor(random() * 1000) })],
];

function pick(random: () => number, statuses: readonly number[]): number {
  return statuses[Math.floor(random() * statuses.length)] ?? 500;
}

/** A fault built in on purpose: the simulation is trusted only while it finds each of them. */
export interface Mutant {
  readonly storage?: (storage: Storage) => Storage;
  /** Teams hears 200 before anything is committed. */
  readonly acknowledgesAtOnce?: boolean;
  /** Answers 200 and does nothing. */
  readonly ignores?: (activity: ActivityJson) => boolean;
}

/** The whole app on Teams, with one person after the other acting out a schedule. */
export interface Stage {
  readonly steward: TeamsAppUnderTest;
  readonly connector: FakeConnector;
  readonly weather: Weather<ConnectorRequest, Fate>;
  /** Much goes out at once: no time passes under way, which would make what was sent in turn arrive together. */
  readonly crowd: { isThere: boolean };
  now(): Date;
  passes(milliseconds: number): Promise<void>;
  deliver(activity: ActivityJson): Promise<Delivered>;
  /** Sends whatever is due. */
  send(): Promise<void>;
  close(): Promise<void>;
}

/** `people` are the Entra ids of those who may come by. */
export async function openStage(people: readonly string[], mutant: Mutant = {}): Promise<Stage> {
  let nowMs = Date.parse('2027-01-11T09:00:00Z');
  const clock = () => new Date(nowMs);
  const crowd = { isThere: false };
  const weather = createWeather<ConnectorRequest, Fate>({
    ...{ fates: FATES, fine: { kind: 'fine' } },
    about: ({ method, path }) => `${method} ${path.split('?')[0]}`,
  });
  const connector = await openFakeConnector({
    tenant: TENANT,
    people: [PRIYA, ...people].map((user) => ({ user, name: `Person ${user}` })),
    clock,
    passes(milliseconds) {
      if (!crowd.isThere) nowMs += milliseconds;
    },
  });
  for (const room of [GOVERNANCE, TEAM]) connector.seat(room, [PRIYA]);
  connector.decide((request) => weather.fateOf(request));
  const steward = await openTeamsApp({
    clock,
    config: { governanceChannel: GOVERNANCE },
    withinMs: CALL_WITHIN_MS,
    between: (storage) => weather.over(mutant.storage?.(storage) ?? storage),
  });
  await steward.adopt(await steward.enrol(PRIYA, 'Priya Raman', 'governance'));
  // Steward learns where the team is, and posts there what has waited for that.
  await steward.deliver(createDeeds({ connector, weather }, PRIYA).mentions('hello', GOVERNANCE).delivery(0));
  await steward.app.drain();
  nowMs += 60_000;
  await steward.app.drain();
  let isQuiet = false;
  async function send(): Promise<void> {
    await steward.app.drain();
    isQuiet = true;
  }
  return {
    ...{ steward, connector, weather, crowd, send, now: clock },
    async passes(milliseconds) {
      if ((milliseconds > LONGEST_CALL_MS || crowd.isThere) && !isQuiet) await send();
      nowMs += Math.ceil(milliseconds);
      connector.settle();
    },
    async deliver(activity) {
      if (mutant.ignores?.(activity)) return { status: 200, body: undefined };
      isQuiet = false;
      const answer = await steward.deliver(activity);
      return mutant.acknowledgesAtOnce ? { ...answer, status: 200 } : answer;
    },
    async close() {
      await steward.close();
      await connector.close();
    },
  };
}
