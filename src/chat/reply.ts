import type { Card, Form } from './card.ts';
import type { ViewReference } from './outgoing.ts';

/**
 * What must be answered within the platform's acknowledgement. It is built from the database alone and stored
 * with the delivery key, so that a repeated delivery gets the same answer.
 */
export type ImmediateReply =
  | { readonly kind: 'openForm'; readonly form: Form }
  | { readonly kind: 'nextForm'; readonly form: Form }
  | { readonly kind: 'formErrors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'replaceCard'; readonly card: Card }
  /** For the eyes of whoever clicked: a dialog to read, without anything to fill in. */
  | { readonly kind: 'showCard'; readonly card: Card }
  | { readonly kind: 'notice'; readonly text: string }
  /** A document to save, made when it is fetched. `instead` says how to get it where a platform cannot hand it over. */
  | {
      readonly kind: 'file';
      readonly file: ViewReference;
      readonly fileName: string;
      readonly instead: string;
    };

/** The reply on a platform on which nobody is handed a file. */
export function withoutFile(reply: ImmediateReply | undefined): Exclude<ImmediateReply, { kind: 'file' }> | undefined {
  return reply?.kind === 'file' ? { kind: 'notice', text: reply.instead } : reply;
}
