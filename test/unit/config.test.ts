import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { slackVariables } from '../../src/channels/slack/configuration.ts';
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
