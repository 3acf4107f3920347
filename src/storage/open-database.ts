import pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { openEmbeddedDatabase } from './embedded-database.ts';
import { applyMigrations, migrationsDirectory, readMigrations } from './migrations.ts';

export interface OpenDatabase {
  readonly pool: pg.Pool;
  readonly embedded: boolean;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** PostgreSQL; without it the database is embedded, in `dataDirectory`. */
  readonly databaseUrl?: string | undefined;
  /** The owner of the tables, where the application's own role is not. */
  readonly migrationDatabaseUrl?: string | undefined;
  readonly dataDirectory: string;
  readonly poolSize?: number | undefined;
  readonly log: Log;
}

const DEFAULT_POOL_SIZE = 10;

// adapter-pg writes instants without an offset: in another time zone they would be stored wrong.
const SESSION_OPTIONS = '-c TimeZone=UTC';

/**
 * The migrated database.
 * @throws {DatabaseInUse} {DatabaseUnreadable} {MigrationRefused} each with one sentence for the operator.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl } = options;
  return databaseUrl ? openServer(databaseUrl, options) : openEmbedded(options);
}

async function openServer(databaseUrl: string, options: DatabaseOptions): Promise<OpenDatabase> {
  const { log, migrationDatabaseUrl, poolSize } = options;
  await migrateServer(migrationDatabaseUrl ?? databaseUrl);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolSize ?? DEFAULT_POOL_SIZE,
    options: SESSION_OPTIONS,
  });
  pool.on('error', (cause) => log.warn('A database connection was lost', { reason: cause.message }));
  return { pool, embedded: false, close: () => pool.end() };
}

async function migrateServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: SESSION_OPTIONS });
  await client.connect();
  try {
    await applyMigrations(client, await readMigrations(migrationsDirectory));
  } finally {
    await client.end();
  }
}

async function openEmbedded({ dataDirectory, log }: DatabaseOptions): Promise<OpenDatabase> {
  const { pool, close } = await openEmbeddedDatabase(dataDirectory, log);
  try {
    await migratePool(pool);
    return { pool, embedded: true, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

async function migratePool(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await applyMigrations(client, await readMigrations(migrationsDirectory));
  } finally {
    client.release();
  }
}
