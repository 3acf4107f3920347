import type { Action, ActionValue, Card } from './card.ts';
import type { Actor, ConversationAddress, InboundBody, InboundEvent, SharedFile } from './event.ts';
import type { Outgoing, ViewReference } from './outgoing.ts';
import type { ImmediateReply } from './reply.ts';

/**
 * One thing Steward can do. A capability owns the actions and forms whose id begins with its name, may claim free
 * text, and renders the views it sends. It runs inside one database transaction: no network, no clock of its own.
 */
export interface Capability<Stores> {
  readonly name: string;
  readonly actions?: Readonly<Record<string, ActionHandler<Stores>>>;
  readonly forms?: Readonly<Record<string, FormHandler<Stores>>>;
  /** Offered every message, in the order in which the capabilities are listed, until one of them has handled it. */
  readonly message?: MessageHandler<Stores>;
  readonly views?: Readonly<Record<string, View<Stores>>>;
  /**
   * Begins to read what a click with this value, or a form about it, will surely need, so that it comes in one message
   * with who acts. Nobody has been let in yet: it does nothing else.
   */
  readonly readAhead?: (stores: Stores, value: ActionValue) => void;
}

export type ActionHandler<Stores> = (
  context: Context<Stores>,
  action: Extract<InboundBody, { kind: 'action' }>,
) => Promise<ImmediateReply | undefined>;

export type FormHandler<Stores> = (
  context: Context<Stores>,
  form: Extract<InboundBody, { kind: 'form' }>,
) => Promise<ImmediateReply | undefined>;

export type MessageHandler<Stores> = (context: Context<Stores>, message: IncomingMessage) => Promise<MessageOutcome>;

export interface IncomingMessage {
  readonly messageId: string;
  /** Well-formed Unicode without NUL, at most `MAX_MESSAGE_CHARACTERS` long. */
  readonly text: string;
  readonly files?: readonly SharedFile[];
}

/** `passed` may leave something to be done after another capability has handled the message, such as asking again. */
export type MessageOutcome =
  | { readonly kind: 'handled' }
  | { readonly kind: 'passed'; readonly afterwards?: () => Promise<void> };

/** Renders a view from current state. `undefined` when the subject is gone. */
export type View<Stores> = (stores: Stores, reference: ViewReference, viewer: Viewer) => Promise<Card | undefined>;

export interface Viewer {
  readonly organisationId: string;
  /** The reader, where the copy has exactly one; a channel's copy has none. */
  readonly personId?: string;
  readonly now: Date;
}

export interface Context<Stores> {
  readonly stores: Stores;
  readonly actor: Actor;
  readonly conversation: ConversationAddress;
  readonly event: InboundEvent;
  readonly now: Date;
  readonly newId: () => string;
  /** Queues a message; it is written with the state and sent after the commit. */
  send(outgoing: Outgoing): void;
  /** Queues a card for the conversation in which the event happened. */
  answer(card: Card): void;
  /** Every copy of a view of this subject is to be shown anew. */
  changed(subjectId: string): void;
  /** Appends to the audit trail as the last statement of the transaction. Ids and kinds only. */
  audit(entry: AuditNote): void;
}

export interface AuditNote {
  /** `thing.happened`, for example `submission.created`. */
  readonly kind: string;
  readonly subjectId: string;
  /** Ids, kinds, numbers and keyed commitments; never what somebody said. */
  readonly details?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** Builds an action whose owner is visible at the place where it is made. */
export function action(
  id: `${string}.${string}`,
  label: string,
  value: Action['value'] = {},
  style?: Action['style'],
): Action {
  return style ? { id, label, value, style } : { id, label, value };
}
