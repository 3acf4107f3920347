import { createServer, type IncomingMessage } from 'node:http';
import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import { whyNoNamespace } from '../support/emulators/namespace.ts';
import { type Emulate, startEmulate } from '../support/slack/emulate.ts';
import { type FaultProxy, openFaultProxy } from '../support/slack/fault-proxy.ts';
import type { Fate, Fated } from '../support/slack/faults.ts';
import { callsAboveLimits } from '../support/slack/limits.ts';
import { LOCAL_SLACK, startLocalSlack, whyNoLocalSlack } from '../support/slack/local-slack.ts';
import { signedHeaders } from '../support/slack/signed-request.ts';

if (whyNoNamespace !== undefined) process.stdout.write(`Slack’s emulators are not run here: ${whyNoNamespace}.\n`);
else if (whyNoLocalSlack !== undefined) process.stdout.write(`local-slack is not run here: ${whyNoLocalSlack}.\n`);

const opened: { close(): Promise<void> }[] = [];
function closing<Opened extends { close(): Promise<void> }>(one: Opened): Opened {
  opened.push(one);
  return one;
}
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

describe.runIf(whyNoLocalSlack === undefined)('local-slack', () => {
  it('delivers what a person says, signed, and a mention as a second event', async () => {
    const heard: { body: string; headers: IncomingMessage['headers'] }[] = [];
    const steward = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      heard.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
      response.end();
    });
    await new Promise<void>((resolve) => steward.listen(0, '127.0.0.1', resolve));
    closing({ close: () => new Promise((resolve) => steward.close(() => resolve())) });
    const bound = steward.address();
    const members = ['U01MAYA'];
    const slack = closing(
      await startLocalSlack({
        mode: 'http',
        users: [{ id: 'U01MAYA', name: 'maya', real_name: 'Maya Lindqvist', email: 'maya@example.com' }],
        channels: [{ id: 'C01GENERAL', name: 'general', is_private: false, members }],
      }),
    );
    slack.leadTo(bound !== null && typeof bound === 'object' ? bound.port : 0);

    await slack.says('U01MAYA', 'C01GENERAL', `<@${LOCAL_SLACK.botUser}> hello`);

    expect(heard.map(({ body }) => JSON.parse(body).event.type)).toEqual(['message', 'app_mention']);
    for (const { body, headers } of heard) {
      const at = new Date(Number(headers['x-slack-request-timestamp']) * 1000);
      expect(headers).toMatchObject(signedHeaders(body, LOCAL_SLACK.signingSecret, at));
    }
  });
});

