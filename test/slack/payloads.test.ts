import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSlackApp, type SlackApp } from '../support/slack/app.ts';
import { createFakeSlack } from '../support/slack/fake-slack.ts';
import { type FaultProxy, serveSlack } from '../support/slack/fault-proxy.ts';
import { commandDelivery, messageDelivery } from '../support/slack/payloads.ts';
import {
  type Delivery,
  deliver,
  eventDelivery,
  formDelivery,
  interactionDelivery,
  signedHeaders,
} from '../support/slack/signed-request.ts';

const directory = path.join(process.env.TEST_DATA_DIR ?? '', 'slack', 'payloads', 'bolt-python');
const recorded = process.env.TEST_DATA_DIR !== undefined && existsSync(directory);
if (!recorded) process.stdout.write('TEST_DATA_DIR is not set: the recorded payloads of Slack are not sent.\n');

/** Where the payloads were recorded. */
const RECORDED = { team: 'T111', app: 'A111', botUser: 'U0STEWARD' } as const;
const SECRET = '0123456789abcdef0123456789abcdef';
const MAYA = 'U111';

const Payload = z.object({ payload: z.record(z.string(), z.unknown()) });
const Answer = z.looseObject({ response_action: z.enum(['errors', 'update', 'push', 'clear']).optional() });

let slack: FaultProxy;
let steward: SlackApp;
const unhandled: unknown[] = [];
const note = (failure: unknown) => void unhandled.push(failure);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  const fake = createFakeSlack({
    team: RECORDED.team,
    bot: { user: RECORDED.botUser, id: 'B0STEWARD' },
    people: ['U111', 'W111', 'U222'].map((id) => ({ id, name: `Person ${id}` })),
    privateChannels: { C0GOVERNANCE: [] },
    clock: () => new Date(),
  });
  slack = await serveSlack(async (_request, call) => fake.take(call));
  steward = await openSlackApp({
    environment: {
      ...{ CHANNELS: 'slack', SLACK_API_URL: slack.apiUrl, SLACK_BOT_TOKEN: 'xoxb-of-steward' },
      ...{ SLACK_SIGNING_SECRET: SECRET, GOVERNANCE_CHANNEL: 'C0GOVERNANCE' },
    },
  });
  await steward.enrol(MAYA, 'Maya Lindqvist');
});
afterAll(async () => {
  await steward.close();
  await slack.close();
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

const url = () => `http://127.0.0.1:${steward.port}/slack/events`;
const ROWS = `SELECT (SELECT count(*) FROM delivery)::int AS deliveries, (SELECT count(*) FROM person)::int AS people,
  (SELECT count(*) FROM failed_event)::int AS failures, (SELECT count(*) FROM audit_entry)::int AS entries,
  (SELECT count(*) FROM outbox_message)::int AS messages`;
const rows = async () => (await steward.pool.query(ROWS)).rows[0];

describe.runIf(recorded)('a recorded payload', () => {
  const files = recorded ? readdirSync(directory).filter((name) => name.endsWith('.json')) : [];

  it.each(files)('%s is acknowledged or refused on purpose', async (file) => {
    const { payload } = Payload.parse(JSON.parse(readFileSync(path.join(directory, file), 'utf8')));

    for (const delivery of deliveriesOf(payload)) {
      const response = await deliver(url(), delivery, { secret: SECRET });
      const text = await response.text();

      expect([200, 400, 401], `${file} was answered with ${text}`).toContain(response.status);
      if (response.headers.get('content-type')?.includes('json')) Answer.parse(JSON.parse(text));
    }
    expect(steward.errors()).toEqual([]);
    expect((await rows()).failures).toBe(0);
  });

  it('of somebody’s words becomes a deed, once, however often it comes', async () => {
    const said = files
      .map((file) => Payload.parse(JSON.parse(readFileSync(path.join(directory, file), 'utf8'))).payload)
      .find((payload) => Event.safeParse(payload).data?.event.type === 'app_mention');
    if (!said) return expect.unreachable('no mention was recorded');
    const now = { ts: '1795000001.000100', event_ts: '1795000001.000100', user: MAYA };
    const here = { ...said, team_id: RECORDED.team, enterprise_id: undefined };
    const event = { ...Event.parse(said).event, ...now };
    const before = (await rows()).deliveries;

    for (const event_id of ['Ev1', 'Ev1', 'Ev2']) {
      const response = await deliver(url(), eventDelivery({ ...here, event, event_id }), { secret: SECRET });
      expect(response.status).toBe(200);
    }

    expect((await rows()).deliveries - before).toBe(1);
  });
});

const said = { user: MAYA, channel: 'D111', text: 'what can you do?', ts: '1795000000.000100' };
const COMMAND = { user: MAYA, channel: 'C111', text: 'help', trigger: '1.2.three' };

describe('a request', () => {
  const valid: readonly (readonly [string, Delivery])[] = [
    ['event', messageDelivery(RECORDED, said, 'Ev0001')],
    ['command', commandDelivery(RECORDED, COMMAND)],
    [
      'click',
      interactionDelivery({ type: 'block_actions', team: { id: RECORDED.team }, user: { id: MAYA }, actions: [] }),
    ],
  ];
  const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000);

  it.each(valid)(
    '%s with a wrong secret, a changed body or a time too far away leaves no row',
    async (_name, delivery) => {
      const before = await rows();
      const { body, type } = delivery;
      const headers = signedHeaders(body, SECRET, new Date(), type);
      const flipped = `${body.slice(0, -1)}${body.endsWith('}') ? ' ' : 'x'}`;
      const send = (sent: string, given: Record<string, string>) =>
        fetch(url(), { method: 'POST', body: sent, headers: given });

      const answers = [
        await deliver(url(), delivery, { secret: 'another secret' }),
        await deliver(url(), delivery, { secret: SECRET, at: secondsAgo(301) }),
        await deliver(url(), delivery, { secret: SECRET, at: secondsAgo(-302) }),
        await send(flipped, headers),
        await send(body, { 'content-type': type }),
        await send(body, { ...headers, 'x-slack-signature': '' }),
        await send(body, { ...headers, 'x-slack-request-timestamp': 'now' }),
        await send(body, { ...headers, 'x-slack-signature': headers['x-slack-signature'].replace('v0=', 'v1=') }),
      ];

      for (const answer of answers) expect([400, 401]).toContain(answer.status);
      expect(await rows()).toEqual(before);
    },
  );

  it.each<[string, Delivery]>([
    ['null', { body: 'null', type: 'application/json' }],
    ['a number', { body: '7', type: 'application/json' }],
    ['a list', { body: '[]', type: 'application/json' }],
    ['nothing', { body: '', type: 'application/json' }],
    ['half of an object', { body: '{"type":"event_callback"', type: 'application/json' }],
    ['a payload of null', formDelivery({ payload: 'null' })],
    ['a payload of no JSON', formDelivery({ payload: '{' })],
    ['a form without anything', formDelivery({})],
  ])('of %s, signed, is refused and leaves no row', async (_name, delivery) => {
    const before = await rows();

    const response = await deliver(url(), delivery, { secret: SECRET });

    expect(response.status).toBe(400);
    expect(await rows()).toEqual(before);
  });

  it.each<[string, Delivery]>([
    ['another workspace', messageDelivery({ ...RECORDED, team: 'T999' }, said, 'Ev0002')],
    ['nowhere', eventDelivery({ type: 'event_callback', event: { type: 'message', ...said } })],
  ])('from %s leaves no row', async (_name, delivery) => {
    const before = await rows();

    const response = await deliver(url(), delivery, { secret: SECRET });

    expect([200, 400, 401]).toContain(response.status);
    expect(await rows()).toEqual(before);
  });

  it('that is right is taken', async () => {
    const before = await rows();

    const response = await deliver(url(), messageDelivery(RECORDED, said, 'Ev0003'), { secret: SECRET });

    expect(response.status).toBe(200);
    expect((await rows()).deliveries).toBe(before.deliveries + 1);
  });
});

const Event = z.object({ event: z.looseObject({ type: z.string() }) });

/**
 * As it was recorded, which is mostly from an Enterprise organisation where Steward is not installed, and as if it
 * came from a workspace where it is.
 */
function deliveriesOf(payload: Readonly<Record<string, unknown>>): readonly Delivery[] {
  const here = JSON.parse(JSON.stringify(payload, (key, value) => (/^enterprise/u.test(key) ? undefined : value)));
  return [payload, here].map((one) => {
    if ('command' in one) return formDelivery(Object.fromEntries(Object.entries(one).map(([k, v]) => [k, String(v)])));
    return 'event' in one || one.type === 'url_verification' ? eventDelivery(one) : interactionDelivery(one);
  });
}
