import { describe, expect, it } from 'vitest';
import { createStatementNames } from '../../../src/storage/statement-names.ts';
import { databaseKinds, openTestDatabase } from '../../support/database.ts';

describe('the names of prepared statements', () => {
  it('are the same for every client of a pool', () => {
    expect(createStatementNames()({ sql: 'SELECT 1' })).toBe(createStatementNames()({ sql: 'SELECT 1' }));
  });

  it('differ for different statements', () => {
    const nameOf = createStatementNames();

    expect(nameOf({ sql: 'SELECT 1' })).not.toBe(nameOf({ sql: 'SELECT 2' }));
  });

  it('run out, so that a session does not fill up with statements of every length', () => {
    const nameOf = createStatementNames();

    const names = Array.from({ length: 1000 }, (_, number) => nameOf({ sql: `SELECT ${number}` }));

    expect(new Set(names.filter((name) => name !== '')).size).toBe(500);
    expect(nameOf({ sql: 'SELECT 0' })).toBe(names[0]);
  });

  it.each(databaseKinds)('are names that the %s database keeps whole', async (kind) => {
    const { pool, close } = await openTestDatabase(kind);
    const name = createStatementNames()({ sql: 'SELECT 1' });
    const client = await pool.connect();

    await client.query({ name, text: 'SELECT 1' });

    const kept = await client.query('SELECT name FROM pg_prepared_statements');
    client.release();
    await close();
    expect(kept.rows).toEqual([{ name }]);
  });
});
