/** Runs one emulator and the relays around it. Prints `ready`, and ends when its standard input does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createEmulator } from 'emulate';
import { STEWARD_INSIDE, type Task } from '../namespace.ts';
import { openRelay } from '../relay.ts';

// Our own parent wrote it, from a value of this very type.
const task: Task = JSON.parse(process.argv[2] ?? '');
const { emulator, port, folder, inward, outward } = task;

await openRelay({ port: STEWARD_INSIDE.port }, () => ({ path: outward }));
const stop = emulator.kind === 'emulate' ? await startEmulate(emulator.seed) : await startLocalSlack(emulator.config);
await openRelay({ path: inward }, () => ({ port }));
process.stdout.write('ready\n');
process.stdin.resume();
await once(process.stdin, 'end');
stop();
process.exit(0);

async function startEmulate(seed: object): Promise<() => void> {
  await createEmulator({ service: 'slack', port, baseUrl: `http://127.0.0.1:${port}`, seed: { slack: seed } });
  return () => {};
}

async function startLocalSlack(config: object): Promise<() => void> {
  const binary = createRequire(import.meta.url).resolve('local-slack-linux-x64/bin/local-slack');
  const file = path.join(folder, 'workspace.yaml');
  // JSON is YAML.
  await writeFile(file, JSON.stringify(config));
  const child = spawn(binary, ['--config', file, '--port', String(port), '--base-host', '127.0.0.1'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('local-slack is running')) break;
  }
  return () => child.kill('SIGKILL');
}
