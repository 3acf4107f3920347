import { createServer } from 'node:http';

/** What the workspace that installs says about itself; `team` absent in an installation of a whole organisation. */
export interface Granted {
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly enterprise?: { readonly id: string; readonly name: string };
  readonly is_enterprise_install?: boolean;
  readonly refresh_token?: string;
  readonly expires_in?: number;
}

export interface SlackOAuth {
  readonly apiUrl: string;
  /** The methods that were called, each with the token it was called with. */
  readonly calls: readonly { readonly method: string; readonly token: string; readonly grant: string }[];
  close(): void;
}

/** The three methods of Slack that an installation calls, on loopback. Tokens are `xoxb-1`, `xoxb-2` … */
export async function startSlackOAuth(granted: Granted): Promise<SlackOAuth> {
  const calls: { method: string; token: string; grant: string }[] = [];
  let tokens = 0;
  const answers: Readonly<Record<string, () => object>> = {
    'oauth.v2.access': () => {
      tokens += 1;
      const app = { app_id: 'A1', token_type: 'bot', scope: 'chat:write,im:write', bot_user_id: 'U0BOT' };
      return {
        ...app,
        is_enterprise_install: false,
        enterprise: null,
        ...granted,
        access_token: `xoxb-${tokens}`,
        authed_user: { id: 'U1' },
      };
    },
    'auth.test': () => ({ bot_id: 'B1', url: 'https://acme.slack.com/' }),
    'auth.revoke': () => ({ revoked: true }),
  };
  const server = createServer(async (request, response) => {
    const body = new URLSearchParams(Buffer.concat(await Array.fromAsync(request)).toString());
    const method = (request.url ?? '').slice('/api/'.length);
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    calls.push({ method, token, grant: body.get('refresh_token') ?? body.get('code') ?? '' });
    const answer = answers[method]?.() ?? { ok: false, error: 'unknown_method' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, ...answer }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    apiUrl: `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/api/`,
    calls,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
