import { InstallProvider } from '@slack/oauth';
import { type Router as ExpressRouter, Router } from 'express';
import type { Log } from '../../kernel/log.ts';
import { createBoltInstallationStore, fromBolt } from './bolt-installation-store.ts';
import { createSlackClients } from './clients.ts';
import type { SlackAccess } from './configuration.ts';
import { installationPage } from './installation-page.ts';
import type { InstallationRecords, Installations } from './installations.ts';
import { INSTALL_PATH, REDIRECT_PATH } from './paths.ts';
import { sdkLog } from './sdk-log.ts';
import { createStoredInstallations } from './stored-installations.ts';

const WITHIN_MS = 10_000;

export interface InstallerOptions {
  readonly access: Extract<SlackAccess, { kind: 'oauth' }>;
  readonly apiUrl: string;
  /** What Steward asks a workspace for. */
  readonly scopes: readonly string[];
  /** Signs the state that comes back from Slack, so that nobody can have somebody else install a workspace. */
  readonly stateSecret: string;
  readonly records: InstallationRecords;
  readonly clock: () => Date;
  readonly log: Log;
}

export interface Installer {
  readonly installations: Installations;
  /** `/slack/install` and the address to which Slack sends the browser back; to be mounted at the root. */
  readonly pages: ExpressRouter;
}

/** Lets any linked workspace install Steward by itself. */
export function createInstaller(options: InstallerOptions): Installer {
  const { access, apiUrl, log } = options;
  const installations = createStoredInstallations({
    records: options.records,
    clock: options.clock,
    async refresh({ teamId, enterpriseId, isEnterpriseInstall }) {
      await provider.authorize({ teamId, enterpriseId, isEnterpriseInstall });
    },
  });
  const { records } = installations;
  const provider = new InstallProvider({
    clientId: access.clientId,
    clientSecret: access.clientSecret,
    stateSecret: options.stateSecret,
    installationStore: createBoltInstallationStore(records),
    authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href,
    directInstall: true,
    logger: sdkLog,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, timeout: WITHIN_MS },
  });
  const wanted = { scopes: [...options.scopes], redirectUri: `${access.publicUrl}${REDIRECT_PATH}` };

  /** A token for a workspace that nobody let in is given back, not kept. */
  async function giveBack(botToken: string): Promise<void> {
    await createSlackClients({ token: botToken, apiUrl })
      .bulk.auth.revoke()
      .catch(() => log.warn('The token of a workspace that is not linked could not be revoked'));
  }

  const pages = Router();
  pages.get(INSTALL_PATH, (request, response) => provider.handleInstallPath(request, response, undefined, wanted));
  pages.get(REDIRECT_PATH, (request, response) =>
    provider.handleCallback(request, response, {
      async afterInstallation(installation) {
        const { workspace, name, botToken } = fromBolt(installation);
        if (await records.isLinked(workspace)) return true;
        await giveBack(botToken);
        response.status(403).send(installationPage({ kind: 'notLinked', workspace, name }));
        return false;
      },
      success(installation) {
        const { workspace, name } = fromBolt(installation);
        log.info('Slack workspace installed Steward', { workspace });
        response.send(installationPage({ kind: 'installed', workspace, name }));
      },
      failure({ code }) {
        const mayTryAgain = STATE_FAULTS.has(code);
        if (!mayTryAgain) log.warn('Slack workspace could not install Steward', { code });
        response.status(mayTryAgain ? 400 : 502).send(installationPage({ kind: 'failed', code, again: INSTALL_PATH }));
      },
    }),
  );
  return { installations, pages };
}

/** The person at the browser waited too long, came from elsewhere, or changed their mind. */
const STATE_FAULTS: ReadonlySet<string> = new Set([
  'slack_oauth_missing_state',
  'slack_oauth_invalid_state',
  'slack_oauth_missing_code',
  'slack_oauth_installer_authorization_error',
]);
