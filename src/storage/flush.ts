import type pg from 'pg';
import { runTogether, type Statement } from './statement-batch.ts';

/**
 * The message is nothing to anybody, but its commit waits until the log is on the disk as far as it goes, and so with
 * everything that was committed before. Where all of that is there already, nothing is written.
 */
const FLUSH: Statement = {
  name: 'steward_flush',
  text: `SELECT pg_logical_emit_message(true, 'steward', '') WHERE pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn()`,
};

/**
 * Waits until everything that is committed by now is on the disk. Many wait for the same flush: whoever comes while one
 * is under way waits for the next, as that one may have begun too early.
 */
export function createFlush(pool: pg.Pool): () => Promise<void> {
  let before: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function flush(): Promise<void> {
    await before.catch(() => {});
    const client = await pool.connect().finally(() => {
      next = undefined;
    });
    const flushed = runTogether(client, [FLUSH]);
    before = flushed;
    try {
      await flushed;
      client.release();
    } catch (failure) {
      client.release(true);
      throw failure;
    }
  }

  return () => {
    next ??= flush();
    return next;
  };
}
