import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedPool } from '../../../src/storage/embedded-pool.ts';
import { applyMigrations, MigrationRefused, readMigrations } from '../../../src/storage/migrations.ts';
import { createEmptyServerDatabase, type DatabaseKind, databaseKinds } from '../../support/database.ts';

const FIRST = {
  '1_pet': `CREATE TABLE pet (name text PRIMARY KEY);
    CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'kept; always'; END $$;
    CREATE TRIGGER keep BEFORE DELETE ON pet FOR EACH ROW EXECUTE FUNCTION keep();`,
  '2_age': 'ALTER TABLE pet ADD COLUMN age int;',
};

describe.each(databaseKinds)('migrations on %s', (kind) => {
  let database: EmptyDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await openEmptyDatabase(kind);
    pool = database.pool;
  });
  afterAll(() => database.close());
  afterEach(() => pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));

  it('are applied in the order of their names, functions included', async () => {
    const applied = await migrate(pool, FIRST);

    expect(applied).toEqual(['1_pet', '2_age']);
    await pool.query(`INSERT INTO pet VALUES ('Rex', 3)`);
    await expect(pool.query('DELETE FROM pet')).rejects.toThrow('kept; always');
  });

  it('are applied once', async () => {
    await migrate(pool, FIRST);

    expect(await migrate(pool, { ...FIRST, '3_more': 'CREATE TABLE more ()' })).toEqual(['3_more']);
    expect(await migrate(pool, { ...FIRST, '3_more': 'CREATE TABLE more ()' })).toEqual([]);
  });

  it('are noted as Prisma notes them', async () => {
    await migrate(pool, { '1_pet': 'SELECT 1' });

    const { rows } = await pool.query(
      'SELECT migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS done FROM "_prisma_migrations"',
    );
    // What sha256sum says of the file.
    const checksum = 'e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5';
    expect(rows).toEqual([{ migration_name: '1_pet', checksum, applied_steps_count: 1, done: true }]);
  });

  it('are refused when one was edited after it had been applied', async () => {
    await migrate(pool, FIRST);

    const edited = migrate(pool, { ...FIRST, '1_pet': `${FIRST['1_pet']} -- later` });

    await expect(edited).rejects.toThrow(new MigrationRefused(message('1_pet', 'was edited')));
  });

  it('are refused when the database has one of a newer build', async () => {
    await migrate(pool, FIRST);

    await expect(migrate(pool, { '1_pet': FIRST['1_pet'] })).rejects.toThrow(/2_age, which this build does not know/);
  });

  it('are refused after one that failed halfway in the command line tool', async () => {
    await migrate(pool, FIRST);
    await pool.query(`UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = '2_age'`);

    await expect(migrate(pool, FIRST)).rejects.toThrow(/2_age failed halfway/);
  });

  it('apply again one that was marked as rolled back', async () => {
    await migrate(pool, { '1_pet': FIRST['1_pet'] });
    await pool.query(`INSERT INTO "_prisma_migrations" (id, checksum, migration_name, rolled_back_at)
      VALUES ('x', 'y', '2_age', now())`);

    expect(await migrate(pool, FIRST)).toEqual(['2_age']);
  });

  it('leave nothing of one that fails, and the lock free', async () => {
    const failing = migrate(pool, { ...FIRST, '3_bad': 'CREATE TABLE half (); SELECT 1/0;' });

    await expect(failing).rejects.toThrow('3_bad failed and was rolled back');
    const { rows } = await pool.query(`SELECT to_regclass('half') AS half, to_regclass('pet')::text AS pet`);
    expect(rows).toEqual([{ half: null, pet: 'pet' }]);
    expect(await migrate(pool, { ...FIRST, '3_bad': 'CREATE TABLE half ();' })).toEqual(['3_bad']);
  });

  it('are applied by exactly one of several processes that start at once', async () => {
    const results = await Promise.all([1, 2, 3].map(() => migrate(pool, FIRST)));

    expect(results.toSorted((a, b) => b.length - a.length)).toEqual([['1_pet', '2_age'], [], []]);
  });
});

function message(name: string, what: string): string {
  return `Migration ${name} ${what} after it had been applied; restore the original file.`;
}

async function migrate(pool: pg.Pool, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'steward-migrations-'));
  const client = await pool.connect();
  try {
    for (const [name, sql] of Object.entries(files)) {
      await mkdir(path.join(directory, name));
      await writeFile(path.join(directory, name, 'migration.sql'), sql);
    }
    return await applyMigrations(client, await readMigrations(directory));
  } finally {
    client.release();
    await rm(directory, { recursive: true });
  }
}

interface EmptyDatabase {
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

async function openEmptyDatabase(kind: DatabaseKind): Promise<EmptyDatabase> {
  if (kind === 'postgres') {
    const { url, drop } = await createEmptyServerDatabase();
    const pool = new pg.Pool({ connectionString: url });
    return { pool, close: () => pool.end().then(drop) };
  }
  const lite = await PGlite.create('memory://');
  const pool = createEmbeddedPool(lite);
  return { pool, close: () => pool.end().then(() => lite.close()) };
}
