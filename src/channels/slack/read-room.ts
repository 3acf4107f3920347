import { z } from 'zod';
import type { SlackClients } from './clients.ts';
import { type Called, callPaced } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';

export type Room =
  | {
      readonly kind: 'seen';
      /** Why it is no room for reviews, whoever is in it. */
      readonly fault: string | undefined;
      /** Everybody in it, apps and Steward too. */
      readonly members: readonly string[];
    }
  /** Slack's code, where Steward may not look. */
  | { readonly kind: 'closed'; readonly code: string }
  | { readonly kind: 'later'; readonly waitMs: number };

/** A room of more people is no governance team, and would be asked for page by page. */
const MOST_MEMBERS = 400;
const PAGE = 200;
const LOOK_AGAIN_MS = 5000;

// https://docs.slack.dev/reference/objects/conversation-object
const Info = z.object({
  channel: z.object({
    is_private: z.boolean().default(false),
    is_archived: z.boolean().default(false),
    is_shared: z.boolean().default(false),
    is_ext_shared: z.boolean().default(false),
    is_org_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
  }),
});
type Info = z.infer<typeof Info>;

const Members = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** What Slack says of a channel and of who is in it. Never throws. */
export async function readRoom(
  { bulk }: Pick<SlackClients, 'bulk'>,
  pacing: Pacing,
  workspace: string,
  channel: string,
): Promise<Room> {
  const called = await callPaced(pacing, { method: 'conversations.info', workspace }, () =>
    bulk.conversations.info({ channel }),
  );
  if (called.kind !== 'done') return notSeen(called);
  const info = Info.safeParse(called.value).data;
  if (!info) return { kind: 'closed', code: 'unreadable answer' };
  const fault = faultOf(channel, info);
  if (fault !== undefined) return { kind: 'seen', fault, members: [] };

  const members: string[] = [];
  let cursor = '';
  do {
    const page = { channel, limit: PAGE, ...(cursor === '' ? {} : { cursor }) };
    const next = await callPaced(pacing, { method: 'conversations.members', workspace }, () =>
      bulk.conversations.members(page),
    );
    if (next.kind !== 'done') return notSeen(next);
    const read = Members.safeParse(next.value).data;
    if (!read) return { kind: 'closed', code: 'unreadable answer' };
    members.push(...read.members);
    cursor = read.response_metadata?.next_cursor ?? '';
    if (members.length > MOST_MEMBERS) {
      const most = `More than ${MOST_MEMBERS} people are in the governance channel ${channel}.`;
      return { kind: 'seen', fault: `${most} Name the reviewers' own channel in GOVERNANCE_CHANNEL.`, members };
    }
  } while (cursor !== '');
  return { kind: 'seen', fault: undefined, members };
}

function faultOf(channel: string, { channel: info }: Info): string | undefined {
  const other = 'or name a private channel of the reviewers in GOVERNANCE_CHANNEL.';
  if (info.is_archived) return `The governance channel ${channel} is archived. Restore it, ${other}`;
  if (!info.is_private) return `Everybody can read the governance channel ${channel}. Make it private, ${other}`;
  if (info.is_shared || info.is_ext_shared || info.is_org_shared || info.is_pending_ext_shared)
    return `The governance channel ${channel} is shared, or about to be. Stop sharing it, ${other}`;
  return undefined;
}

function notSeen(called: Exclude<Called<unknown>, { readonly kind: 'done' }>): Room {
  if (called.kind === 'refused') return { kind: 'closed', code: called.code };
  return { kind: 'later', waitMs: called.kind === 'wait' ? called.waitMs : LOOK_AGAIN_MS };
}
