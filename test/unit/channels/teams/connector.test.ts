import { describe, expect, it, onTestFinished } from 'vitest';
import { createAppToken } from '../../../../src/channels/teams/app-token.ts';
import { createBotConnector } from '../../../../src/channels/teams/bot/bot-connector.ts';
import type { ConnectorCall } from '../../../../src/channels/teams/connector.ts';
import { entraId, TENANT } from '../../../support/teams/activities.ts';
import { openFakeConnector } from '../../../support/teams/fake-connector.ts';
import type { Fate } from '../../../support/teams/fates.ts';
import { APP, openFakeMicrosoft } from '../../../support/teams/open-id.ts';

const user = entraId(1);
const A_MOMENT_MS = 300;

async function aConnector(withinMs = 5000) {
  const fake = await openFakeConnector({ tenant: TENANT, people: [{ user, name: 'Maya', email: 'maya@example.com' }] });
  const microsoft = await openFakeMicrosoft();
  onTestFinished(async () => {
    await fake.close();
    await microsoft.close();
  });
  const { cloud } = microsoft;
  const token = createAppToken({ app: APP, tenant: TENANT, cloud, clock: () => new Date() });
  const connector = createBotConnector({ app: { id: APP.id, token }, cloud, withinMs });
  const { serviceUrl } = fake;
  const posting: ConnectorCall = {
    kind: 'post',
    serviceUrl,
    conversation: 'a:1',
    activity: { type: 'message', text: 'hi' },
  };
  return { fake, microsoft, connector, serviceUrl, posting };
}

describe('the library behind the connector', () => {
  it.each<[Fate, object]>([
    [
      { kind: 'status', status: 500 },
      { kind: 'unclear', reason: 'HTTP 500' },
    ],
    [
      { kind: 'status', status: 502 },
      { kind: 'unclear', reason: 'HTTP 502' },
    ],
    [{ kind: 'status', status: 503, retryAfter: '1' }, { kind: 'unclear' }],
    [{ kind: 'status', status: 504 }, { kind: 'unclear' }],
    [{ kind: 'status', status: 408 }, { kind: 'unclear' }],
    [{ kind: 'status', status: 412 }, { kind: 'unclear' }],
    [{ kind: 'cut', taken: true }, { kind: 'unclear' }],
    [
      { kind: 'status', status: 429, retryAfter: '7' },
      { kind: 'limited', retryAfterMs: 7000 },
    ],
    [
      { kind: 'status', status: 429 },
      { kind: 'limited', retryAfterMs: 30_000 },
    ],
    [
      { kind: 'status', status: 403, body: { error: { code: 'BotNotInConversationRoster' } } },
      { kind: 'refused', status: 403, code: 'BotNotInConversationRoster' },
    ],
    [
      { kind: 'status', status: 413 },
      { kind: 'refused', status: 413, code: 'HTTP 413' },
    ],
  ])('is kept from repeating a call after %j', async (fate, answered) => {
    const { fake, connector, posting } = await aConnector();
    fake.decide(() => fate);

    expect(await connector.call(posting)).toMatchObject(answered);
    expect(fake.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  it('is given an end to its patience', async () => {
    const { fake, connector, posting } = await aConnector(A_MOMENT_MS);
    fake.decide(() => ({ kind: 'silent', taken: true }));
    const begunAt = performance.now();

    expect(await connector.call(posting)).toEqual({ kind: 'unclear', reason: 'TimeoutError' });
    expect(performance.now() - begunAt).toBeLessThan(4000);
    expect(fake.requests).toHaveLength(1);
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const { fake, connector, posting } = await aConnector();
    await fake.close();

    expect(await connector.call(posting)).toEqual({ kind: 'notReached', reason: 'ECONNREFUSED' });
  });

  it.each([
    [400, { error: 'invalid_client' }, { kind: 'refused', status: 401, code: 'invalid_client' }],
    [401, { error: 'invalid_client' }, { kind: 'refused', status: 401 }],
    [500, {}, { kind: 'notReached' }],
    [200, { no: 'token' }, { kind: 'notReached' }],
  ])('sends nothing without a token, when the login answers %j', async (status, body, answered) => {
    const { fake, microsoft, connector, posting } = await aConnector();
    microsoft.login(status, body);

    expect(await connector.call(posting)).toMatchObject(answered);
    expect(fake.requests).toEqual([]);
  });

  it('asks for another token after one was refused', async () => {
    const { fake, microsoft, connector, posting } = await aConnector();
    await connector.call(posting);
    await connector.call(posting);
    expect(microsoft.asked).toHaveLength(1);
    fake.decide(() => ({ kind: 'status', status: 401 }));
    await connector.call(posting);
    await connector.call(posting);

    expect(microsoft.asked).toHaveLength(2);
  });

  it('sends what it is given, citations too, and drops nothing that it does not know', async () => {
    const { fake, connector, posting, serviceUrl } = await aConnector();
    const activity = {
      ...{ type: 'message', summary: 'An answer' },
      entities: [{ type: 'https://schema.org/Message', citation: [{ position: 1, appearance: { name: 'A' } }] }],
    };

    const posted = await connector.call({ ...posting, activity });
    await connector.call({ kind: 'update', serviceUrl, conversation: 'a:1', id: fake.messages[0]?.id ?? '', activity });

    expect(posted).toEqual({ kind: 'done', value: { id: fake.messages[0]?.id } });
    expect(fake.messages).toMatchObject([{ activity, edits: 1 }]);
  });

  it('reads who is in a conversation, with what the directory tells of them', async () => {
    const { connector, serviceUrl } = await aConnector();

    const roster = await connector.call({ kind: 'members', serviceUrl, conversation: '19:x@thread.tacv2' });
    const member = await connector.call({ kind: 'member', serviceUrl, conversation: 'a:1', user });

    const maya = { aadObjectId: user, email: 'maya@example.com', userRole: 'user', tenantId: TENANT };
    expect(roster).toMatchObject({ kind: 'done', value: { members: [maya] } });
    expect(member).toMatchObject({ kind: 'done', value: maya });
  });
});
