import { describe, expect, it, onTestFinished } from 'vitest';
import { createBotConnector } from '../../../../src/channels/teams/bot/bot-connector.ts';
import { createTeamsChannel } from '../../../../src/channels/teams/channel.ts';
import { PUBLIC_CLOUD } from '../../../../src/channels/teams/configuration.ts';
import { createExpectedReplies } from '../../../../src/channels/teams/expected-replies.ts';
import type { TeamsRooms } from '../../../../src/channels/teams/governance-room.ts';
import { createPacedCalls } from '../../../../src/channels/teams/paced-calls.ts';
import { createPacing } from '../../../../src/channels/teams/pacing.ts';
import type { TeamsReference } from '../../../../src/channels/teams/references.ts';
import type { ChannelMessage } from '../../../../src/chat/channel.ts';
import type { ConversationAddress } from '../../../../src/chat/event.ts';
import type { RoomVerdict } from '../../../../src/chat/watched-rooms.ts';
import { BOT, entraId, GOVERNANCE, TENANT } from '../../../support/teams/activities.ts';
import { openFakeConnector } from '../../../support/teams/fake-connector.ts';
import type { Fate } from '../../../support/teams/fates.ts';

const [maya, stranger] = [entraId(1), entraId(99)];

async function aChannel(known: readonly Partial<TeamsReference>[] = [], withinMs = 5000) {
  const fake = await openFakeConnector({ tenant: TENANT, people: [{ user: maya, name: 'Maya' }] });
  onTestFinished(() => fake.close());
  let now = new Date('2027-01-11T09:00:00Z');
  const clock = () => now;
  const nothing = { conversation: undefined, member: undefined, roster: undefined };
  const references = new Map(
    known.map((one) => [
      one.place ?? '',
      { ...nothing, tenant: TENANT, place: '', serviceUrl: fake.serviceUrl, ...one },
    ]),
  );
  let verdict: RoomVerdict = { kind: 'fit' };
  const forgotten: string[] = [];
  const rooms: TeamsRooms = {
    verdict: async () => verdict,
    forget: (_tenant, channel) => void forgotten.push(channel),
    readersOf: () => ['29:priya'],
  };
  const connector = createBotConnector({ app: undefined, cloud: PUBLIC_CLOUD, withinMs });
  const channel = createTeamsChannel({
    ...{ tenant: TENANT, serviceUrl: fake.serviceUrl, botId: BOT.id, governanceChannel: GOVERNANCE },
    ...{ rooms, expected: createExpectedReplies(), clock },
    accountOf: async (personId) => (personId === 'maya' ? maya : undefined),
    call: createPacedCalls(connector, createPacing(clock)),
    references: {
      find: async (_tenant, place) => references.get(place),
      latest: async () => [...references.values()].at(-1),
      remember: async (reference) => void references.set(reference.place, reference),
    },
  });
  return {
    ...{ fake, channel, clock, references, forgotten },
    judge(next: RoomVerdict) {
      verdict = next;
    },
    advance(ms: number) {
      now = new Date(now.getTime() + ms);
    },
  };
}
type UnderTest = Awaited<ReturnType<typeof aChannel>>;

