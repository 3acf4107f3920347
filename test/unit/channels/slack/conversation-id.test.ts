import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatConversation,
  formatPosted,
  parseConversation,
  parsePosted,
  type SlackConversation,
} from '../../../../src/channels/slack/conversation-id.ts';

const id = (first: string) => fc.stringMatching(/^[A-Z0-9]{1,12}$/u).map((rest) => `${first}${rest}`);
const user = fc.oneof(id('U'), id('W'));
const ts = fc.stringMatching(/^\d{1,10}\.\d{1,6}$/u);
const thread = fc.option(ts, { nil: undefined }).map((value) => (value === undefined ? {} : { thread: value }));
const conversations: fc.Arbitrary<SlackConversation> = fc.oneof(
  fc
    .tuple(fc.oneof(id('C'), id('G')), thread)
    .map(([channel, rest]) => ({ kind: 'channel', channel, ...rest }) as const),
  fc
    .tuple(id('D'), user, thread)
    .map(([channel, reader, rest]) => ({ kind: 'channel', channel, user: reader, ...rest }) as const),
  user.map((reader) => ({ kind: 'direct', user: reader }) as const),
  user.map((reader) => ({ kind: 'home', user: reader }) as const),
);

describe('the id of a Slack conversation', () => {
  it.each<[string, SlackConversation]>([
    ['C02GOV', { kind: 'channel', channel: 'C02GOV' }],
    ['C01GEN/1700.1', { kind: 'channel', channel: 'C01GEN', thread: '1700.1' }],
    ['D9@U1', { kind: 'channel', channel: 'D9', user: 'U1' }],
    ['D9@U1/1700.1', { kind: 'channel', channel: 'D9', user: 'U1', thread: '1700.1' }],
    ['@U1', { kind: 'direct', user: 'U1' }],
    ['home@W1', { kind: 'home', user: 'W1' }],
  ])('reads %s', (text, conversation) => {
    expect(parseConversation(text)).toEqual(conversation);
    expect(formatConversation(conversation)).toBe(text);
  });

  it('is read back as what it was made of', () => {
    fc.assert(
      fc.property(conversations, (conversation) => {
        expect(parseConversation(formatConversation(conversation))).toEqual(conversation);
      }),
    );
  });

  it('is nothing but what it writes itself', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[CDGUW@/.0-9home ]{0,12}$/u)), (text) => {
        const conversation = parseConversation(text);
        if (conversation) expect(formatConversation(conversation)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '',
    'C',
    'c02gov',
    'D9',
    'D9/1700.1',
    'C02GOV@U1',
    'D9@U1/',
    'D9@U1/now',
    'D9@U1/1700.1/1700.2',
    'D9@B1',
    '@',
    '@D9',
    'home@',
    'Home@U1',
    'home@U1/1700.1',
    ' C02GOV',
    'C02GOV\n',
    'dm:01900000-0000-7000-8000-000000000001',
    'governance',
  ])('is not %j', (text) => {
    expect(parseConversation(text)).toBeUndefined();
  });
});

describe('the id of a posted message', () => {
  it('is read back as what it was made of', () => {
    fc.assert(
      fc.property(fc.oneof(id('C'), id('D'), id('G')), ts, (channel, at) => {
        expect(parsePosted(formatPosted({ channel, ts: at }))).toEqual({ channel, ts: at });
      }),
    );
  });

  it.each(['', 'home', 'C1', 'C1/', '/1.1', 'C1/1', 'C1@U1/1.1', 'C1/1.1\n', 'U1/1.1'])('is not %j', (text) => {
    expect(parsePosted(text)).toBeUndefined();
  });
});
