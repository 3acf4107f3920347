import type { ConversationAddress } from '../chat/event.ts';
import type { Content, Destination } from '../chat/outgoing.ts';

/** Messages on their way out. Written with the state that caused them, sent after the commit. */
export interface Outbox {
  /**
   * Leases up to `limit` messages that want sending, those that have been due longest first. Of what is still to be
   * posted only the oldest of each destination, so that a conversation keeps its order; updates need none.
   * What another owner had leased before and did not settle is in doubt.
   */
  claim(lease: {
    readonly owner: string;
    readonly now: Date;
    readonly forMs: number;
    readonly limit: number;
  }): Promise<readonly OutboxItem[]>;
  /** The posted copy shows revision `revision` now. Older copies of a view in the same conversation fold. */
  sent(
    item: OutboxItem,
    owner: string,
    result: { readonly address: ConversationAddress; readonly externalId: string; readonly revision: number },
  ): Promise<void>;
  /** Not sent for certain, or in doubt; to be tried again. */
  postpone(id: string, owner: string, postponement: Postponement): Promise<void>;
  /** A later message shows the same in the same conversation: this one is not sent any more. */
  skip(id: string, owner: string): Promise<void>;
  /** It may or may not have arrived, or it cannot be sent: a person has to look. */
  giveUp(id: string, owner: string, state: 'unknown' | 'failed', error: string): Promise<void>;
  counts(): Promise<OutboxCounts>;
}

/** Messages that have been posted, for whoever acts on one. */
export interface PostedMessages {
  /** What it shows, and where, by its own id or the platform's. */
  posted(message: { readonly id: string } | { readonly externalId: string }): Promise<PostedContent | undefined>;
}

export interface Postponement {
  readonly until: Date;
  /** What an operator should know. */
  readonly reason: string | undefined;
  /** `false`: it was only not the time yet. */
  readonly isAttempt: boolean;
  /** This attempt, or one before it, may have posted it. */
  readonly inDoubt: boolean;
}

/** How many messages wait to be sent, wait although they were due, may or may not have arrived, and could not be sent. */
export interface OutboxCounts {
  readonly waiting: number;
  /** Those of the waiting ones that something hinders; the reason is in the row. */
  readonly held: number;
  readonly unknown: number;
  readonly failed: number;
}

export interface OutboxItem {
  readonly id: string;
  readonly destination: Destination;
  /** `undefined`: the words in it have been erased. */
  readonly content: Content | undefined;
  readonly queuedAt: Date;
  readonly attempts: number;
  /** An earlier attempt may have posted it. */
  readonly inDoubt: boolean;
  readonly revision: number;
  readonly posted: PostedCopy | undefined;
  /** A newer copy of the same view stands in the same conversation; for what is not posted yet, or waits to. */
  readonly superseded: boolean;
  /** The platform's id of the newest message in whose thread it belongs, where that stands at the same destination. */
  readonly under: string | undefined;
}

export interface PostedContent {
  readonly address: ConversationAddress;
  /** `undefined`: the words in it have been erased. */
  readonly content: Content | undefined;
}

export interface PostedCopy {
  readonly address: ConversationAddress;
  readonly externalId: string;
  /** What it shows. */
  readonly revision: number;
}
