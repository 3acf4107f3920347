import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../../src/kernel/log.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/storage/embedded-database.ts';
import { createFlush } from '../../../src/storage/flush.ts';
import { createTransactionPool, type TransactionPool } from '../../../src/storage/transaction-pool.ts';
import { databaseKinds, openTestDatabase } from '../../support/database.ts';

describe.each(databaseKinds)('a flush on %s', (kind) => {
  it('ends when what was committed without waiting for the disk is there', async () => {
    const { pool, close } = await openTestDatabase(kind);
    const flush = createFlush(pool);
    await pool.query('CREATE TABLE pet (name text)');

    await pool.query("BEGIN; SET LOCAL synchronous_commit = off; INSERT INTO pet VALUES ('Rex'); COMMIT");
    const { rows: written } = await pool.query('SELECT pg_current_wal_insert_lsn() AS lsn');
    await flush();

    const { rows } = await pool.query('SELECT pg_current_wal_flush_lsn() >= $1::pg_lsn AS there', [written[0].lsn]);
    expect(rows).toEqual([{ there: true }]);
    await close();
  });
});

describe('transactions on the disk', () => {
  let home: string;
  let database: EmbeddedDatabase;
  let transactions: TransactionPool;
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'steward-'));
    database = await openEmbeddedDatabase(home, silentLog);
    transactions = createTransactionPool(database.pool);
    await database.pool.query('CREATE TABLE pet (name text)');
  });
  afterAll(async () => {
    await database.close();
    await rm(home, { recursive: true });
  });

  const add = (name: string) =>
    transactions.within(({ run }) => run({ name: 'add', text: 'INSERT INTO pet VALUES ($1)', values: [name] }));

  it('are there when each is answered', async () => {
    for (const name of ['Rex', 'Bello', 'Luna']) {
      const before = database.syncs();
      await add(name);
      expect(database.syncs()).toBeGreaterThan(before);
    }
  });

  it('are brought there together where many commit at once', async () => {
    const before = database.syncs();

    await Promise.all(Array.from({ length: 30 }, (_, number) => add(`pet ${number}`)));

    expect(database.syncs() - before).toBeLessThan(10);
    expect(database.syncs()).toBeGreaterThan(before);
  });

  it('are not waited for where nothing was written', async () => {
    await add('Minka');
    const before = database.syncs();

    await transactions.within(({ run }) => run({ name: 'count', text: 'SELECT count(*) FROM pet' }));

    expect(database.syncs()).toBe(before);
  });

  it('fail as a whole with the first failure among what was put off', async () => {
    const added = transactions.within(async ({ run, putOff }) => {
      putOff({ name: '', text: 'INSERT INTO pet VALUES ($1)', values: ['half'] });
      putOff({ name: '', text: 'SELECT 1 / 0' });
      await run({ name: '', text: 'SELECT 1' });
    });

    await expect(added).rejects.toThrow('division by zero');
    const { rows } = await database.pool.query("SELECT name FROM pet WHERE name = 'half'");
    expect(rows).toEqual([]);
  });

  it('goes on with prepared statements after one of them failed', async () => {
    const divide = (by: number) =>
      transactions.within(({ run }) => run({ name: 'divide', text: 'SELECT 6 / $1::int AS result', values: [by] }));

    await expect(divide(0)).rejects.toThrow('division by zero');

    expect((await divide(2)).rows).toEqual([{ result: 3 }]);
  });
});
