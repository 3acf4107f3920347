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
  /** It cannot have arrived before this moment. */
  readonly queuedAt: Date;
  /** An earlier attempt, at least `LOOK_AGAIN_AFTER_MS` ago, may have posted it: look before posting. */
  readonly repeated: boolean;
  /** From then on somebody else may be posting it. */
  readonly sendBefore: Date;
  /** The `externalId` of the message in whose thread it belongs, for a platform with threads. */
  readonly under: string | undefined;
  /** What was to be shown, for a channel that keeps the reference and renders at reading time. */
  readonly content: Content;
  /** The same, rendered from current state. */
  readonly card: Card;
}

/** How long a platform may still take in what was sent to it before, after it has not answered. */
export const LOOK_AGAIN_AFTER_MS = 30_000;

/** What became of this call. Only `retryAfter`, `held` and `tryAgain` allow to post once more without looking. */
export type SendResult =
  | { readonly kind: 'sent'; readonly externalId: string }
  /** Has not arrived, because it was too much at once; what else has to wait as long. */
  | { readonly kind: 'retryAfter'; readonly retryAfterMs: number; readonly holds?: 'conversation' | 'workspace' }
  /** Has not arrived, and will not before somebody changes what the reason names. Nothing is lost meanwhile. */
  | { readonly kind: 'held'; readonly reason: string }
  /** Has not arrived, or may arrive twice without harm: another attempt may succeed. */
  | { readonly kind: 'tryAgain'; readonly reason: string }
  /** May have arrived. The platform can be asked later: a post with `repeated` looks first. */
  | { readonly kind: 'lookAgain'; readonly retryAfterMs: number; readonly reason: string }
  /** May have arrived, and nobody can find out: it must not be repeated. */
  | { readonly kind: 'ambiguous'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Something failed before the platform was called: nothing can have arrived. The cause says what. */
export class NotCalled extends Error {
  override readonly name = 'NotCalled';
}

/** What a channel has to know before it calls. @throws {NotCalled} */
export function beforeTheCall<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((cause: unknown) => {
    throw new NotCalled('Failed before the platform was called', { cause });
  });
}
