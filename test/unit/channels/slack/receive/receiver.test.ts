import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { createPacing } from '../../../../../src/channels/slack/pacing.ts';
import { createSlackReceiver } from '../../../../../src/channels/slack/receive/bolt-app.ts';
import type { InboundEvent } from '../../../../../src/chat/event.ts';
import type { Receipt } from '../../../../../src/chat/router.ts';
import { silentLog } from '../../../../../src/kernel/log.ts';
import {
  type Delivery,
  deliver,
  eventDelivery,
  formDelivery,
  interactionDelivery,
} from '../../../../support/slack/signed-request.ts';

const SECRET = 'signing-secret';
const NOW = new Date('2026-11-25T12:00:00Z');
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const message = { type: 'message', channel: 'D9', channel_type: 'im', user: 'U1', text: 'hello', ts: '1700.000100' };
const event = (more: object = {}, team = 'T1') =>
  eventDelivery({ type: 'event_callback', team_id: team, event_id: 'Ev1', event: { ...message, ...more } });
const command = (text: string) =>
  formDelivery({
    ...{ command: '/aims', text, team_id: 'T1', user_id: 'U1', channel_id: 'C1', trigger_id: 'trigger' },
    response_url: 'https://hooks.slack.example/1',
  });
const submission = interactionDelivery({
  type: 'view_submission',
  team: { id: 'T1' },
  user: { id: 'U1', team_id: 'T1' },
  view: {
    ...{ id: 'V1', hash: 'h1', callback_id: 'review.reject', type: 'modal' },
    private_metadata: JSON.stringify({ context: { review: 'r' }, carried: '@U1' }),
    blocks: [{ type: 'input', block_id: 'one:reason' }],
    state: { values: {} },
  },
});

describe('what Slack sends over HTTP', () => {
  it('is acknowledged after it was handled', async () => {
    const handling = Promise.withResolvers<Receipt>();
    const slack = await receiver(() => handling.promise);
    let answered = false;
    const answer = slack.deliver(event()).then((response) => {
      answered = true;
      return response.status;
    });
    await slack.received;

    expect(answered).toBe(false);
    handling.resolve({ kind: 'done' });
    expect(await answer).toBe(200);
    expect(slack.events).toMatchObject([{ deliveryKey: 'slack/T1/message/D9/1700.000100' }]);
  });

  it.each([
    ['failed for now', async (): Promise<Receipt> => ({ kind: 'failed', retry: true, message: 'later' })],
    ['threw', () => Promise.reject(new Error('no database'))],
  ])('is not acknowledged when handling it %s, so that Slack sends it again', async (_how, receive) => {
    const slack = await receiver(receive);

    expect((await slack.deliver(event())).status).toBe(500);
    expect((await slack.deliver(command('status'))).status).toBe(500);
  });

  it('is acknowledged when it could not be handled and was stored, and its person is told', async () => {
    const slack = await receiver(async () => ({ kind: 'failed', retry: false, message: 'Look it up under 7.' }));

    expect((await slack.deliver(event())).status).toBe(200);
    expect(slack.calls).toMatchObject([['chat.postEphemeral', { channel: 'D9', user: 'U1' }]]);
    expect(String(slack.calls[0]?.[1].text)).toContain('Look it up under 7.');
  });

  it('is refused from a workspace where Steward is not installed', async () => {
    const slack = await receiver();

    expect((await slack.deliver(event({}, 'T2'))).status).toBe(401);
    expect(slack.events).toEqual([]);
  });

  it.each([
    ['a wrong secret', event(), { secret: 'other' }, 401],
    ['a time 301 seconds ago', event(), { at: new Date(NOW.getTime() - 301_000) }, 401],
    ['a time 301 seconds ahead', event(), { at: new Date(NOW.getTime() + 301_000) }, 401],
    ['a body of null', eventDelivery(JSON.parse('null')), {}, 400],
    ['a list for a body', eventDelivery([]), {}, 400],
    ['a body that is no JSON', { body: '{', type: 'application/json' } as const, {}, 400],
    ['a payload of null', formDelivery({ payload: 'null' }), {}, 400],
    ['a megabyte', eventDelivery({ text: 'x'.repeat(1_000_001) }), {}, 413],
  ])('is refused with %s', async (_what, delivery, sign, status) => {
    const slack = await receiver();

    expect((await slack.deliver(delivery, sign)).status).toBe(status);
    expect(slack.events).toEqual([]);
  });

  it.each([
    { type: 'message', subtype: 'message_changed', message: { text: 'x' } },
    { bot_id: 'B1' },
    { user: 'UBOT' },
    { type: 'reaction_added', item: { channel: 'D9' } },
    { channel: 'C1', channel_type: 'channel', text: 'not for Steward' },
  ])('is acknowledged and left alone where nobody speaks to Steward: %j', async (more) => {
    const slack = await receiver();

    expect((await slack.deliver(event(more))).status).toBe(200);
    expect(slack.events).toEqual([]);
  });

  it('is acknowledged where nobody listens', async () => {
    const slack = await receiver();

    const suggestion = interactionDelivery({ type: 'block_suggestion', team: { id: 'T1' }, user: { id: 'U1' } });
    expect((await slack.deliver(suggestion)).status).toBe(200);
    expect((await slack.deliver(eventDelivery({ hello: 'there' }))).status).toBe(200);
  });

  it('answers the question of Slack whether this is the right address', async () => {
    const slack = await receiver();

    const response = await slack.deliver(eventDelivery({ type: 'url_verification', challenge: 'c' }));
    expect(await response.json()).toEqual({ challenge: 'c' });
  });
});

