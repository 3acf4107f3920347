import { describe, expect, it } from 'vitest';
import { createGovernanceRooms } from '../../../../src/channels/slack/governance-room.ts';
import { aSlackApi, BOT, GOVERNANCE, type SlackApiUnderTest, TEAM } from './slack-api.ts';

const REVIEWERS = ['U1', 'U2'];

async function aRoom(mayRead: readonly string[] = REVIEWERS) {
  const slack = await aSlackApi();
  const rooms = createGovernanceRooms({
    ...slack,
    mayNotRead: async (_workspace, users) => users.filter((user) => !mayRead.includes(user)),
  });
  return { ...slack, rooms, verdict: () => rooms.verdict(TEAM, GOVERNANCE) };
}

const says = ({ api }: SlackApiUnderTest, info: object) =>
  api.say('conversations.info', () => ({ ok: true, channel: { is_private: true, ...info } }));
const member = ({ api }: SlackApiUnderTest, user: string, about: object) =>
  api.say('users.info', (args) => (args.user === user ? { ok: true, user: { id: user, ...about } } : undefined));

describe('the room of the governance team', () => {
  it('may show review cards when it is private and only reviewers are in it', async () => {
    const room = await aRoom();

    expect(await room.verdict()).toEqual({ kind: 'fit' });
  });

  it.each([
    ['public', { is_private: false }, /Everybody can read .* CGOV\. Make it private/u],
    ['archived', { is_archived: true }, /archived/u],
    ['shared with another company', { is_ext_shared: true, is_shared: true }, /shared/u],
    ['shared within an Enterprise organisation', { is_org_shared: true }, /shared/u],
    ['about to be shared', { is_pending_ext_shared: true }, /shared, or about to be/u],
  ])('is unfit when it is %s', async (_name, info, sentence) => {
    const room = await aRoom();
    says(room, info);

    expect(await room.verdict()).toEqual({ kind: 'unfit', reason: expect.stringMatching(sentence) });
    expect(room.api.callsOf('conversations.members')).toEqual([]);
  });

  it('is unfit when somebody in it may not read reviews, who is named', async () => {
    const room = await aRoom(['U1']);

    expect(await room.verdict()).toEqual({ kind: 'unfit', reason: expect.stringMatching(/^U2 can read .* CGOV/u) });
  });

  it('is unfit when another app is in it', async () => {
    const room = await aRoom();
    room.api.say('conversations.members', () => ({ ok: true, members: [...REVIEWERS, BOT.user, 'UOTHERBOT'] }));

    expect(await room.verdict()).toMatchObject({ kind: 'unfit', reason: expect.stringContaining('UOTHERBOT') });
  });

  it('names ten of many', async () => {
    const room = await aRoom();
    const members = Array.from({ length: 30 }, (_, number) => `U9${number}`);
    room.api.say('conversations.members', () => ({ ok: true, members: [...members, BOT.user] }));

    expect(await room.verdict()).toMatchObject({
      reason: expect.stringMatching(/^U90, .*, U99 and 20 more can read/u),
    });
  });

  it.each([{ is_restricted: true }, { is_ultra_restricted: true }, { is_stranger: true }])(
    'is unfit when a reviewer in it is a guest: %j',
    async (about) => {
      const room = await aRoom();
      member(room, 'U2', about);

      expect(await room.verdict()).toEqual({
        kind: 'unfit',
        reason: expect.stringMatching(/^U2 in the governance channel CGOV are guests/u),
      });
    },
  );

  it('is unfit when Steward is not in it, or is not told about it', async () => {
    const room = await aRoom();
    room.api.say('conversations.members', () => ({ ok: true, members: REVIEWERS }));
    expect(await room.verdict()).toMatchObject({ reason: expect.stringContaining('Invite it there') });

    for (const [error, advice] of [
      ['channel_not_found', 'Invite it there, or correct GOVERNANCE_CHANNEL'],
      ['missing_scope', 'groups:read'],
    ] as const) {
      room.rooms.forget(TEAM, GOVERNANCE);
      room.api.say('conversations.info', () => ({ ok: false, error }));
      expect(await room.verdict()).toMatchObject({ kind: 'unfit', reason: expect.stringContaining(advice) });
    }
    expect(await room.rooms.verdict('T9', GOVERNANCE)).toMatchObject({
      kind: 'unfit',
      reason: expect.stringContaining('not installed'),
    });
  });

  it('is asked for page by page, and is no room of a team when there are too many', async () => {
    const room = await aRoom();
    const pages: Record<string, object> = {
      undefined: { members: ['U1', BOT.user], response_metadata: { next_cursor: 'second' } },
      second: { members: ['U3'], response_metadata: { next_cursor: '' } },
    };
    room.api.say('conversations.members', ({ cursor }) => ({ ok: true, ...pages[String(cursor)] }));
    expect(await room.verdict()).toMatchObject({ reason: expect.stringMatching(/^U3 can read/u) });

    const crowd = Array.from({ length: 200 }, (_, number) => `U9${number}`);
    room.api.say('conversations.members', () => ({
      ok: true,
      members: crowd,
      response_metadata: { next_cursor: 'more' },
    }));
    room.rooms.forget(TEAM, GOVERNANCE);
    const before = room.api.callsOf('conversations.members').length;
    expect(await room.verdict()).toMatchObject({ reason: expect.stringContaining('More than 400 people') });
    expect(room.api.callsOf('conversations.members').length - before).toBe(3);
  });

  it('is looked at once for all who ask, and again after ten minutes', async () => {
    const room = await aRoom();

    await Promise.all([room.verdict(), room.verdict(), room.verdict()]);
    room.clock.advance(599_999);
    await room.verdict();
    expect(room.api.callsOf('conversations.info')).toHaveLength(1);
    room.clock.advance(1);
    await room.verdict();

    expect(room.api.callsOf('conversations.info')).toHaveLength(2);
    expect(room.api.callsOf('users.info').map(({ args }) => args.user)).toEqual(['U1', 'U2']);
  });

  it('is looked at again within five minutes when it was unfit', async () => {
    const room = await aRoom();
    says(room, { is_private: false });
    await room.verdict();
    says(room, {});

    room.clock.advance(300_000);

    expect(await room.verdict()).toEqual({ kind: 'fit' });
  });

  it('is looked at again after somebody joined, also while it was looked at', async () => {
    const room = await aRoom();
    await room.verdict();
    room.api.say('conversations.members', () => ({ ok: true, members: [...REVIEWERS, BOT.user, 'U3'] }));
    room.rooms.forget(TEAM, GOVERNANCE);
    expect(await room.verdict()).toMatchObject({ kind: 'unfit' });

    room.rooms.forget(TEAM, GOVERNANCE);
    room.api.say('users.info', () => {
      room.rooms.forget(TEAM, GOVERNANCE);
      return undefined;
    });
    room.api.say('conversations.members', () => ({ ok: true, members: [...REVIEWERS, BOT.user] }));
    room.clock.advance(3_600_000);
    expect(await Promise.all([room.verdict(), room.verdict()])).toEqual([
      { kind: 'later', waitMs: 5000 },
      { kind: 'later', waitMs: 5000 },
    ]);
    room.api.say('users.info', () => undefined);
    expect(await room.verdict()).toEqual({ kind: 'fit' });
  });

  it('is neither fit nor unfit while Slack does not answer', async () => {
    const room = await aRoom();
    for (const method of ['conversations.info', 'conversations.members', 'users.info']) {
      room.api.decide((call) => (call.method === method ? { kind: 'cut', taken: false } : { kind: 'fine' }));
      expect(await room.verdict()).toEqual({ kind: 'later', waitMs: 5000 });
    }
    room.api.decide((call) =>
      call.method === 'conversations.info' ? { kind: 'limited', retryAfterSeconds: 8 } : { kind: 'fine' },
    );
    expect(await room.verdict()).toEqual({ kind: 'later', waitMs: 8000 });
    room.api.decide(() => ({ kind: 'fine' }));
    room.clock.advance(8000);

    expect(await room.verdict()).toEqual({ kind: 'fit' });
  });
});