describe.runIf(whyNoNamespace === undefined)('emulate behind the fault proxy', () => {
  const BOT = 'xoxb-of-a-test';

  async function start(): Promise<{ emulate: Emulate; proxy: FaultProxy; client: WebClient; channel: string }> {
    const emulate = closing(
      await startEmulate({
        users: [{ name: 'maya', real_name: 'Maya Lindqvist', email: 'maya@example.com' }],
        channels: [],
        redirectUri: 'http://127.0.0.1:1/slack/oauth_redirect',
        scopes: ['chat:write'],
        tokens: [{ token: BOT, type: 'bot', user: 'admin', scopes: ['chat:write'] }],
      }),
    );
    const proxy = closing(await openFaultProxy(emulate.origin));
    const client = new WebClient(BOT, {
      slackApiUrl: proxy.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
    return { emulate, proxy, client, channel: emulate.channel('general') };
  }

  const outcome = (call: Promise<unknown>) =>
    call.then(
      () => 'heard',
      (failure: unknown) => (failure instanceof Error ? failure.constructor.name : 'unknown'),
    );

  it.each<[string, Fate, string, number]>([
    ['fine', { kind: 'fine' }, 'heard', 1],
    ['a 429', { kind: 'limited', retryAfterSeconds: 7 }, 'WebAPIRateLimitedError', 0],
    ['a 503 before', { kind: 'broken', status: 503, taken: false }, 'WebAPIHTTPError', 0],
    ['a 500 after', { kind: 'broken', status: 500, taken: true }, 'WebAPIHTTPError', 1],
    ['a cut before', { kind: 'cut', taken: false }, 'WebAPIRequestError', 0],
    ['a cut after', { kind: 'cut', taken: true }, 'WebAPIRequestError', 1],
  ])('lets a post meet %s', async (_name, fate, expected, posted) => {
    const { emulate, proxy, client, channel } = await start();
    proxy.decide(() => fate);

    const heard = await outcome(client.chat.postMessage({ channel, text: 'hello', metadata: METADATA }));

    expect(heard).toBe(expected);
    expect(proxy.calls).toMatchObject([{ method: 'chat.postMessage', token: BOT, args: { metadata: METADATA } }]);
    const history = await emulate.call('conversations.history', { channel });
    expect(history).toMatchObject({ messages: Array(posted).fill({ text: 'hello', metadata: METADATA }) });
  });

  it('answers late what it took at once', async () => {
    const { proxy, client, channel } = await start();
    let over = () => {};
    const until = new Promise<void>((resolve) => {
      over = resolve;
    });
    proxy.decide(() => ({ kind: 'stalled', until }));
    let heard = 'nothing';

    const call = client.chat.postMessage({ channel, text: 'hello' }).then(() => {
      heard = 'an answer';
    });
    while (proxy.calls[0]?.answer === undefined) await new Promise((resolve) => setImmediate(resolve));

    expect(heard).toBe('nothing');
    over();
    await call;
    expect(heard).toBe('an answer');
  });

  it('opens one view with one trigger', async () => {
    const { emulate, client } = await start();
    const trigger_id = await emulate.trigger(emulate.user('maya'), BOT);
    const open = () =>
      client.views.open({
        trigger_id,
        view: { type: 'modal', title: { type: 'plain_text', text: 'Hello' }, blocks: [{ type: 'divider' }] },
      });

    await open();

    await expect(open()).rejects.toThrow('exchanged_trigger_id');
  });
});

describe('the account of calls', () => {
  const call = (method: string, atMs: number, args: object = {}, fate: Fate = { kind: 'fine' }): Fated => ({
    ...{ number: 0, method, atMs, token: 'xoxb', args: { ...args }, fate, answer: undefined },
  });

  it('finds nothing in what Slack allows', () => {
    const updates = Array.from({ length: 100 }, (_, number) => call('chat.update', number * 1220));
    const posts = Array.from({ length: 20 }, (_, number) => call('chat.postMessage', number * 1000, { channel: 'C1' }));

    expect(callsAboveLimits([...updates, ...posts])).toEqual([]);
  });

  it('finds the update that is one too many in a minute', () => {
    const updates = Array.from({ length: 51 }, (_, number) => call('chat.update', number * 1100));

    expect(callsAboveLimits(updates)).toEqual(['51 calls of chat.update in a minute, of 50']);
  });

  it('finds two posts to one channel within a second', () => {
    const posts = [
      call('chat.postMessage', 0, { channel: 'C1' }),
      call('chat.postMessage', 10, { channel: 'C2' }),
      call('chat.postMessage', 900, { channel: 'C1' }),
    ];

    expect(callsAboveLimits(posts, 0)).toEqual(['two posts to C1 within 900 ms']);
  });

  it('finds a call before the time that a 429 named', () => {
    const calls = [
      call('chat.update', 0, { channel: 'C1' }, { kind: 'limited', retryAfterSeconds: 5 }),
      call('chat.update', 4000, { channel: 'C1' }),
      call('chat.update', 5000, { channel: 'C1' }),
    ];

    expect(callsAboveLimits(calls)).toEqual(['chat.update again 4000 ms after a 429 that asked for more']);
  });

  it('finds a method that nobody has looked up', () => {
    expect(callsAboveLimits([call('chat.command', 0)])).toEqual(['chat.command is not in the table of limits']);
  });
});

const METADATA = { event_type: 'steward_message', event_payload: { outbox_id: 'x' } };
