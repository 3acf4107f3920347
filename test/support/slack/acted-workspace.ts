import type { FaultProxy } from './fault-proxy.ts';
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
import type { Name, ShownMessage, SlackWorkspace } from './workspace.ts';

export interface ActedWorkspace extends SlackWorkspace {
  /** Sends anything, signed, to Steward. */
  deliver(delivery: Delivery, retry?: Retry): Promise<Response>;
  /** The global shortcut of this callback id, or the one on a message. */
  chooses(user: string, callback: string, on?: { channel: string; message: ShownMessage }): Promise<void>;
  trigger(user: string): Promise<string>;
  readonly installed: Installed;
}

/** Whatever stands for Slack and keeps its messages. */
export interface ActedOptions {
  readonly installed: Installed;
  readonly signingSecret: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly proxy: FaultProxy;
  readonly clock: () => Date;
  readonly channels: Readonly<Record<'general' | 'governance', string>>;
  readonly user: (name: Name) => string;
  readonly trigger: (user: string) => Promise<string>;
  readonly direct: (user: string) => Promise<string>;
  readonly say: (user: string, channel: string, text: string, thread: string | undefined) => Promise<ShownMessage>;
  /** With the replies of threads. */
  readonly messages: (channel: string) => Promise<readonly ShownMessage[]>;
  readonly close: () => Promise<void>;
}

/** What Slack calls Steward with is sent from here, in the shapes that Slack documents. */
export function createActedWorkspace(options: ActedOptions): ActedWorkspace {
  const { installed, signingSecret, environment, proxy, clock, channels, user: userOf } = options;
  const screens = createScreens(proxy.calls, installed.botUser);
  let url = '';
  let events = 0;

  function nextEvent(): string {
    events += 1;
    return `Ev${events}`;
  }
  const now = () => String(clock().getTime() / 1000);
  const send = (delivery: Delivery, retry?: Retry) =>
    deliver(url, delivery, { secret: signingSecret, at: clock(), ...(retry && { retry }) });

  async function accepted(delivery: Delivery): Promise<string> {
    const response = await send(delivery);
    const text = await response.text();
    if (response.status !== 200) throw new Error(`Steward answered ${response.status}: ${text}`);
    return text;
  }
  async function trigger(user: string): Promise<string> {
    const minted = await options.trigger(user);
    screens.triggered(minted, user);
    return minted;
  }

  return {
    ...{ environment, botUser: installed.botUser, proxy, installed, trigger },
    ...{ deliver: send, direct: options.direct, user: userOf },
    channel: (name) => channels[name],
    leadTo(port) {
      url = `http://127.0.0.1:${port}/slack/events`;
    },
    async says(user, channel, text, thread) {
      const message = await options.say(user, channel, text, thread);
      const said = { user, channel, text, ts: message.ts, thread };
      // A channel's messages come only with a scope that is not asked for by default.
      if (channel.startsWith('D')) await accepted(messageDelivery(installed, said, nextEvent()));
      else if (text.includes(`<@${installed.botUser}>`)) await accepted(mentionDelivery(installed, said, nextEvent()));
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
      const opened = { user, channel: await options.direct(user), tab: 'home', ts: now() } as const;
      await accepted(homeOpenedDelivery(installed, opened, nextEvent()));
    },
    async messages(channel) {
      const all = [...(await options.messages(channel)), ...screens.ephemerals(channel)];
      const once = [...new Map(all.map((message) => [message.ts, message])).values()];
      return once.toSorted((one, other) => (one.ts < other.ts ? -1 : 1));
    },
    modal: screens.modal,
    home: screens.home,
    close: options.close,
  };
}
