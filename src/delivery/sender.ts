import type { Card } from '../chat/card.ts';
import type { Channel, ChannelMessage, SendResult } from '../chat/channel.ts';
import type { ConversationAddress } from '../chat/event.ts';
import type { Content, Destination } from '../chat/outgoing.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { Outbox, OutboxItem } from './outbox.ts';

const LEASE_MS = 30_000;
const BATCH = 20;
const MAX_ATTEMPTS = 12;
/** What was not reached by then is left to the next claim: a lease that ran out may be somebody else's already. */
const BATCH_MS = LEASE_MS / 2;

export interface SenderOptions {
  readonly owner: string;
  readonly organisationId: string;
  readonly channels: readonly Channel[];
  readonly withOutbox: <Result>(work: (outbox: Outbox) => Promise<Result>) => Promise<Result>;
  /** Renders a view from current state for this address; `undefined` when its subject is gone. */
  readonly render: (content: Content, address: ConversationAddress) => Promise<Card | undefined>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sends what is due, in order within a batch. Answers how many messages it took. */
export function createSender(options: SenderOptions): { sendDue(): Promise<number> } {
  const { owner, organisationId, withOutbox } = options;

  async function addressOf(
    destination: Destination,
  ): Promise<{ channel: Channel; address: ConversationAddress } | undefined> {
    if (destination.kind === 'conversation') {
      const channel = options.channels.find(({ platform }) => platform === destination.address.platform);
      return channel && { channel, address: destination.address };
    }
    for (const channel of options.channels) {
      const address =
        destination.kind === 'person'
          ? await channel.directAddress(organisationId, destination.personId)
          : await channel.governanceAddress(organisationId);
      if (address) return { channel, address };
    }
    return undefined;
  }

  async function deliver(item: OutboxItem): Promise<void> {
    const target = await addressOf(
      item.posted ? { kind: 'conversation', address: item.posted.address } : item.destination,
    );
    if (!target)
      return withOutbox((outbox) =>
        outbox.giveUp(item.id, owner, 'failed', 'no running channel reaches this destination'),
      );
    const card = item.content && (await options.render(item.content, target.address));
    if (!item.content || !card)
      return withOutbox((outbox) => outbox.giveUp(item.id, owner, 'failed', 'there is nothing left to show'));
    const message: ChannelMessage = {
      organisationId,
      address: target.address,
      idempotencyKey: item.id,
      content: item.content,
      card,
    };
    const result = item.posted
      ? await target.channel.update({ ...message, externalId: item.posted.externalId })
      : await target.channel.post(message);
    await settle(item, target.address, result);
  }

  function settle(item: OutboxItem, address: ConversationAddress, result: SendResult): Promise<void> {
    switch (result.kind) {
      case 'sent':
        return withOutbox((outbox) =>
          outbox.sent(item.id, owner, { address, externalId: result.externalId, revision: shownRevision(item) }),
        );
      case 'retryAfter':
        return postpone(item, result.retryAfterMs, undefined);
      case 'ambiguous':
        // Showing the same state of the same message twice is harmless; posting it twice is not.
        if (item.posted && item.attempts < MAX_ATTEMPTS) return postpone(item, backoffMs(item), result.reason);
        options.log.warn('A message may or may not have arrived and is not repeated', { outboxId: item.id });
        return withOutbox((outbox) => outbox.giveUp(item.id, owner, 'unknown', result.reason));
      case 'failed':
        options.log.warn('A message could not be sent', { outboxId: item.id });
        return withOutbox((outbox) => outbox.giveUp(item.id, owner, 'failed', result.reason));
      default:
        return unreachable(result);
    }
  }

  function postpone(item: OutboxItem, waitMs: number, error: string | undefined): Promise<void> {
    return withOutbox((outbox) => outbox.postpone(item.id, owner, new Date(options.clock().getTime() + waitMs), error));
  }

  return {
    async sendDue() {
      const now = options.clock();
      const items = await withOutbox((outbox) => outbox.claim({ owner, now, forMs: LEASE_MS, limit: BATCH }));
      for (const item of items) {
        if (options.clock().getTime() - now.getTime() > BATCH_MS) break;
        try {
          await deliver(item);
        } catch (failure) {
          // Nothing left this process for sure only before `post`; a channel reports its own doubts as `ambiguous`.
          options.log.error(
            'Sending failed and is tried again',
            { outboxId: item.id, attempts: item.attempts },
            failure,
          );
          const name = failure instanceof Error ? failure.name : 'unknown';
          if (item.attempts >= MAX_ATTEMPTS)
            await withOutbox((outbox) => outbox.giveUp(item.id, owner, 'failed', name));
          else await postpone(item, backoffMs(item), name);
        }
      }
      return items.length;
    },
  };
}

function backoffMs({ attempts }: OutboxItem): number {
  return Math.min(3_600_000, 1000 * 2 ** attempts);
}

/**
 * Posting again what an attempt before may have posted finds that copy, with the picture of then: it is to be updated.
 */
function shownRevision({ attempts, content, posted, revision }: OutboxItem): number {
  return posted || attempts === 1 || content?.kind === 'card' ? revision : revision - 1;
}
