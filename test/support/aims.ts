import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { machine } from './machine.ts';

const CLI = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const run = promisify(execFile);

/** The operator's command line as a process of its own, with nothing but this environment. Fails where the command does. */
export async function runAims(
  environment: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<string> {
  const env = { ...machine, ...environment };
  return (await run(process.execPath, [CLI, ...words], { env })).stdout;
}
