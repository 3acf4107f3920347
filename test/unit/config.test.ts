import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { slackVariables } from '../../src/channels/slack/configuration.ts';
import { teamsVariables } from '../../src/channels/teams/configuration.ts';
import { BadEnvironment, readConfig } from '../../src/config.ts';

const SLACK = {
  CHANNELS: 'slack',
  SLACK_BOT_TOKEN: 'xoxb-1-2-secret',
  SLACK_SIGNING_SECRET: 'shh',
  GOVERNANCE_CHANNEL: 'C02GOV',
};
const OAUTH = {
  CHANNELS: 'slack',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'shh',
  SLACK_SIGNING_SECRET: 'shh',
  PUBLIC_URL: 'https://steward.example.com/',
  GOVERNANCE_CHANNEL: 'T01/C02GOV',
};

/** The lines of the refusal; none when the environment is accepted. */
function faultsOf(variables: Readonly<Record<string, string>>): readonly string[] {
  try {
    readConfig(variables);
    return [];
  } catch (failure) {
    if (!(failure instanceof BadEnvironment)) throw failure;
    return failure.message.split('\n');
  }
}

/** Which variables are complained about. */
const blamed = (variables: Readonly<Record<string, string>>) => faultsOf(variables).map((line) => line.split(' ')[0]);

describe('the configuration of Slack', () => {
  it('is absent while Slack does not run', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1' }).slack).toBeUndefined();
  });

  it('serves one workspace by its token, over HTTP', () => {
    expect(readConfig(SLACK).slack).toEqual({
      apiUrl: 'https://slack.com/api/',
      delivery: { kind: 'http', signingSecret: 'shh' },
      access: { kind: 'token', botToken: 'xoxb-1-2-secret' },
      governanceChannel: { workspace: undefined, channel: 'C02GOV' },
      features: [],
      departmentField: undefined,
      publicUrl: undefined,
    });
  });

  it('holds a socket when there is an app-level token, and then needs no signing secret', () => {
    const { SLACK_SIGNING_SECRET: _unset, ...rest } = SLACK;

    expect(readConfig({ ...rest, SLACK_APP_TOKEN: 'xapp-1' }).slack?.delivery).toEqual({
      kind: 'socket',
      appToken: 'xapp-1',
    });
  });

  it('serves many workspaces through OAuth', () => {
    const slack = readConfig({ ...OAUTH, SLACK_FEATURES: 'files, email-linking' }).slack;

    expect(slack).toMatchObject({
      access: { kind: 'oauth', clientId: '1.2', clientSecret: 'shh', publicUrl: 'https://steward.example.com' },
      governanceChannel: { workspace: 'T01', channel: 'C02GOV' },
      features: ['files', 'email-linking'],
    });
  });

  it.each([
    [{ CHANNELS: 'slack' }, ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'GOVERNANCE_CHANNEL']],
    [
      { ...SLACK, SLACK_CLIENT_ID: '1.2' },
      ['SLACK_BOT_TOKEN', 'SLACK_CLIENT_SECRET', 'PUBLIC_URL', 'GOVERNANCE_CHANNEL'],
    ],
    [{ ...OAUTH, GOVERNANCE_CHANNEL: 'C02GOV' }, ['GOVERNANCE_CHANNEL']],
    [{ ...SLACK, SLACK_BOT_TOKEN: 'xoxp-1' }, ['SLACK_BOT_TOKEN']],
    [{ ...SLACK, SLACK_APP_TOKEN: 'xoxb-1' }, ['SLACK_APP_TOKEN']],
    [{ ...SLACK, GOVERNANCE_CHANNEL: '#governance' }, ['GOVERNANCE_CHANNEL']],
    [{ ...SLACK, SLACK_FEATURES: 'files,telepathy' }, ['SLACK_FEATURES']],
    [{ ...SLACK, SLACK_FEATURES: 'departments' }, ['SLACK_DEPARTMENT_FIELD']],
    [{ ...SLACK, SLACK_DEPARTMENT_FIELD: 'Xf1' }, ['SLACK_DEPARTMENT_FIELD']],
    [{ ...SLACK, SLACK_API_URL: 'slack.com/api' }, ['SLACK_API_URL']],
    [{ ...SLACK, SLACK_API_URL: 'http://slack.example.com/api/' }, ['SLACK_API_URL']],
    [{ ...SLACK, SLACK_API_URL: 'http://127.0.0.1:9/api/', NODE_ENV: 'production' }, ['SLACK_API_URL']],
    [{ ...OAUTH, PUBLIC_URL: 'http://localhost:3000', NODE_ENV: 'production' }, ['PUBLIC_URL']],
    [{ ...SLACK, CHANNELS: 'console,slack', NODE_ENV: 'production' }, ['CHANNELS']],
    [{ ...SLACK, CHANNELS: 'console,slack', HOST: '0.0.0.0' }, ['HOST']],
  ])('refuses %j and blames %j, all at once', (variables, expected) => {
    expect(blamed(variables)).toEqual(expected);
  });

  it('lets an emulator on loopback stand in for Slack, beside the console, without a governance channel', () => {
    const { GOVERNANCE_CHANNEL: _unset, ...rest } = SLACK;
    const slack = readConfig({ ...rest, CHANNELS: 'console,slack', SLACK_API_URL: 'http://127.0.0.1:4003/api' }).slack;

    expect(slack?.apiUrl).toBe('http://127.0.0.1:4003/api/');
    expect(slack?.governanceChannel).toBeUndefined();
  });

  it('is explained in the README, variable by variable', () => {
    const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');

    expect(Object.keys(slackVariables).filter((variable) => !readme.includes(`\`${variable}\``))).toEqual([]);
  });

  it('never repeats a secret', () => {
    const secrets = { SLACK_BOT_TOKEN: 'wrong-canary', SLACK_APP_TOKEN: 'wrong-canary', GOVERNANCE_CHANNEL: 'canary' };

    expect(faultsOf({ ...SLACK, ...secrets }).join('\n')).not.toContain('canary');
  });
});

