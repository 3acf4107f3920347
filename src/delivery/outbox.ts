import type { ConversationAddress } from '../chat/event.ts';
import type { Content, Destination } from '../chat/outgoing.ts';

/** Messages on their way out. Written with the state that caused them, sent after the commit. */
export interface Outbox {
  /** Leases up to `limit` messages that want sending, oldest first. */
  claim(lease: {
    readonly owner: string;
    readonly now: Date;
    readonly forMs: number;
    readonly limit: number;
  }): Promise<readonly OutboxItem[]>;
  /** The posted copy shows revision `revision` now. */
  sent(
    id: string,
    owner: string,
    result: { readonly address: ConversationAddress; readonly externalId: string; readonly revision: number },
  ): Promise<void>;
  /** Not sent, and to be tried again at `runAt`. Without an error it was only not the time yet, and does not count as an attempt. */
  postpone(id: string, owner: string, runAt: Date, error: string | undefined): Promise<void>;
  /** It may or may not have arrived, or it cannot be sent: a person has to look. */
  giveUp(id: string, owner: string, state: 'unknown' | 'failed', error: string): Promise<void>;
  counts(): Promise<OutboxCounts>;
}

/** How many messages wait to be sent, may or may not have arrived, and could not be sent. */
export interface OutboxCounts {
  readonly waiting: number;
  readonly unknown: number;
  readonly failed: number;
}

export interface OutboxItem {
  readonly id: string;
  readonly destination: Destination;
  /** `undefined`: the words in it have been erased. */
  readonly content: Content | undefined;
  readonly attempts: number;
  readonly revision: number;
  readonly posted: { readonly address: ConversationAddress; readonly externalId: string } | undefined;
}
