import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import type { KnowledgeBase } from '../composition/knowledge-base.ts';
import type { Language } from '../composition/language.ts';
import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Closable } from '../kernel/lifecycle.ts';
import type { Log } from '../kernel/log.ts';
import type { Storage } from '../storage/open-storage.ts';
import { type Operator, Refused } from './command.ts';
import { failed, runCommand } from './run-command.ts';
import { type Answer, Request, socketPath } from './socket-protocol.ts';

const MAX_REQUEST_BYTES = 1024 * 1024;
const REQUEST_WITHIN_MS = 10_000;

export interface OperatorSocketOptions {
  readonly dataDirectory: string;
  readonly storage: Storage;
  readonly knowledge: KnowledgeBase;
  readonly language?: Language | undefined;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
}

/**
 * Runs `aims …` for whoever may open the data directory, while this process holds the embedded database. Where the
 * directory's path is too long for a socket, Steward runs without it and says so.
 */
export async function createOperatorSocket(options: OperatorSocketOptions): Promise<Closable> {
  const { dataDirectory, log } = options;
  const file = socketPath(dataDirectory);
  if (file === undefined) {
    log.warn('The path of DATA_DIR is too long for a socket: use a shorter one, or stop Steward before using aims');
    return { close: async () => {} };
  }

  const waiting = new Set<Socket>();
  const running = new Set<Promise<void>>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    // Who hung up gets no answer; the command is finished all the same.
    socket.on('error', () => socket.destroy());
    waiting.add(socket);
    const served = readLine(socket)
      .finally(() => waiting.delete(socket))
      .then((line) => (line === undefined ? undefined : serve(socket, line, options)))
      .finally(() => running.delete(served));
    running.add(served);
  });
  // Only who holds the lock of the directory comes here, so a socket that is there was left by a dead process.
  await rm(file, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, resolve);
  });
  await chmod(file, 0o600);
  server.on('error', (cause) => log.error('The operator socket failed', {}, cause));

  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of waiting) socket.destroy();
      // A command that has begun is finished and answered while the database is still open.
      await Promise.all(running);
      await closed;
    },
  };
}

async function serve(socket: Socket, text: string, options: OperatorSocketOptions): Promise<void> {
  const { stdout, stderr, exitCode } = await answer(text, options);
  const reply: Answer = { stdout: Buffer.from(stdout).toString('base64'), stderr, exitCode };
  await new Promise<void>((resolve) => {
    socket.once('close', resolve);
    socket.end(`${JSON.stringify(reply)}\n`, resolve);
  });
}

async function answer(text: string, options: OperatorSocketOptions) {
  try {
    const { words, workingDirectory } = Request.parse(JSON.parse(text));
    return await runCommand(words, insideServer(options, workingDirectory));
  } catch {
    return failed(new Refused('The running Steward did not understand the command: is it of the same version?'));
  }
}

function insideServer(
  { storage, knowledge, language, clock, newId }: OperatorSocketOptions,
  workingDirectory: string,
): Operator {
  return {
    workingDirectory,
    clock,
    newId,
    iso42001: async () => knowledge.iso42001,
    knowledge: async () => knowledge,
    language: async () => language,
    storage: async () => storage,
  };
}

/** `undefined` when the other side sent nothing useful in time. */
function readLine(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const give = (line: string | undefined) => {
      socket.setTimeout(0);
      if (line === undefined) socket.destroy();
      resolve(line);
    };
    socket.setEncoding('utf8');
    socket.setTimeout(REQUEST_WITHIN_MS, () => give(undefined));
    socket.on('close', () => resolve(undefined));
    socket.on('end', () => give(undefined));
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) {
        socket.removeAllListeners('data').removeAllListeners('end').resume();
        give(text.slice(0, end));
      } else if (text.length > MAX_REQUEST_BYTES) give(undefined);
    });
  });
}
