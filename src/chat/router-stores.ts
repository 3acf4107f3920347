import type { AuditNote } from './capability.ts';
import type { Actor, ConversationAddress, VerifiedIdentity } from './event.ts';
import type { Outgoing } from './outgoing.ts';
import type { ImmediateReply } from './reply.ts';

/** What the router itself needs of a transaction, beside what the capabilities need. */
export interface RouterStores {
  readonly inbox: Inbox;
  readonly outgoing: OutgoingMessages;
  readonly audit: AuditLog;
  readonly failures: FailureStore;
}

export interface Inbox {
  /** Claims the deed, locks the conversation and looks up who acts, in one round trip. */
  open(deed: Deed): Promise<OpenedDeed>;
  /** Kept with the delivery key: a second delivery gets the same answer. */
  saveReply(key: string, personId: string, reply: ImmediateReply): Promise<void>;
  /** What this person was answered to the deed with this key. */
  replyTo(key: string, personId: string): Promise<ImmediateReply | undefined>;
  /** When the deed with this key was handled. */
  handledAt(key: string): Promise<Date | undefined>;
  /** Whether somebody has said or done something in this conversation before. */
  knows(conversation: ConversationAddress): Promise<boolean>;
  /** Forgets deeds handled before this moment; no platform delivers them again. */
  forget(before: Date): Promise<void>;
}

export interface Deed {
  readonly key: string;
  readonly alsoKnownAs?: string | undefined;
  readonly identity: VerifiedIdentity;
  readonly conversation: ConversationAddress;
  readonly now: Date;
}

export type OpenedDeed =
  | { readonly kind: 'stranger' }
  | { readonly kind: 'seen'; readonly reply: ImmediateReply | undefined }
  | { readonly kind: 'new'; readonly actor: Actor };

export interface OutgoingMessages {
  /** Queues at least one message and, in the same round trip, does what `refresh` does for the `changed` subjects. */
  add(messages: readonly Outgoing[], now: Date, changed?: readonly string[]): Promise<void>;
  /** Asks for every posted copy of a view of these subjects to be shown anew. */
  refresh(subjectIds: readonly string[], now: Date): Promise<void>;
}

export interface AuditLog {
  /** Kept until the end of the transaction, then appended as its last statement. */
  record(
    by: { readonly personId?: string; readonly identityId?: string; readonly process?: string },
    notes: readonly AuditNote[],
    at: Date,
  ): void;
}

/** Events that could not be handled, for an operator. */
export interface FailureStore {
  save(failure: FailedEvent): Promise<void>;
}

export interface FailedEvent {
  readonly id: string;
  readonly deliveryKey: string;
  readonly identity: VerifiedIdentity;
  readonly body: unknown;
  readonly reason: string;
  readonly failedAt: Date;
}
