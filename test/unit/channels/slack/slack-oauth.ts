import { type AnsweringSlack, startAnsweringSlack } from '../../../support/slack/answering.ts';

/** What the workspace that installs says about itself; `team` absent in an installation of a whole organisation. */
export interface Granted {
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly enterprise?: { readonly id: string; readonly name: string };
  readonly is_enterprise_install?: boolean;
  readonly refresh_token?: string;
  readonly expires_in?: number;
}

/** The three methods of Slack that an installation calls. Tokens are `xoxb-1`, `xoxb-2` … */
export function startSlackOAuth(granted: Granted): Promise<AnsweringSlack> {
  const app = { app_id: 'A1', token_type: 'bot', scope: 'chat:write,im:write', bot_user_id: 'U0BOT' };
  const place = { is_enterprise_install: false, enterprise: null, ...granted };
  let tokens = 0;
  return startAnsweringSlack({
    'oauth.v2.access': () => {
      tokens += 1;
      return { body: { ...app, ...place, access_token: `xoxb-${tokens}`, authed_user: { id: 'U1' } } };
    },
    'auth.test': { body: { bot_id: 'B1', url: 'https://acme.slack.com/' } },
    'auth.revoke': { body: { revoked: true } },
  });
}
