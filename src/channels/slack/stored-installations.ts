import type { InstallationRecords, Installations, SlackInstallation } from './installations.ts';

/** How long a token may be used after another process replaced or removed it. */
const REMEMBERED_MS = 30_000;

export interface StoredInstallationsOptions {
  readonly records: InstallationRecords;
  /** Renews a token that is about to end, where tokens rotate; keeps the new one in the records. */
  readonly refresh: (installation: SlackInstallation) => Promise<void>;
  readonly clock: () => Date;
}

export interface StoredInstallations extends Installations {
  /** The records, read anew after each change. */
  readonly records: InstallationRecords;
}

/** Any number of workspaces, each with the token that it gave through OAuth. */
export function createStoredInstallations({
  records,
  refresh,
  clock,
}: StoredInstallationsOptions): StoredInstallations {
  const remembered = new Map<string, { readonly installation: SlackInstallation; readonly until: number }>();

  async function find(workspace: string): Promise<SlackInstallation | undefined> {
    const known = remembered.get(workspace);
    if (known && known.until > clock().getTime()) return known.installation;
    const stored = await records.find(workspace);
    if (stored?.refreshToken !== undefined) await refresh(stored);
    const installation = stored?.refreshToken === undefined ? stored : await records.find(workspace);
    if (installation) remembered.set(workspace, { installation, until: clock().getTime() + REMEMBERED_MS });
    else remembered.delete(workspace);
    return installation;
  }

  return {
    find,
    tokenFor: async (workspace) => (await find(workspace))?.botToken,
    async forget(workspace) {
      await records.remove(workspace);
      remembered.delete(workspace);
    },
    records: {
      ...records,
      async save(installation) {
        const saved = await records.save(installation);
        remembered.delete(installation.workspace);
        return saved;
      },
      async remove(workspace) {
        const removed = await records.remove(workspace);
        remembered.delete(workspace);
        return removed;
      },
    },
  };
}
