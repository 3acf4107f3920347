import type { InboundEvent } from '../../../chat/event.ts';
import type { InputValues } from '../../../chat/form.ts';
import type { Stamp } from '../cards/stamp.ts';

/** A deed of a person in Teams, translated, and where its immediate answer can be shown. */
export interface Received {
  readonly event: InboundEvent;
  readonly surface: Surface;
}

/** What Teams offers for an immediate answer, by where the deed was done. */
export type Surface =
  /** Words: a remark can be written beside them. */
  | { readonly kind: 'beside' }
  /** A click in a client that waits for no answer: what comes of it is written to the person alone. */
  | { readonly kind: 'oldCard'; readonly stamp: Stamp; readonly inputs: InputValues }
  /** A click in a card, whose place the answer takes. */
  | { readonly kind: 'card'; readonly stamp: Stamp; readonly inputs: InputValues; readonly isForm: boolean }
  /** A dialog that opens, or was filled in. */
  | {
      readonly kind: 'dialog';
      readonly stamp: Stamp | undefined;
      readonly inputs: InputValues;
      readonly opens: boolean;
    }
  /** Nobody waits for an answer. */
  | { readonly kind: 'none' };

/** Something of the channel's own, which changes nothing. */
export interface OwnRequest {
  readonly kind: 'show' | 'refresh' | 'window';
  readonly stamp: Stamp;
  readonly surface: 'card' | 'dialog' | 'oldCard';
}
