import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { bootId, processState } from './process-identity.ts';

/** Another process holds the embedded database. The message is one line for the person at the terminal. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

export interface DirectoryLock {
  release(): Promise<void>;
}

const Holder = z.object({
  nonce: z.string(),
  pid: z.number(),
  host: z.string(),
  boot: z.string().optional(),
  started: z.string().optional(),
});
type Holder = z.infer<typeof Holder>;

const TAKEOVER_ATTEMPTS = 100;
const TAKEOVER_PAUSE_MS = 30;

/**
 * Takes the exclusive lock file. A lock whose process is certainly gone is taken over; one that may be alive never is,
 * so a lock of another host must be removed by a person.
 * @throws {DatabaseInUse} when somebody else holds it.
 */
export async function lockDirectory(file: string): Promise<DirectoryLock> {
  const nonce = randomUUID();
  const own: Holder = { nonce, pid: process.pid, host: os.hostname(), boot: bootId(), started: startOf(process.pid) };
  await acquire(file, own);
  return {
    async release() {
      if ((await readHolder(file))?.nonce === nonce) await rm(file, { force: true });
    },
  };
}

/**
 * Only who holds the takeover lock may remove a stale lock, and looks again before doing so: two processes that
 * found the same stale lock cannot both win. The takeover lock is a lock of the same kind, as its holder may die too.
 */
async function acquire(file: string, own: Holder): Promise<void> {
  for (let attempt = 0; attempt < TAKEOVER_ATTEMPTS; attempt++) {
    if (await createComplete(file, own)) return;
    const holder = await readHolder(file);
    if (!holder) continue;
    refuseUnlessGone(file, holder);
    try {
      await acquire(`${file}.takeover`, own);
    } catch (failure) {
      if (!(failure instanceof DatabaseInUse)) throw failure;
      await pause(TAKEOVER_PAUSE_MS);
      continue;
    }
    try {
      const still = await readHolder(file);
      if (still) {
        refuseUnlessGone(file, still);
        await rm(file);
      }
      if (await createComplete(file, own)) return;
    } finally {
      await rm(`${file}.takeover`, { force: true });
    }
  }
  throw new DatabaseInUse(`The lock ${file} could not be taken: several processes start at once; try again.`);
}

/** A hard link appears with its content or not at all, so nobody ever reads half a lock. */
async function createComplete(file: string, own: Holder): Promise<boolean> {
  const draft = `${file}.${own.nonce}`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(own));
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    return true;
  } catch (failure) {
    if (isCode(failure, 'EEXIST')) return false;
    throw failure;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (failure) {
    if (isCode(failure, 'ENOENT')) return undefined;
    throw failure;
  }
  const holder = Holder.safeParse(parseJson(text));
  if (holder.success) return holder.data;
  throw new DatabaseInUse(`The lock ${file} is not readable; remove it when no other Steward process is running.`);
}

function refuseUnlessGone(file: string, holder: Holder): void {
  if (holder.host !== os.hostname()) {
    throw new DatabaseInUse(
      `The database is in use by process ${holder.pid} on ${holder.host}; when that one is gone, remove ${file}.`,
    );
  }
  const rebooted = holder.boot !== undefined && bootId() !== undefined && holder.boot !== bootId();
  if (rebooted) return;
  const state = processState(holder.pid);
  const reused = state.status === 'alive' && holder.started !== undefined && state.started !== holder.started;
  if (state.status === 'gone' || reused) return;
  throw new DatabaseInUse(`The database is in use by process ${holder.pid}; stop it first (lock: ${file}).`);
}

function startOf(pid: number): string | undefined {
  const state = processState(pid);
  return state.status === 'alive' ? state.started : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isCode(failure: unknown, code: string): boolean {
  return failure instanceof Error && 'code' in failure && failure.code === code;
}
