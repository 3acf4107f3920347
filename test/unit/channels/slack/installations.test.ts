import { describe, expect, it } from 'vitest';
import {
  createTokenInstallation,
  type InstallationRecords,
  type SlackInstallation,
} from '../../../../src/channels/slack/installations.ts';
import { removesInstallation } from '../../../../src/channels/slack/removal.ts';
import { createStoredInstallations } from '../../../../src/channels/slack/stored-installations.ts';
import { workspaceOf } from '../../../../src/channels/slack/workspace.ts';

const bot = { botId: 'B1', botUserId: 'U0BOT' };
const team = { teamId: 'T1', enterpriseId: 'E1', isEnterpriseInstall: false };

describe('the key of a workspace', () => {
  it('is the team, and the enterprise only where the whole organisation installed Steward', () => {
    expect(workspaceOf(team)).toBe('T1');
    expect(workspaceOf({ ...team, isEnterpriseInstall: true })).toBe('E1');
    expect(workspaceOf({ ...team, teamId: undefined })).toBeUndefined();
  });
});

describe('the one configured workspace', () => {
  const installations = () => createTokenInstallation({ ...team, ...bot, workspace: 'T1', name: 'Acme' }, 'xoxb-1');

  it('is known with its token, and no other is', async () => {
    expect(await installations().find('T1')).toEqual({ ...team, ...bot, workspace: 'T1', botToken: 'xoxb-1' });
    expect(await installations().tokenFor('T1')).toBe('xoxb-1');
    expect(await installations().tokenFor('T2')).toBeUndefined();
  });

  it('is used no more once Slack said that Steward was removed', async () => {
    const one = installations();
    await one.forget('T2');
    expect(await one.tokenFor('T1')).toBe('xoxb-1');

    await one.forget('T1');
    expect(await one.find('T1')).toBeUndefined();
  });
});

describe('stored installations', () => {
  it('are read once in half a minute, so that another process’s change is seen soon', async () => {
    let [now, reads] = [0, 0];
    const installation: SlackInstallation = {
      ...team,
      ...bot,
      workspace: 'T1',
      name: 'Acme',
      botToken: 'xoxb-1',
      scopes: [],
    };
    const records: InstallationRecords = {
      find: async () => {
        reads += 1;
        return installation;
      },
      isLinked: async () => true,
      save: async () => 'saved',
      remove: async () => 'removed',
    };
    const installations = createStoredInstallations({ records, refresh: async () => {}, clock: () => new Date(now) });

    await installations.tokenFor('T1');
    await installations.tokenFor('T1');
    expect(reads).toBe(1);
    now = 30_000;
    await installations.tokenFor('T1');
    expect(reads).toBe(2);
  });
});

describe('an event of Slack', () => {
  it.each([
    [{ type: 'app_uninstalled' }, true],
    [{ type: 'tokens_revoked', tokens: { bot: ['U0BOT'] } }, true],
    [{ type: 'tokens_revoked', tokens: { oauth: ['U1'] } }, false],
    [{ type: 'message', text: 'app_uninstalled' }, false],
    [null, false],
  ])('%j removes the installation: %s', (event, removes) => {
    expect(removesInstallation(event)).toBe(removes);
  });
});
