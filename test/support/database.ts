import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { inject } from 'vitest';
import { createEmbeddedPool } from '../../src/storage/embedded-pool.ts';

export type DatabaseKind = 'embedded' | 'postgres';

export interface TestDatabase {
  readonly kind: DatabaseKind;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

const serverUrl = process.env.TEST_DATABASE_URL;

/** What this machine has: for `describe.each(databaseKinds)`. */
export const databaseKinds: readonly DatabaseKind[] = serverUrl ? ['embedded', 'postgres'] : ['embedded'];

/**
 * For what people do, which the contracts of the stores do not let depend on the database: JOURNEYS_ON takes one of
 * them, so that a short run plays each journey once.
 */
export const journeyKinds = databaseKinds.filter((kind) => (process.env.JOURNEYS_ON ?? kind) === kind);

/** A migrated database without rows, for the caller alone. */
export function openTestDatabase(kind: DatabaseKind = 'embedded'): Promise<TestDatabase> {
  return kind === 'embedded' ? openFromTemplate() : openOnServer();
}

async function openFromTemplate(): Promise<TestDatabase> {
  const template = new Blob([await readFile(inject('databaseTemplate'))]);
  const database = await PGlite.create({ dataDir: 'memory://', loadDataDir: template });
  const pool = createEmbeddedPool(database);
  return {
    kind: 'embedded',
    pool,
    async close() {
      await pool.end();
      await database.close();
    },
  };
}

async function openOnServer(): Promise<TestDatabase> {
  const { url, drop } = await createServerDatabase(inject('serverTemplate'));
  const pool = new pg.Pool({ connectionString: url, max: 8, options: '-c TimeZone=UTC' });
  return {
    kind: 'postgres',
    pool,
    async close() {
      await pool.end();
      await drop();
    },
  };
}

/** Not migrated; only where TEST_DATABASE_URL is set. */
export function createEmptyServerDatabase(): Promise<ServerDatabase> {
  return createServerDatabase('template1');
}

interface ServerDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

async function createServerDatabase(template: string): Promise<ServerDatabase> {
  const name = `steward_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const url = new URL(serverUrl ?? '');
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(name) };
}

/** A pool says that it has ended before its connections have: the server waits some seconds for them. */
async function dropDatabase(name: string): Promise<void> {
  await onServer(`DROP DATABASE "${name}"`).catch(() => onServer(`DROP DATABASE "${name}" WITH (FORCE)`));
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
