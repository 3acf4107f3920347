import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AnsweringSlack, type MethodAnswer, startAnsweringSlack } from '../support/slack/answering.ts';
import { startSteward } from '../support/steward-process.ts';

const ACME = { body: { team: 'Acme', team_id: 'T01', user_id: 'U0BOT', bot_id: 'B1' } };

describe('a start on Slack', () => {
  let home: string;
  let slack: AnsweringSlack;
  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'steward-slack-'));
  });
  afterEach(async () => {
    slack.close();
    await rm(home, { recursive: true });
  });

  async function environment(whoAmI: MethodAnswer, channels = 'slack') {
    slack = await startAnsweringSlack({ 'auth.test': whoAmI });
    return {
      ...{ DATA_DIR: home, CHANNELS: channels, SLACK_API_URL: slack.apiUrl },
      ...{ SLACK_BOT_TOKEN: 'xoxb-canary', SLACK_SIGNING_SECRET: 'canary', GOVERNANCE_CHANNEL: 'C02GOV' },
    };
  }

  async function refusalOf(variables: Readonly<Record<string, string>>): Promise<string> {
    const steward = startSteward(variables);
    expect(await steward.ended).toMatchObject({ code: 1 });
    expect(steward.stdout()).toBe('');
    expect(steward.stderr()).not.toContain('canary');
    return steward.stderr().trimEnd();
  }

  it('names everything that is missing at once', async () => {
    const { SLACK_BOT_TOKEN: _token, SLACK_SIGNING_SECRET: _secret, ...rest } = await environment(ACME);

    expect((await refusalOf(rest)).split('\n').map((line) => line.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
    ]);
    expect(slack.calls).toEqual([]);
  });

  it('says in one line that Slack refuses the token, and leaves no organisation behind', async () => {
    const variables = await environment({ body: { ok: false, error: 'invalid_auth' } });

    expect(await refusalOf(variables)).toMatch(/^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)[^\n]+$/u);
    expect(await refusalOf(variables)).toMatch(/^Slack refuses/u);
  });

  it('makes a real organisation, which no later start with the console serves', async () => {
    const variables = await environment(ACME);
    const steward = startSteward(variables);
    const origin = await steward.origin;
    expect(origin, steward.stderr()).toBeDefined();
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect((await fetch(`${origin}/console/`)).status).toBe(404);
    expect(await steward.stop()).toBe(0);

    expect(await refusalOf({ DATA_DIR: home })).toBe(
      'This database holds Acme; the console serves demonstrations only.',
    );
    expect(await refusalOf({ ...variables, CHANNELS: 'console,slack' })).toContain(
      'the console serves demonstrations only',
    );
  });

  it('refuses the database of a demonstration, without asking Slack anything', async () => {
    const variables = await environment(ACME);
    const demonstration = startSteward({ DATA_DIR: home });
    expect(await demonstration.origin, demonstration.stderr()).toBeDefined();
    expect(await demonstration.stop()).toBe(0);

    expect(await refusalOf(variables)).toMatch(
      /^This database holds Brightwater \(demonstration\)[^\n]+add console to CHANNELS[^\n]+$/u,
    );
    expect(slack.calls).toEqual([]);
  });
});
