import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClients } from '../../../../src/channels/slack/clients.ts';
import { createSlackDirectory } from '../../../../src/channels/slack/directory.ts';
import { createTokenInstallation } from '../../../../src/channels/slack/installations.ts';

const owner = {
  ...{ workspace: 'T1', teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false },
  ...{ name: 'Acme', botId: 'B1', botUserId: 'U0BOT' },
};
const maya = { id: 'U1', team_id: 'T1', real_name: 'Maya Lindqvist' };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** A directory over something on loopback that answers each method with this. */
async function directoryOf(answers: Readonly<Record<string, Answer>>, departmentField?: string) {
  const asked: string[] = [];
  const answering = createServer(async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    const method = (request.url ?? '').slice('/api/'.length);
    asked.push(`${method}?${body}`);
    const {
      status = 200,
      headers = {},
      body: answer = {},
    } = answers[method] ?? { body: { ok: false, error: 'unknown_method' } };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(answer));
  });
  server = answering;
  await new Promise<void>((resolve) => answering.listen(0, '127.0.0.1', resolve));
  const bound = answering.address();
  const apiUrl = `http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}/api/`;
  const directory = createSlackDirectory({
    installations: createTokenInstallation(owner, 'xoxb-1'),
    clients: (token) => createSlackClients({ token, apiUrl }),
    config: { features: [], departmentField },
  });
  return { asked, directory };
}

describe('the directory of a workspace', () => {
  it('is asked for one person, and for nothing but the entry', async () => {
    const { asked, directory } = await directoryOf({ 'users.info': { body: { ok: true, user: maya } } });

    expect(await directory.lookUp('T1', 'U1')).toMatchObject({ value: { displayName: 'Maya Lindqvist' } });
    expect(asked).toEqual(['users.info?user=U1']);
  });

  it('is asked for the profile too where departments are kept in it', async () => {
    const profile = { fields: { Xf1: { value: 'Sales', alt: '' } } };
    const answers = {
      'users.info': { body: { ok: true, user: maya } },
      'users.profile.get': { body: { ok: true, profile } },
    };
    const { asked, directory } = await directoryOf(answers, 'Xf1');

    expect(await directory.lookUp('T1', 'U1')).toMatchObject({ value: { department: 'Sales' } });
    expect(asked).toEqual(['users.info?user=U1', 'users.profile.get?user=U1']);
  });

  it('is not asked where Steward is not installed', async () => {
    const { asked, directory } = await directoryOf({});

    expect(await directory.lookUp('T9', 'U1')).toMatchObject({ code: 'notInstalled' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['otherOrganisation', { body: { ok: false, error: 'user_not_found' } }],
    ['otherOrganisation', { body: { ok: false, error: 'user_not_visible' } }],
    ['unavailable', { body: { ok: false, error: 'fatal_error' } }],
    ['unavailable', { body: { ok: false, error: 'missing_scope' } }],
    ['unavailable', { status: 503 }],
    ['unavailable', { status: 429, headers: { 'retry-after': '30' } }],
  ])('answers %s to %j', async (code, answer) => {
    const { directory } = await directoryOf({ 'users.info': answer });

    expect(await directory.lookUp('T1', 'U1')).toMatchObject({ ok: false, code });
  });
});
