import pg from 'pg';
import type { Log } from '../kernel/log.ts';
import { openEmbeddedDatabase } from './embedded-database.ts';
import { grantToApplication } from './grants.ts';
import { applyMigrations, migrationsDirectory, readMigrations } from './migrations.ts';
import { connectionTo, withConnection } from './server-connection.ts';

export interface OpenDatabase {
  readonly pool: pg.Pool;
  /** One connection beside those of the pool; the embedded database has only the one. */
  readonly flushing?: pg.Pool;
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

/**
 * The migrated database.
 * @throws {DatabaseInUse} {DatabaseUnreadable} {DatabaseUnreachable} {MigrationRefused} each with one sentence for the operator.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  const { databaseUrl } = options;
  return databaseUrl ? openServer(databaseUrl, options) : openEmbedded(options);
}

async function openServer(databaseUrl: string, options: DatabaseOptions): Promise<OpenDatabase> {
  const { log, migrationDatabaseUrl, poolSize } = options;
  await migrateServer(databaseUrl, migrationDatabaseUrl ?? databaseUrl);
  const open = (max: number) =>
    new pg.Pool({ ...connectionTo(databaseUrl), max }).on('error', (cause) =>
      log.warn('A database connection was lost', { reason: cause.message }),
    );
  const [pool, flushing] = [open(poolSize ?? DEFAULT_POOL_SIZE), open(1)];
  return { pool, flushing, embedded: false, close: async () => void (await Promise.all([pool.end(), flushing.end()])) };
}

/** The tables belong to whoever migrates; the application's role, where it is another, gets its rights on them. */
async function migrateServer(databaseUrl: string, ownerUrl: string): Promise<void> {
  const migrations = await readMigrations(migrationsDirectory);
  const application = ownerUrl === databaseUrl ? undefined : await withConnection(databaseUrl, currentUser);
  await withConnection(ownerUrl, async (owner) => {
    await applyMigrations(owner, migrations);
    if (application !== undefined && application !== (await currentUser(owner)))
      await grantToApplication(owner, application);
  });
}

async function currentUser(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>('SELECT current_user::text AS name');
  const [user] = rows;
  if (!user) throw new Error('The database does not say who is connected');
  return user.name;
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
