import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../src/channels/teams/receive/guard.ts';
import { aPersonalActivity, entraId, TENANT } from '../support/teams/activities.ts';
import { openTeamsApp, type TeamsAppUnderTest } from '../support/teams/app.ts';
import { openFakeConnector } from '../support/teams/fake-connector.ts';
import { APP, type FakeMicrosoft, openFakeMicrosoft, type TokenParts } from '../support/teams/open-id.ts';

const user = entraId(1);
const nowS = () => Math.floor(Date.now() / 1000);

/** Nothing that came with it is anywhere. */
async function rowsIn({ pool }: TeamsAppUnderTest): Promise<number> {
  const { rows } = await pool.query<{ rows: number }>(
    `SELECT ((SELECT count(*) FROM delivery) + (SELECT count(*) FROM teams_reference) + (SELECT count(*) FROM person)
      + (SELECT count(*) FROM failed_event) + (SELECT count(*) FROM outbox_message))::int AS rows`,
  );
  return rows[0]?.rows ?? Number.NaN;
}

describe('what claims to come from Teams', () => {
  let microsoft: FakeMicrosoft;
  let connector: Awaited<ReturnType<typeof openFakeConnector>>;
  let teams: TeamsAppUnderTest;
  beforeAll(async () => {
    microsoft = await openFakeMicrosoft();
    connector = await openFakeConnector({
      tenant: TENANT,
      people: [{ user, name: 'Maya Lindqvist' }],
    });
    teams = await openTeamsApp({ config: { app: APP, cloud: microsoft.cloud } });
  });
  afterAll(async () => {
    await teams.close();
    await connector.close();
    await microsoft.close();
  });
  const activity = (more: object = {}) => aPersonalActivity({ user, serviceUrl: connector.serviceUrl, more });
  const bearer = (parts?: TokenParts) => microsoft.bearer(connector.serviceUrl, parts);
  const hmacToken = () => {
    const [head, claims] = bearer({ header: { alg: 'HS256' } })
      .slice('Bearer '.length)
      .split('.');
    const signature = createHmac('sha256', microsoft.publishedKey).update(`${head}.${claims}`).digest('base64url');
    return `Bearer ${head}.${claims}.${signature}`;
  };

  const faults: readonly [string, () => string | undefined][] = [
    ['without a token', () => undefined],
    ['with an empty one', () => 'Bearer '],
    ['with another kind of one', () => 'Basic bWF5YTpzZWNyZXQ='],
    ['with a garbled one', () => 'Bearer garbage'],
    ['with one whose parts are no JSON', () => 'Bearer bm8.bm8.bm8'],
    ['with one in small letters', () => bearer().replace('Bearer', 'bearer')],
    ['with one of endless length', () => `Bearer ${'a'.repeat(10_000)}.b.c`],
    ['signed by somebody else', () => bearer({ key: microsoft.otherKey })],
    ['with a broken signature', () => bearer({ signature: 'AAAA' })],
    ['without a signature, and saying so', () => bearer({ header: { alg: 'none' }, signature: '' })],
    ['with an algorithm of none and some signature', () => bearer({ header: { alg: 'none' } })],
    ['signed with the public key as a secret', hmacToken],
    ['with a key that nobody knows', () => bearer({ header: { kid: 'unknown' } })],
    ['without a key', () => bearer({ header: { kid: undefined } })],
    ['for another app', () => bearer({ claims: { aud: '00000000-0000-4000-8000-000000000099' } })],
    ['for no app', () => bearer({ claims: { aud: '' } })],
    ['from another issuer', () => bearer({ claims: { iss: 'https://login.example.com' } })],
    [
      'from the issuer of emulators',
      () => bearer({ claims: { iss: 'https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/', appid: APP.id } }),
    ],
    ['as a skill', () => bearer({ claims: { ver: '1.0', appid: 'another-app', azp: 'another-app' } })],
    ['ten minutes after its end', () => bearer({ claims: { exp: nowS() - 600 } })],
    ['without an end', () => bearer({ claims: { exp: undefined } })],
    ['ten minutes too early', () => bearer({ claims: { nbf: nowS() + 600 } })],
    ['for answers elsewhere', () => microsoft.bearer('http://127.0.0.1:1/')],
    ['for answers nowhere', () => bearer({ claims: { serviceurl: undefined } })],
  ];

  it.each(faults)('is turned away %s, with fixed words and no row', async (_name, authorization) => {
    const before = await rowsIn(teams);
    const value = authorization();

    const answer = await teams.deliver(activity(), value === undefined ? {} : { authorization: value });

    expect(answer).toEqual({ status: 401, body: { message: FAULTS[401] } });
    expect(await rowsIn(teams)).toBe(before);
  });

  it.each([
    ['from another tenant', { conversation: { id: 'a:1', conversationType: 'personal', tenantId: entraId(9) } }],
    ['from two tenants at once', { channelData: { tenant: { id: entraId(9) } } }],
    ['from no tenant', { conversation: { id: 'a:1', conversationType: 'personal' }, channelData: {} }],
    ['through another channel', { channelId: 'directline' }],
    ['through the channel of App Service', { channelId: 'AseChannel' }],
    ['with answers to a stranger', { serviceUrl: 'https://smba.example.com/' }],
    ['with answers to a stranger with a familiar name', { serviceUrl: 'https://smba.trafficmanager.net.example.com/' }],
    ['with answers in the open', { serviceUrl: 'http://smba.trafficmanager.net/emea/' }],
  ])('is turned away %s, though it is signed', async (_name, more) => {
    const before = await rowsIn(teams);
    const serviceUrl = 'serviceUrl' in more ? more.serviceUrl : connector.serviceUrl;

    const answer = await teams.deliver(activity(more), { authorization: microsoft.bearer(serviceUrl) });

    expect(answer).toEqual({ status: 401, body: { message: FAULTS[401] } });
    expect(await rowsIn(teams)).toBe(before);
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['nothing', '{}'],
    ['a word where a conversation should be', JSON.stringify({ ...aPersonalActivity(nobody), conversation: 'str' })],
    ['no type', JSON.stringify({ ...aPersonalActivity(nobody), type: undefined })],
  ])('is no activity when it is %s', async (_name, body) => {
    expect(await teams.deliver(body, { authorization: bearer() })).toEqual({
      status: 400,
      body: { message: FAULTS[400] },
    });
  });

  it('is too long above what Teams sends', async () => {
    const answer = await teams.deliver(activity({ text: 'x'.repeat(400_000) }), { authorization: bearer() });

    expect(answer).toEqual({ status: 413, body: { message: FAULTS[413] } });
  });

  it('is not read before its token was looked at', async () => {
    expect(await teams.deliver('{')).toEqual({ status: 401, body: { message: FAULTS[401] } });
  });

  it('is let in when everything is right, within the tolerance of clocks, and answered with the app’s own token', async () => {
    const late = bearer({ claims: { exp: nowS() - 240 } });

    expect((await teams.deliver(activity({ text: 'hello' }), { authorization: bearer() })).status).toBe(200);
    expect((await teams.deliver(activity({ text: 'help' }), { authorization: late })).status).toBe(200);
    await teams.app.drain();

    expect(connector.messagesIn(connector.directOf(user)).length).toBeGreaterThan(0);
    expect(new Set(connector.requests.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer token-of-the-app']),
    );
    expect(microsoft.asked).toHaveLength(1);
    expect(Object.fromEntries(microsoft.asked[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      client_id: APP.id,
      client_secret: APP.password,
      scope: 'https://api.botframework.com/.default',
    });
  });
});

const nobody = { user, serviceUrl: 'http://127.0.0.1:9/' };

describe('what comes from Teams in production', () => {
  const serviceUrl = 'https://smba.trafficmanager.net/emea/';

  it('gets no answers in the response, and only Microsoft’s own connector is answered', async () => {
    const microsoft = await openFakeMicrosoft();
    const teams = await openTeamsApp({ config: { app: APP, cloud: microsoft.cloud, production: true } });
    const before = await rowsIn(teams);
    const deliver = (url: string, more: object) =>
      teams.deliver(aPersonalActivity({ user, serviceUrl: url, more }), { authorization: microsoft.bearer(url) });

    expect(await deliver(serviceUrl, { text: 'hello', deliveryMode: 'expectReplies' })).toEqual({
      status: 400,
      body: { message: FAULTS[400] },
    });
    expect((await deliver('http://127.0.0.1:9/', { text: 'hello' })).status).toBe(401);
    expect(await rowsIn(teams)).toBe(before);
    expect((await deliver(serviceUrl, { type: 'typing' })).status).toBe(200);
    await teams.close();
    await microsoft.close();
  });
});

describe('what claims to come from Teams while Microsoft’s keys cannot be read', () => {
  it.each([['are away', { isAway: true }]])('is to be sent again when they %s', async (_name, options) => {
    const microsoft = await openFakeMicrosoft(options);
    const teams = await openTeamsApp({ config: { app: APP, cloud: microsoft.cloud } });
    const before = await rowsIn(teams);

    const answer = await teams.deliver(aPersonalActivity(nobody), {
      authorization: microsoft.bearer(nobody.serviceUrl),
    });

    expect(answer).toEqual({ status: 503, body: { message: FAULTS[503] } });
    expect(await rowsIn(teams)).toBe(before);
    expect(teams.errors().join('\n')).toContain('Microsoft’s keys cannot be read');
    await teams.close();
    await microsoft.close();
  });

  it('is turned away by a key that vouches for another channel', async () => {
    const microsoft = await openFakeMicrosoft({ endorsements: ['slack'] });
    const teams = await openTeamsApp({ config: { app: APP, cloud: microsoft.cloud } });

    const answer = await teams.deliver(aPersonalActivity(nobody), {
      authorization: microsoft.bearer(nobody.serviceUrl),
    });

    expect(answer).toEqual({ status: 401, body: { message: FAULTS[401] } });
    await teams.close();
    await microsoft.close();
  });
});
