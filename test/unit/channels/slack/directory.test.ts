import { afterEach, describe, expect, it } from 'vitest';
import { createSlackClients } from '../../../../src/channels/slack/clients.ts';
import { createSlackDirectory } from '../../../../src/channels/slack/directory.ts';
import { createTokenInstallation } from '../../../../src/channels/slack/installations.ts';
import { createPacing } from '../../../../src/channels/slack/pacing.ts';
import { type AnsweringSlack, type MethodAnswer, startAnsweringSlack } from '../../../support/slack/answering.ts';

const owner = {
  ...{ workspace: 'T1', teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false },
  ...{ name: 'Acme', botId: 'B1', botUserId: 'U0BOT' },
};
const maya = { id: 'U1', team_id: 'T1', real_name: 'Maya Lindqvist' };

let slack: AnsweringSlack;
afterEach(() => slack.close());

/** A directory over a Slack that answers each method with this. */
async function directoryOf(answers: Readonly<Record<string, MethodAnswer>>, departmentField?: string) {
  slack = await startAnsweringSlack(answers);
  const { apiUrl, calls } = slack;
  const directory = createSlackDirectory({
    installations: createTokenInstallation(owner, 'xoxb-1'),
    clients: (token) => createSlackClients({ token, apiUrl }),
    config: { features: [], departmentField },
    pacing: createPacing(() => new Date()),
  });
  return { asked: () => calls.map(({ method, body }) => `${method}?${body}`), directory };
}

describe('the directory of a workspace', () => {
  it('is asked for one person, and for nothing but the entry', async () => {
    const { asked, directory } = await directoryOf({ 'users.info': { body: { user: maya } } });

    expect(await directory.lookUp('T1', 'U1')).toMatchObject({ value: { displayName: 'Maya Lindqvist' } });
    expect(asked()).toEqual(['users.info?user=U1']);
  });

  it('is asked for the profile too where departments are kept in it', async () => {
    const profile = { fields: { Xf1: { value: 'Sales', alt: '' } } };
    const answers = {
      'users.info': { body: { user: maya } },
      'users.profile.get': { body: { profile } },
    };
    const { asked, directory } = await directoryOf(answers, 'Xf1');

    expect(await directory.lookUp('T1', 'U1')).toMatchObject({ value: { department: 'Sales' } });
    expect(asked()).toEqual(['users.info?user=U1', 'users.profile.get?user=U1']);
  });

  it('is not asked where Steward is not installed', async () => {
    const { asked, directory } = await directoryOf({});

    expect(await directory.lookUp('T9', 'U1')).toMatchObject({ code: 'notInstalled' });
    expect(asked()).toEqual([]);
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
