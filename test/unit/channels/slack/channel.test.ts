import { describe, expect, it } from 'vitest';
import { createSlackChannel, type SlackAccount } from '../../../../src/channels/slack/channel.ts';
import { turnHomePage } from '../../../../src/channels/slack/home.ts';
import type { ChannelMessage } from '../../../../src/chat/channel.ts';
import type { ConversationAddress } from '../../../../src/chat/event.ts';
import type { GovernanceRooms, RoomVerdict } from '../../../../src/chat/watched-rooms.ts';
import { aSlackApi, BLINK_MS, GOVERNANCE, TEAM } from './slack-api.ts';

const ACCOUNTS: Readonly<Record<string, SlackAccount>> = {
  maya: { workspace: TEAM, user: 'U1' },
  moved: { workspace: 'T9', user: 'U1' },
};

async function aChannel(timeoutMs?: number) {
  const slack = await aSlackApi(timeoutMs);
  const forgotten: string[] = [];
  let verdict: RoomVerdict = { kind: 'fit' };
  const rooms: GovernanceRooms = {
    verdict: async () => verdict,
    forget: (workspace, channel) => void forgotten.push(`${workspace}/${channel}`),
  };
  const channel = createSlackChannel({
    ...slack,
    rooms,
    accountOf: async (_organisation, personId) => ACCOUNTS[personId],
    governanceChannelOf: async (organisationId) =>
      organisationId === 'o' ? { workspace: TEAM, channel: GOVERNANCE } : undefined,
  });
  const judge = (next: RoomVerdict) => {
    verdict = next;
  };
  return { ...slack, channel, forgotten, judge };
}

type Channel = Awaited<ReturnType<typeof aChannel>>;

const at = (conversation: string, visibility: ConversationAddress['visibility'] = 'direct'): ConversationAddress => ({
  platform: 'slack',
  workspace: TEAM,
  conversation,
  visibility,
});
const team = at(GOVERNANCE, 'channel');
const aMessage = ({ clock }: Channel, address: ConversationAddress, change: Partial<ChannelMessage> = {}) => ({
  organisationId: 'o',
  address,
  idempotencyKey: 'row',
  queuedAt: clock(),
  repeated: false,
  sendBefore: new Date(clock().getTime() + 20_000),
  under: undefined,
  content: { kind: 'view', view: { name: 'review.card', subjectId: 'r' } } as const,
  card: { headline: 'A review', blocks: [] },
  ...change,
});

describe('an address in Slack', () => {
  it('is a person’s direct conversation, where they have an account and Steward is installed', async () => {
    const { channel } = await aChannel();

    expect(await channel.directAddress('o', 'maya')).toEqual(at('@U1'));
    expect(await channel.directAddress('o', 'moved')).toBeUndefined();
    expect(await channel.directAddress('o', 'nobody')).toBeUndefined();
  });

  it('is the governance team’s channel, where it is configured', async () => {
    const { channel } = await aChannel();

    expect(await channel.governanceAddress('o')).toEqual(team);
    expect(await channel.governanceAddress('other')).toBeUndefined();
  });

  it.each([
    ['D9@U1', 'U1'],
    ['D9@U1/1700.1', 'U1'],
    ['@U1', 'U1'],
    ['home@U1', 'U1'],
    [GOVERNANCE, undefined],
    ['C1/1700.1', undefined],
    ['dm:U1', undefined],
  ])('%s is read by %s alone', async (conversation, user) => {
    const { channel } = await aChannel();

    expect(channel.userOf(at(conversation))).toBe(user);
  });
});

