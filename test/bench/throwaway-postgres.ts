import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface ThrowawayPostgres {
  readonly url: string;
  stop(): void;
}

const PACKAGED = '/usr/lib/postgresql';

/** A PostgreSQL of our own in a temporary folder, with its defaults; undefined where its programs are not installed. */
export async function startThrowawayPostgres(): Promise<ThrowawayPostgres | undefined> {
  const programs = findPrograms();
  const user = notRoot();
  if (programs === undefined || user === 'none') return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'steward-postgres-'));
  const data = path.join(folder, 'data');
  if (user) chownSync(folder, user.uid, user.gid);
  const run = (program: string, ...words: readonly string[]) =>
    execFileSync(path.join(programs, program), words, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  // Also when the benchmark fails or is interrupted: a server outlives the process that started it.
  const stop = () => {
    process.off('exit', stop);
    if (existsSync(path.join(data, 'postmaster.pid'))) run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  try {
    const port = await freePort();
    run('initdb', '-D', data, '-U', 'steward', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
    const options = `-p ${port} -c listen_addresses=127.0.0.1 -k ${folder}`;
    run('pg_ctl', '-D', data, '-w', '-l', path.join(folder, 'log'), '-o', options, 'start');
    // Over its socket, as a database on the same machine is reached.
    return { url: `postgresql://steward@127.0.0.1:${port}/postgres?host=${folder}`, stop };
  } catch (failure) {
    stop();
    throw failure;
  }
}

function findPrograms(): string | undefined {
  const versions = existsSync(PACKAGED) ? readdirSync(PACKAGED).sort((one, other) => Number(other) - Number(one)) : [];
  return versions
    .map((version) => path.join(PACKAGED, version, 'bin'))
    .find((folder) => existsSync(path.join(folder, 'initdb')));
}

/** PostgreSQL refuses to run as root; root lends it to the user that its package made. */
function notRoot(): { readonly uid: number; readonly gid: number } | undefined | 'none' {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const idOf = (option: string) =>
      Number(execFileSync('id', [option, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return 'none';
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
}
