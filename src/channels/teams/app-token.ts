import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import type { MicrosoftCloud, TeamsApp } from './configuration.ts';

/** Proves to the connector who we are. */
export interface AppToken {
  /** @throws {NoToken} */
  current(signal: AbortSignal): Promise<string>;
  /** The connector refused it: the next one is asked for anew. */
  forget(): void;
}

/** Microsoft gave none. Nothing was sent. */
export class NoToken extends Error {
  /** Microsoft refuses the app or its password, and will the next time. */
  readonly isRefused: boolean;

  constructor(message: string, isRefused: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NoToken';
    this.isRefused = isRefused;
  }
}

export interface AppTokenOptions {
  readonly app: TeamsApp;
  readonly tenant: string;
  readonly cloud: Pick<MicrosoftCloud, 'tokenUrl' | 'scope'>;
  readonly clock: Clock;
}

/** Renewed while it still holds, so that no message waits for a token that ends under way. */
const RENEWED_BEFORE_MS = 300_000;

const Token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Asks with the app's own password: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export function createAppToken({ app, tenant, cloud, clock }: AppTokenOptions): AppToken {
  let held: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(signal: AbortSignal): Promise<string> {
    const response = await fetch(cloud.tokenUrl.replace('{tenant}', tenant), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app.id,
        client_secret: app.password,
        scope: cloud.scope,
      }),
      redirect: 'error',
      signal,
    }).catch((failure: unknown) => {
      throw new NoToken('Microsoft does not give a token', false, { cause: failure });
    });
    const read = Token.safeParse(await response.json().catch(() => undefined));
    if (!response.ok || !read.success)
      throw new NoToken(
        `Microsoft gives no token (HTTP ${response.status})`,
        [400, 401, 403].includes(response.status),
      );
    const { access_token: token, expires_in: seconds } = read.data;
    held = { token, until: clock().getTime() + seconds * 1000 - RENEWED_BEFORE_MS };
    return token;
  }

  return {
    async current(signal) {
      if (held && held.until > clock().getTime()) return held.token;
      // Many messages at once ask once.
      asking ??= ask(signal).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget() {
      held = undefined;
    },
  };
}
