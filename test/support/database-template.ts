import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { createEmbeddedPool } from '../../src/storage/embedded-pool.ts';
import { applyMigrations, type Migration, migrationsDirectory, readMigrations } from '../../src/storage/migrations.ts';
import { withConnection } from '../../src/storage/server-connection.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The path of a migrated, empty database, packed. */
    databaseTemplate: string;
    /** The name of such a database on the server; empty without one. */
    serverTemplate: string;
  }
}

const packages = path.join(import.meta.dirname, '..', '..', 'node_modules');
const cache = path.join(packages, '.cache', 'steward');
const KEPT_MS = 24 * 60 * 60_000;

/** Creating a database takes seconds, unpacking one half a second: the template is kept until a migration changes. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const migrations = await readMigrations(migrationsDirectory);
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl)
    process.stdout.write('TEST_DATABASE_URL is not set: storage tests run on the embedded database only.\n');
  const server = serverUrl ? await buildOnServer(migrations, serverUrl) : undefined;
  project.provide('serverTemplate', server?.name ?? '');
  const file = path.join(cache, `database-${await fingerprint(migrations)}.tar`);
  if (!(await exists(file))) await build(migrations, file);
  project.provide('databaseTemplate', file);
  return async () => server?.drop();
}

/** A copy of it takes a tenth of the time that the migrations take. */
async function buildOnServer(
  migrations: readonly Migration[],
  serverUrl: string,
): Promise<{ readonly name: string; drop(): Promise<void> }> {
  const name = `steward_test_template_${process.pid}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await withConnection(serverUrl, (client) => client.query(`CREATE DATABASE "${name}"`));
  await withConnection(url.href, (client) => applyMigrations(client, migrations));
  return {
    name,
    drop: async () => void (await withConnection(serverUrl, (client) => client.query(`DROP DATABASE "${name}"`))),
  };
}

async function build(migrations: readonly Migration[], file: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const database = await PGlite.create('memory://');
  const pool = createEmbeddedPool(database);
  const client = await pool.connect();
  await applyMigrations(client, migrations);
  client.release();
  await pool.end();
  const packed = await database.dumpDataDir('none');
  await database.close();
  await removeOld();
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, new Uint8Array(await packed.arrayBuffer()));
  await rename(draft, file);
}

/** Not the recent ones: a run that started before the migration was written may still read them. */
async function removeOld(): Promise<void> {
  for (const name of await readdir(cache)) {
    const file = path.join(cache, name);
    const age = Date.now() - (await stat(file)).mtimeMs;
    if (age > KEPT_MS) await rm(file, { force: true });
  }
}

async function fingerprint(migrations: readonly Migration[]): Promise<string> {
  const engine = await readFile(path.join(packages, '@electric-sql', 'pglite', 'package.json'), 'utf8');
  const parts = [engine, ...migrations.flatMap(({ name, checksum }) => [name, checksum])];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
