import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { silentLog } from '../../src/kernel/log.ts';
import { type OpenDatabase, openDatabase } from '../../src/storage/open-database.ts';
import { startThrowawayPostgres } from './throwaway-postgres.ts';

export interface BenchDatabase extends OpenDatabase {
  readonly name: 'PGlite' | 'PostgreSQL';
}

/** Both databases as they are in use: on disk, with real commits. Opens one after the other; the caller closes each. */
export async function* openDatabases(): AsyncGenerator<BenchDatabase> {
  yield await openEmbedded();
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop() {} }
    : await startThrowawayPostgres();
  if (!server) {
    process.stdout.write('PostgreSQL is not measured: set TEST_DATABASE_URL, or install its programs.\n');
    return;
  }
  try {
    yield await openOnServer(server.url);
  } finally {
    server.stop();
  }
}

async function openEmbedded(): Promise<BenchDatabase> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'steward-bench-'));
  const database = await openDatabase({ dataDirectory, log: silentLog });
  return {
    name: 'PGlite',
    pool: database.pool,
    embedded: true,
    async close() {
      await database.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function openOnServer(serverUrl: string): Promise<BenchDatabase> {
  const name = `steward_bench_${process.pid}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase({ databaseUrl: url.href, dataDirectory: '', log: silentLog });
  return {
    ...database,
    name: 'PostgreSQL',
    async close() {
      await database.close();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