const at = (conversation: string, visibility: ConversationAddress['visibility'] = 'direct'): ConversationAddress => ({
  platform: 'teams',
  workspace: TENANT,
  conversation,
  visibility,
});
const direct = at(`@${maya}`);
const team = at(GOVERNANCE, 'channel');
const aMessage = ({ clock }: UnderTest, address = direct, change: Partial<ChannelMessage> = {}): ChannelMessage => ({
  organisationId: 'o',
  address,
  idempotencyKey: '0196aaaa-0000-7000-8000-000000000001',
  queuedAt: clock(),
  repeated: false,
  sendBefore: new Date(clock().getTime() + 20_000),
  under: undefined,
  content: { kind: 'view', view: { name: 'review.card', subjectId: 'r' } },
  card: { headline: 'A review', blocks: [], actions: [{ id: 'review.claim', label: 'Claim', value: {} }] },
  ...change,
});
const paths = ({ fake }: UnderTest) => fake.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`);

describe('an address in Teams', () => {
  it('is a person’s own conversation, where they have an account in this tenant', async () => {
    const { channel } = await aChannel();

    expect(await channel.directAddress('o', 'maya')).toEqual(direct);
    expect(await channel.directAddress('o', 'nobody')).toBeUndefined();
    expect(await channel.governanceAddress('o')).toEqual(team);
  });

  it.each([
    [`@${maya}`, maya],
    [GOVERNANCE, undefined],
    [`${GOVERNANCE};messageid=1700`, undefined],
    ['dm:maya', undefined],
    ['D9@U1', undefined],
  ])('%s is read by %s alone', async (conversation, user) => {
    const { channel } = await aChannel();

    expect(channel.userOf(at(conversation))).toBe(user);
  });
});

describe('a message to Teams', () => {
  it('opens a person’s own conversation once, and remembers it', async () => {
    const teams = await aChannel();

    const result = await teams.channel.post(aMessage(teams));
    await teams.channel.post(aMessage(teams));

    const conversation = teams.fake.directOf(maya);
    expect(result).toEqual({ kind: 'sent', externalId: `${conversation} ${teams.fake.messages[0]?.id}` });
    expect(paths(teams)).toEqual([
      'POST /v3/conversations',
      `POST /v3/conversations/${conversation}/activities`,
      `POST /v3/conversations/${conversation}/activities`,
    ]);
    expect(teams.references.get(`@${maya}`)).toMatchObject({ conversation });
  });

  it('is written to where the person was last heard from', async () => {
    const teams = await aChannel([{ place: `@${maya}`, conversation: 'a:known' }]);

    await teams.channel.post(aMessage(teams));

    expect(paths(teams)).toEqual(['POST /v3/conversations/a:known/activities']);
  });

  it('is a card without text beside it, that names itself and can be clicked in old clients', async () => {
    const teams = await aChannel();

    await teams.channel.post(aMessage(teams));

    const { activity } = teams.fake.messages[0] ?? {};
    expect(activity).toMatchObject({
      ...{ type: 'message', summary: 'A review', from: { id: BOT.id } },
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { version: '1.5' } }],
    });
    expect(activity).not.toHaveProperty('text');
    const [data] = JSON.stringify(activity).match(/"fallback":\{"type":"Action\.Submit"[^}]*\{[^}]*\}[^}]*\}/u) ?? [];
    expect(data).toMatch(/"action":"review\.claim".*"nonce":"[\w-]{36}".*"row":"0196aaaa-/u);
  });

  it('begins a thread in a channel, and goes on below it', async () => {
    const teams = await aChannel();

    const first = await teams.channel.post(aMessage(teams, team));
    const under = first.kind === 'sent' ? first.externalId : '';
    await teams.channel.post(aMessage(teams, team, { under }));
    await teams.channel.post(aMessage(teams, at(`${GOVERNANCE};messageid=77`, 'channel'), { under }));
    await teams.channel.post(aMessage(teams, at('19:chat@thread.v2', 'channel')));

    const [thread = ''] = under.split(' ');
    expect(thread).toMatch(/^19:governance@thread\.tacv2;messageid=\d+$/u);
    expect(paths(teams)).toEqual([
      'POST /v3/conversations',
      `POST /v3/conversations/${thread}/activities`,
      `POST /v3/conversations/${GOVERNANCE};messageid=77/activities`,
      'POST /v3/conversations/19:chat@thread.v2/activities',
    ]);
  });

  it('asks the clients of those who read reviews to look again, and nobody else’s', async () => {
    const teams = await aChannel();

    await teams.channel.post(aMessage(teams, team));
    await teams.channel.post(aMessage(teams));

    const [review, own] = teams.fake.messages.map(({ activity }) => JSON.stringify(activity));
    expect(review).toContain('"userIds":["29:priya"]');
    expect(own).not.toContain('userIds');
  });

  it('is updated in place, as often as it takes', async () => {
    const teams = await aChannel();
    const sent = await teams.channel.post(aMessage(teams));
    const externalId = sent.kind === 'sent' ? sent.externalId : '';
    const newer = { ...aMessage(teams, direct, { card: { headline: 'Decided', blocks: [] } }), externalId };

    expect(await teams.channel.update(newer)).toEqual({ kind: 'sent', externalId });
    expect(await teams.channel.update(newer)).toEqual({ kind: 'sent', externalId });

    expect(teams.fake.messages).toMatchObject([{ activity: { summary: 'Decided' }, edits: 2 }]);
  });

  it('waits after seven in a second in the same conversation', async () => {
    const teams = await aChannel([{ place: `@${maya}`, conversation: 'a:known' }]);
    for (let sent = 0; sent < 7; sent += 1)
      expect(await teams.channel.post(aMessage(teams))).toMatchObject({ kind: 'sent' });

    expect(await teams.channel.post(aMessage(teams))).toEqual({
      kind: 'retryAfter',
      retryAfterMs: 1050,
      holds: 'conversation',
    });
    teams.advance(1050);
    expect(await teams.channel.post(aMessage(teams))).toMatchObject({ kind: 'sent' });
    expect(await teams.channel.post(aMessage(teams))).toMatchObject({ kind: 'retryAfter', retryAfterMs: 1000 });
  });

  it.each(['', 'dm:U1', 'D9@U1', '@', '18:x@thread.v2'])(
    'goes nowhere when the conversation is %j',
    async (conversation) => {
      const teams = await aChannel();

      expect(await teams.channel.post(aMessage(teams, at(conversation)))).toMatchObject({ kind: 'failed' });
      expect(await teams.channel.post(aMessage(teams, { ...direct, workspace: entraId(9) }))).toMatchObject({
        kind: 'failed',
      });
      expect(teams.fake.requests).toEqual([]);
    },
  );

  it('is not posted when it comes too late for this process', async () => {
    const teams = await aChannel([{ place: `@${maya}`, conversation: 'a:known' }]);

    const late = aMessage(teams, direct, { sendBefore: new Date(teams.clock().getTime() - 1) });

    expect(await teams.channel.post(late)).toEqual({ kind: 'retryAfter', retryAfterMs: 0 });
    expect(teams.fake.requests).toEqual([]);
  });
});

describe('a message that fails in Teams', () => {
  const posting = ({ path }: { readonly path: string }) => path.endsWith('/activities');
  const failing = async (fate: Fate, address = direct) => {
    const teams = await aChannel([{ place: `@${maya}`, conversation: 'a:known' }]);
    teams.fake.decide(() => fate);
    return { ...teams, result: await teams.channel.post(aMessage(teams, address)) };
  };

  it.each<Fate>([
    { kind: 'status', status: 500, taken: true },
    { kind: 'status', status: 502, taken: true },
    { kind: 'status', status: 504, taken: false },
    { kind: 'status', status: 412, taken: false },
    { kind: 'cut', taken: true },
    { kind: 'garbled', taken: true },
  ])('may have arrived after %j, and is never repeated', async (fate) => {
    const { result, fake, channel, ...rest } = await failing(fate);

    expect(result).toMatchObject({ kind: 'ambiguous' });
    const again = { ...aMessage({ fake, channel, ...rest }), repeated: true };
    expect(await channel.post(again)).toMatchObject({ kind: 'ambiguous' });
    expect(fake.requests.filter(posting)).toHaveLength(1);
  });

  it('may have arrived when nobody answers in time', async () => {
    const teams = await aChannel([{ place: `@${maya}`, conversation: 'a:known' }], 200);
    teams.fake.decide(() => ({ kind: 'silent', taken: true }));

    expect(await teams.channel.post(aMessage(teams))).toEqual({ kind: 'ambiguous', reason: 'TimeoutError' });
  });

  it('waits exactly as long as Teams asks', async () => {
    const { result } = await failing({ kind: 'status', status: 429, retryAfter: '23' });

    expect(result).toEqual({ kind: 'retryAfter', retryAfterMs: 23_000, holds: 'conversation' });
  });

  it('holds back the tenant when a second conversation is asked to wait', async () => {
    const teams = await aChannel([{ place: `@${maya}`, conversation: 'a:known' }]);
    teams.fake.decide(() => ({ kind: 'status', status: 429, retryAfter: '5' }));
    await teams.channel.post(aMessage(teams));

    expect(await teams.channel.post(aMessage(teams, at('19:chat@thread.v2', 'channel')))).toEqual({
      kind: 'retryAfter',
      retryAfterMs: 5000,
      holds: 'workspace',
    });
  });

  it('is tried again when Teams was not reached', async () => {
    const teams = await aChannel([{ place: `@${maya}`, conversation: 'a:known' }]);
    await teams.fake.close();

    expect(await teams.channel.post(aMessage(teams))).toEqual({ kind: 'tryAgain', reason: 'ECONNREFUSED' });
  });

  it.each([
    [401, direct, 'held', /MICROSOFT_APP_PASSWORD/u],
    [403, direct, 'held', /not installed for somebody/u],
    [404, direct, 'failed', /HTTP 404/u],
    [413, direct, 'failed', /HTTP 413/u],
    [403, team, 'held', /Add it to the team/u],
    [404, team, 'held', /correct GOVERNANCE_CHANNEL/u],
  ])('with %i is refused', async (status, address, kind, reason) => {
    const { result, forgotten } = await failing({ kind: 'status', status }, address);

    expect(result).toEqual({ kind, reason: expect.stringMatching(reason) });
    expect(forgotten).toEqual(address === team ? [GOVERNANCE] : []);
  });

  it('is held while Steward is not installed for somebody', async () => {
    const teams = await aChannel();

    expect(await teams.channel.post(aMessage(teams, at(`@${stranger}`)))).toMatchObject({ kind: 'held' });
  });

  it('opens a conversation again when it is not clear whether it was opened, as that doubles nothing', async () => {
    const teams = await aChannel();
    teams.fake.decide(() => ({ kind: 'cut', taken: true }));

    expect(await teams.channel.post(aMessage(teams))).toMatchObject({ kind: 'tryAgain' });
  });

  it('may be updated again after any doubt', async () => {
    const teams = await aChannel();
    const sent = await teams.channel.post(aMessage(teams));
    teams.fake.decide(() => ({ kind: 'status', status: 502, taken: true }));
    const externalId = sent.kind === 'sent' ? sent.externalId : '';

    expect(await teams.channel.update({ ...aMessage(teams), externalId })).toMatchObject({ kind: 'ambiguous' });
    teams.fake.decide(() => ({ kind: 'fine' }));
    expect(await teams.channel.update({ ...aMessage(teams), externalId })).toEqual({ kind: 'sent', externalId });
  });
});

describe('a review card in Teams', () => {
  it.each([
    [{ kind: 'unfit', reason: 'Remove them.' } as const, { kind: 'held', reason: 'Remove them.' }],
    [{ kind: 'later', waitMs: 7000 } as const, { kind: 'retryAfter', retryAfterMs: 7000, holds: 'conversation' }],
  ])('is not shown to anybody while the room is %j', async (verdict, result) => {
    const teams = await aChannel();
    teams.judge(verdict);

    expect(await teams.channel.post(aMessage(teams, team))).toEqual(result);
    expect(await teams.channel.post(aMessage(teams, at(`${GOVERNANCE};messageid=1`, 'channel')))).toEqual(result);
    expect(await teams.channel.update({ ...aMessage(teams, team), externalId: `${GOVERNANCE} 1` })).toEqual(result);
    expect(teams.fake.requests).toEqual([]);
    expect(await teams.channel.post(aMessage(teams))).toMatchObject({ kind: 'sent' });
  });
});
