import type { ConversationAddress, InboundEvent } from '../../../chat/event.ts';
import { formatConversation, type SlackConversation } from '../conversation-id.ts';

/** A deed of a person in Slack, translated, and where its immediate answer can be shown. */
export interface Received {
  readonly event: InboundEvent;
  readonly surface: Surface;
}

/** What Slack offers for an immediate answer, by where the deed was done. */
export type Surface =
  /** Words: a remark for this person's eyes beside them. */
  | { readonly kind: 'words'; readonly beside: Place }
  /** A click in a message, which can open a dialog as well. */
  | { readonly kind: 'click'; readonly beside: Place; readonly trigger: string }
  /** App Home, a shortcut: there is nothing to write beside, but a dialog can be opened. */
  | { readonly kind: 'elsewhere'; readonly trigger: string }
  | { readonly kind: 'command'; readonly trigger: string }
  /** A dialog that was sent: the acknowledgement decides what becomes of it. */
  | { readonly kind: 'dialog'; readonly blocks: unknown }
  /** Nobody waits for an answer. */
  | { readonly kind: 'none' };

export interface Place {
  readonly channel: string;
  readonly thread: string | undefined;
}

/** Where and to whom it happened, as the installation tells. */
export interface Origin {
  /** See workspaceOf. */
  readonly workspace: string;
  readonly botUserId: string;
  /** Whether files that somebody shares may become evidence: an opt-in feature. */
  readonly takesFiles?: boolean;
}

/** A conversation as the neutral core knows it. */
export function addressIn(workspace: string, conversation: SlackConversation): ConversationAddress {
  const isDirect = conversation.kind !== 'channel' || conversation.user !== undefined;
  return {
    platform: 'slack',
    workspace,
    conversation: formatConversation(conversation),
    visibility: isDirect ? 'direct' : 'channel',
  };
}

/** Where Steward talks with this person alone, wherever that is. */
export function directOf(workspace: string, user: string): ConversationAddress {
  return addressIn(workspace, { kind: 'direct', user });
}

/** The thread of a place: below a message in a channel, and for a person alone below one in their direct conversation. */
export function threadIn(workspace: string, user: string, { channel, thread }: Place): ConversationAddress {
  return addressIn(workspace, {
    kind: 'channel',
    channel,
    ...(channel.startsWith('D') ? { user } : {}),
    ...(thread === undefined ? {} : { thread }),
  });
}
