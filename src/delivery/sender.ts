import type { Card } from '../chat/card.ts';
import { type ChannelMessage, LOOK_AGAIN_AFTER_MS, NotCalled, type SendResult } from '../chat/channel.ts';
import type { ConversationAddress } from '../chat/event.ts';
import { foldedCard } from '../chat/fold.ts';
import type { Content } from '../chat/outgoing.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { createDestinations, type DestinationsOptions, type Target } from './destinations.ts';
import { createHolds } from './holds.ts';
import type { Outbox, OutboxItem } from './outbox.ts';
import { createSettling } from './settle.ts';
import { createShownCards } from './shown-cards.ts';

/** How long a platform's client waits for an answer at most. */
const CALL_MS = 10_000;
/** What is sent in time has arrived or not, long before somebody else may claim it and look for it. */
const SEND_WITHIN_MS = 20_000;
const LEASE_MS = SEND_WITHIN_MS + CALL_MS + LOOK_AGAIN_AFTER_MS;
/** Conversations that are sent to at the same time. */
const SIDE_BY_SIDE = 16;

export interface SenderOptions extends DestinationsOptions {
  readonly owner: string;
  readonly withOutbox: <Result>(work: (outbox: Outbox) => Promise<Result>) => Promise<Result>;
  /** Renders a view from current state for this address; `undefined` when its subject is gone. */
  readonly render: (content: Content, address: ConversationAddress) => Promise<Card | undefined>;
  /** Told how soon something that was postponed is due. */
  readonly dueIn?: (ms: number) => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Sender {
  /**
   * Sends what is due, conversations side by side and each in its order. Answers how many messages are settled now:
   * after 0 there is nothing to do before something changes or its time comes. May be called again meanwhile.
   */
  sendDue(): Promise<number>;
  /** How long it took, the last time, to find what is due: the longer, the more waits. */
  lookedForMs(): number;
}

interface Arrived {
  readonly address: ConversationAddress;
  readonly externalId: string;
}

/** What is known of an attempt when something fails on the way. */
interface Attempted {
  mayHaveArrived: boolean;
}

const MAY_HAVE_ARRIVED: readonly SendResult['kind'][] = ['sent', 'lookAgain', 'ambiguous'];

export function createSender(options: SenderOptions): Sender {
  const { owner, organisationId, withOutbox, clock } = options;
  const targetOf = createDestinations(options);
  const holds = createHolds();
  const shown = createShownCards();
  const settling = createSettling({ ...options, holds });
  /** What was posted without its being written down: nothing needs to be looked for as long as we live. */
  const arrived = new Map<string, Arrived>();
  /** What may have been posted without its being written down. A lease that nobody heard of puts nothing in doubt. */
  const unsettled = new Set<string>();
  let underWay = 0;
  let lookedForMs = 0;

  /** Answers whether it is settled. Marks the attempt when it has come to the call. */
  async function deliver(item: OutboxItem, claimedAt: Date, attempted: Attempted): Promise<boolean> {
    const { posted } = item;
    if (item.superseded && !posted && !item.inDoubt) return settling.skip(item);
    const target = await targetOf(posted ? { kind: 'conversation', address: posted.address } : item.destination);
    if (!target) return settling.unreached(item);
    const waitMs = holds.waitMs(target.address, clock().getTime());
    if (waitMs > 0) return settling.wait(item, waitMs);
    const card = item.content && (await options.render(item.content, target.address));
    if (!card) return settling.gone(item);
    return send(item, target, item.superseded ? foldedCard(card) : card, claimedAt, attempted);
  }

  async function send(
    item: OutboxItem,
    target: Target,
    card: Card,
    claimedAt: Date,
    attempted: Attempted,
  ): Promise<boolean> {
    const { posted, content } = item;
    if (!content) return settling.gone(item);
    if (posted && shown.isShown(item, card)) {
      shown.remember(item, item.revision, card);
      return settling.sent(item, posted.address, posted.externalId);
    }
    const before = posted ? undefined : arrived.get(item.id);
    if (before) await settling.sent(item, before.address, before.externalId);
    arrived.delete(item.id);
    if (before) return true;
    const sendBefore = new Date(claimedAt.getTime() + SEND_WITHIN_MS);
    if (clock() > sendBefore) return settling.wait(item, 0);

    const message: ChannelMessage = {
      organisationId,
      address: target.address,
      idempotencyKey: item.id,
      queuedAt: item.queuedAt,
      repeated: item.inDoubt,
      sendBefore,
      under: item.under,
      content,
      card,
    };
    shown.forget(item);
    attempted.mayHaveArrived = true;
    unsettled.add(item.id);
    const result = await (posted
      ? target.channel.update({ ...message, externalId: posted.externalId })
      : target.channel.post(message)
    ).catch((failure: unknown) => {
      if (!(failure instanceof NotCalled)) throw failure;
      attempted.mayHaveArrived = false;
      unsettled.delete(item.id);
      throw failure.cause;
    });
    attempted.mayHaveArrived = MAY_HAVE_ARRIVED.includes(result.kind);
    if (!attempted.mayHaveArrived) unsettled.delete(item.id);
    if (result.kind === 'sent') arrived.set(item.id, { address: target.address, externalId: result.externalId });
    const settled = await settling.settle(item, target.address, result);
    arrived.delete(item.id);
    unsettled.delete(item.id);
    if (result.kind === 'sent' && !item.inDoubt) shown.remember(item, item.revision, card);
    return settled;
  }

  async function attempt(item: OutboxItem, claimedAt: Date): Promise<boolean> {
    const attempted: Attempted = { mayHaveArrived: false };
    try {
      return await deliver(item, claimedAt, attempted);
    } catch (failure) {
      return attempted.mayHaveArrived ? settling.broken(item, failure) : settling.notTried(item, failure);
    }
  }

  return {
    lookedForMs: () => lookedForMs,
    async sendDue() {
      const limit = SIDE_BY_SIDE - underWay;
      if (limit === 0) return 0;
      underWay += limit;
      const claimedAt = clock();
      const beganAtMs = performance.now();
      const items = await withOutbox((outbox) => outbox.claim({ owner, now: claimedAt, forMs: LEASE_MS, limit })).catch(
        (failure: unknown) => {
          underWay -= limit;
          throw failure;
        },
      );
      underWay -= limit - items.length;
      lookedForMs = performance.now() - beganAtMs;
      const attempts = items.map((item) =>
        attempt({ ...item, inDoubt: item.inDoubt || unsettled.has(item.id) }, claimedAt).finally(() => {
          underWay -= 1;
        }),
      );
      const ended = await Promise.allSettled(attempts);
      const failed = ended.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      return ended.filter((one) => one.status === 'fulfilled' && one.value).length;
    },
  };
}
