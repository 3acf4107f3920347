import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { SlackClients } from './clients.ts';
import { callPaced } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';

export type GuestsAmong =
  | { readonly kind: 'seen'; readonly guests: readonly string[] }
  | { readonly kind: 'later'; readonly waitMs: number };

/** How long somebody who was found to be a full member is believed to be one. */
const MEMBER_FOR_MS = 3_600_000;
const LOOK_AGAIN_MS = 5000;
const KEPT = 10_000;

// https://docs.slack.dev/reference/objects/user-object
const Answer = z.object({
  user: z.object({
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
  }),
});

/** Who of these users is a guest of the workspace, or comes from another one. Full members are remembered. */
export function findGuests(pacing: Pacing, clock: Clock) {
  const members = new Map<string, number>();

  return async (
    { bulk }: Pick<SlackClients, 'bulk'>,
    workspace: string,
    users: readonly string[],
  ): Promise<GuestsAmong> => {
    const guests: string[] = [];
    for (const user of users) {
      const key = `${workspace}/${user}`;
      if ((members.get(key) ?? 0) > clock().getTime()) continue;
      const called = await callPaced(pacing, { method: 'users.info', workspace }, () => bulk.users.info({ user }));
      if (called.kind === 'wait') return { kind: 'later', waitMs: called.waitMs };
      if (called.kind === 'notReached' || called.kind === 'unclear') return { kind: 'later', waitMs: LOOK_AGAIN_MS };
      const answer = called.kind === 'done' ? Answer.safeParse(called.value).data : undefined;
      // Whom Slack does not show is no member of this workspace.
      if (!answer || answer.user.is_restricted || answer.user.is_ultra_restricted || answer.user.is_stranger) {
        guests.push(user);
        continue;
      }
      members.set(key, clock().getTime() + MEMBER_FOR_MS);
      const [oldest] = members.keys();
      if (members.size > KEPT && oldest !== undefined) members.delete(oldest);
    }
    return { kind: 'seen', guests };
  };
}
