import { createConnection } from 'node:net';
import { Refused } from './command.ts';
import type { Finished } from './run-command.ts';
import { Answer, type Request } from './socket-protocol.ts';

/** No server is there: the file is missing, or a dead process left it. */
const NOBODY_THERE = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ENOTDIR']);

/**
 * Has the running server run the command; `undefined` when none is running.
 * @throws {Refused} when the server ended in the middle: the command may or may not have been done.
 */
export async function runInServer(socketFile: string, request: Request): Promise<Finished | undefined> {
  const text = await exchange(socketFile, `${JSON.stringify(request)}\n`);
  if (text === undefined) return undefined;
  const answer = Answer.safeParse(parsed(text));
  if (!answer.success)
    throw new Refused(
      'The running Steward stopped before it answered; look whether the command was done before repeating it.',
    );
  return { ...answer.data, stdout: Buffer.from(answer.data.stdout, 'base64') };
}

function exchange(socketFile: string, line: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let connected = false;
    const socket = createConnection(socketFile, () => {
      connected = true;
      socket.write(line);
    });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
    socket.on('error', (failure: NodeJS.ErrnoException) => {
      if (connected) return;
      if (NOBODY_THERE.has(failure.code ?? '')) resolve(undefined);
      else
        reject(
          new Refused(
            `The running Steward cannot be reached through ${socketFile}: ${failure.code ?? failure.message}`,
          ),
        );
    });
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
