import { z } from 'zod';
import type { TokenOwner } from './identify.ts';

/** Steward as it was installed in one workspace, or in a whole Enterprise organisation. */
export const SlackInstallation = z.object({
  /** See workspaceOf. */
  workspace: z.string(),
  teamId: z.string().optional(),
  enterpriseId: z.string().optional(),
  isEnterpriseInstall: z.boolean(),
  /** As the workspace called itself then. */
  name: z.string(),
  botToken: z.string(),
  botId: z.string(),
  botUserId: z.string(),
  scopes: z.array(z.string()),
  /** Only where the app's tokens rotate. */
  refreshToken: z.string().optional(),
  /** Unix time in seconds at which the token ends, where tokens rotate. */
  expiresAt: z.number().optional(),
});
export type SlackInstallation = z.infer<typeof SlackInstallation>;

/** Where installations are kept. A workspace that is linked to no organisation has none, and gets none. */
export interface InstallationRecords {
  find(workspace: string): Promise<SlackInstallation | undefined>;
  isLinked(workspace: string): Promise<boolean>;
  /** Replaces what was known. `notLinked`: nothing was kept. */
  save(installation: SlackInstallation): Promise<'saved' | 'notLinked'>;
  remove(workspace: string): Promise<'removed' | 'absent'>;
}

/** The same within one transaction of an organisation. */
export interface SlackInstallationStore {
  find(workspace: string): Promise<SlackInstallation | undefined>;
  /** The id of the workspace's row, which the audit trail names it by. */
  linked(workspace: string): Promise<string | undefined>;
  save(installation: SlackInstallation, now: Date): Promise<'saved' | 'notLinked'>;
  remove(workspace: string): Promise<'removed' | 'absent'>;
}

/** What receiving and sending need to know. */
export type Installed = Pick<
  SlackInstallation,
  'workspace' | 'teamId' | 'enterpriseId' | 'isEnterpriseInstall' | 'botToken' | 'botId' | 'botUserId'
>;

/** Where Steward may act, and with which token. */
export interface Installations {
  /** `undefined`: nothing that comes from there is handled. */
  find(workspace: string): Promise<Installed | undefined>;
  tokenFor(workspace: string): Promise<string | undefined>;
  /** After Slack said that Steward was removed there. */
  forget(workspace: string): Promise<void>;
}

/** The one workspace whose token is configured. Nothing is stored. */
export function createTokenInstallation(owner: TokenOwner, botToken: string): Installations {
  const { name: _name, ...installed } = owner;
  let removed = false;
  const find = async (workspace: string) =>
    workspace === owner.workspace && !removed ? { ...installed, botToken } : undefined;
  return {
    find,
    tokenFor: async (workspace) => (await find(workspace))?.botToken,
    async forget(workspace) {
      if (workspace === owner.workspace) removed = true;
    },
  };
}
