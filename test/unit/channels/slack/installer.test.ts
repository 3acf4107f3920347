import { createServer, type Server } from 'node:http';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import type { InstallationRecords, SlackInstallation } from '../../../../src/channels/slack/installations.ts';
import { createInstaller, type Installer } from '../../../../src/channels/slack/installer.ts';
import { silentLog } from '../../../../src/kernel/log.ts';
import type { AnsweringSlack } from '../../../support/slack/answering.ts';
import { type Granted, startSlackOAuth } from './slack-oauth.ts';

const acme: Granted = { team: { id: 'T01', name: 'Acme & <Sons>' } };
const NOW = new Date('2027-01-11T09:00:00Z');

let slack: AnsweringSlack;
let steward: Server;
afterEach(() => {
  slack.close();
  steward.closeAllConnections();
  steward.close();
});

/** Records in memory, of which these workspaces are linked. */
function recordsOf(linked: readonly string[]): InstallationRecords & { readonly kept: Map<string, SlackInstallation> } {
  const kept = new Map<string, SlackInstallation>();
  return {
    kept,
    find: async (workspace) => kept.get(workspace),
    isLinked: async (workspace) => linked.includes(workspace),
    async save(installation) {
      if (!linked.includes(installation.workspace)) return 'notLinked';
      kept.set(installation.workspace, installation);
      return 'saved';
    },
    remove: async (workspace) => (kept.delete(workspace) ? 'removed' : 'absent'),
  };
}

interface Site {
  readonly origin: string;
  readonly installer: Installer;
  readonly records: ReturnType<typeof recordsOf>;
}

async function open(granted: Granted, linked: readonly string[], clock = () => NOW): Promise<Site> {
  slack = await startSlackOAuth(granted);
  const http = express();
  steward = createServer(http);
  await new Promise<void>((resolve) => steward.listen(0, '127.0.0.1', resolve));
  const bound = steward.address();
  const origin = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`;
  const records = recordsOf(linked);
  const installer = createInstaller({
    access: { kind: 'oauth', clientId: '1.2', clientSecret: 'shh', publicUrl: origin },
    ...{
      apiUrl: slack.apiUrl,
      scopes: ['chat:write', 'im:write'],
      stateSecret: 'secret',
      records,
      clock,
      log: silentLog,
    },
  });
  http.use(installer.pages);
  return { origin, installer, records };
}

/** Begins at /slack/install as a browser would, and gives back where Slack is asked and the state cookie. */
async function begin(origin: string) {
  const response = await fetch(`${origin}/slack/install`, { redirect: 'manual' });
  const asked = new URL(response.headers.get('location') ?? '');
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: response.status, asked, cookie };
}

async function comeBack(origin: string, query: Readonly<Record<string, string>>, cookie: string) {
  const response = await fetch(`${origin}/slack/oauth_redirect?${new URLSearchParams(query)}`, { headers: { cookie } });
  return { status: response.status, page: await response.text() };
}

async function install({ origin }: Site) {
  const { asked, cookie } = await begin(origin);
  return comeBack(origin, { code: 'the-code', state: asked.searchParams.get('state') ?? '' }, cookie);
}

describe('an installation through OAuth', () => {
  it('sends the browser to Slack with the scopes, where to come back and a signed state', async () => {
    const { origin } = await open(acme, ['T01']);

    const { status, asked, cookie } = await begin(origin);

    expect(status).toBe(302);
    expect(`${asked.origin}${asked.pathname}`).toBe(new URL('/oauth/v2/authorize', slack.apiUrl).href);
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ client_id: '1.2', scope: 'chat:write,im:write', redirect_uri: `${origin}/slack/oauth_redirect` },
    });
    expect(cookie).toContain(asked.searchParams.get('state'));
  });

  it('keeps the bot of a linked workspace, and nothing of the person who installed it', async () => {
    const site = await open(acme, ['T01']);

    const { status, page } = await install(site);

    expect(status).toBe(200);
    expect(page).toContain('Acme &amp; &lt;Sons&gt;');
    expect([...site.records.kept.values()]).toEqual([
      {
        ...{ workspace: 'T01', teamId: 'T01', isEnterpriseInstall: false, name: 'Acme & <Sons>' },
        ...{ botToken: 'xoxb-1', botId: 'B1', botUserId: 'U0BOT', scopes: ['chat:write', 'im:write'] },
      },
    ]);
    expect(await site.installer.installations.tokenFor('T01')).toBe('xoxb-1');
    expect(await site.installer.installations.tokenFor('T02')).toBeUndefined();
  });

  it('calls the installation of a whole Enterprise organisation by its enterprise', async () => {
    const enterprise = { id: 'E01', name: 'Acme Group' };
    const site = await open({ team: null, enterprise, is_enterprise_install: true }, ['E01']);

    expect(await install(site)).toMatchObject({ status: 200 });
    expect(await site.installer.installations.find('E01')).toMatchObject({
      isEnterpriseInstall: true,
      botToken: 'xoxb-1',
    });
    expect(await site.installer.installations.find('T01')).toBeUndefined();
  });

  it('refuses a workspace that is not linked, tells its administrator what to do, and gives the token back', async () => {
    const site = await open(acme, []);

    const { status, page } = await install(site);

    expect(status).toBe(403);
    expect(page).toContain('aims organisation link slack T01');
    expect(site.records.kept.size).toBe(0);
    expect(slack.calls.at(-1)).toMatchObject({ method: 'auth.revoke', token: 'xoxb-1' });
  });

  it.each([
    ['begun in another browser', (state: string) => ({ query: { code: 'c', state }, withCookie: false })],
    ['with a state that we did not sign', () => ({ query: { code: 'c', state: 'forged' }, withCookie: true })],
    ['without a state', () => ({ query: { code: 'c' }, withCookie: true })],
    ['that was cancelled', (state: string) => ({ query: { error: 'access_denied', state }, withCookie: true })],
  ])('refuses an installation %s', async (_case, answer) => {
    const site = await open(acme, ['T01']);
    const { asked, cookie } = await begin(site.origin);
    const { query, withCookie } = answer(asked.searchParams.get('state') ?? '');

    const { status, page } = await comeBack(site.origin, query, withCookie ? cookie : '');

    expect(status).toBe(400);
    expect(page).toContain('Begin again');
    expect(site.records.kept.size).toBe(0);
    expect(slack.calls).toEqual([]);
  });

  it('forgets a workspace that removed Steward', async () => {
    const site = await open(acme, ['T01']);
    await install(site);
    await site.installer.installations.find('T01');

    await site.installer.installations.forget('T01');

    expect(await site.installer.installations.tokenFor('T01')).toBeUndefined();
    expect(site.records.kept.size).toBe(0);
  });

  it('uses the token of a second installation at once', async () => {
    const site = await open(acme, ['T01']);
    await install(site);
    await site.installer.installations.find('T01');

    await install(site);

    expect(await site.installer.installations.tokenFor('T01')).toBe('xoxb-2');
  });

  it('renews a rotating token before it ends', async () => {
    const site = await open({ ...acme, refresh_token: 'xoxe-1', expires_in: 60 }, ['T01']);
    await install(site);

    expect(await site.installer.installations.tokenFor('T01')).toBe('xoxb-2');
    expect(slack.calls.at(-1)?.method).toBe('oauth.v2.access');
    expect(slack.calls.at(-1)?.body.get('refresh_token')).toBe('xoxe-1');
    expect(site.records.kept.get('T01')).toMatchObject({ botToken: 'xoxb-2', botUserId: 'U0BOT' });
  });
});