describe('a message to Slack', () => {
  it('is posted with what finds it again, without unfurling anything', async () => {
    const slack = await aChannel();

    const result = await slack.channel.post(aMessage(slack, team));

    const [posted] = slack.api.slack.messages;
    expect(result).toEqual({ kind: 'sent', externalId: `${GOVERNANCE}/${posted?.ts}` });
    expect(slack.api.callsOf('chat.postMessage')[0]?.args).toMatchObject({
      channel: GOVERNANCE,
      text: expect.stringContaining('A review'),
      blocks: expect.any(Array),
      metadata: { event_type: 'steward_message', event_payload: { outbox_id: 'row' } },
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(slack.api.callsOf('chat.postMessage')[0]?.args).not.toHaveProperty('thread_ts');
  });

  it('opens a direct conversation once', async () => {
    const slack = await aChannel();

    await slack.channel.post(aMessage(slack, at('@U1')));
    slack.clock.advance(2000);
    await slack.channel.post(aMessage(slack, at('@U1'), { idempotencyKey: 'next' }));

    expect(slack.api.calls.map(({ method, args }) => [method, args.users ?? args.channel])).toEqual([
      ['conversations.open', 'U1'],
      ['chat.postMessage', 'D1'],
      ['chat.postMessage', 'D1'],
    ]);
  });

  it.each([
    ['D1@U1/1700.1', undefined, '1700.1'],
    [GOVERNANCE, `${GOVERNANCE}/1800.2`, '1800.2'],
    ['D1@U1/1700.1', 'D1/1800.2', '1700.1'],
    [GOVERNANCE, 'row of another platform', undefined],
  ])('to %s below %s goes to the thread %s', async (conversation, under, thread) => {
    const slack = await aChannel();

    await slack.channel.post(aMessage(slack, at(conversation), { under }));

    expect(slack.api.callsOf('chat.postMessage')[0]?.args.thread_ts).toBe(thread);
  });

  it('is updated in place', async () => {
    const slack = await aChannel();
    const sent = await slack.channel.post(aMessage(slack, team));
    const externalId = sent.kind === 'sent' ? sent.externalId : '';

    const result = await slack.channel.update({
      ...aMessage(slack, team, { card: { headline: 'Decided', blocks: [] } }),
      externalId,
    });

    expect(result).toEqual({ kind: 'sent', externalId });
    expect(slack.api.slack.messages).toMatchObject([{ text: expect.stringContaining('Decided'), edits: 1 }]);
  });

  it('waits a second after the one before in the same channel', async () => {
    const slack = await aChannel();
    await slack.channel.post(aMessage(slack, team));

    const result = await slack.channel.post(aMessage(slack, team, { idempotencyKey: 'next' }));

    expect(result).toEqual({ kind: 'retryAfter', retryAfterMs: 1050, holds: 'conversation' });
    expect(slack.api.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it('is not posted when it comes too late for this process', async () => {
    const slack = await aChannel();
    const message = aMessage(slack, team, { sendBefore: new Date(slack.clock().getTime() - 1) });

    expect(await slack.channel.post(message)).toEqual({ kind: 'retryAfter', retryAfterMs: 0 });
    expect(slack.api.calls).toEqual([]);
  });

  it.each(['', 'dm:U1', 'governance', 'D9', 'C1@U1'])(
    'goes nowhere when the conversation is %j',
    async (conversation) => {
      const slack = await aChannel();

      expect(await slack.channel.post(aMessage(slack, at(conversation)))).toMatchObject({ kind: 'failed' });
      expect(slack.api.calls).toEqual([]);
    },
  );

  it('is kept while Steward is not installed there', async () => {
    const slack = await aChannel();

    const result = await slack.channel.post(aMessage(slack, { ...team, workspace: 'T9' }));

    expect(result).toEqual({ kind: 'held', reason: expect.stringContaining('not installed in T9') });
  });
});

describe('a message that fails in Slack', () => {
  const refusing = async (error: string, address: ConversationAddress) => {
    const slack = await aChannel();
    slack.api.say('chat.postMessage', () => ({ ok: false, error }));
    return { ...slack, result: await slack.channel.post(aMessage(slack, address)) };
  };

  it.each(['channel_not_found', 'is_archived', 'msg_blocks_too_long', 'invalid_blocks', 'no_text'])(
    'fails for %s',
    async (code) => {
      expect((await refusing(code, at('D1@U1'))).result).toEqual({ kind: 'failed', reason: code });
    },
  );

  it.each(['token_revoked', 'account_inactive', 'missing_scope', 'invalid_auth'])(
    'is kept for %s until an administrator has acted',
    async (code) => {
      expect((await refusing(code, at('D1@U1'))).result).toEqual({
        kind: 'held',
        reason: expect.stringContaining(code),
      });
    },
  );

  it.each(['channel_not_found', 'is_archived', 'not_in_channel', 'restricted_action'])(
    'is kept for %s where it is the governance team’s, and the room is looked at again',
    async (code) => {
      const { result, forgotten } = await refusing(code, team);

      expect(result).toEqual({ kind: 'held', reason: expect.stringContaining(code) });
      expect(forgotten).toEqual([`${TEAM}/${GOVERNANCE}`]);
    },
  );

  it('is tried again when Slack was not reached', async () => {
    const slack = await aChannel();
    await slack.api.close();

    expect(await slack.channel.post(aMessage(slack, team))).toEqual({ kind: 'tryAgain', reason: 'ECONNREFUSED' });
  });

  it('waits exactly as long as Slack asks', async () => {
    const slack = await aChannel();
    slack.api.decide(() => ({ kind: 'limited', retryAfterSeconds: 23 }));

    const result = await slack.channel.post(aMessage(slack, team));

    expect(result).toEqual({ kind: 'retryAfter', retryAfterMs: 23_000, holds: 'conversation' });
  });

  it.each([
    { kind: 'broken', status: 502, taken: true },
    { kind: 'cut', taken: true },
    { kind: 'garbled', taken: true },
    { kind: 'page', taken: true },
    { kind: 'silent', taken: true },
  ] as const)('is found in a direct conversation after $kind', async (fate) => {
    const slack = await aChannel(fate.kind === 'silent' ? BLINK_MS : undefined);
    slack.api.decide(({ method }) => (method === 'chat.postMessage' ? fate : { kind: 'fine' }));

    const result = await slack.channel.post(aMessage(slack, at('D1@U1')));

    expect(result).toEqual({ kind: 'sent', externalId: `D1/${slack.api.slack.messages[0]?.ts}` });
  });

  it('is looked for again later when it is not there yet, and only then posted again', async () => {
    const slack = await aChannel();
    const failing = (fate: { kind: 'cut'; taken: false } | { kind: 'late'; afterMs: number }) =>
      slack.api.decide(({ method }) => (method === 'chat.postMessage' ? fate : { kind: 'fine' }));
    const message = aMessage(slack, at('D1@U1'));
    const again = { ...message, repeated: true, sendBefore: new Date(slack.clock().getTime() + 120_000) };

    failing({ kind: 'late', afterMs: 20_000 });
    expect(await slack.channel.post(message)).toMatchObject({ kind: 'lookAgain' });
    slack.clock.advance(30_000);
    slack.api.decide(() => ({ kind: 'fine' }));
    expect(await slack.channel.post(again)).toMatchObject({ kind: 'sent' });
    expect(slack.api.slack.messages).toHaveLength(1);

    failing({ kind: 'cut', taken: false });
    const other = { idempotencyKey: 'other' };
    expect(await slack.channel.post({ ...message, ...other, sendBefore: again.sendBefore })).toMatchObject({
      kind: 'lookAgain',
    });
    slack.clock.advance(30_000);
    slack.api.decide(() => ({ kind: 'fine' }));
    expect(await slack.channel.post({ ...again, ...other })).toMatchObject({ kind: 'sent' });
    expect(slack.api.slack.messages).toHaveLength(2);
  });

  it('is not repeated where nobody may look, neither at once nor after a restart', async () => {
    const slack = await aChannel();
    slack.api.decide(({ method }) =>
      method === 'chat.postMessage' ? { kind: 'cut', taken: false } : { kind: 'fine' },
    );

    expect(await slack.channel.post(aMessage(slack, team))).toMatchObject({
      kind: 'ambiguous',
      reason: expect.stringContaining('missing_scope'),
    });
    slack.clock.advance(60_000);
    expect(await slack.channel.post(aMessage(slack, team, { repeated: true }))).toMatchObject({ kind: 'ambiguous' });
    expect(slack.api.callsOf('chat.postMessage')).toHaveLength(1);
  });

  it.each([
    [{ kind: 'cut', taken: false } as const, { kind: 'tryAgain' }],
    [{ kind: 'limited', retryAfterSeconds: 5 } as const, { kind: 'retryAfter', retryAfterMs: 5000 }],
  ])('is not posted while it cannot be looked for: %j', async (fate, result) => {
    const slack = await aChannel();
    slack.api.decide(() => fate);

    expect(await slack.channel.post(aMessage(slack, at('D1@U1'), { repeated: true }))).toMatchObject(result);
    expect(slack.api.calls.map(({ method }) => method)).toEqual(['conversations.history']);
  });

  it.each([
    ['message_not_found', { kind: 'failed', reason: 'message_not_found' }],
    ['cant_update_message', { kind: 'failed', reason: 'cant_update_message' }],
    ['internal_error', { kind: 'ambiguous', reason: 'internal_error' }],
  ])('as an update with %s is that', async (error, result) => {
    const slack = await aChannel();
    slack.api.say('chat.update', () => ({ ok: false, error }));

    expect(await slack.channel.update({ ...aMessage(slack, at('D1@U1')), externalId: 'D1/1700.1' })).toEqual(result);
  });
});

describe('a review card in Slack', () => {
  it.each([
    [{ kind: 'unfit', reason: 'Make it private.' } as const, { kind: 'held', reason: 'Make it private.' }],
    [{ kind: 'later', waitMs: 7000 } as const, { kind: 'retryAfter', retryAfterMs: 7000, holds: 'conversation' }],
  ])('is not shown to anybody while the room is %j', async (verdict, result) => {
    const slack = await aChannel();
    slack.judge(verdict);

    expect(await slack.channel.post(aMessage(slack, team))).toEqual(result);
    expect(await slack.channel.post(aMessage(slack, at(`${GOVERNANCE}/1700.1`)))).toEqual(result);
    const update = { ...aMessage(slack, team), externalId: `${GOVERNANCE}/1700.1` };
    expect(await slack.channel.update(update)).toEqual(result);
    expect(slack.api.calls).toEqual([]);
    expect(await slack.channel.post(aMessage(slack, at('D1@U1')))).toMatchObject({ kind: 'sent' });
  });
});

describe('App Home in Slack', () => {
  const home = at('home@U1');

  it('is published, and drawn anew in place', async () => {
    const slack = await aChannel();

    expect(await slack.channel.post(aMessage(slack, home))).toEqual({ kind: 'sent', externalId: 'home' });
    slack.clock.advance(10_000);
    expect(await slack.channel.update({ ...aMessage(slack, home), externalId: 'home' })).toMatchObject({
      kind: 'sent',
    });

    expect(slack.api.calls.map(({ method, args }) => [method, args.user_id])).toEqual([
      ['views.publish', 'U1'],
      ['views.publish', 'U1'],
    ]);
    expect(slack.api.calls[0]?.args.view).toMatchObject({ type: 'home' });
  });

  it('is drawn once in ten seconds, and holds up nothing else', async () => {
    const slack = await aChannel();
    await slack.channel.post(aMessage(slack, home));

    expect(await slack.channel.post(aMessage(slack, home))).toEqual({ kind: 'retryAfter', retryAfterMs: 10_000 });
    expect(slack.api.calls).toHaveLength(1);
  });

  it('turns its pages at once for whoever is looking at it', async () => {
    const slack = await aChannel();
    await slack.channel.post(aMessage(slack, home));
    const found = await slack.workspaces.find(TEAM);
    if (!found) throw new Error('Not installed');

    const turned = await turnHomePage(
      found,
      slack.pacing,
      { workspace: TEAM, user: 'U1' },
      aMessage(slack, home).card,
      2,
    );

    expect(turned).toMatchObject({ kind: 'sent' });
    expect(slack.api.callsOf('views.publish')).toHaveLength(2);
  });

  it('is drawn again when nobody knows whether it was, as that doubles nothing', async () => {
    const slack = await aChannel();
    slack.api.decide(() => ({ kind: 'cut', taken: true }));

    expect(await slack.channel.post(aMessage(slack, home))).toMatchObject({ kind: 'tryAgain' });
  });
});
