import type { ConversationAddress, Role } from '../../chat/event.ts';
import type { ConsolePerson } from './ports.ts';

export interface Conversation {
  readonly id: string;
  readonly title: string;
  readonly kind: ConversationAddress['visibility'];
}

export const GOVERNANCE_CONVERSATION = 'governance';

const GOVERNANCE_ROLES: readonly Role[] = ['governance', 'legal', 'data-protection', 'security', 'administrator'];

export function directConversation(personId: string): string {
  return `${DIRECT}${personId}`;
}

/** Whose direct conversation it is; in the console an account's id is the person's. */
export function personIn(conversation: string): string | undefined {
  return conversation.startsWith(DIRECT) ? conversation.slice(DIRECT.length) : undefined;
}

const DIRECT = 'dm:';

/** The conversations that a person may read and write: their own, and the governance team's for its members. */
export function conversationsOf(person: ConsolePerson): readonly Conversation[] {
  const own: Conversation = { id: directConversation(person.id), title: 'My conversation', kind: 'direct' };
  const belongs = person.roles.some((role) => GOVERNANCE_ROLES.includes(role));
  return belongs ? [own, { id: GOVERNANCE_CONVERSATION, title: 'Governance team', kind: 'channel' }] : [own];
}
