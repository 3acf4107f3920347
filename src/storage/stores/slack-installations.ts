import { SlackInstallation, type SlackInstallationStore } from '../../channels/slack/installations.ts';
import { deriveKey, type Key, seal, unseal } from '../encryption.ts';
import type { Scope } from '../scope.ts';

export function createPrismaSlackInstallations({ organisationId, db }: Scope, masterKey: Key): SlackInstallationStore {
  const key = () => deriveKey(masterKey, 'slack-installation');
  const place = (workspaceId: string) => `${organisationId}/slack-installation/${workspaceId}`;

  async function linked(workspace: string): Promise<string | undefined> {
    const row = await db.workspace.findFirst({
      where: { organisationId, platform: 'slack', externalId: workspace },
      select: { id: true },
    });
    return row?.id;
  }

  return {
    linked,
    async find(workspace) {
      const row = await db.slackInstallation.findFirst({
        where: { organisationId, workspace: { platform: 'slack', externalId: workspace } },
      });
      if (!row) return undefined;
      const installation = unseal(key(), place(row.workspaceId), row.sealedInstallation);
      return SlackInstallation.parse(JSON.parse(installation.toString()));
    },
    async save(installation, now) {
      const workspaceId = await linked(installation.workspace);
      if (workspaceId === undefined) return 'notLinked';
      const sealedInstallation = seal(key(), place(workspaceId), Buffer.from(JSON.stringify(installation)));
      const { count } = await db.slackInstallation.createMany({
        data: [{ organisationId, workspaceId, sealedInstallation, installedAt: now, updatedAt: now }],
        skipDuplicates: true,
      });
      if (count === 0)
        await db.slackInstallation.updateMany({
          where: { organisationId, workspaceId },
          data: { sealedInstallation, updatedAt: now },
        });
      return 'saved';
    },
    async remove(workspace) {
      const { count } = await db.slackInstallation.deleteMany({
        where: { organisationId, workspace: { platform: 'slack', externalId: workspace } },
      });
      return count === 0 ? 'absent' : 'removed';
    },
  };
}