describe('the answer in place', () => {
  const form = {
    ...{ id: 'review.reject', title: 'Reject', inputs: [], submitLabel: 'Reject' },
    context: { review: 'r' },
  };

  it('of a dialog that was filled in wrongly stands at its field', async () => {
    const slack = await receiver(async () => ({
      kind: 'done',
      reply: { kind: 'formErrors', errors: { reason: 'Say why.' } },
    }));

    expect(await (await slack.deliver(submission)).json()).toEqual({
      response_action: 'errors',
      errors: { 'one:reason': 'Say why.' },
    });
  });

  it('of a dialog whose words could not be saved keeps it open', async () => {
    const slack = await receiver(async () => ({ kind: 'failed', retry: true, message: 'Try again.' }));

    const response = await slack.deliver(submission);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ response_action: 'errors', errors: { 'one:reason': 'Try again.' } });
  });

  it('of a dialog can be its next page, without a call', async () => {
    const slack = await receiver(async () => ({ kind: 'done', reply: { kind: 'nextForm', form } }));

    expect(await (await slack.deliver(submission)).json()).toMatchObject({
      response_action: 'update',
      view: { type: 'modal', callback_id: 'review.reject' },
    });
    expect(slack.calls).toEqual([]);
  });

  it('of a dialog closes it when nothing is left to say', async () => {
    const slack = await receiver();

    expect(await (await slack.deliver(submission)).text()).toBe('');
  });

  it('of a command opens a dialog with its trigger', async () => {
    const slack = await receiver(async () => ({ kind: 'done', reply: { kind: 'openForm', form } }));

    expect((await slack.deliver(command('declare'))).status).toBe(200);
    expect(slack.calls).toMatchObject([['views.open', { trigger_id: 'trigger' }]]);
  });

  it('of a command is for the eyes of its person, and nothing in it is markup', async () => {
    const slack = await receiver(async () => ({ kind: 'refused', reason: 'tooFast', message: 'Wait, <!channel>!' }));

    const answer = await (await slack.deliver(command('status'))).json();
    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('&lt;!channel&gt;') });
  });
});

/** Steward's receiver behind a real port, and a Slack that answers every call with success. */
async function receiver(receive: (event: InboundEvent) => Promise<Receipt> = async () => ({ kind: 'done' })) {
  const events: InboundEvent[] = [];
  const calls: [string, Record<string, unknown>][] = [];
  const received = Promise.withResolvers<void>();
  const api = await listening(
    createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      calls.push([request.url?.slice(1) ?? '', Object.fromEntries(new URLSearchParams(body))]);
      response.setHeader('content-type', 'application/json').end('{"ok":true}');
    }),
  );
  const client = new WebClient('xoxb-token', { slackApiUrl: `${api}/` });
  const installed = {
    ...{ workspace: 'T1', teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false },
    ...{ botToken: 'xoxb-token', botId: 'BBOT', botUserId: 'UBOT' },
  };
  const find = async (workspace: string) => (workspace === 'T1' ? installed : undefined);
  const slack = createSlackReceiver({
    delivery: { kind: 'http', signingSecret: SECRET },
    apiUrl: `${api}/`,
    installations: { find, tokenFor: async () => 'xoxb-token', forget: async () => {} },
    clock: () => new Date(),
    receive: (inbound) => {
      events.push(inbound);
      received.resolve();
      return receive(inbound);
    },
    clientsFor: async () => ({ interactive: client, bulk: client }),
    namesOf: async () => new Map(),
    followsThread: async () => false,
    takesFiles: false,
    turnHomePage: async () => {},
    memberJoined: () => {},
    uninstalled: async () => {},
    pacing: createPacing(() => new Date()),
    log: silentLog,
  });
  if (!slack.http) throw new Error('The receiver has no HTTP side');
  const address = await listening(createServer(express().use(slack.http)));
  return {
    events,
    calls,
    received: received.promise,
    deliver: (delivery: Delivery, sign: { secret?: string; at?: Date } = {}) => {
      const at = sign.at ? new Date(Date.now() + sign.at.getTime() - NOW.getTime()) : new Date();
      return deliver(`${address}/slack/events`, delivery, { secret: SECRET, ...sign, at });
    },
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  // A server that listens on a port has an address with one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
