import { access, mkdir, open, readdir, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { lockDirectory } from './directory-lock.ts';
import { DurableNodeFilesystem, durableStartParameters } from './durable-filesystem.ts';
import { createEmbeddedPool } from './embedded-pool.ts';

/** The files of the embedded database are damaged; the message tells what to do. */
export class DatabaseUnreadable extends Error {
  override readonly name = 'DatabaseUnreadable';
}

export interface EmbeddedDatabase {
  readonly pool: pg.Pool;
  /** How often the database asked for its writes to reach the disk. */
  syncs(): number;
  close(): Promise<void>;
}

const MAINTENANCE_EVERY_MS = 10 * 60_000;

/**
 * Opens, or creates, PostgreSQL within this process, in `database` of the data directory, for this process alone.
 * @throws {DatabaseInUse} when another process holds it. @throws {DatabaseUnreadable} when its files are damaged.
 */
export async function openEmbeddedDatabase(dataDirectory: string, log: Log): Promise<EmbeddedDatabase> {
  const home = path.resolve(dataDirectory);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(path.join(home, 'database.lock'));
  try {
    const { database, filesystem } = await openFiles(home);
    const pool = createEmbeddedPool(database);
    pool.on('error', (cause) => log.error('The embedded database lost its connection', {}, cause));
    const maintenance = setInterval(() => void maintain(pool, log), MAINTENANCE_EVERY_MS).unref();
    return {
      pool,
      syncs: () => filesystem.syncs,
      async close() {
        clearInterval(maintenance);
        try {
          await maintain(pool, log);
          await pool.end();
          await database.close();
        } finally {
          await lock.release();
        }
      },
    };
  } catch (failure) {
    await lock.release();
    throw failure;
  }
}

interface OpenFiles {
  readonly database: PGlite;
  readonly filesystem: DurableNodeFilesystem;
}

async function openFiles(home: string): Promise<OpenFiles> {
  const directory = path.join(home, 'database');
  if (await isEmpty(directory)) await createFiles(home, directory);
  try {
    // Without this file PGlite would create a new database over the old one.
    await access(path.join(directory, 'PG_VERSION'));
    return await start(directory);
  } catch (cause) {
    throw new DatabaseUnreadable(
      `The database in ${directory} cannot be read: restore it from a backup, or move that folder aside to start empty.`,
      { cause },
    );
  }
}

/** Only a database that is complete and on the disk gets its name, so a crash while creating leaves nothing half. */
async function createFiles(home: string, directory: string): Promise<void> {
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  const { database } = await start(draft);
  await database.exec('CHECKPOINT');
  await database.close();
  await syncTree(draft);
  await rmdir(directory).catch(ignoreMissing);
  await rename(draft, directory);
  await syncPath(home);
}

async function start(directory: string): Promise<OpenFiles> {
  const filesystem = new DurableNodeFilesystem(directory);
  const database = await PGlite.create({
    fs: filesystem,
    startParams: durableStartParameters(PGlite.defaultStartParams),
  });
  return { database, filesystem };
}

/** PGlite runs no background processes: nobody else makes space reusable or ends the growth of the log. */
async function maintain(pool: pg.Pool, log: Log): Promise<void> {
  try {
    await pool.query('VACUUM (ANALYZE)');
    await pool.query('CHECKPOINT');
  } catch (cause) {
    log.error('The embedded database could not be maintained', {}, cause);
  }
}

async function isEmpty(directory: string): Promise<boolean> {
  try {
    return (await readdir(directory)).length === 0;
  } catch (failure) {
    ignoreMissing(failure);
    return true;
  }
}

async function syncTree(directory: string): Promise<void> {
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() || entry.isDirectory()) await syncPath(path.join(entry.parentPath, entry.name));
  }
  await syncPath(directory);
}

async function syncPath(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ignoreMissing(failure: unknown): void {
  if (!(failure instanceof Error && 'code' in failure && failure.code === 'ENOENT')) throw failure;
}
