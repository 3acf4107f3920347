import { LOOK_AGAIN_AFTER_MS, type SendResult } from '../chat/channel.ts';
import type { ConversationAddress } from '../chat/event.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { Holds } from './holds.ts';
import type { Outbox, OutboxItem } from './outbox.ts';

/** About a day: longer than a platform is usually down. */
const MAX_ATTEMPTS = 30;
const LONGEST_BACKOFF_MS = 3_600_000;
/** A network that is away comes back without asking. */
const LONGEST_WAIT_FOR_NETWORK_MS = 60_000;
/** How often to see whether somebody has changed what holds a message back. */
const HELD_MS = 300_000;
const REASONS_KEPT = 1000;

export interface SettlingOptions {
  readonly owner: string;
  readonly withOutbox: <Result>(work: (outbox: Outbox) => Promise<Result>) => Promise<Result>;
  readonly holds: Holds;
  readonly dueIn?: (ms: number) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Writes down what became of one message. Each answers whether it is settled: nothing more is to be done about it now. */
export interface Settling {
  settle(item: OutboxItem, address: ConversationAddress, result: SendResult): Promise<boolean>;
  sent(item: OutboxItem, address: ConversationAddress, externalId: string): Promise<boolean>;
  skip(item: OutboxItem): Promise<boolean>;
  /** It is only not the time yet. */
  wait(item: OutboxItem, waitMs: number): Promise<boolean>;
  /** No running channel leads there. */
  unreached(item: OutboxItem): Promise<boolean>;
  /** Its subject or its words are gone. */
  gone(item: OutboxItem): Promise<boolean>;
  /** The call of the channel threw: it may have arrived. */
  broken(item: OutboxItem, failure: unknown): Promise<boolean>;
  /** Something failed before the channel was called. */
  notTried(item: OutboxItem, failure: unknown): Promise<boolean>;
}

export function createSettling({ owner, withOutbox, holds, dueIn, clock, log }: SettlingOptions): Settling {
  const saidAt = new Map<string, number>();

  async function giveUp({ id }: OutboxItem, state: 'unknown' | 'failed', reason: string): Promise<boolean> {
    const sentence =
      state === 'unknown' ? 'A message may or may not have arrived and is not repeated' : 'A message could not be sent';
    log.warn(sentence, { outboxId: id });
    await withOutbox((outbox) => outbox.giveUp(id, owner, state, reason));
    return true;
  }

  async function postpone(
    { id }: OutboxItem,
    waitMs: number,
    rest: { readonly reason?: string; readonly isAttempt: boolean; readonly inDoubt: boolean },
  ): Promise<boolean> {
    const until = new Date(clock().getTime() + waitMs);
    await withOutbox((outbox) => outbox.postpone(id, owner, { until, reason: undefined, ...rest }));
    dueIn?.(waitMs);
    return false;
  }

  const wait = (item: OutboxItem, waitMs: number) =>
    postpone(item, waitMs, { isAttempt: false, inDoubt: item.inDoubt });

  function hold(item: OutboxItem, reason: string): Promise<boolean> {
    const nowMs = clock().getTime();
    // One reason may hold back many messages, and is told once for all of them.
    if (nowMs - (saidAt.get(reason) ?? 0) >= HELD_MS) {
      if (saidAt.size >= REASONS_KEPT) saidAt.clear();
      saidAt.set(reason, nowMs);
      log.error('Messages are held back until somebody changes what hinders them', { outboxId: item.id, reason });
    }
    return postpone(item, HELD_MS, { reason, isAttempt: false, inDoubt: item.inDoubt });
  }

  function tryLater(item: OutboxItem, reason: string, inDoubt: boolean, leastMs = 0): Promise<boolean> {
    if (item.attempts >= MAX_ATTEMPTS) return giveUp(item, inDoubt ? 'unknown' : 'failed', reason);
    const waitMs = Math.max(leastMs, backoffMs(item, LONGEST_BACKOFF_MS));
    // A copy that is there already may be shown twice: nothing about it is in doubt.
    return postpone(item, waitMs, { reason, isAttempt: true, inDoubt: inDoubt && !item.posted });
  }

  async function sent(item: OutboxItem, address: ConversationAddress, externalId: string): Promise<boolean> {
    const revision = shownRevision(item);
    await withOutbox((outbox) => outbox.sent(item, owner, { address, externalId, revision }));
    return true;
  }

  function thrown(item: OutboxItem, failure: unknown, inDoubt: boolean, leastMs?: number): Promise<boolean> {
    log.error('Sending failed and is tried again', { outboxId: item.id, attempts: item.attempts }, failure);
    return tryLater(item, failure instanceof Error ? failure.name : 'unknown', inDoubt, leastMs);
  }

  return {
    sent,
    wait,
    async skip({ id }) {
      await withOutbox((outbox) => outbox.skip(id, owner));
      return true;
    },
    unreached(item) {
      if (item.destination.kind === 'governance')
        return hold(item, 'no running channel has a place for the governance team');
      return giveUp(item, 'failed', 'no running channel reaches this destination');
    },
    gone: (item) => giveUp(item, 'failed', 'there is nothing left to show'),
    // Not before what is on its way can no longer arrive: a post is looked for then, and an older picture that came
    // after a newer one would stay.
    broken: (item, failure) => thrown(item, failure, true, LOOK_AGAIN_AFTER_MS),
    notTried: (item, failure) => thrown(item, failure, item.inDoubt),

    settle(item, address, result) {
      switch (result.kind) {
        case 'sent':
          return sent(item, address, result.externalId);
        case 'retryAfter':
          if (result.holds) holds.hold(address, result.holds, clock().getTime() + result.retryAfterMs);
          return wait(item, result.retryAfterMs);
        case 'held':
          return hold(item, result.reason);
        case 'tryAgain': {
          const waitMs = backoffMs(item, LONGEST_WAIT_FOR_NETWORK_MS);
          return postpone(item, waitMs, { reason: result.reason, isAttempt: true, inDoubt: item.inDoubt });
        }
        case 'lookAgain':
          return tryLater(item, result.reason, true, Math.max(result.retryAfterMs, LOOK_AGAIN_AFTER_MS));
        case 'ambiguous':
          // Showing the same message once more is harmless; posting it twice is not.
          return item.posted
            ? tryLater(item, result.reason, true, LOOK_AGAIN_AFTER_MS)
            : giveUp(item, 'unknown', result.reason);
        case 'failed':
          return giveUp(item, 'failed', result.reason);
        default:
          return unreachable(result);
      }
    },
  };
}

function backoffMs({ attempts }: OutboxItem, longestMs: number): number {
  return Math.min(longestMs, 1000 * 2 ** attempts);
}

/**
 * Posting again what an attempt before may have posted finds that copy, with the picture of then: it is to be updated.
 */
function shownRevision({ inDoubt, content, posted, revision }: OutboxItem): number {
  return inDoubt && !posted && content?.kind === 'view' ? revision - 1 : revision;
}
