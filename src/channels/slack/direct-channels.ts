import { z } from 'zod';
import { type Called, callPaced } from './paced-calls.ts';
import type { Pacing } from './pacing.ts';
import type { SlackWorkspace } from './workspaces.ts';

/** The channel of a person's direct conversation. It never changes, so it is asked for once in a process. */
export interface DirectChannels {
  of(found: SlackWorkspace, workspace: string, user: string): Promise<Called<string>>;
}

const KEPT = 10_000;

// https://docs.slack.dev/reference/methods/conversations.open
const Opened = z.object({ channel: z.object({ id: z.string() }) });

export function createDirectChannels(pacing: Pacing): DirectChannels {
  const known = new Map<string, string>();
  return {
    async of({ clients }, workspace, user) {
      const key = `${workspace}/${user}`;
      const channel = known.get(key);
      if (channel !== undefined) return { kind: 'done', value: channel };
      const called = await callPaced(pacing, { method: 'conversations.open', workspace }, () =>
        clients.bulk.conversations.open({ users: user }),
      );
      if (called.kind !== 'done') return called;
      const opened = Opened.safeParse(called.value).data;
      if (!opened) return { kind: 'unclear', reason: 'unreadable answer' };
      known.set(key, opened.channel.id);
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
      return { kind: 'done', value: opened.channel.id };
    },
  };
}
