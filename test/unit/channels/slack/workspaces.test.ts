import { describe, expect, it } from 'vitest';
import { createSlackClients } from '../../../../src/channels/slack/clients.ts';
import type { Installed } from '../../../../src/channels/slack/installations.ts';
import { createSlackWorkspaces } from '../../../../src/channels/slack/workspaces.ts';

const installed = (botToken: string): Installed => ({
  workspace: 'T1',
  teamId: 'T1',
  isEnterpriseInstall: false,
  botToken,
  botId: 'B1',
  botUserId: 'UBOT',
});

describe('a workspace that Steward can call', () => {
  it('keeps its clients as long as its token, and knows who Steward is there', async () => {
    let token = 'xoxb-one';
    const made: string[] = [];
    const workspaces = createSlackWorkspaces({ find: async () => installed(token) }, (botToken) => {
      made.push(botToken);
      return createSlackClients({ token: botToken, apiUrl: 'http://127.0.0.1:9/api/' });
    });

    const first = await workspaces.find('T1');
    const second = await workspaces.find('T1');
    token = 'xoxb-two';
    const third = await workspaces.find('T1');

    expect(first?.botUserId).toBe('UBOT');
    expect(second?.clients).toBe(first?.clients);
    expect(third?.clients).not.toBe(first?.clients);
    expect(made).toEqual(['xoxb-one', 'xoxb-two']);
  });

  it('is none where Steward is not installed', async () => {
    const workspaces = createSlackWorkspaces({ find: async () => undefined }, () => {
      throw new Error('No token');
    });

    expect(await workspaces.find('T1')).toBeUndefined();
  });
});
