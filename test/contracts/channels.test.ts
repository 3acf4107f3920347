import { describe, expect, it, onTestFinished } from 'vitest';
import { createAnnouncements } from '../../src/channels/console/announcements.ts';
import { createConsoleChannel } from '../../src/channels/console/channel.ts';
import type { ConsoleMessage } from '../../src/channels/console/ports.ts';
import { createSlackChannel } from '../../src/channels/slack/channel.ts';
import { createBotConnector } from '../../src/channels/teams/bot/bot-connector.ts';
import { createTeamsChannel } from '../../src/channels/teams/channel.ts';
import { PUBLIC_CLOUD } from '../../src/channels/teams/configuration.ts';
import { createExpectedReplies } from '../../src/channels/teams/expected-replies.ts';
import { createPacedCalls } from '../../src/channels/teams/paced-calls.ts';
import { createPacing } from '../../src/channels/teams/pacing.ts';
import type { TeamsReference } from '../../src/channels/teams/references.ts';
import type { Channel, ChannelMessage } from '../../src/chat/channel.ts';
import type { ConversationAddress } from '../../src/chat/event.ts';
import { BOT, entraId, GOVERNANCE as TEAMS_ROOM, TENANT } from '../support/teams/activities.ts';
import { openFakeConnector } from '../support/teams/fake-connector.ts';
import { aClock, aSlackApi, GOVERNANCE as SLACK_ROOM, TEAM, type TestClock } from '../unit/channels/slack/slack-api.ts';

/** A channel over a platform of the test's own. */
interface ChannelUnderTest {
  readonly channel: Channel;
  readonly clock: TestClock;
  /** Everything that stands on the platform now, as its JSON. */
  shown(): readonly string[];
  /** `undefined`: it has no way to fail. */
  readonly faults?: {
    /** What is sent next arrives, and nobody is told. */
    loseAnswers(): void;
    limit(seconds: number): void;
    mend(): void;
    close(): Promise<void>;
  };
}

const ORGANISATION = 'o';
const PERSON = 'maya';
const fit = { verdict: async () => ({ kind: 'fit' }) as const, forget() {} };

async function onConsole(): Promise<ChannelUnderTest> {
  const clock = aClock();
  const stored = new Map<string, ConsoleMessage>();
  const channel = createConsoleChannel({
    organisation: { id: ORGANISATION, name: 'Test' },
    workspace: 'console',
    messages: {
      async append(message) {
        if (stored.has(message.id)) return 'already';
        stored.set(message.id, message);
        return 'stored';
      },
      list: async () => [...stored.values()],
    },
    announcements: createAnnouncements(),
    clock,
  });
  return { channel, clock, shown: () => [...stored.values()].map((one) => JSON.stringify(one.content)) };
}

async function onSlack(): Promise<ChannelUnderTest> {
  const slack = await aSlackApi();
  const channel = createSlackChannel({
    ...slack,
    rooms: fit,
    accountOf: async (_organisation, personId) => (personId === PERSON ? { workspace: TEAM, user: 'U1' } : undefined),
    governanceChannelOf: async (organisationId) =>
      organisationId === ORGANISATION ? { workspace: TEAM, channel: SLACK_ROOM } : undefined,
  });
  const { api, clock } = slack;
  return {
    ...{ channel, clock },
    shown: () => api.slack.messages.map((message) => JSON.stringify(message)),
    faults: {
      loseAnswers: () =>
        api.decide(({ method }) => (/^chat\./u.test(method) ? { kind: 'cut', taken: true } : { kind: 'fine' })),
      limit: (retryAfterSeconds) => api.decide(() => ({ kind: 'limited', retryAfterSeconds })),
      mend: () => api.decide(() => ({ kind: 'fine' })),
      close: () => api.close(),
    },
  };
}

async function onTeams(): Promise<ChannelUnderTest> {
  const clock = aClock();
  const user = entraId(1);
  const fake = await openFakeConnector({ tenant: TENANT, people: [{ user, name: 'Maya' }] });
  onTestFinished(() => fake.close());
  const references = new Map<string, TeamsReference>();
  const connector = createBotConnector({ app: undefined, cloud: PUBLIC_CLOUD });
  const channel = createTeamsChannel({
    ...{ tenant: TENANT, serviceUrl: fake.serviceUrl, botId: BOT.id, governanceChannel: TEAMS_ROOM, clock },
    rooms: { ...fit, readersOf: () => [] },
    expected: createExpectedReplies(),
    accountOf: async (personId) => (personId === PERSON ? user : undefined),
    call: createPacedCalls(connector, createPacing(clock)),
    references: {
      find: async (_tenant, place) => references.get(place),
      latest: async () => undefined,
      remember: async (reference) => void references.set(reference.place, reference),
    },
  });
  return {
    ...{ channel, clock },
    shown: () => fake.messages.map(({ activity }) => JSON.stringify(activity)),
    faults: {
      loseAnswers: () =>
        fake.decide(({ path, body }) =>
          path.includes('/activities') || 'activity' in body ? { kind: 'cut', taken: true } : { kind: 'fine' },
        ),
      limit: (seconds) => fake.decide(() => ({ kind: 'status', status: 429, retryAfter: String(seconds) })),
      mend: () => fake.decide(() => ({ kind: 'fine' })),
      close: () => fake.close(),
    },
  };
}

