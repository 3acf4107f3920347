import type { Storage } from '../../../src/storage/open-storage.ts';
import { openSlackApp, type SlackApp } from '../../support/slack/app.ts';
import type { Call } from '../../support/slack/calls.ts';
import { type ApiFate, type FakeSlackApi, openFakeSlackApi } from '../../support/slack/fake-slack-api.ts';
import { type Delivery, deliver, type Retry } from '../../support/slack/signed-request.ts';
import { createWeather, type Fates, type Weather } from '../weather.ts';

export const SLACK = { team: 'T01SIMULATED', app: 'A01STEWARD', botUser: 'U0STEWARD' } as const;
export const GENERAL = 'C0GENERAL';
const GOVERNANCE = 'C0GOVERNANCE';
const PRIYA = 'U0PRIYA';
const SECRET = '0123456789abcdef0123456789abcdef';

const LONGEST_CALL_MS = 10_000;

const FATES: Fates<ApiFate> = [
  [10, (random) => ({ kind: 'limited', retryAfterSeconds: 1 + Math.floor(random() * 20) })],
  [4, () => ({ kind: 'broken', status: 503, taken: false })],
  [5, () => ({ kind: 'broken', status: 500, taken: true })],
  [3, () => ({ kind: 'cut', taken: false })],
  [5, () => ({ kind: 'cut', taken: true })],
  [3, () => ({ kind: 'garbled', taken: true })],
  [3, () => ({ kind: 'page', taken: true })],
  [4, (random) => ({ kind: 'late', afterMs: 1000 + random() * 24_000 })],
];

/** A fault built in on purpose: the simulation is trusted only while it finds each of them. */
export interface Mutant {
  readonly storage?: (storage: Storage, stage: { readonly eventId: () => string }) => Storage;
  /** Slack hears 200 before anything is committed. */
  readonly acknowledgesAtOnce?: boolean;
  /** Answers 200 to this delivery and does nothing. */
  readonly ignores?: (retry: Retry | undefined) => boolean;
}

/** The whole app on Slack, with one person after the other acting out a schedule. */
export interface Stage {
  readonly steward: SlackApp;
  readonly api: FakeSlackApi;
  readonly weather: Weather<Call, ApiFate>;
  now(): Date;
  passes(milliseconds: number): Promise<void>;
  /** Whether Slack takes it for acknowledged. */
  deliver(delivery: Delivery, eventId: string, retry?: Retry): Promise<boolean>;
  /** Sends whatever is due. */
  send(): Promise<void>;
  close(): Promise<void>;
}

/** `people` are the Slack users who may come by. */
export async function openStage(people: readonly string[], mutant: Mutant = {}): Promise<Stage> {
  // Bolt refuses what its own clock takes for old, but nothing that is ahead of it.
  let nowMs = Date.now();
  const clock = () => new Date(nowMs);
  const weather = createWeather<Call, ApiFate>({
    ...{ fates: FATES, fine: { kind: 'fine' } },
    about: ({ method, args }) => `${method}/${args.channel ?? args.user ?? args.users ?? args.user_id ?? ''}`,
  });
  let current = '';
  const api = await openFakeSlackApi({
    team: SLACK.team,
    bot: { user: SLACK.botUser, id: 'B0STEWARD' },
    people: [PRIYA, ...people].map((id) => ({ id, name: `Person ${id}` })),
    privateChannels: { [GENERAL]: [...people], [GOVERNANCE]: [PRIYA] },
    clock,
  });
  api.decide((call) => weather.fateOf(call));
  const steward = await openSlackApp({
    environment: {
      ...{ CHANNELS: 'slack', SLACK_API_URL: api.apiUrl, SLACK_BOT_TOKEN: 'xoxb-of-steward' },
      ...{ SLACK_SIGNING_SECRET: SECRET, GOVERNANCE_CHANNEL: GOVERNANCE, SLACK_FEATURES: 'thread-follow-ups' },
    },
    clock,
    between: (storage) => weather.over(mutant.storage?.(storage, { eventId: () => current }) ?? storage),
  });
  await steward.adopt(await steward.enrol(PRIYA, 'Priya Raman', 'governance'));
  let isQuiet = false;
  async function send(): Promise<void> {
    await steward.app.drain();
    isQuiet = true;
  }
  const url = `http://127.0.0.1:${steward.port}/slack/events`;
  return {
    steward,
    api,
    weather,
    now: clock,
    async passes(milliseconds) {
      // No call is under way for so long: its client gives up, and its lease is made for that.
      if (milliseconds > LONGEST_CALL_MS && !isQuiet) await send();
      nowMs += Math.ceil(milliseconds);
      api.settle();
    },
    async deliver(delivery, eventId, retry) {
      if (mutant.ignores?.(retry)) return true;
      current = eventId;
      isQuiet = false;
      const response = await deliver(url, delivery, { secret: SECRET, at: clock(), ...(retry && { retry }) });
      // A dialog that stays open with what went wrong is to be sent once more.
      const isTaken = response.status === 200 && !(await response.text()).includes('"response_action":"errors"');
      return isTaken || (mutant.acknowledgesAtOnce ?? false);
    },
    send,
    async close() {
      await steward.close();
      await api.close();
    },
  };
}
