import { z } from 'zod';

/** What every button of ours carries beside its action: ids alone, none of them believed. */
export const Stamp = z.object({
  /** Names this picture of a card: one click on it, however often and under whatever id it arrives, is one deed. */
  nonce: z.string().regex(/^[\w-]{1,64}$/u),
  /** The message in which it was posted, by its row in the outbox. */
  row: z.uuid().optional().catch(undefined),
  /** The deed that was answered with this form. */
  opened: z.string().max(500).optional().catch(undefined),
});
export type Stamp = Readonly<z.infer<typeof Stamp>>;

/** What the channel answers by itself, from what is there: they change nothing. */
export const OWN_ACTIONS = {
  /** Shows the message as it is now, in place of a form or another card. */
  show: 'teams.show',
  /** The same, asked for by the client whenever the card comes into view. */
  refresh: 'teams.refresh',
  /** Opens the form that was shown in the message in a window of its own. */
  window: 'teams.window',
} as const;
