import type { InstallationRecords } from '../channels/slack/installations.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { OrganisationScope } from './organisation-scope.ts';

/** The organisation's Slack installations, each change of which the audit trail notes. */
export function createInstallationRecords({
  transact,
  clock,
}: Pick<OrganisationScope, 'transact' | 'clock'>): InstallationRecords {
  async function note(
    { slackInstallations, audit }: Stores,
    kind: 'organisation.slackInstalled' | 'organisation.slackRemoved',
    workspace: string,
    details: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<void> {
    const subjectId = await slackInstallations.linked(workspace);
    if (subjectId !== undefined) audit.record({ process: 'slack' }, [{ kind, subjectId, details }], clock());
  }

  return {
    find: (workspace) => transact(({ slackInstallations }) => slackInstallations.find(workspace)),
    isLinked: (workspace) =>
      transact(async ({ slackInstallations }) => (await slackInstallations.linked(workspace)) !== undefined),
    save: (installation) =>
      transact(async (stores) => {
        const { workspace, scopes } = installation;
        const saved = await stores.slackInstallations.save(installation, clock());
        if (saved === 'saved') await note(stores, 'organisation.slackInstalled', workspace, { scopes });
        return saved;
      }),
    remove: (workspace) =>
      transact(async (stores) => {
        const removed = await stores.slackInstallations.remove(workspace);
        if (removed === 'removed') await note(stores, 'organisation.slackRemoved', workspace);
        return removed;
      }),
  };
}
