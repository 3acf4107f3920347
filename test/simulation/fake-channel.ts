import type { Card } from '../../src/chat/card.ts';
import type { Channel, ChannelMessage, SendResult } from '../../src/chat/channel.ts';

/** What happens to one call of the platform. `crashed…`: the process dies before or after the platform took it. */
export type Weather = 'fine' | 'limited' | 'lost' | 'arrivedUnheard' | 'crashedBefore' | 'crashedAfter' | 'refreshed';

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
  /** Calls before the time that a 429 named. */
  readonly tooEarly: readonly string[];
  /** The caller has written down what it heard last. */
  settled(): void;
  /** The caller died before it could: to whoever comes next it is as if the call had never been answered. */
  unheard(): void;
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
  const tooEarly: string[] = [];
  const waitUntil = new Map<string, number>();
  let unsettled: string | undefined;

  function doubt(key: string, arrived: boolean): void {
    ambiguous.set(key, arrived);
    unsettled = key;
  }

  async function call(
    { idempotencyKey: key }: ChannelMessage,
    kind: 'post' | 'update',
    take: () => void,
  ): Promise<SendResult> {
    if ((waitUntil.get(key) ?? 0) > clock().getTime()) tooEarly.push(key);
    const now = weather();
    if (now === 'crashedBefore') throw new Crash();
    if (now === 'limited') {
      waitUntil.set(key, clock().getTime() + retryAfterMs);
      return { kind: 'retryAfter', retryAfterMs };
    }
    if (now === 'lost') {
      if (kind === 'post') doubt(key, posted.has(key));
      return { kind: 'ambiguous', reason: 'timeout' };
    }
    take();
    if (now === 'crashedAfter') throw new Crash();
    if (now === 'arrivedUnheard') {
      if (kind === 'post') doubt(key, true);
      return { kind: 'ambiguous', reason: 'timeout' };
    }
    if (now === 'refreshed') await meanwhile();
    return { kind: 'sent', externalId: key };
  }

  return {
    platform: 'console',
    posted,
    doubled,
    ambiguous,
    tooEarly,
    settled() {
      unsettled = undefined;
    },
    unheard() {
      if (unsettled !== undefined) ambiguous.delete(unsettled);
      unsettled = undefined;
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
        if (ambiguous.has(key)) doubled.push(key);
        if (!posted.has(key)) posted.set(key, { key, card: message.card, updates: 0 });
      }),
    update: (message) =>
      call(message, 'update', () => {
        const before = posted.get(message.externalId);
        if (!before) throw new Error('An update of a message that was never posted');
        posted.set(before.key, { ...before, card: message.card, updates: before.updates + 1 });
      }),
  };
}
