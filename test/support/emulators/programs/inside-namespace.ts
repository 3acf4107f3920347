/** Runs one emulator and the relays around it. Prints `ready`, and ends when its standard input does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { STEWARD_INSIDE, type Task } from '../namespace.ts';
import { openRelay } from '../relay.ts';

// Our own parent wrote it, from a value of this very type.
const task: Task = JSON.parse(process.argv[2] ?? '');
const { emulator, port, folder, inward, outward } = task;

await openRelay({ port: STEWARD_INSIDE.port }, () => ({ path: outward }));
const stop = await start();
await openRelay({ path: inward }, () => ({ port }));
process.stdout.write('ready\n');
process.stdin.resume();
await once(process.stdin, 'end');
stop();
process.exit(0);

function start(): Promise<() => void> {
  switch (emulator.kind) {
    case 'emulate':
      return startEmulate(emulator.seed);
    case 'local-slack':
      return startLocalSlack(emulator.config);
    case 'playground':
      return startPlayground(emulator.config);
  }
}

async function startEmulate(seed: object): Promise<() => void> {
  const { createEmulator } = await import('emulate');
  await createEmulator({ service: 'slack', port, baseUrl: `http://127.0.0.1:${port}`, seed: { slack: seed } });
  return () => {};
}

async function startLocalSlack(config: object): Promise<() => void> {
  const binary = createRequire(import.meta.url).resolve('local-slack-linux-x64/bin/local-slack');
  const file = path.join(folder, 'workspace.yaml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config));
  return startProgram(
    binary,
    ['--config', file, '--port', String(port), '--base-host', '127.0.0.1'],
    'local-slack is running',
  );
}

/** Microsoft's own, by the flags and the file that it documents, without its telemetry. */
async function startPlayground(config: object): Promise<() => void> {
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  await writeFile(path.join(folder, '.m365agentsplayground.yml'), JSON.stringify(config));
  const flags = {
    '--app-endpoint': `${STEWARD_INSIDE.origin}/api/messages`,
    '--channel-id': 'msteams',
    '--port': String(port),
    '--service-url': `http://127.0.0.1:${port}/_connector`,
  };
  const words = [cli, 'start', ...Object.entries(flags).flat(), '--disable-telemetry'];
  return startProgram(process.execPath, words, `Listening on ${port}`, {
    PATH: process.env.PATH,
    TEAMSAPPTESTER_BROWSER: 'none',
  });
}

/** Resolves once it has said that it is there; ends with this process, however that ends. */
async function startProgram(
  program: string,
  words: readonly string[],
  ready: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<() => void> {
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => child.kill('SIGKILL'));
  await saying(child.stdout, ready);
  child.on('exit', () => process.exit(1));
  // Nobody reads what it says from now on, and it must not wait for a reader.
  child.stdout.resume();
  return () => {
    child.removeAllListeners('exit');
    child.kill('SIGKILL');
  };
}

async function saying(output: Readable, ready: string): Promise<void> {
  for await (const line of createInterface({ input: output })) if (line.includes(ready)) return;
  throw new Error('The program ended before it was ready');
}