const TEAMS = {
  CHANNELS: 'teams',
  MICROSOFT_APP_ID: 'EAC5E5C6-ab14-4f50-80cb-49213fe51b1a',
  MICROSOFT_APP_PASSWORD: 'shh',
  MICROSOFT_APP_TENANT_ID: '72f988bf-86f1-41af-91ab-2d7cd011db47',
  GOVERNANCE_CHANNEL: '19:abc_-9@thread.tacv2',
};

describe('the configuration of Teams', () => {
  it('is absent while Teams does not run', () => {
    expect(readConfig({ MICROSOFT_APP_PASSWORD: 'shh' }).teams).toBeUndefined();
  });

  it('serves one tenant with its own app', () => {
    expect(readConfig({ ...TEAMS, NODE_ENV: 'production' }).teams).toMatchObject({
      tenant: '72f988bf-86f1-41af-91ab-2d7cd011db47',
      app: { id: 'eac5e5c6-ab14-4f50-80cb-49213fe51b1a', password: 'shh' },
      governanceChannel: '19:abc_-9@thread.tacv2',
      emailLinking: false,
      files: false,
      production: true,
      cloud: { issuer: 'https://api.botframework.com' },
    });
  });

  it.each([
    [{ CHANNELS: 'teams' }, ['MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_ID', 'GOVERNANCE_CHANNEL']],
    [{ ...TEAMS, MICROSOFT_APP_ID: '' }, ['MICROSOFT_APP_ID']],
    [{ ...TEAMS, MICROSOFT_APP_ID: '', MICROSOFT_APP_PASSWORD: '', NODE_ENV: 'production' }, ['MICROSOFT_APP_ID']],
    [{ ...TEAMS, MICROSOFT_APP_PASSWORD: '' }, ['MICROSOFT_APP_PASSWORD']],
    [{ ...TEAMS, MICROSOFT_APP_ID: 'my-bot' }, ['MICROSOFT_APP_ID']],
    [{ ...TEAMS, MICROSOFT_APP_TENANT_ID: 'contoso.com' }, ['MICROSOFT_APP_TENANT_ID']],
    [{ ...TEAMS, GOVERNANCE_CHANNEL: 'C02GOV' }, ['GOVERNANCE_CHANNEL']],
    [{ ...TEAMS, GOVERNANCE_CHANNEL: '19:abc' }, ['GOVERNANCE_CHANNEL']],
    [{ ...TEAMS, TEAMS_FEATURES: 'everything' }, ['TEAMS_FEATURES']],
    [{ ...TEAMS, ...SLACK, CHANNELS: 'slack,teams', GOVERNANCE_CHANNEL: '' }, ['GOVERNANCE_CHANNEL']],
  ])('refuses %j and blames %j, all at once', (variables, expected) => {
    expect(blamed(variables)).toEqual(expected);
  });

  it('needs no app for a demonstration on loopback, and one in production', () => {
    const demonstration = { CHANNELS: 'console,teams', MICROSOFT_APP_TENANT_ID: TEAMS.MICROSOFT_APP_TENANT_ID };

    expect(readConfig(demonstration).teams?.app).toBeUndefined();
    expect(blamed({ ...demonstration, NODE_ENV: 'production' })).toContain('MICROSOFT_APP_ID');
  });

  it('lets the governance team have its place in either, where both run', () => {
    const both = { ...TEAMS, ...SLACK, CHANNELS: 'slack,teams' };
    const inTeams = readConfig({ ...both, GOVERNANCE_CHANNEL: TEAMS.GOVERNANCE_CHANNEL });
    const inSlack = readConfig(both);

    expect([inTeams.slack?.governanceChannel, inTeams.teams?.governanceChannel]).toEqual([
      undefined,
      TEAMS.GOVERNANCE_CHANNEL,
    ]);
    expect([inSlack.slack?.governanceChannel?.channel, inSlack.teams?.governanceChannel]).toEqual([
      'C02GOV',
      undefined,
    ]);
  });

  it('is explained in the README, variable by variable', () => {
    const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');

    expect(Object.keys(teamsVariables).filter((variable) => !readme.includes(`\`${variable}\``))).toEqual([]);
  });
});
