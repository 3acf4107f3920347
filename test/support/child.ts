import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child {
  readonly pid: number;
  /** The next line that it prints; undefined when there is none any more. */
  nextLine(): Promise<string | undefined>;
  /** Sends SIGTERM. */
  terminate(): void;
  /** The exit code, once it has ended by itself. */
  ended(): Promise<number | null>;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a program of ours in a process of its own; `environment` is added to this process's. */
export function startChild(
  program: URL,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Child {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [program.pathname, ...words], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    async nextLine() {
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
    terminate() {
      child.kill('SIGTERM');
    },
    async ended() {
      await exited;
      return child.exitCode;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
