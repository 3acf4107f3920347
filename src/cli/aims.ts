import { readConfig } from '../config.ts';
import type { Log } from '../kernel/log.ts';
import { createOperator } from './operator.ts';
import { runInServer } from './operator-client.ts';
import { type Finished, failed, needsDatabase, runCommand } from './run-command.ts';
import { socketPath } from './socket-protocol.ts';

export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly log: Log;
}

/**
 * Runs one command: in the server where one holds the embedded database, else here. The result is the same, byte for
 * byte, because it is the same code.
 */
export async function aims(
  words: readonly string[],
  { variables, workingDirectory, log }: Surroundings,
): Promise<Finished> {
  const operator = createOperator({ workingDirectory, config: () => readConfig(variables), log });
  try {
    const served = needsDatabase(words) ? await inServer(words, variables, workingDirectory) : undefined;
    return served ?? (await runCommand(words, operator));
  } catch (failure) {
    return failed(failure);
  } finally {
    await operator.close();
  }
}

async function inServer(
  words: readonly string[],
  variables: Surroundings['variables'],
  workingDirectory: string,
): Promise<Finished | undefined> {
  const { databaseUrl, dataDirectory } = readConfig(variables);
  if (databaseUrl !== undefined) return undefined;
  const file = socketPath(dataDirectory);
  // Where the path is too long no server listens: the database is opened here, or its lock says who holds it.
  return file === undefined ? undefined : runInServer(file, { words: [...words], workingDirectory });
}
