import { z } from 'zod';
import type { SlackClients } from './clients.ts';
import { callPaced } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';

/** In every message that is posted, so that it can be found again. */
export function postedMetadata(outboxId: string) {
  return { event_type: EVENT_TYPE, event_payload: { outbox_id: outboxId } };
}

const EVENT_TYPE = 'steward_message';

export type Found =
  | { readonly kind: 'found'; readonly ts: string }
  /** Everything that was posted since then has been read, and it is not there. */
  | { readonly kind: 'absent' }
  /** Not allowed to look, or too much was said since. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Can be looked for later. */
  | { readonly kind: 'later'; readonly waitMs: number };

export interface Sought {
  readonly workspace: string;
  readonly channel: string;
  readonly thread: string | undefined;
  readonly outboxId: string;
  /** It cannot have been posted before. */
  readonly since: Date;
}

/** Slack's clock may be behind ours. */
const CLOCKS_APART_MS = 300_000;
const PAGE = 200;
/** With more than that, the looking itself would be above Slack's limits. */
const MOST_PAGES = 5;

// https://docs.slack.dev/reference/methods/conversations.history#responses
const Page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional()
        .catch(undefined),
    }),
  ),
  has_more: z.boolean().default(false),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Looks for a message that may or may not have been posted. Never throws. */
export async function findPosted({ bulk }: Pick<SlackClients, 'bulk'>, pacing: Pacing, sought: Sought): Promise<Found> {
  const { workspace, channel, thread, outboxId } = sought;
  const window = {
    channel,
    oldest: ((sought.since.getTime() - CLOCKS_APART_MS) / 1000).toFixed(6),
    inclusive: true,
    include_all_metadata: true,
    limit: PAGE,
  };
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies';
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const at = cursor === undefined ? window : { ...window, cursor };
    const called = await callPaced(pacing, { method, workspace, channel }, () =>
      thread === undefined ? bulk.conversations.history(at) : bulk.conversations.replies({ ...at, ts: thread }),
    );
    if (called.kind === 'wait') return { kind: 'later', waitMs: called.waitMs };
    if (called.kind === 'refused') return { kind: 'unreadable', reason: called.code };
    if (called.kind !== 'done') return { kind: 'later', waitMs: 0 };
    const read = Page.safeParse(called.value).data;
    if (!read) return { kind: 'unreadable', reason: 'unreadable answer' };
    const posted = read.messages.find(
      ({ metadata }) => metadata?.event_type === EVENT_TYPE && metadata.event_payload.outbox_id === outboxId,
    );
    if (posted) return { kind: 'found', ts: posted.ts };
    if (!read.has_more) return { kind: 'absent' };
    cursor = read.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return { kind: 'unreadable', reason: 'too much was said since' };
}
