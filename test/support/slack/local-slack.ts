import { createRequire } from 'node:module';
import { z } from 'zod';
import { type Isolated, runIsolated, STEWARD_INSIDE, whyNoNamespace } from '../emulators/namespace.ts';
import { checkShown } from './check-shown.ts';
import type { Installed } from './payloads.ts';
import { ShownMessage, ShownView, type Submitted } from './workspace.ts';

/** Why local-slack cannot be run here; `undefined` when it can. */
export const whyNoLocalSlack: string | undefined = whyNoNamespace ?? whyNotInstalled();

function whyNotInstalled(): string | undefined {
  try {
    createRequire(import.meta.url).resolve('local-slack-linux-x64/bin/local-slack');
    return undefined;
  } catch {
    return 'its package exists for Linux on x64 only';
  }
}

export const LOCAL_SLACK = {
  team: 'T01LOCAL',
  app: 'A01STEWARD',
  botUser: 'U0STEWARD',
  botToken: 'xoxb-local-slack',
  appToken: 'xapp-local-slack',
  signingSecret: '0123456789abcdef0123456789abcdef',
} as const satisfies Installed & Record<string, string>;

export interface LocalUser {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly email: string;
}

export interface LocalChannel {
  readonly id: string;
  readonly name: string;
  readonly is_private: boolean;
  readonly members: readonly string[];
}

const Told = z.discriminatedUnion('t', [
  z.object({ t: z.literal('view'), stack: z.array(ShownView) }),
  z.object({ t: z.literal('view_errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ t: z.literal('home'), user: z.string(), view: ShownView }),
]);

/** The emulator of Parva Labs: the whole of Slack that a person sees, over HTTP or a socket. */
export interface LocalSlack extends Pick<Isolated, 'leadTo' | 'close'> {
  readonly origin: string;
  /** Resolves when Steward has acknowledged it, like everything that a person does here. */
  says(user: string, channel: string, text: string, thread?: string): Promise<ShownMessage>;
  types(user: string, channel: string, command: string, text: string): Promise<void>;
  clicks(user: string, channel: string, messageTs: string, action: object): Promise<void>;
  opensHome(user: string): Promise<void>;
  messages(channel: string): Promise<readonly ShownMessage[]>;
  /** The direct conversation with Steward. */
  direct(user: string): Promise<string>;
  /** There is one screen for everybody: the dialog that was opened last. */
  modal(): ShownView | undefined;
  home(user: string): ShownView | undefined;
  submits(user: string, values: object): Promise<Submitted>;
}

export async function startLocalSlack(options: {
  readonly mode: 'http' | 'socket';
  readonly users: readonly LocalUser[];
  readonly channels: readonly LocalChannel[];
}): Promise<LocalSlack> {
  const { team, app, botUser, botToken, appToken, signingSecret } = LOCAL_SLACK;
  const isolated = await runIsolated({
    kind: 'local-slack',
    config: {
      workspace: { name: 'Brightwater', domain: 'brightwater', teamId: team },
      app: {
        ...{ appId: app, botUserId: botUser, botName: 'steward', botToken, appToken, signingSecret },
        mode: options.mode === 'http' ? 'events' : 'socket',
        requestUrl: `${STEWARD_INSIDE.origin}/slack/events`,
      },
      users: options.users,
      channels: options.channels.map((channel) => ({ ...channel, members: [...channel.members, botUser] })),
    },
  });
  const { origin } = isolated;
  const screen = await openScreen(origin);

  const control = async <Shape extends z.ZodType>(
    shape: Shape,
    path: string,
    body?: object,
  ): Promise<z.infer<Shape>> => {
    const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${origin}/_control/${path}`, body && posted);
    return shape.parse(await response.json());
  };
  const Ok = z.object({ ok: z.literal(true) });
  return {
    origin,
    leadTo: isolated.leadTo,
    says: async (user, channel, text, thread) => {
      const said = { user, channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) };
      return (await control(z.object({ message: ShownMessage }), 'message', said)).message;
    },
    types: async (user, channel, command, text) =>
      void (await control(Ok, 'command', { user, channel, command, text })),
    clicks: async (user, channel, messageTs, action) =>
      void (await control(Ok, 'interact', { user, channel, messageTs, action })),
    opensHome: async (user) => void (await control(Ok, 'open-home', { user })),
    messages: async (channel) =>
      (await control(z.object({ messages: z.array(ShownMessage) }), `messages/${channel}`)).messages,
    async direct(user) {
      const authorization = `Bearer ${botToken}`;
      const response = await fetch(`${origin}/api/conversations.open?users=${user}`, { headers: { authorization } });
      return z.object({ channel: z.object({ id: z.string() }) }).parse(await response.json()).channel.id;
    },
    ...screen,
    async close() {
      screen.leave();
      await isolated.close();
    },
  };
}

/** A view as it was sent, without what the emulator adds. */
function sentOf({ type, title, submit, close, private_metadata, callback_id, blocks }: ShownView): object {
  return { type, title, submit, close, private_metadata, callback_id, blocks };
}

/** What its web page is told and tells: dialogs are to be had there only. */
async function openScreen(origin: string) {
  let stack: readonly ShownView[] = [];
  const homes = new Map<string, ShownView>();
  let heard: (answer: Submitted) => void = () => {};
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ui`);
  socket.addEventListener('message', ({ data }) => {
    const told = Told.safeParse(JSON.parse(String(data)));
    if (!told.success) return;
    switch (told.data.t) {
      case 'view':
        stack = told.data.stack;
        for (const view of stack) checkShown(sentOf(view), 'a dialog', true);
        return heard({ view: stack.at(-1) });
      case 'view_errors':
        return heard({ errors: told.data.errors });
      case 'home':
        return void homes.set(told.data.user, told.data.view);
    }
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  return {
    modal: () => stack.at(-1),
    home: (user: string) => homes.get(user),
    submits(user: string, values: object) {
      const answer = new Promise<Submitted>((resolve) => {
        heard = resolve;
      });
      socket.send(JSON.stringify({ t: 'view_submit', user, values }));
      return answer;
    },
    leave: () => socket.close(),
  };
}
