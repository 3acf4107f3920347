import { z } from 'zod';
import type { ConversationAddress } from '../../chat/event.ts';
import type { Log } from '../../kernel/log.ts';
import { readFailure } from './call-failure.ts';
import type { SlackClients } from './clients.ts';
import { parseConversation } from './conversation-id.ts';
import { PersonsMessage } from './receive/payloads.ts';

/** A direct conversation in which somebody may have said something that never reached us. */
export interface OpenConversation {
  readonly address: ConversationAddress;
  /** What was said before then has been answered, or has been overtaken by what was done since. */
  readonly answeredUntil: Date;
}

export interface ReconcilerOptions {
  /** The conversations of interviews that wait for an answer, the most recent first. */
  readonly openConversations: () => Promise<readonly OpenConversation[]>;
  readonly clientsFor: (workspace: string) => Promise<SlackClients | undefined>;
  /** Handles a message as if Slack had delivered it now: one that was handled is known by its key. */
  readonly deliver: (workspace: string, message: PersonsMessage) => Promise<void>;
  /** Milliseconds to wait before a call of this method may be made: within Slack's limits. */
  readonly waitFor: (workspace: string, method: 'conversations.history' | 'conversations.replies') => Promise<void>;
  /** Ends the round: what is left is looked at in the next. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

const MOST_MESSAGES = 50;

const History = z.object({ messages: z.array(z.unknown()) });

/**
 * Reads what was said in the direct conversations of open interviews and hands in whatever Slack never delivered: it
 * once paused its queue for hours and did not replay it. Answers how many messages it handed in.
 */
export async function reconcile(options: ReconcilerOptions): Promise<number> {
  let found = 0;
  for (const { address, answeredUntil } of await options.openConversations()) {
    if (options.signal.aborted) break;
    const place = parseConversation(address.conversation);
    const clients = place?.kind === 'channel' ? await options.clientsFor(address.workspace) : undefined;
    if (place?.kind !== 'channel' || place.user === undefined || !clients) continue;
    const { channel, user, thread } = place;
    const since = { channel, oldest: timestampOf(answeredUntil), limit: MOST_MESSAGES };
    try {
      const read: unknown[] = [];
      await options.waitFor(address.workspace, 'conversations.history');
      read.push(...History.parse(await clients.bulk.conversations.history(since)).messages);
      if (thread !== undefined) {
        await options.waitFor(address.workspace, 'conversations.replies');
        read.push(...History.parse(await clients.bulk.conversations.replies({ ...since, ts: thread })).messages);
      }
      for (const message of saidBy(user, channel, read, since.oldest)) {
        await options.deliver(address.workspace, message);
        found += 1;
      }
    } catch (failure) {
      const { kind, ...why } = readFailure(failure);
      options.log.warn('A conversation could not be looked through', { workspace: address.workspace, kind, ...why });
    }
  }
  return found;
}

/** In the order in which they were said; what Slack returns twice is handled once. */
function saidBy(user: string, channel: string, messages: readonly unknown[], since: string): readonly PersonsMessage[] {
  const said = new Map<string, PersonsMessage>();
  for (const message of messages) {
    const read = PersonsMessage.safeParse({ ...Object(message), channel }).data;
    // A thread's first message comes along however old it is.
    if (read?.user === user && read.ts > since) said.set(read.ts, read);
  }
  return [...said.values()].toSorted((one, other) => (one.ts < other.ts ? -1 : 1));
}

/** Seconds with six digits, as Slack counts. */
function timestampOf(moment: Date): string {
  return (moment.getTime() / 1000).toFixed(6);
}
