import { z } from 'zod';
import { type Isolated, runIsolated } from '../emulators/namespace.ts';

export const EMULATE = {
  app: 'A0STEWARD',
  clientId: '1111.2222',
  clientSecret: 'the-client-secret',
  signingSecret: 'fedcba9876543210fedcba9876543210',
  /** Of a person who administers the workspace; Steward never has it. */
  adminToken: 'xoxp-of-the-administrator',
} as const;

/** The emulator of Vercel Labs: triggers that live three seconds and work once, metadata, scopes, and OAuth. */
export interface Emulate extends Pick<Isolated, 'close'> {
  readonly origin: string;
  readonly team: string;
  /** The person of that name. */
  user(name: string): string;
  channel(name: string): string;
  /** Calls its Web API. @throws what it answers when that is no success. */
  call(method: string, args?: object, token?: string): Promise<unknown>;
  /** A trigger for what this person does now. */
  trigger(user: string, token: string): Promise<string>;
}

export interface EmulateOptions {
  readonly users: readonly { readonly name: string; readonly real_name: string; readonly email: string }[];
  readonly channels: readonly { readonly name: string; readonly is_private: boolean }[];
  /** Where the installation returns to. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Ids for Steward's own account; else the emulator makes some up. */
  readonly bot?: { readonly id: string; readonly user: string };
  /** Tokens that are there without an installation. A user's has every scope. */
  readonly tokens?: readonly Token[];
}

interface Token {
  readonly token: string;
  readonly type: 'bot' | 'user';
  readonly user: string;
  readonly scopes?: readonly string[];
  readonly bot_id?: string;
  readonly bot_user_id?: string;
}

const TEAM = 'T000000001';
const Named = z.array(z.object({ id: z.string(), name: z.string() }));

export async function startEmulate(options: EmulateOptions): Promise<Emulate> {
  const { users, channels, redirectUri, scopes, bot, tokens = [] } = options;
  const { app, clientId, clientSecret, signingSecret, adminToken } = EMULATE;
  const isolated = await runIsolated({
    kind: 'emulate',
    seed: {
      team: { name: 'Brightwater', domain: 'brightwater' },
      strict_scopes: true,
      signing_secret: signingSecret,
      users,
      channels,
      oauth_apps: [
        {
          ...{ app_id: app, client_id: clientId, client_secret: clientSecret, name: 'Steward', bot_name: 'steward' },
          redirect_uris: [redirectUri],
          scopes,
          ...(bot && { bot_id: bot.id, bot_user_id: bot.user }),
        },
      ],
      tokens: [
        { token: adminToken, type: 'user', user: 'admin' },
        ...tokens.map((token) => ({ ...token, app_id: app })),
      ],
    },
  });
  const { origin, close } = isolated;

  async function call(method: string, args: object = {}, token: string = adminToken): Promise<unknown> {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${origin}/api/${method}`, { method: 'POST', headers, body: JSON.stringify(args) });
    const answer: unknown = await response.json();
    if (!z.object({ ok: z.literal(true) }).safeParse(answer).success)
      throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer;
  }

  const people = z.object({ members: Named }).parse(await call('users.list')).members;
  const types = 'public_channel,private_channel';
  const places = z.object({ channels: Named }).parse(await call('conversations.list', { types })).channels;
  const named = (list: z.infer<typeof Named>, name: string) => {
    const found = list.find((one) => one.name === name);
    if (!found) throw new Error(`The emulated workspace has no ${name}`);
    return found.id;
  };
  return {
    origin,
    close,
    team: TEAM,
    user: (name) => named(people, name),
    channel: (name) => named(places, name),
    call,
    async trigger(user, token) {
      const Minted = z.object({ trigger_id: z.string() });
      return Minted.parse(await call('views.generateTriggerId', { user_id: user }, token)).trigger_id;
    },
  };
}