/** What every channel promises to the sender, whatever the platform. */
function channelContract(name: string, open: () => Promise<ChannelUnderTest>, withoutFaults?: string): void {
  describe(`the channel of ${name}`, () => {
    const HEADLINE = 'REV-1 waits';
    const aMessage = (
      { clock }: ChannelUnderTest,
      address: ConversationAddress,
      change: Partial<ChannelMessage> = {},
    ) => {
      const card = { headline: HEADLINE, blocks: [], actions: [{ id: 'review.claim', label: 'Claim', value: {} }] };
      return {
        ...{ organisationId: ORGANISATION, address, card, repeated: false, under: undefined, queuedAt: clock() },
        idempotencyKey: '0196aaaa-0000-7000-8000-000000000001',
        sendBefore: new Date(clock().getTime() + 20_000),
        content: { kind: 'card', card, wordsOf: PERSON } as const,
        ...change,
      };
    };
    const addresses = async ({ channel }: ChannelUnderTest) => {
      const direct = await channel.directAddress(ORGANISATION, PERSON);
      const team = await channel.governanceAddress(ORGANISATION);
      if (!direct || !team) throw new Error('There are no addresses');
      return { direct, team };
    };
    const counts = (under: ChannelUnderTest, words: string) =>
      under.shown().filter((one) => one.includes(words)).length;

    it('names where a person and the governance team are, and who reads there', async () => {
      const under = await open();
      const { direct, team } = await addresses(under);

      expect(direct).toMatchObject({ platform: under.channel.platform, visibility: 'direct' });
      expect(team).toMatchObject({ platform: under.channel.platform, visibility: 'channel' });
      expect(under.channel.userOf(direct)).toEqual(expect.any(String));
      expect(under.channel.userOf(team)).toBeUndefined();
      expect(JSON.stringify(direct).length).toBeLessThan(500);
    });

    it('posts a card to each, once, under an id of its own', async () => {
      const under = await open();
      const { direct, team } = await addresses(under);
      const other = '0196aaaa-0000-7000-8000-000000000002';

      const one = await under.channel.post(aMessage(under, direct));
      const two = await under.channel.post(aMessage(under, team, { idempotencyKey: other }));

      expect([one.kind, two.kind]).toEqual(['sent', 'sent']);
      expect(one).not.toEqual(two);
      expect(counts(under, HEADLINE)).toBe(2);
    });

    it('shows a newer picture in place, as often as it is asked for', async () => {
      const under = await open();
      const { direct } = await addresses(under);
      const sent = await under.channel.post(aMessage(under, direct));
      const externalId = sent.kind === 'sent' ? sent.externalId : '';

      for (let time = 0; time < 2; time += 1)
        expect(await under.channel.update({ ...aMessage(under, direct), externalId })).toEqual({
          kind: 'sent',
          externalId,
        });

      expect(under.shown()).toHaveLength(1);
    });

    it('keeps what somebody wrote text, and mentions nobody', async () => {
      const under = await open();
      const { team } = await addresses(under);
      const evil = '<!channel> <at>Everyone</at> <@U1> **b** [x](https://evil.example) {{DATE(1)}}';
      const card = { headline: 'H', blocks: [{ kind: 'text', text: evil } as const] };

      await under.channel.post(aMessage(under, team, { card, content: { kind: 'card', card, wordsOf: PERSON } }));

      const [shown = ''] = under.shown();
      expect(shown).not.toMatch(/"type":"(?:mention|TextBlock)"/u);
      for (const [, element = ''] of shown.matchAll(/\{"type":"mrkdwn","text":"([^"]*)"/gu))
        expect(element).not.toMatch(/<[!@]/u);
    });

    it('goes nowhere where it has no such conversation', async () => {
      const under = await open();
      const { direct } = await addresses(under);
      if (under.faults === undefined) return;

      const result = await under.channel.post(aMessage(under, { ...direct, conversation: 'no such place' }));

      expect(result.kind).toBe('failed');
      expect(under.shown()).toEqual([]);
    });

    if (withoutFaults !== undefined) {
      it(`has nothing to fail by itself: ${withoutFaults}`, async () => {
        expect((await open()).faults).toBeUndefined();
      });
      return;
    }

    describe('when the platform fails', () => {
      const failing = async () => {
        const under = await open();
        if (!under.faults) throw new Error('It cannot fail');
        return { under, faults: under.faults, ...(await addresses(under)) };
      };

      it('waits as long as it is asked to, and posts nothing meanwhile', async () => {
        const { under, faults, team } = await failing();
        faults.limit(11);

        expect(await under.channel.post(aMessage(under, team))).toMatchObject({
          kind: 'retryAfter',
          retryAfterMs: 11_000,
        });
        faults.mend();
        expect(await under.channel.post(aMessage(under, team))).toMatchObject({ kind: 'retryAfter' });
        under.clock.advance(11_000);
        const later = { sendBefore: new Date(under.clock().getTime() + 20_000) };
        expect(await under.channel.post(aMessage(under, team, later))).toMatchObject({ kind: 'sent' });
        expect(counts(under, HEADLINE)).toBe(1);
      });

      it('says that nothing was sent where nobody listens', async () => {
        const { under, faults, team } = await failing();
        await faults.close();

        expect(await under.channel.post(aMessage(under, team))).toMatchObject({ kind: 'tryAgain' });
      });

      it('never posts a second time what may have arrived', async () => {
        const { under, faults, team } = await failing();
        faults.loseAnswers();
        const lost = await under.channel.post(aMessage(under, team));
        faults.mend();
        under.clock.advance(60_000);
        const again = aMessage(under, team, { repeated: true });

        expect(['ambiguous', 'lookAgain']).toContain(lost.kind);
        expect((await under.channel.post(again)).kind).not.toMatch(/retryAfter|tryAgain/u);
        expect(counts(under, HEADLINE)).toBe(1);
      });
    });
  });
}

channelContract('the console', onConsole, 'it stores in our own database, with everything else');
channelContract('Slack', onSlack);
channelContract('Teams', onTeams);
