import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/kernel/log.ts';
import { migrationsDirectory, readMigrations } from '../../../src/storage/migrations.ts';
import { openDatabase } from '../../../src/storage/open-database.ts';
import { startChild } from '../../support/child.ts';
import { createEmptyServerDatabase, databaseKinds, openTestDatabase } from '../../support/database.ts';

const OPEN_AND_CLOSE = new URL('programs/open-and-close.ts', import.meta.url);
const shipped = (await readMigrations(migrationsDirectory)).length;
const countMigrations = 'SELECT count(*)::int AS migrations FROM "_prisma_migrations" WHERE finished_at IS NOT NULL';

describe('the embedded database of a data directory', () => {
  it('is created and migrated, and lets the process end', async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'steward-open-'));
    const program = startChild(OPEN_AND_CLOSE, [home]);

    expect(await program.nextLine()).toBe(JSON.stringify([{ migrations: shipped }]));
    expect(await program.ended()).toBe(0);
    await rm(home, { recursive: true });
  });
});

describe.runIf(databaseKinds.includes('postgres'))('a PostgreSQL server', () => {
  it('is migrated by the owner, while the application works as itself', async () => {
    const { url, drop } = await createEmptyServerDatabase();
    const owner = await openDatabase({ databaseUrl: url, dataDirectory: 'unused', log: silentLog });
    const role = `steward_app_${process.pid}`;
    await owner.pool.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE ROLE ${role} LOGIN`);
    await owner.close();
    const applicationUrl = new URL(url);
    applicationUrl.username = role;

    const database = await openDatabase({
      databaseUrl: applicationUrl.href,
      migrationDatabaseUrl: url,
      dataDirectory: 'unused',
      log: silentLog,
    });

    expect(database.embedded).toBe(false);
    expect((await database.pool.query('SELECT current_user::text AS me')).rows).toEqual([{ me: role }]);
    const tables = await database.pool.query(`SELECT relname FROM pg_class WHERE relname = '_prisma_migrations'`);
    expect(tables.rowCount).toBe(1);
    await expect(database.pool.query('CREATE TABLE public.mine ()')).rejects.toThrow('permission denied');
    await database.close();
    const cleaner = await openDatabase({ databaseUrl: url, dataDirectory: 'unused', log: silentLog });
    await cleaner.pool.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await cleaner.close();
    await drop();
  });

  it('works in UTC whatever the time zone of the server', async () => {
    const { url, drop } = await createEmptyServerDatabase();
    const database = await openDatabase({ databaseUrl: url, dataDirectory: 'unused', log: silentLog });

    expect((await database.pool.query('SHOW TimeZone')).rows).toEqual([{ TimeZone: 'UTC' }]);
    await database.close();
    await drop();
  });
});

describe.each(databaseKinds)('a test database on %s', (kind) => {
  it('is migrated, and no other one sees its rows', async () => {
    const [one, two] = await Promise.all([openTestDatabase(kind), openTestDatabase(kind)]);
    await one.pool.query('CREATE TABLE only_here ()');

    expect((await one.pool.query(countMigrations)).rows).toEqual([{ migrations: shipped }]);
    expect((await two.pool.query(`SELECT to_regclass('only_here') AS there`)).rows).toEqual([{ there: null }]);
    await Promise.all([one.close(), two.close()]);
  });
});
