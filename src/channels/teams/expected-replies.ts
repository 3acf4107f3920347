import { randomUUID } from 'node:crypto';

/**
 * For `deliveryMode: expectReplies`, with which a test gets the answers to what it sends in the response itself:
 * https://github.com/microsoft/Agents/blob/main/specs/activity/protocol-activity.md#delivery-mode
 */
export interface ExpectedReplies {
  /** Takes an activity that somebody waits for; answers the id that it gave it. */
  take(conversation: string, activity: object): string | undefined;
  /** What was taken for these conversations while the work went on. */
  during(conversations: readonly string[], work: () => Promise<void>): Promise<readonly object[]>;
}

export function createExpectedReplies(): ExpectedReplies {
  const awaited = new Map<string, object[]>();
  return {
    take(conversation, activity) {
      const taken = awaited.get(conversation);
      if (!taken) return undefined;
      const id = randomUUID();
      taken.push({ id, ...activity, conversation: { id: conversation } });
      return id;
    },
    async during(conversations, work) {
      const taken: object[] = [];
      for (const conversation of conversations) awaited.set(conversation, taken);
      try {
        await work();
      } finally {
        for (const conversation of conversations) awaited.delete(conversation);
      }
      return taken;
    },
  };
}
