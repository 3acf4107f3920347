import { z } from 'zod';
import { type ActedWorkspace, createActedWorkspace } from './acted-workspace.ts';
import { EMULATE, type Emulate, startEmulate } from './emulate.ts';
import { openFaultProxy } from './fault-proxy.ts';
import { emailOf, GOVERNANCE_TEAM, NAMES, type Name, PEOPLE, ShownMessage } from './workspace.ts';

const BOT = { user: 'U0STEWARD', id: 'B0STEWARD', token: 'xoxb-of-steward' } as const;
const LEAD: Name = 'priya';
const tokenOf = (name: Name) => `xoxp-of-${name}`;

export interface EmulatedWorkspace extends ActedWorkspace {
  /** Of the company's own administrators, who have every right. */
  readonly emulate: Emulate;
}

const Opened = z.object({ channel: z.object({ id: z.string() }) });
const Posted = z.object({ message: ShownMessage });
const Listed = z.object({ messages: z.array(ShownMessage.extend({ reply_count: z.number().default(0) })) });

/**
 * The company in emulate. What Slack calls Steward with is sent from here, in the shapes that Slack documents, because
 * this emulator sends none of it.
 */
export async function openEmulatedWorkspace(
  scopes: readonly string[],
  clock: () => Date = () => new Date(),
): Promise<EmulatedWorkspace> {
  const emulate = await startEmulate({
    users: NAMES.map((name) => ({ name, real_name: PEOPLE[name], email: emailOf(name) })),
    channels: [{ name: 'ai-governance', is_private: true }],
    redirectUri: 'http://127.0.0.1:1/slack/oauth_redirect',
    bot: BOT,
    scopes,
    tokens: [
      { token: BOT.token, type: 'bot', user: BOT.user, bot_id: BOT.id, bot_user_id: BOT.user, scopes },
      ...NAMES.map((name) => ({ token: tokenOf(name), type: 'user' as const, user: name })),
    ],
  });
  const proxy = await openFaultProxy(emulate.origin, clock);
  const installed = { team: emulate.team, app: EMULATE.app, botUser: BOT.user };
  const channels = { general: emulate.channel('general'), governance: emulate.channel('ai-governance') };
  await seatPeople(emulate, channels);
  const names = new Map(NAMES.map((name) => [emulate.user(name), name]));
  async function messages(channel: string): Promise<readonly ShownMessage[]> {
    // Steward may read direct conversations only.
    const reader = channel.startsWith('D') ? BOT.token : tokenOf(LEAD);
    const read = async (method: string, args: object) =>
      Listed.parse(await emulate.call(method, { channel, ...args }, reader)).messages;
    const top = await read('conversations.history', { limit: 1000 });
    const threads = top.filter((message) => message.reply_count > 0);
    const replies = await Promise.all(threads.map(({ ts }) => read('conversations.replies', { ts })));
    return [...top, ...replies.flat()];
  }

  const workspace = createActedWorkspace({
    ...{ installed, proxy, clock, channels, messages, signingSecret: EMULATE.signingSecret },
    environment: {
      CHANNELS: 'slack',
      SLACK_API_URL: proxy.apiUrl,
      SLACK_BOT_TOKEN: BOT.token,
      SLACK_SIGNING_SECRET: EMULATE.signingSecret,
      GOVERNANCE_CHANNEL: channels.governance,
    },
    user: (name) => emulate.user(name),
    trigger: (user) => emulate.trigger(user, BOT.token),
    direct: async (user) =>
      Opened.parse(await emulate.call('conversations.open', { users: user }, BOT.token)).channel.id,
    async say(user, channel, text, thread) {
      const posting = { channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) };
      const token = tokenOf(names.get(user) ?? 'maya');
      return Posted.parse(await emulate.call('chat.postMessage', posting, token)).message;
    },
    async close() {
      await proxy.close();
      await emulate.close();
    },
  });
  return { ...workspace, emulate };
}

/** Everybody and Steward in the general channel; Steward and the governance team alone in theirs. */
async function seatPeople(emulate: Emulate, channels: { general: string; governance: string }): Promise<void> {
  const everybody = NAMES.map((name) => emulate.user(name));
  await emulate.call('conversations.invite', { channel: channels.general, users: [BOT.user, ...everybody].join(',') });
  await emulate.call('conversations.invite', { channel: channels.governance, users: BOT.user });
  for (const outsider of [...NAMES.filter((name) => !GOVERNANCE_TEAM.includes(name)), 'admin'])
    await emulate.call(
      'conversations.kick',
      { channel: channels.governance, user: emulate.user(outsider) },
      tokenOf(LEAD),
    );
}
