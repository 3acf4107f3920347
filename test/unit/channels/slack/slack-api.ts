import { onTestFinished } from 'vitest';
import { createSlackClients, type SlackClients } from '../../../../src/channels/slack/clients.ts';
import { createPacing, type Pacing } from '../../../../src/channels/slack/pacing.ts';
import type { SlackWorkspaces } from '../../../../src/channels/slack/workspaces.ts';
import { type FakeSlackApi, openFakeSlackApi } from '../../../support/slack/fake-slack-api.ts';
import { NOW } from '../../../support/storage.ts';

export const TEAM = 'T1';
export const BOT = { user: 'UBOT', id: 'BBOT' };
export const GOVERNANCE = 'CGOV';
const PEOPLE = ['U1', 'U2', 'U3'].map((id) => ({ id, name: id }));
const PRIVATE_CHANNELS = { [GOVERNANCE]: ['U1', 'U2'], COTHER: ['U1', 'U3'] };

/** For answers that never come. */
export const BLINK_MS = 1000;

/** Time for the test alone. */
export interface TestClock {
  (): Date;
  advance(ms: number): void;
}

export function aClock(): TestClock {
  let now = NOW.getTime();
  return Object.assign(() => new Date(now), {
    advance(ms: number) {
      now += ms;
    },
  });
}

export interface SlackApiUnderTest {
  readonly api: FakeSlackApi;
  readonly clients: SlackClients;
  readonly workspaces: SlackWorkspaces;
  readonly pacing: Pacing;
  readonly clock: TestClock;
}

/** The web client over HTTP to a Slack of the test's own, closed when the test ends. */
export async function aSlackApi(timeoutMs = 10_000): Promise<SlackApiUnderTest> {
  const clock = aClock();
  const people = PEOPLE;
  const api = await openFakeSlackApi({ team: TEAM, bot: BOT, people, privateChannels: PRIVATE_CHANNELS, clock });
  onTestFinished(() => api.close());
  const options = { token: 'xoxb-test', apiUrl: api.apiUrl };
  const clients = createSlackClients({ ...options, interactiveTimeoutMs: timeoutMs, bulkTimeoutMs: timeoutMs });
  const workspaces: SlackWorkspaces = {
    find: async (workspace) => (workspace === TEAM ? { clients, botUserId: BOT.user } : undefined),
  };
  return { api, clients, workspaces, pacing: createPacing(clock), clock };
}
