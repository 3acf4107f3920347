import { describe, expect, it } from 'vitest';
import { findPosted, postedMetadata } from '../../../../src/channels/slack/find-posted.ts';
import { aSlackApi, GOVERNANCE, type SlackApiUnderTest, TEAM } from './slack-api.ts';

const blocks = [{ type: 'divider' }];
const direct = 'D1';

const postIn = (
  { clients }: SlackApiUnderTest,
  outboxId: string,
  where: { channel?: string; thread_ts?: string } = {},
) =>
  clients.bulk.chat.postMessage({ channel: direct, text: 'x', blocks, metadata: postedMetadata(outboxId), ...where });
const find = ({ clients, pacing, clock }: SlackApiUnderTest, change: { channel?: string; thread?: string } = {}) =>
  findPosted(clients, pacing, {
    workspace: TEAM,
    channel: direct,
    thread: undefined,
    outboxId: 'row',
    since: clock(),
    ...change,
  });

describe('looking for a message that may have been posted', () => {
  it('finds it by what was posted with it, among others', async () => {
    const slack = await aSlackApi();
    await postIn(slack, 'another');
    const { ts } = await postIn(slack, 'row');
    slack.api.slack.say('U1', direct, 'and now?');

    expect(await find(slack)).toEqual({ kind: 'found', ts });
    expect(slack.api.callsOf('conversations.history')[0]?.args).toMatchObject({ include_all_metadata: 'true' });
  });

  it('finds it within a thread', async () => {
    const slack = await aSlackApi();
    const { ts: root = '' } = await postIn(slack, 'root');
    const { ts } = await postIn(slack, 'row', { thread_ts: root });

    expect(await find(slack, { thread: root })).toEqual({ kind: 'found', ts });
  });

  it('is sure that it is not there when everything since then was read, page by page', async () => {
    const slack = await aSlackApi();
    for (let number = 0; number < 450; number += 1) slack.api.slack.say('U1', direct, String(number));

    expect(await find(slack)).toEqual({ kind: 'absent' });
    expect(slack.api.callsOf('conversations.history')).toHaveLength(3);
  });

  it('is not taken in by another app that writes the same id', async () => {
    const slack = await aSlackApi();
    const metadata = { event_type: 'someone_else', event_payload: { outbox_id: 'row' } };
    await slack.clients.bulk.chat.postMessage({ channel: direct, text: 'x', blocks, metadata });

    expect(await find(slack)).toEqual({ kind: 'absent' });
  });

  it('says nothing about what it did not read: too much was said since', async () => {
    const slack = await aSlackApi();
    await postIn(slack, 'row');
    for (let number = 0; number < 1000; number += 1) slack.api.slack.say('U1', direct, String(number));

    expect(await find(slack)).toEqual({ kind: 'unreadable', reason: 'too much was said since' });
    expect(slack.api.callsOf('conversations.history')).toHaveLength(5);
  });

  it('says nothing about a channel whose history it may not read', async () => {
    const slack = await aSlackApi();
    await postIn(slack, 'row', { channel: GOVERNANCE });

    expect(await find(slack, { channel: GOVERNANCE })).toEqual({ kind: 'unreadable', reason: 'missing_scope' });
  });

  it.each([
    ['there is no answer', { kind: 'cut', taken: true } as const, 0],
    ['it was too much', { kind: 'limited', retryAfterSeconds: 9 } as const, 9000],
  ])('can look later when %s', async (_name, fate, waitMs) => {
    const slack = await aSlackApi();
    slack.api.decide(() => fate);

    expect(await find(slack)).toEqual({ kind: 'later', waitMs });
  });
});
