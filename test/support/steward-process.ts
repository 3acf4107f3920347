import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { machine } from './machine.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Steward as an operator runs it: a process of its own, with nothing but this environment. */
export interface StewardProcess {
  /** Where it listens; `undefined` when it ended before it was ready. */
  readonly origin: Promise<string | undefined>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  stdout(): string;
  stderr(): string;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves when it has. */
  stop(): Promise<number | null>;
}

export function startSteward(environment: Readonly<Record<string, string>>, main: string = MAIN): StewardProcess {
  const child = spawn(process.execPath, [main], {
    env: { ...machine, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const ended = once(child, 'exit').then(() => ({ code: child.exitCode, signal: child.signalCode }));
  const origin = new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const ready = /Steward is ready: (http:\/\/[^/]+)\//.exec(stdout);
      if (ready) resolve(ready[1]);
    });
    void ended.then(() => resolve(undefined));
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return {
    origin,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return (await ended).code;
    },
  };
}
