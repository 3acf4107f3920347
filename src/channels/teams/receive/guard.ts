import type { Request } from 'express';
import type { Clock } from '../../../kernel/clock.ts';
import type { Log } from '../../../kernel/log.ts';
import type { TeamsConfig } from '../configuration.ts';
import type { Connector } from '../connector.ts';
import { Activity } from './activity.ts';
import { readToken } from './token.ts';

/** Above everything that Teams sends: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
export const MAX_BODY_BYTES = 300_000;

/** Fixed words for each fault: what went wrong in detail helps only whoever tries. */
export const FAULTS = {
  400: 'This is no activity.',
  401: 'Not authorised.',
  413: 'This is too long.',
  415: 'Send an activity as application/json.',
  503: 'Try again later.',
} as const;

export type Fault = keyof typeof FAULTS;

export type Admission =
  | { readonly kind: 'admitted'; readonly activity: Activity }
  | { readonly kind: 'refused'; readonly fault: Fault };

export interface GuardOptions {
  readonly config: TeamsConfig;
  readonly connector: Pick<Connector, 'authenticate'>;
  readonly clock: Clock;
  readonly log: Log;
}

const CHANNEL = 'msteams';
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];
const refused = (fault: Fault) => ({ kind: 'refused', fault }) as const;

/** Stands before everything else: only what Microsoft signed for this app, from this tenant, comes in. */
export function createGuard({ config, connector, clock, log }: GuardOptions) {
  const { app, cloud, production } = config;

  /** Before the body is read. */
  function mayBeOurs({ headers }: Pick<Request, 'headers'>): boolean {
    if (!app) return true;
    return readToken(headers.authorization, { appId: app.id, issuer: cloud.issuer, now: clock() }) !== undefined;
  }

  async function admit({ headers, body }: Pick<Request, 'headers' | 'body'>): Promise<Admission> {
    const read = Activity.safeParse(body);
    if (!read.success) return refused(400);
    const activity = read.data;
    const { channelId, serviceUrl } = activity;
    if (channelId !== CHANNEL || !isConnector(serviceUrl) || !isOfTenant(activity, config.tenant)) return refused(401);
    if (app) {
      const token = readToken(headers.authorization, { appId: app.id, issuer: cloud.issuer, now: clock() });
      if (token?.serviceUrl !== serviceUrl) return refused(401);
      const authenticity = await connector.authenticate(headers.authorization ?? '', { channelId, serviceUrl });
      if (authenticity === 'unknown') log.error('Microsoft’s keys cannot be read, so nothing from Teams is let in', {});
      if (authenticity !== 'genuine') return refused(authenticity === 'unknown' ? 503 : 401);
    }
    // Whoever could read the answers in the response would read them past the limits and the checks of the channel.
    if (activity.deliveryMode === 'expectReplies' && production) return refused(400);
    return { kind: 'admitted', activity };
  }

  function isConnector(serviceUrl: string): boolean {
    const { protocol, hostname } = new URL(serviceUrl);
    if (!production && LOOPBACK.includes(hostname)) return true;
    return protocol === 'https:' && cloud.connectorHosts.includes(hostname);
  }

  return { mayBeOurs, admit };
}

/** Wherever a tenant is named it is ours, and it is named. */
function isOfTenant({ conversation, channelData }: Activity, tenant: string): boolean {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((id) => id != null);
  return named.length > 0 && named.every((id) => id.toLowerCase() === tenant);
}
