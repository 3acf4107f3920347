import { cp, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/kernel/log.ts';
import { DatabaseInUse } from '../../../src/storage/directory-lock.ts';
import { DatabaseUnreadable, openEmbeddedDatabase } from '../../../src/storage/embedded-database.ts';
import { startChild } from '../../support/child.ts';

const WRITE_ROWS = new URL('programs/write-rows.ts', import.meta.url);

describe('the embedded database', () => {
  let templates: string;
  let created: string;
  let home: string;

  beforeAll(async () => {
    templates = await mkdtemp(path.join(os.tmpdir(), 'steward-embedded-'));
    created = path.join(templates, 'created');
    const database = await openEmbeddedDatabase(created, silentLog);
    await database.pool.query('CREATE TABLE pet (name text)');
    await database.close();
  });
  beforeEach(async () => {
    home = await mkdtemp(path.join(templates, 'home-'));
    await cp(created, home, { recursive: true });
  });
  afterEach(() => rm(home, { recursive: true }));
  afterAll(() => rm(templates, { recursive: true }));

  it('keeps what was written and releases its lock', async () => {
    const first = await openEmbeddedDatabase(home, silentLog);
    await first.pool.query(`INSERT INTO pet VALUES ('Rex')`);
    await first.close();

    const second = await openEmbeddedDatabase(home, silentLog);

    expect((await second.pool.query('SELECT name FROM pet')).rows).toEqual([{ name: 'Rex' }]);
    await second.close();
    expect(await readdir(home)).not.toContain('database.lock');
  });

  it('syncs every commit to the disk', async () => {
    const database = await openEmbeddedDatabase(home, silentLog);
    const before = database.syncs();

    for (const name of ['Rex', 'Bello', 'Luna']) await database.pool.query('INSERT INTO pet VALUES ($1)', [name]);

    expect(database.syncs() - before).toBeGreaterThanOrEqual(3);
    await database.close();
  });

  it('refuses to be opened twice', async () => {
    const first = await openEmbeddedDatabase(home, silentLog);

    await expect(openEmbeddedDatabase(home, silentLog)).rejects.toThrow(DatabaseInUse);
    await first.close();
  });

  it('has every acknowledged row after kill -9', async () => {
    const writer = startChild(WRITE_ROWS, [home]);
    const acknowledged: number[] = [];
    while (acknowledged.length < 50) acknowledged.push(Number(await writer.nextLine()));
    await writer.kill();

    const { pool, close } = await openEmbeddedDatabase(home, silentLog);

    const { rows } = await pool.query<{ number: number }>('SELECT number FROM row ORDER BY number');
    expect(rows.map((row) => row.number)).toEqual(expect.arrayContaining(acknowledged));
    await close();
  });

  it('starts over when it was killed while being created', async () => {
    await rm(home, { recursive: true });
    await cp(path.join(created, 'database'), path.join(home, 'database.new'), { recursive: true });
    await rm(path.join(home, 'database.new', 'pg_wal'), { recursive: true });

    const { pool, close } = await openEmbeddedDatabase(home, silentLog);

    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect((await readdir(home)).sort()).toEqual(['database', 'database.lock']);
    await close();
  });

  it.each([
    ['control file', (files: string) => writeFile(path.join(files, 'global', 'pg_control'), 'nonsense')],
    ['log', (files: string) => rm(path.join(files, 'pg_wal'), { recursive: true })],
    ['version', (files: string) => writeFile(path.join(files, 'PG_VERSION'), '9\n')],
    ['version file', (files: string) => rm(path.join(files, 'PG_VERSION'))],
    ['catalogue', (files: string) => truncate(path.join(files, 'base', '5', '1259'), 0)],
  ])('says what to do when its %s is damaged', async (_, damage) => {
    const files = path.join(home, 'database');
    await damage(files);

    const opening = openEmbeddedDatabase(home, silentLog);

    await expect(opening).rejects.toThrow(DatabaseUnreadable);
    await expect(opening).rejects.toThrow(
      `The database in ${files} cannot be read: restore it from a backup, or move that folder aside to start empty.`,
    );
    expect(await readdir(home)).not.toContain('database.lock');
  });

  it('lets timers run between queries', async () => {
    const { pool, close } = await openEmbeddedDatabase(home, silentLog);
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 1);

    for (let query = 0; query < 300; query++) await pool.query('SELECT 1');

    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
    await close();
  });

  it('forgets the transaction of a connection that was thrown away', async () => {
    const { pool, close } = await openEmbeddedDatabase(home, silentLog);
    const client = await pool.connect();
    await client.query(`BEGIN; INSERT INTO pet VALUES ('ghost')`);
    client.release(true);

    expect((await pool.query(`SELECT count(*)::int AS pets FROM pet`)).rows).toEqual([{ pets: 0 }]);
    await close();
  });
});
