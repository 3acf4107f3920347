import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scopesFor } from '../../src/channels/slack/scopes.ts';
import { runAims } from '../support/aims.ts';
import { whyNoNamespace } from '../support/emulators/namespace.ts';
import { openRelay, type Relay } from '../support/emulators/relay.ts';
import { EMULATE, type Emulate, startEmulate } from '../support/slack/emulate.ts';
import { type FaultProxy, openFaultProxy } from '../support/slack/fault-proxy.ts';
import { installInBrowser } from '../support/slack/install.ts';
import { messageDelivery } from '../support/slack/payloads.ts';
import { type Delivery, deliver } from '../support/slack/signed-request.ts';
import { type StewardProcess, startSteward } from '../support/steward-process.ts';

if (whyNoNamespace !== undefined)
  process.stdout.write(`Steward is not installed through OAuth here: ${whyNoNamespace}.\n`);

const IN_TIME = 120_000;

describe.runIf(whyNoNamespace === undefined)('an installation through OAuth', { timeout: IN_TIME }, () => {
  let home: string;
  let emulate: Emulate;
  let proxy: FaultProxy;
  let address: Relay;
  let steward: StewardProcess;
  let port = 0;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'steward-oauth-'));
    // Slack sends the browser back to an address that is known before Steward listens.
    address = await openRelay({ port: 0 }, () => ({ port }));
    const publicUrl = `http://127.0.0.1:${address.port}`;
    emulate = await startEmulate({
      users: [{ name: 'maya', real_name: 'Maya Lindqvist', email: 'maya@brightwater.example' }],
      channels: [],
      redirectUri: `${publicUrl}/slack/oauth_redirect`,
      scopes: scopesFor([]),
    });
    proxy = await openFaultProxy(emulate.origin);
    environment = {
      ...{ DATA_DIR: home, CHANNELS: 'slack', PUBLIC_URL: publicUrl, SLACK_API_URL: proxy.apiUrl },
      ...{ SLACK_CLIENT_ID: EMULATE.clientId, SLACK_CLIENT_SECRET: EMULATE.clientSecret },
      ...{ SLACK_SIGNING_SECRET: EMULATE.signingSecret, GOVERNANCE_CHANNEL: `${emulate.team}/C0GOVERNANCE` },
    };
    await runAims(environment, 'organisation', 'create', 'Brightwater', '--workspace', 'slack:T0ANOTHER');
    await start();
  }, IN_TIME);
  afterAll(async () => {
    await steward.stop();
    await address.close();
    await proxy.close();
    await emulate.close();
    await rm(home, { recursive: true });
  }, IN_TIME);

  async function start(): Promise<void> {
    steward = startSteward(environment);
    const origin = await steward.origin;
    if (origin === undefined) throw new Error(`Steward did not start: ${steward.stderr()}`);
    port = Number(new URL(origin).port);
  }
  const publicUrl = () => `http://127.0.0.1:${address.port}`;
  const send = (delivery: Delivery) =>
    deliver(`${publicUrl()}/slack/events`, delivery, { secret: EMULATE.signingSecret });
  const Issued = z.object({ access_token: z.string() });
  const issuedToken = () =>
    Issued.parse(JSON.parse(proxy.calls.findLast(({ method }) => method === 'oauth.v2.access')?.answer?.body ?? ''))
      .access_token;
  const Opened = z.object({ channel: z.object({ id: z.string() }) });
  const directOf = async (user: string) =>
    Opened.parse(await emulate.call('conversations.open', { users: user }, issuedToken())).channel.id;

  async function saysHello(event: string, ts: string): Promise<void> {
    const user = emulate.user('maya');
    const posted = () => proxy.calls.filter(({ method, answer }) => method === 'chat.postMessage' && answer).length;
    const before = posted();
    const hello = { ...said, user, channel: await directOf(user), ts };
    expect((await send(messageDelivery(installed(), hello, event))).status).toBe(200);
    while (posted() === before) await pause(25);
  }

  const said = { channel: 'D0MAYA', text: 'hello', ts: '1795000000.000100' };
  const installed = () => ({ team: emulate.team, app: EMULATE.app, botUser: 'U0NOBODY' });

  it('is refused in a browser that did not begin it', async () => {
    const response = await fetch(`${publicUrl()}/slack/oauth_redirect?code=stolen&state=made-up`);

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Begin again');
  });

  it('leaves nothing of a workspace that nobody let in', async () => {
    const page = await installInBrowser(publicUrl(), emulate.user('admin'));

    expect(page).toMatchObject({ status: 403, text: expect.stringContaining('is not let in') });
    const hello = { ...said, user: emulate.user('maya') };
    expect((await send(messageDelivery(installed(), hello, 'Ev1'))).status).toBe(401);
  });

  it('serves a workspace that was let in, after a restart too, with the token that Slack issued', async () => {
    await runAims(environment, 'organisation', 'link', 'slack', emulate.team);

    const page = await installInBrowser(publicUrl(), emulate.user('admin'));

    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Steward is installed') });
    await saysHello('Ev2', '1795000000.000200');
    expect(await steward.stop()).toBe(0);
    await start();
    await saysHello('Ev3', '1795000000.000300');
    const tokens = proxy.calls.filter(({ method }) => method === 'chat.postMessage').map(({ token }) => token);
    expect(new Set(tokens)).toEqual(new Set([issuedToken()]));
  });
});
