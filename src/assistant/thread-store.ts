import type { ConversationAddress } from '../chat/event.ts';

/** What a person asked last in a conversation: enough to understand “and how often?”, and gone after minutes. */
export interface ThreadStore {
  /** `undefined` when it was asked before `since`, or the person has been erased. */
  lastQuestion(conversation: ConversationAddress, personId: string, since: Date): Promise<string | undefined>;
  /** Takes the place of what was asked before. */
  remember(conversation: ConversationAddress, personId: string, question: string, now: Date): Promise<void>;
  /** Forgets what was asked before this moment. */
  forget(before: Date): Promise<void>;
}
