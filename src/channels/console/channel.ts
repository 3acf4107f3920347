import type { Channel, ChannelMessage, SendResult } from '../../chat/channel.ts';
import type { ConversationAddress } from '../../chat/event.ts';
import { directConversation, GOVERNANCE_CONVERSATION, personIn } from './conversations.ts';
import type { ConsoleOptions } from './ports.ts';

export interface ConsoleChannel extends Channel {
  /** Open pages read again: this conversation, or without one everything they show. */
  notifyChanged(conversation?: string): void;
}

export type ConsoleChannelOptions = Pick<
  ConsoleOptions,
  'organisation' | 'workspace' | 'messages' | 'announcements' | 'clock'
>;

/** Posting is storing: the content is kept as it came, and a view is rendered whenever somebody reads it. */
export function createConsoleChannel(options: ConsoleChannelOptions): ConsoleChannel {
  const { organisation, workspace, messages, announcements, clock } = options;

  async function post({ address, content, idempotencyKey }: ChannelMessage): Promise<SendResult> {
    await messages.append({
      id: idempotencyKey,
      conversation: address.conversation,
      author: { kind: 'steward' },
      at: clock(),
      content,
    });
    announcements.announce(address.conversation);
    return { kind: 'sent', externalId: idempotencyKey };
  }

  async function update({ address, externalId }: ChannelMessage & { externalId: string }): Promise<SendResult> {
    announcements.announce(address.conversation);
    return { kind: 'sent', externalId };
  }

  function addressOf(
    organisationId: string,
    conversation: string,
    visibility: ConversationAddress['visibility'],
  ): ConversationAddress | undefined {
    if (organisationId !== organisation.id) return undefined;
    return { platform: 'console', workspace, conversation, visibility };
  }

  return {
    platform: 'console',
    async directAddress(organisationId, personId) {
      return addressOf(organisationId, directConversation(personId), 'direct');
    },
    async governanceAddress(organisationId) {
      return addressOf(organisationId, GOVERNANCE_CONVERSATION, 'channel');
    },
    userOf: ({ conversation }) => personIn(conversation),
    post,
    update,
    notifyChanged: (conversation) => announcements.announce(conversation),
  };
}
