import { createServer } from 'node:http';
import { type App, createApp } from './app.ts';
import type { SlackConfig } from './channels/slack/configuration.ts';
import { identifyToken, type TokenOwner } from './channels/slack/identify.ts';
import { scopesFor } from './channels/slack/scopes.ts';
import { createOperatorSocket } from './cli/operator-socket.ts';
import { loadKnowledgeBase } from './composition/knowledge-base.ts';
import { openLanguage } from './composition/language.ts';
import { type ReachableWorkspace, setUpOrganisation } from './composition/organisation-set-up.ts';
import type { SlackOptions } from './composition/slack.ts';
import { type Config, readConfig } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import { newId } from './kernel/ids.ts';
import { type Closable, createLifecycle } from './kernel/lifecycle.ts';
import type { Log } from './kernel/log.ts';
import { deriveKey, type Key } from './storage/encryption.ts';
import { openStorage } from './storage/open-storage.ts';

export interface Server extends Closable {
  /** What a person opens. */
  readonly address: string;
  readonly app: App;
}

/**
 * Opens everything and listens. What was opened is closed again when a later step fails.
 * @throws {BadEnvironment} and the storage's sentences for the operator.
 */
export async function serve(variables: Readonly<Record<string, string | undefined>>, log: Log): Promise<Server> {
  const config = readConfig(variables);
  const knowledge = await loadKnowledgeBase();
  const language = config.language && (await openLanguage(config.language, systemClock));
  const lifecycle = createLifecycle();
  try {
    const sendsAgainAtOnce = config.channels.every((channel) => channel === 'console');
    const storage = await openStorage({ ...config, ...knowledge, sendsAgainAtOnce, log, newId });
    lifecycle.add(storage);
    const withConsole = config.channels.includes('console');
    let owner: Promise<TokenOwner | undefined> | undefined;
    const ownerOfToken = () => {
      owner ??= tokenOwner(config);
      return owner;
    };
    const organisation = await setUpOrganisation({
      ...{ storage, knowledge, clock: systemClock, newId },
      demonstration: withConsole,
      workspaces: async () => [...workspacesOf(await ownerOfToken()), ...tenantsOf(config)],
    });
    const app = await createApp({
      ...{ storage, knowledge, organisation, clock: systemClock, newId, log, language, console: withConsole },
      ...(config.slack && { slack: slackOptions(config.slack, await ownerOfToken(), storage.masterKey) }),
      ...(config.teams && { teams: { config: config.teams } }),
    });
    lifecycle.add(app);

    const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app.http);
    await listen(http, config.host, config.port);
    lifecycle.add({ close: () => stopServing(http, app) });
    if (config.databaseUrl === undefined) {
      const { dataDirectory } = config;
      lifecycle.add(
        await createOperatorSocket({ dataDirectory, storage, knowledge, language, clock: systemClock, newId, log }),
      );
    }
    await app.start();
    const bound = http.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : config.port;
    const address = `http://${config.host}:${port}/`;
    return { address: withConsole ? `${address}console/` : address, app, close: () => lifecycle.close() };
  } catch (failure) {
    await lifecycle.close();
    throw failure;
  }
}

/** Whose token is configured; with OAuth, workspaces install Steward themselves. @throws {SlackUnreachable} */
async function tokenOwner({ slack }: Config): Promise<TokenOwner | undefined> {
  if (slack?.access.kind !== 'token') return undefined;
  return identifyToken(slack.apiUrl, slack.access.botToken, scopesFor(slack.features));
}

function workspacesOf(owner: TokenOwner | undefined): readonly ReachableWorkspace[] {
  return owner ? [{ platform: 'slack', externalId: owner.workspace, name: owner.name }] : [];
}

/** Teams tells no name of a tenant without asking for more than Steward needs. */
function tenantsOf({ teams }: Config): readonly ReachableWorkspace[] {
  return teams ? [{ platform: 'teams', externalId: teams.tenant, name: undefined }] : [];
}

function slackOptions(config: SlackConfig, owner: TokenOwner | undefined, masterKey: Key): SlackOptions {
  return { config, owner, stateSecret: deriveKey(masterKey, 'slack-installation-state').toString('hex') };
}

/** Takes nothing new, ends the open pages' event streams, finishes what is under way, and cuts what is left then. */
async function stopServing(http: ReturnType<typeof createServer>, app: App): Promise<void> {
  const stopped = new Promise<void>((resolve) => http.close(() => resolve()));
  await app.close();
  http.closeIdleConnections();
  setTimeout(() => http.closeAllConnections(), CUT_AFTER_MS).unref();
  await stopped;
}

const CUT_AFTER_MS = 1000;
/** Longer than a balancer before us keeps a connection, so that it never sends into one that is just being closed. */
export const KEEP_ALIVE_MS = 65_000;

/** The address is taken or may not be used; the message tells what to do. */
export class CannotListen extends Error {}

function listen(http: ReturnType<typeof createServer>, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new CannotListen(`Port ${port} on ${host} is in use. Stop the other program or set PORT.`)
          : error,
      ),
    );
    http.listen(port, host, resolve);
  });
}
