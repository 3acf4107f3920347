import type { Card } from '../../src/chat/card.ts';
import { type Channel, type ChannelMessage, LOOK_AGAIN_AFTER_MS, type SendResult } from '../../src/chat/channel.ts';

/**
 * What happens to one call of the platform. `crashed…`: the process dies before or after the platform took it.
 * `lost` and `arrivedUnheard` stay unknown; after `late` and `wentBy` the platform can be asked.
 */
export type Weather =
  | 'fine'
  | 'limited'
  | 'unreachable'
  | 'held'
  | 'lost'
  | 'arrivedUnheard'
  | 'late'
  | 'wentBy'
  | 'crashedBefore'
  | 'crashedAfter'
  | 'refreshed';

/** The process is gone: whoever called does not get to do anything any more. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

export interface PostedMessage {
  readonly key: string;
  readonly card: Card;
  readonly updates: number;
}

/** A platform that keeps what it is given, as Slack does with its message metadata: a known key is not posted again. */
export interface FakeChannel extends Channel {
  readonly posted: ReadonlyMap<string, PostedMessage>;
  /** Posts that the platform took a second time for a key: each one is a doubled message. */
  readonly doubled: readonly string[];
  /** Posts whose result was ambiguous, with whether it really arrived. */
  readonly ambiguous: ReadonlyMap<string, boolean>;
  /** Calls before the time that a 429 named, or before the platform can know what it has taken. */
  readonly tooEarly: readonly string[];
  /** The keys of what was posted, conversation by conversation. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /** The caller died before it wrote down what it heard about these: to whoever comes next they were never answered. */
  unheard(keys: Iterable<string>): void;
  /** It did write that down, with its last breath. */
  heard(keys: Iterable<string>): void;
}

export interface FakeChannelOptions {
  readonly clock: () => Date;
  readonly weather: () => Weather;
  /** Runs while the platform is answering, as another event may be handled meanwhile. */
  readonly meanwhile: () => Promise<void>;
  readonly retryAfterMs: number;
}

export function createFakeChannel({ clock, weather, meanwhile, retryAfterMs }: FakeChannelOptions): FakeChannel {
  const posted = new Map<string, PostedMessage>();
  const doubled: string[] = [];
  const ambiguous = new Map<string, boolean>();
  const forgotten = new Map<string, boolean>();
  const tooEarly: string[] = [];
  const waitUntil = new Map<string, number>();
  const order = new Map<string, string[]>();

  async function call(
    { idempotencyKey: key, repeated }: ChannelMessage,
    kind: 'post' | 'update',
    take: () => void,
  ): Promise<SendResult> {
    if ((waitUntil.get(key) ?? 0) > clock().getTime()) tooEarly.push(key);
    const now = weather();
    switch (now) {
      case 'crashedBefore':
        throw new Crash();
      case 'limited':
        waitUntil.set(key, clock().getTime() + retryAfterMs);
        return { kind: 'retryAfter', retryAfterMs };
      case 'unreachable':
        return { kind: 'tryAgain', reason: 'ECONNREFUSED' };
      case 'held':
        return { kind: 'held', reason: 'a guest is in the channel' };
      case 'lost':
        if (kind === 'post') ambiguous.set(key, posted.has(key));
        return { kind: 'ambiguous', reason: 'timeout' };
      case 'wentBy':
        return kind === 'post' ? later(key) : { kind: 'ambiguous', reason: 'timeout' };
    }
    if (kind === 'update' || !repeated || !posted.has(key)) take();
    if (now === 'crashedAfter') throw new Crash();
    if (now === 'late' && kind === 'post') return later(key);
    if (now === 'arrivedUnheard') {
      if (kind === 'post') ambiguous.set(key, true);
      return { kind: 'ambiguous', reason: 'timeout' };
    }
    if (now === 'refreshed') await meanwhile();
    return { kind: 'sent', externalId: key };
  }

  function later(key: string): SendResult {
    waitUntil.set(key, clock().getTime() + LOOK_AGAIN_AFTER_MS);
    return { kind: 'lookAgain', retryAfterMs: 0, reason: 'timeout' };
  }

  return {
    platform: 'console',
    posted,
    doubled,
    ambiguous,
    tooEarly,
    order,
    unheard(keys) {
      for (const key of keys) {
        const arrived = ambiguous.get(key);
        if (arrived !== undefined) forgotten.set(key, arrived);
        ambiguous.delete(key);
      }
    },
    heard(keys) {
      for (const key of keys) {
        const arrived = forgotten.get(key);
        if (arrived !== undefined) ambiguous.set(key, arrived);
      }
    },
    directAddress: async (_organisation, personId) => ({
      platform: 'console',
      workspace: 'console',
      conversation: `dm:${personId}`,
      visibility: 'direct',
    }),
    governanceAddress: async () => ({
      platform: 'console',
      workspace: 'console',
      conversation: 'governance',
      visibility: 'channel',
    }),
    userOf: ({ conversation }) => conversation.split('dm:')[1],
    post: (message) =>
      call(message, 'post', () => {
        const key = message.idempotencyKey;
        // After an ambiguous result nobody may try again, whether the platform would notice or not.
        if (ambiguous.has(key) || posted.has(key)) doubled.push(key);
        if (posted.has(key)) return;
        posted.set(key, { key, card: message.card, updates: 0 });
        const { conversation } = message.address;
        order.set(conversation, [...(order.get(conversation) ?? []), key]);
      }),
    update: (message) =>
      call(message, 'update', () => {
        const before = posted.get(message.externalId);
        if (!before) throw new Error('An update of a message that was never posted');
        posted.set(before.key, { ...before, card: message.card, updates: before.updates + 1 });
      }),
  };
}
