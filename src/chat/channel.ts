import type { Card } from './card.ts';
import type { ConversationAddress, Platform } from './event.ts';
import type { Content } from './outgoing.ts';

/** A platform on which Steward talks. It verifies and translates what comes in, renders and sends what goes out. */
export interface Channel {
  readonly platform: Platform;
  /** The addresses of a person's direct conversation and of the governance team, where this platform has them. */
  directAddress(organisationId: string, personId: string): Promise<ConversationAddress | undefined>;
  governanceAddress(organisationId: string): Promise<ConversationAddress | undefined>;
  /** The platform's id of the one person who reads this direct conversation; `undefined` where others read along. */
  userOf(address: ConversationAddress): string | undefined;
  /** Posts a card. `idempotencyKey` is the outbox row's id: a second call with it must not post twice. */
  post(message: ChannelMessage): Promise<SendResult>;
  /** Shows a newer state of a card that was posted as `externalId`. */
  update(message: ChannelMessage & { readonly externalId: string }): Promise<SendResult>;
}

export interface ChannelMessage {
  readonly organisationId: string;
  readonly address: ConversationAddress;
  readonly idempotencyKey: string;
  /** What was to be shown, for a channel that keeps the reference and renders at reading time. */
  readonly content: Content;
  /** The same, rendered from current state. */
  readonly card: Card;
}

/** `ambiguous`: it may or may not have arrived, and must not be blindly repeated. */
export type SendResult =
  | { readonly kind: 'sent'; readonly externalId: string }
  | { readonly kind: 'retryAfter'; readonly retryAfterMs: number }
  | { readonly kind: 'ambiguous'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };
