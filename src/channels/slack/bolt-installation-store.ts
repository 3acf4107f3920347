import type { Installation, InstallationStore } from '@slack/oauth';
import type { InstallationRecords, SlackInstallation } from './installations.ts';
import { workspaceOf } from './workspace.ts';

/** Our records in the shape in which Slack's libraries ask for them. Nothing is kept of a workspace that is not linked. */
export function createBoltInstallationStore(records: InstallationRecords): InstallationStore {
  return {
    async storeInstallation(installation) {
      const ours = fromBolt(installation);
      if ((await records.save(ours)) === 'notLinked')
        throw new Error(`The Slack workspace ${ours.workspace} is not linked`);
    },
    async fetchInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      const workspace = workspaceOf({ teamId, enterpriseId, isEnterpriseInstall });
      const found = workspace === undefined ? undefined : await records.find(workspace);
      if (!found) throw new Error(`Steward is not installed in the Slack workspace ${workspace}`);
      return toBolt(found);
    },
    async deleteInstallation({ teamId, enterpriseId, isEnterpriseInstall }) {
      const workspace = workspaceOf({ teamId, enterpriseId, isEnterpriseInstall });
      if (workspace !== undefined) await records.remove(workspace);
    },
  };
}

/** Tokens of people are dropped: Steward asks for none. @throws when there is no bot token. */
export function fromBolt({ team, enterprise, bot, isEnterpriseInstall = false }: Installation): SlackInstallation {
  const source = { teamId: team?.id, enterpriseId: enterprise?.id, isEnterpriseInstall };
  const workspace = workspaceOf(source);
  if (workspace === undefined) throw new Error('Slack did not say which workspace installed Steward');
  if (!bot) throw new Error(`The Slack workspace ${workspace} gave no bot token`);
  const { token, id: botId, userId: botUserId, scopes, refreshToken, expiresAt } = bot;
  const name = (isEnterpriseInstall ? enterprise?.name : team?.name) ?? workspace;
  return { ...source, workspace, name, botToken: token, botId, botUserId, scopes, refreshToken, expiresAt };
}

function toBolt(installation: SlackInstallation): Installation<'v2', boolean> {
  const { teamId, enterpriseId, isEnterpriseInstall, name, botToken, scopes, botId, botUserId } = installation;
  const { refreshToken, expiresAt } = installation;
  return {
    team: teamId === undefined ? undefined : { id: teamId, name },
    enterprise: enterpriseId === undefined ? undefined : { id: enterpriseId },
    user: { token: undefined, scopes: undefined, id: '' },
    bot: {
      ...{ token: botToken, scopes, id: botId, userId: botUserId },
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    },
    tokenType: 'bot',
    isEnterpriseInstall,
    authVersion: 'v2',
  };
}
