import type pg from 'pg';

/** The least that a database must do for one event: remember it, change one row, append to a log; all or nothing. */
export interface BareTransaction {
  run(): Promise<void>;
}

export async function createBareTransaction(pool: pg.Pool): Promise<BareTransaction> {
  await pool.query(`
    CREATE TABLE bench_delivery (key text PRIMARY KEY, "handledAt" timestamptz NOT NULL);
    CREATE TABLE bench_state (id int PRIMARY KEY, state bytea NOT NULL, version int NOT NULL);
    CREATE TABLE bench_log (sequence int PRIMARY KEY, payload text NOT NULL);
    INSERT INTO bench_state VALUES (1, '', 0)`);
  const state = Buffer.alloc(1500, 1);
  const payload = 'x'.repeat(400);
  let count = 0;
  return {
    async run() {
      count += 1;
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query('INSERT INTO bench_delivery VALUES ($1, $2)', [`delivery/${count}`, new Date()]);
        await client.query('UPDATE bench_state SET state = $1, version = version + 1 WHERE id = 1', [state]);
        await client.query('INSERT INTO bench_log VALUES ($1, $2)', [count, payload]);
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    },
  };
}
