import { z } from 'zod';
import { EMULATE, type Emulate, startEmulate } from './emulate.ts';
import { openFaultProxy } from './fault-proxy.ts';
import { createScreens } from './journal-screens.ts';
import {
  clickDelivery,
  commandDelivery,
  homeOpenedDelivery,
  type Installed,
  mentionDelivery,
  messageDelivery,
  shortcutDelivery,
  submitDelivery,
} from './payloads.ts';
import { type Delivery, deliver, type Retry } from './signed-request.ts';
import { emailOf, GOVERNANCE_TEAM, NAMES, type Name, PEOPLE, ShownMessage, type SlackWorkspace } from './workspace.ts';

const BOT = { user: 'U0STEWARD', id: 'B0STEWARD', token: 'xoxb-of-steward' } as const;
const LEAD: Name = 'priya';
const tokenOf = (name: Name) => `xoxp-of-${name}`;

export interface EmulatedWorkspace extends SlackWorkspace {
  /** Sends anything, signed, to Steward. */
  deliver(delivery: Delivery, retry?: Retry): Promise<Response>;
  /** The global shortcut of this callback id, or the one on a message. */
  chooses(user: string, callback: string, on?: { channel: string; message: ShownMessage }): Promise<void>;
  trigger(user: string): Promise<string>;
  /** Of the company's own administrators, who have every right. */
  readonly emulate: Emulate;
  readonly installed: Installed;
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
  const screens = createScreens(proxy.calls, BOT.user);
  const names = new Map(NAMES.map((name) => [emulate.user(name), name]));
  let url = '';
  let events = 0;

  function nextEvent(): string {
    events += 1;
    return `Ev${events}`;
  }
  const now = () => String(clock().getTime() / 1000);
  const send = (delivery: Delivery, retry?: Retry) =>
    deliver(url, delivery, { secret: EMULATE.signingSecret, at: clock(), ...(retry && { retry }) });

  async function accepted(delivery: Delivery): Promise<string> {
    const response = await send(delivery);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`Steward answered ${response.status}: ${text}`);
    return text;
  }
  async function trigger(user: string): Promise<string> {
    const minted = await emulate.trigger(user, BOT.token);
    screens.triggered(minted, user);
    return minted;
  }
  async function direct(user: string): Promise<string> {
    return Opened.parse(await emulate.call('conversations.open', { users: user }, BOT.token)).channel.id;
  }

  return {
    environment: {
      CHANNELS: 'slack',
      SLACK_API_URL: proxy.apiUrl,
      SLACK_BOT_TOKEN: BOT.token,
      SLACK_SIGNING_SECRET: EMULATE.signingSecret,
      GOVERNANCE_CHANNEL: channels.governance,
    },
    botUser: BOT.user,
    proxy,
    emulate,
    installed,
    deliver: send,
    trigger,
    direct,
    leadTo(port) {
      url = `http://127.0.0.1:${port}/slack/events`;
    },
    user: (name) => emulate.user(name),
    channel: (name) => channels[name],
    async says(user, channel, text, thread) {
      const posting = { channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) };
      const token = tokenOf(names.get(user) ?? 'maya');
      const { message } = Posted.parse(await emulate.call('chat.postMessage', posting, token));
      const said = { user, channel, text, ts: message.ts, thread };
      // A channel's messages come only with a scope that is not asked for by default.
      if (channel.startsWith('D')) await accepted(messageDelivery(installed, said, nextEvent()));
      else if (text.includes(`<@${BOT.user}>`)) await accepted(mentionDelivery(installed, said, nextEvent()));
      return message;
    },
    async types(user, channel, text) {
      await accepted(commandDelivery(installed, { user, channel, text, trigger: await trigger(user) }));
    },
    async clicks(user, on, action, values) {
      await accepted(clickDelivery(installed, { user, trigger: await trigger(user), action, at: now(), on, values }));
    },
    async submits(user, view, values) {
      const text = await accepted(submitDelivery(installed, { user, trigger: await trigger(user), view, values }));
      return screens.acknowledged(user, view, text);
    },
    async chooses(user, callback, on) {
      await accepted(shortcutDelivery(installed, { user, trigger: await trigger(user), callback, at: now(), on }));
    },
    async opensHome(user) {
      const opened = { user, channel: await direct(user), tab: 'home', ts: now() } as const;
      await accepted(homeOpenedDelivery(installed, opened, nextEvent()));
    },
    async messages(channel) {
      // Steward may read direct conversations only.
      const reader = channel.startsWith('D') ? BOT.token : tokenOf(LEAD);
      const read = async (method: string, args: object) =>
        Listed.parse(await emulate.call(method, { channel, ...args }, reader)).messages;
      const messages = await read('conversations.history', { limit: 1000 });
      const threads = messages.filter((message) => message.reply_count > 0);
      const replies = await Promise.all(threads.map(({ ts }) => read('conversations.replies', { ts })));
      const all = [...messages, ...replies.flat(), ...screens.ephemerals(channel)];
      const once = [...new Map(all.map((message) => [message.ts, message])).values()];
      return once.toSorted((one, other) => (one.ts < other.ts ? -1 : 1));
    },
    modal: screens.modal,
    home: screens.home,
    async close() {
      await proxy.close();
      await emulate.close();
    },
  };
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
