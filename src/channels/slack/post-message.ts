import { z } from 'zod';
import type { ChannelMessage, SendResult } from '../../chat/channel.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { RenderedCard } from './block-kit/render-card.ts';
import { formatPosted } from './conversation-id.ts';
import { findPosted, postedMetadata, type Sought } from './find-posted.ts';
import { callPaced, waiting } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';
import type { SlackWorkspace } from './workspaces.ts';

/** Slack's code: certainly not posted. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
}

export interface Posting {
  readonly channel: string;
  readonly thread: string | undefined;
  readonly message: ChannelMessage;
  readonly rendered: RenderedCard;
}

const Posted = z.object({ channel: z.string(), ts: z.string() });

/** Posts once: what may be there already is looked for first, and what may have arrived is looked for after. */
export async function postMessage(
  { clients }: SlackWorkspace,
  { pacing, clock }: { readonly pacing: Pacing; readonly clock: Clock },
  { channel, thread, message, rendered }: Posting,
): Promise<SendResult | Refusal> {
  const { idempotencyKey: outboxId, address } = message;
  const { workspace } = address;
  const sought: Sought = { workspace, channel, thread, outboxId, since: message.queuedAt };
  if (message.repeated) {
    const found = await findPosted(clients, pacing, sought);
    if (found.kind === 'found') return sent(found.ts);
    if (found.kind === 'unreadable') return { kind: 'ambiguous', reason: found.reason };
    if (found.kind === 'later')
      return found.waitMs > 0
        ? { kind: 'retryAfter', retryAfterMs: found.waitMs }
        : { kind: 'tryAgain', reason: 'could not look whether it is there' };
  }
  if (clock() > message.sendBefore) return { kind: 'retryAfter', retryAfterMs: 0 };

  const called = await callPaced(pacing, { method: 'chat.postMessage', workspace, channel }, () =>
    clients.bulk.chat.postMessage({
      channel,
      ...rendered,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      metadata: postedMetadata(outboxId),
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
  switch (called.kind) {
    case 'done': {
      const posted = Posted.safeParse(called.value).data;
      return posted ? { kind: 'sent', externalId: formatPosted(posted) } : lookForIt('unreadable answer');
    }
    case 'wait':
      return waiting(called);
    case 'notReached':
      return { kind: 'tryAgain', reason: called.reason };
    case 'refused':
      return called;
    case 'unclear':
      return lookForIt(called.reason);
  }

  async function lookForIt(reason: string): Promise<SendResult> {
    const found = await findPosted(clients, pacing, sought);
    if (found.kind === 'found') return sent(found.ts);
    if (found.kind === 'unreadable') return { kind: 'ambiguous', reason: `${reason}; ${found.reason}` };
    // Slack may still be at it: that it is not there yet says nothing.
    return { kind: 'lookAgain', reason, retryAfterMs: found.kind === 'later' ? found.waitMs : 0 };
  }

  function sent(ts: string): SendResult {
    return { kind: 'sent', externalId: formatPosted({ channel, ts }) };
  }
}
