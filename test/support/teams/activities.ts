/** Activities as Teams sends them, around whatever a test is about. */
export const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';
export const GOVERNANCE = '19:governance@thread.tacv2';
export const TEAM = '19:team@thread.tacv2';
export const BOT = { id: '28:eac5e5c6-ab14-4f50-80cb-49213fe51b1a', name: 'Steward' };

/** An Entra object id that is easy to recognise. */
export function entraId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

let last = 0;

export interface About {
  readonly user: string;
  readonly serviceUrl: string;
  readonly more?: object;
}

export type ActivityJson = Readonly<Record<string, unknown>> & { readonly id: string };

export function aPersonalActivity({ user, serviceUrl, more = {} }: About): ActivityJson {
  last += 1;
  return {
    ...{ type: 'message', id: `1${String(last).padStart(12, '0')}`, channelId: 'msteams', serviceUrl, recipient: BOT },
    from: { id: `29:${user}`, name: 'Somebody', aadObjectId: user },
    conversation: { conversationType: 'personal', tenantId: TENANT, id: `a:1on1-${user}` },
    channelData: { tenant: { id: TENANT } },
    ...more,
  };
}

export function aChannelActivity(
  { user, serviceUrl, more = {} }: About,
  channel = GOVERNANCE,
  thread?: string,
): ActivityJson {
  const activity = aPersonalActivity({ user, serviceUrl });
  return {
    ...activity,
    conversation: {
      ...{ isGroup: true, conversationType: 'channel', tenantId: TENANT },
      id: `${channel};messageid=${thread ?? activity.id}`,
    },
    channelData: { tenant: { id: TENANT }, team: { id: TEAM }, channel: { id: channel } },
    ...more,
  };
}

export function anInvoke(about: About, name: string, value: unknown): ActivityJson {
  return aPersonalActivity({ ...about, more: { type: 'invoke', name, value, ...about.more } });
}
