import { describe, expect, it } from 'vitest';
import { readFailure } from '../../../../src/channels/slack/call-failure.ts';
import { createSlackClients } from '../../../../src/channels/slack/clients.ts';
import type { ApiFate } from '../../../support/slack/fake-slack-api.ts';
import { aSlackApi, BLINK_MS, GOVERNANCE, type SlackApiUnderTest } from './slack-api.ts';

const message = { channel: GOVERNANCE, text: 'Something confidential', blocks: [{ type: 'divider' }] };

/** How one post ended, after it was made exactly once. */
async function failureOf({ api, clients }: SlackApiUnderTest, fate: ApiFate) {
  api.decide(() => fate);
  const failure = await clients.bulk.chat.postMessage(message).then(
    () => undefined,
    (thrown: unknown) => readFailure(thrown),
  );
  expect(api.calls).toHaveLength(1);
  return failure;
}

describe('a call of Slack', () => {
  it.each<[string, ApiFate, object]>([
    ['limited', { kind: 'limited', retryAfterSeconds: 17 }, { kind: 'limited', retryAfterMs: 17_000 }],
    ['broken before', { kind: 'broken', status: 500, taken: false }, { kind: 'unclear', reason: 'HTTP 500' }],
    ['broken after', { kind: 'broken', status: 503, taken: true }, { kind: 'unclear', reason: 'HTTP 503' }],
    ['cut before', { kind: 'cut', taken: false }, { kind: 'unclear' }],
    ['cut after', { kind: 'cut', taken: true }, { kind: 'unclear' }],
    ['cut within the answer', { kind: 'garbled', taken: true }, { kind: 'unclear' }],
    ['answered with a page', { kind: 'page', taken: true }, { kind: 'unclear', reason: 'unreadable answer' }],
    ['not answered', { kind: 'silent', taken: true }, { kind: 'unclear', reason: 'TimeoutError' }],
  ])('that is %s is made once, and read as what may be done about it', async (_name, fate, failure) => {
    const timeoutMs = fate.kind === 'silent' ? BLINK_MS : undefined;

    expect(await failureOf(await aSlackApi(timeoutMs), fate)).toMatchObject(failure);
  });

  it.each([
    ['channel_not_found', { kind: 'refused', code: 'channel_not_found' }],
    ['invalid_blocks', { kind: 'refused', code: 'invalid_blocks' }],
    ['internal_error', { kind: 'unclear', reason: 'internal_error' }],
    ['fatal_error', { kind: 'unclear', reason: 'fatal_error' }],
    ['ratelimited', { kind: 'limited', retryAfterMs: 30_000 }],
    ['Something <b>else</b>', { kind: 'unclear', reason: 'unreadable answer' }],
  ])('that Slack answers with %s is that', async (error, failure) => {
    const slack = await aSlackApi();
    slack.api.say('chat.postMessage', () => ({ ok: false, error }));

    expect(await failureOf(slack, { kind: 'fine' })).toEqual(failure);
  });

  it('waits half a minute for a 429 that does not say how long', async () => {
    const slack = await aSlackApi();

    expect(await failureOf(slack, { kind: 'limited', retryAfterSeconds: Number.NaN })).toEqual({
      kind: 'limited',
      retryAfterMs: 30_000,
    });
  });

  it('never reached Slack when nobody listens there, or the name is unknown', async () => {
    const { api, clients } = await aSlackApi();
    await api.close();
    const nowhere = createSlackClients({ token: 'xoxb-test', apiUrl: 'http://nowhere.invalid/api/' });

    const failures = await Promise.all(
      [clients, nowhere].map(({ bulk }) =>
        bulk.chat.postMessage(message).catch((thrown: unknown) => readFailure(thrown)),
      ),
    );

    expect(failures).toMatchObject([
      { kind: 'notReached', reason: 'ECONNREFUSED' },
      { kind: 'notReached', reason: expect.stringMatching(/^(?:ENOTFOUND|EAI_AGAIN)$/u) },
    ]);
  });

  it('of a dialog does not wait because a message has to', async () => {
    const { api, clients } = await aSlackApi(5000);
    const trigger_id = api.slack.trigger('U1');
    api.decide(({ method }) => (method === 'chat.postMessage' ? { kind: 'silent', taken: false } : { kind: 'fine' }));
    const posts = Array.from({ length: 120 }, () => clients.bulk.chat.postMessage(message).catch(() => 'cut'));

    const opened = await clients.interactive.views.open({
      trigger_id,
      view: { type: 'modal', title: { type: 'plain_text', text: 'Now' }, blocks: [{ type: 'divider' }] },
    });

    expect(opened.ok).toBe(true);
    await api.close();
    expect(new Set(await Promise.all(posts))).toEqual(new Set(['cut']));
  });

  it('goes nowhere else, whatever a method is called', async () => {
    const { api, clients } = await aSlackApi();

    await clients.bulk.apiCall('https://elsewhere.example/steal').catch(() => undefined);

    expect(api.calls.map(({ method }) => method)).toEqual(['https://elsewhere.example/steal']);
  });
});
