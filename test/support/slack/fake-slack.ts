import { z } from 'zod';
import type { Call } from './calls.ts';
import type { Answer } from './faults.ts';

/** Slack's messages, kept as Slack keeps them, within this process and by the test's clock. Steward may read direct ones. */
export interface FakeSlack {
  take(call: Call): Answer;
  /** Everything posted, oldest first. */
  readonly messages: readonly FakeMessage[];
  /** A person's message, with the `ts` that Slack gives it. */
  say(user: string, channel: string, text: string, thread?: string): FakeMessage;
  /** Works once, for three seconds: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
  trigger(user: string): string;
  readonly opened: readonly { readonly user: string; readonly view: unknown }[];
}

export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly thread_ts?: string;
  readonly metadata?: unknown;
  text: string;
  blocks: unknown;
  edits: number;
}

export interface FakeMember {
  readonly id: string;
  readonly name: string;
  /** Made up from the id where nothing is said. */
  readonly email?: string;
  readonly isEmailConfirmed?: boolean;
}

export interface FakeSlackOptions {
  readonly team: string;
  readonly bot: { readonly user: string; readonly id: string };
  readonly people: readonly FakeMember[];
  /** Members by channel. */
  readonly privateChannels: Readonly<Record<string, readonly string[]>>;
  readonly clock: () => Date;
}

const TRIGGER_LIVES_MS = 3000;
const Text = z.string().default('');
const Post = z.object({ channel: z.string(), text: Text, thread_ts: z.string().optional(), blocks: z.unknown() });
const Update = z.object({ channel: z.string(), ts: z.string(), text: Text, blocks: z.unknown() });
const History = z.object({
  channel: z.string(),
  oldest: z.string().default('0'),
  latest: z.string().default('9999999999.999999'),
  cursor: z.string().default(''),
  limit: z.coerce.number().default(100),
});

export function createFakeSlack({ team, bot, people, privateChannels, clock }: FakeSlackOptions): FakeSlack {
  const messages: FakeMessage[] = [];
  const triggers = new Map<string, { user: string; until: number; used: boolean }>();
  const opened: { user: string; view: unknown }[] = [];
  let count = 0;

  function nextTs(): string {
    count += 1;
    return `${Math.floor(clock().getTime() / 1000)}.${String(count).padStart(6, '0')}`;
  }
  const directOf = (user: string) => `D${user.slice(1)}`;
  const isKnown = (channel: string) => channel in privateChannels || people.some(({ id }) => directOf(id) === channel);

  function add(message: Omit<FakeMessage, 'ts' | 'edits'>): FakeMessage {
    const added = { ...message, ts: nextTs(), edits: 0 };
    messages.push(added);
    return added;
  }
  function page(found: readonly FakeMessage[], { cursor, limit }: { cursor: string; limit: number }): Answer {
    const from = Number(cursor);
    const next = from + limit < found.length ? String(from + limit) : '';
    const shown = found.slice(from, from + limit).map(({ edits, ...message }) => ({
      type: 'message',
      ...message,
      ...(edits > 0 && { edited: { user: bot.user, ts: message.ts } }),
    }));
    return ok({ messages: shown, has_more: next !== '', response_metadata: { next_cursor: next } });
  }

  const methods: Readonly<Record<string, (args: Call['args']) => Answer>> = {
    'auth.test': () => ok({ team: 'Brightwater', team_id: team, user_id: bot.user, bot_id: bot.id, user: 'steward' }),
    'conversations.open': ({ users }) =>
      people.some(({ id }) => id === users) ? ok({ channel: { id: directOf(String(users)) } }) : no('user_not_found'),
    'conversations.info': ({ channel }) =>
      isKnown(String(channel))
        ? ok({ channel: { id: channel, is_private: true, is_im: String(channel).startsWith('D'), is_member: true } })
        : no('channel_not_found'),
    'conversations.members': ({ channel }) =>
      ok({ members: [...(privateChannels[String(channel)] ?? []), bot.user], response_metadata: { next_cursor: '' } }),
    'users.info': ({ user }) => {
      const person = people.find(({ id }) => id === user);
      if (!person) return no('user_not_found');
      const { name, email = `${person.id.toLowerCase()}@brightwater.example`, isEmailConfirmed } = person;
      const profile = { real_name: name, email };
      const verified = { is_email_confirmed: isEmailConfirmed };
      return ok({ user: { id: user, team_id: team, name, real_name: name, profile, deleted: false, ...verified } });
    },
    'chat.postMessage': (args) => {
      const { channel, text, thread_ts, blocks } = Post.parse(args);
      if (!isKnown(channel)) return no('channel_not_found');
      const { metadata } = args;
      const thread = thread_ts === undefined ? {} : { thread_ts };
      const message = add({ channel, text, blocks, user: bot.user, ...thread, metadata });
      return ok({ channel, ts: message.ts, message });
    },
    'chat.update': (args) => {
      const { channel, ts, text, blocks } = Update.parse(args);
      const message = messages.find((one) => one.channel === channel && one.ts === ts);
      if (message?.user !== bot.user) return no(message ? 'cant_update_message' : 'message_not_found');
      Object.assign(message, { text, blocks, edits: message.edits + 1 });
      return ok({ channel, ts, text });
    },
    'chat.postEphemeral': () => ok({ message_ts: nextTs() }),
    'conversations.history': (args) => {
      const range = History.parse(args);
      if (!range.channel.startsWith('D')) return no('missing_scope');
      const within = (ts: string) => ts > range.oldest && ts < range.latest;
      const top = messages.filter(
        ({ channel, ts, thread_ts }) =>
          channel === range.channel && within(ts) && (thread_ts === undefined || thread_ts === ts),
      );
      return page(top.toReversed(), range);
    },
    'conversations.replies': (args) => {
      const { ts: root } = z.object({ ts: z.string() }).parse(args);
      const range = History.parse(args);
      if (!range.channel.startsWith('D')) return no('missing_scope');
      const thread = messages.filter(
        ({ channel, ts, thread_ts }) =>
          channel === range.channel && (ts === root || (thread_ts === root && ts > range.oldest && ts < range.latest)),
      );
      return thread.length === 0 ? no('thread_not_found') : page(thread, range);
    },
    'views.open': ({ trigger_id, view }) => {
      const trigger = triggers.get(String(trigger_id));
      if (!trigger) return no('invalid_trigger_id');
      if (trigger.used) return no('exchanged_trigger_id');
      if (trigger.until <= clock().getTime()) return no('expired_trigger_id');
      trigger.used = true;
      opened.push({ user: trigger.user, view });
      return ok({ view: { ...Object(view), id: `V${opened.length}`, hash: nextTs() } });
    },
    'views.publish': ({ view }) => ok({ view: { ...Object(view), id: 'VHOME', hash: nextTs() } }),
  };

  return {
    messages,
    opened,
    take: (call) => methods[call.method]?.(call.args) ?? no('unknown_method'),
    say: (user, channel, text, thread) =>
      add({ channel, text, blocks: undefined, user, ...(thread === undefined ? {} : { thread_ts: thread }) }),
    trigger(user) {
      const id = `trigger.${nextTs()}`;
      triggers.set(id, { user, until: clock().getTime() + TRIGGER_LIVES_MS, used: false });
      return id;
    },
  };
}

function ok(extra: object): Answer {
  return answer({ ok: true, ...extra });
}

function no(error: string): Answer {
  return answer({ ok: false, error });
}

function answer(body: object): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
