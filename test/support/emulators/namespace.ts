import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openRelay } from './relay.ts';

const PROGRAM = fileURLToPath(new URL('./programs/inside-namespace.ts', import.meta.url));

/** Root makes one directly; anybody else becomes root of a user namespace for it. */
const UNSHARE = process.getuid?.() === 0 ? ['--net'] : ['--net', '--map-root-user'];

/** Debian keeps `ip` out of the path of everybody but root. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

/** Why an emulator cannot be run here; `undefined` when it can. */
export const whyNoNamespace: string | undefined = tryNamespace();

function tryNamespace(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces exist on Linux only';
  const tried = spawnSync('unshare', [...UNSHARE, 'ip', 'link', 'set', 'lo', 'up'], { env, encoding: 'utf8' });
  if (tried.error) return 'unshare is not there (package util-linux)';
  if (tried.status === 127) return 'ip is not there (package iproute2)';
  return tried.status === 0 ? undefined : `no network namespace can be made: ${tried.stderr.trim()}`;
}

/** What runs inside: an emulator with what it is to begin with. */
export type Emulator =
  | { readonly kind: 'local-slack'; readonly config: object }
  | { readonly kind: 'emulate'; readonly seed: object }
  | { readonly kind: 'playground'; readonly config: object };

export interface Isolated {
  /** The emulator, as if it ran here. */
  readonly origin: string;
  /** From now on what it sends to Steward arrives at this port of ours. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

/** What the program inside is told. */
export interface Task {
  readonly emulator: Emulator;
  /** The emulator's port, the same inside and outside, because it names its own address in what it answers. */
  readonly port: number;
  readonly folder: string;
  /** Sockets in the file system, which is the same on both sides: they lead in, and out. */
  readonly inward: string;
  readonly outward: string;
}

/** Where Steward seems to be, seen from inside. */
export const STEWARD_INSIDE = { port: 4000, origin: 'http://127.0.0.1:4000' } as const;

/**
 * Runs an emulator that would listen on every interface of the machine in a network namespace, which has nothing
 * but a loopback of its own.
 */
export async function runIsolated(emulator: Emulator): Promise<Isolated> {
  const folder = await mkdtemp(path.join(tmpdir(), 'steward-emulator-'));
  const [inward, outward] = [path.join(folder, 'in'), path.join(folder, 'out')];
  let steward = 0;
  const relays = [
    await openRelay({ port: 0 }, () => ({ path: inward })),
    await openRelay({ path: outward }, () => ({ port: steward })),
  ] as const;
  const { port } = relays[0];
  const program = startInside({ emulator, port, folder, inward, outward });
  const close = async () => {
    await program.end();
    for (const relay of relays) await relay.close();
    await rm(folder, { recursive: true });
  };
  const line = await program.firstLine;
  if (line !== 'ready') {
    await close();
    throw new Error(`The emulator did not start: ${line ?? 'it ended'}`);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    leadTo(to) {
      steward = to;
    },
    close,
  };
}

function startInside(task: Task) {
  const upAndOn = 'ip link set lo up && exec "$0" "$@"';
  const words = [...UNSHARE, 'sh', '-c', upAndOn, process.execPath, PROGRAM, JSON.stringify(task)];
  const child = spawn('unshare', words, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    firstLine: lines.next().then((next) => (next.done ? undefined : next.value)),
    /** It ends when there is nobody left to write to it, however this process ends. */
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}
