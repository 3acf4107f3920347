import { afterEach, describe, expect, it } from 'vitest';
import { identifyToken, SlackUnreachable } from '../../../../src/channels/slack/identify.ts';
import { type AnsweringSlack, startAnsweringSlack } from '../../../support/slack/answering.ts';

let slack: AnsweringSlack;
afterEach(() => slack.close());

async function slackAnswers(status: number, body: object): Promise<string> {
  slack = await startAnsweringSlack({ 'auth.test': { status, body } });
  return slack.apiUrl;
}

const workspace = { team: 'Acme', team_id: 'T1', user_id: 'U0BOT', bot_id: 'B1' };

it('learns the workspace, its name and who the bot is', async () => {
  const url = await slackAnswers(200, { ...workspace, enterprise_id: 'E1' });

  expect(await identifyToken(url, 'xoxb-1')).toEqual({
    ...{ workspace: 'T1', teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: false },
    ...{ name: 'Acme', botId: 'B1', botUserId: 'U0BOT' },
  });
});

it('calls the installation of a whole Enterprise organisation by its enterprise', async () => {
  const url = await slackAnswers(200, { ...workspace, enterprise_id: 'E1', is_enterprise_install: true });

  expect(await identifyToken(url, 'xoxb-1')).toMatchObject({ workspace: 'E1', isEnterpriseInstall: true });
});

describe('the scopes of the token', () => {
  const withScopes = async (scopes: string | undefined) => {
    const headers = scopes === undefined ? {} : { 'x-oauth-scopes': scopes };
    slack = await startAnsweringSlack({ 'auth.test': { headers, body: workspace } });
    return identifyToken(slack.apiUrl, 'xoxb-1', ['chat:write', 'files:read']);
  };

  it('suffice, also where Slack does not tell them', async () => {
    expect(await withScopes('commands,chat:write,files:read')).toMatchObject({ workspace: 'T1' });
    slack.close();
    expect(await withScopes(undefined)).toMatchObject({ workspace: 'T1' });
  });

  it('are named where they do not', async () => {
    await expect(withScopes('commands,chat:write')).rejects.toThrow(
      'SLACK_BOT_TOKEN lacks files:read: put the manifest',
    );
  });
});

it.each([
  ['a refused token', 200, { ok: false, error: 'invalid_auth' }, 'SLACK_BOT_TOKEN (invalid_auth)'],
  ['a person’s token', 200, { ...workspace, bot_id: undefined }, 'is no bot token'],
  ['a server error', 503, {}, 'does not answer'],
  ['an error of its own', 200, { ok: false, error: 'internal_error' }, 'does not answer'],
])('says what to do after %s, without the token', async (_case, status, answer, sentence) => {
  const url = await slackAnswers(status, answer);

  const identified = identifyToken(url, 'xoxb-canary');
  await expect(identified).rejects.toThrow(SlackUnreachable);
  await expect(identified).rejects.toThrow(sentence);
  await expect(identified).rejects.not.toThrow('canary');
});

it('says that nobody answers', async () => {
  const url = await slackAnswers(200, workspace);
  slack.close();

  await expect(identifyToken(url, 'xoxb-1')).rejects.toThrow(`does not answer at ${url}`);
});
