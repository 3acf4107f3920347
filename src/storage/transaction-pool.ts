import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { z } from 'zod';

/**
 * Transactions on connections of our own, in which Prisma takes part: within one, everything that it asks the pool goes
 * over that one connection. Its own interactive transactions cost as much again as the statements in them.
 *
 * Prisma puts several `findUnique` of the same moment into one query, whoever asked for them, and so across two
 * transactions. Stores use `findFirst`, which it never does that with; `test/unit/storage/transact.test.ts` sees to it.
 */
export interface TransactionPool {
  /** For Prisma's adapter. */
  readonly pool: pg.Pool;
  /** Committed when the promise resolves, and only then. */
  within<Result>(work: (client: pg.PoolClient) => Promise<Done<Result>>): Promise<Result>;
}

export interface Done<Result> {
  readonly result: Result;
  /**
   * Statements that go to the database together with the COMMIT: what they lock is locked for as long as the database
   * takes, and not for as long as this process takes to come back to it.
   */
  readonly last: readonly LastStatement[];
}

export interface LastStatement {
  readonly text: string;
  /** How many rows it has to write. */
  readonly rows?: number;
}

export function createTransactionPool(pool: pg.Pool): TransactionPool {
  const current = new AsyncLocalStorage<pg.PoolClient>();
  const routed = new Proxy(pool, {
    get(target, key) {
      const client = current.getStore();
      if (client && key === 'query') return client.query.bind(client);
      if (client && key === 'connect') return async () => nested(client);
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

  return {
    pool: routed,
    async within(work) {
      const client = await pool.connect();
      try {
        // The first statement waits behind it on the connection; nothing is gained by waiting for it here as well.
        const begun = client.query('BEGIN');
        const [{ result, last }] = await Promise.all([current.run(client, () => work(client)), begun]);
        await commit(client, last);
        client.release();
        return result;
      } catch (failure) {
        await giveBack(client);
        throw failure;
      }
    },
  };
}

async function commit(client: pg.PoolClient, last: readonly LastStatement[]): Promise<void> {
  // Several statements in one text have several results, which the types do not say.
  const answered: unknown = await client.query([...last.map(({ text }) => text), 'COMMIT'].join(';'));
  const results = z.array(Answered).parse([answered].flat());
  if (last.some(({ rows }, index) => rows !== undefined && results[index]?.rowCount !== rows))
    throw new Error('A last statement did not write what it had to');
  // PostgreSQL's answer to a COMMIT after a failed statement, whoever swallowed that failure.
  if (results.at(-1)?.command !== 'COMMIT')
    throw new Error('The transaction was rolled back, as a statement in it had failed');
}

const Answered = z.object({ command: z.string(), rowCount: z.number().nullable() });

const SAVEPOINTS: Readonly<Record<string, string>> = {
  BEGIN: 'SAVEPOINT nested',
  COMMIT: 'RELEASE SAVEPOINT nested',
  ROLLBACK: 'ROLLBACK TO SAVEPOINT nested',
};

/** Where Prisma wants a transaction for one call of several statements, it gets a part of ours. */
function nested(client: pg.PoolClient): Pick<pg.PoolClient, 'query' | 'release' | 'on' | 'removeListener'> {
  const inner = {
    query: (statement: pg.QueryConfig) => {
      const part = SAVEPOINTS[statement.text];
      return client.query(part === undefined ? statement : part);
    },
    release() {},
    on: () => inner,
    removeListener: () => inner,
  };
  // Of a pool's client, Prisma's adapter uses no more than these four.
  return inner as unknown as pg.PoolClient;
}

/** A connection that cannot even roll back is thrown away. */
async function giveBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (cause) {
    client.release(cause instanceof Error ? cause : true);
  }
}
