import { createServer } from 'node:http';
import { type App, createApp } from './app.ts';
import { createOperatorSocket } from './cli/operator-socket.ts';
import { seedDemonstration } from './composition/demonstration.ts';
import { loadKnowledgeBase } from './composition/knowledge-base.ts';
import { openLanguage } from './composition/language.ts';
import { publishQuestionnaires } from './composition/publish-questionnaires.ts';
import { readConfig } from './config.ts';
import { systemClock } from './kernel/clock.ts';
import { newId } from './kernel/ids.ts';
import { type Closable, createLifecycle } from './kernel/lifecycle.ts';
import type { Log } from './kernel/log.ts';
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
    const storage = await openStorage({ ...config, log, newId });
    lifecycle.add(storage);
    const organisation = await seedDemonstration(storage, systemClock);
    await publishQuestionnaires(storage, organisation, knowledge, systemClock);
    const app = await createApp({ storage, knowledge, organisation, clock: systemClock, newId, log, language });
    lifecycle.add(app);

    const http = createServer(app.http);
    await listen(http, config.host, config.port);
    lifecycle.add({ close: () => stopServing(http, app) });
    if (config.databaseUrl === undefined) {
      const { dataDirectory } = config;
      lifecycle.add(
        await createOperatorSocket({ dataDirectory, storage, knowledge, language, clock: systemClock, newId, log }),
      );
    }
    const bound = http.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : config.port;
    return { address: `http://${config.host}:${port}/console/`, app, close: () => lifecycle.close() };
  } catch (failure) {
    await lifecycle.close();
    throw failure;
  }
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
