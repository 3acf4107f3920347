import type { Card } from './card.ts';
import type { ConversationAddress } from './event.ts';

/** A message to be sent after the commit. */
export interface Outgoing {
  readonly to: Destination;
  readonly content: Content;
  /** Belongs to what shows this view at the same destination: a platform with threads may put it below that message. */
  readonly inThreadOf?: ViewReference;
}

export type Destination =
  | { readonly kind: 'conversation'; readonly address: ConversationAddress }
  /** The person's direct conversation, on the platform where they were last met. */
  | { readonly kind: 'person'; readonly personId: string }
  /** The governance team's review channel. */
  | { readonly kind: 'governance' };

/**
 * A `card` is fixed when it is written. A `view` names what to show and is rendered from current state whenever
 * it is sent, updated or read again, so that no copy of it can be stale.
 */
export type Content =
  | {
      readonly kind: 'card';
      readonly card: Card /** Whose words it holds: their key encrypts it. */;
      readonly wordsOf: string;
    }
  | { readonly kind: 'view'; readonly view: ViewReference };

export interface ViewReference {
  /** `capability.name`, for example `review.card`. */
  readonly name: string;
  /** What it shows; a change of the subject updates every copy. */
  readonly subjectId: string;
  /** Further ids, such as a question's. */
  readonly part?: string;
}
