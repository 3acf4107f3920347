import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';
import { createFlush } from './flush.ts';
import { runTogether, type Statement } from './statement-batch.ts';

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
  /** Committed and on the disk when the promise resolves, and only then. */
  within<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

export interface Transaction {
  /** What is asked at the same moment goes to the database in one message. */
  run(statement: Statement): Promise<pg.QueryResult>;
  /**
   * For a statement that nothing waits for: it goes to the database in one message with whatever comes next, at the
   * latest the COMMIT. Its failure is the transaction's.
   */
  putOff(statement: Statement): void;
}

const BEGIN: Statement = { name: 'steward_begin', text: 'BEGIN' };
/**
 * The head of the audit chain is locked by nearly every transaction. A commit that waited for the disk with that lock
 * would let nobody else commit meanwhile; so it lets go first, and many wait for the disk together.
 */
const END: readonly Statement[] = [
  { name: 'steward_flush_later', text: 'SET LOCAL synchronous_commit = off' },
  { name: 'steward_commit', text: 'COMMIT' },
];

/** Whoever waits for the disk waits on a connection of `flushing`, so that it does not wait for its turn too. */
export function createTransactionPool(pool: pg.Pool, flushing = pool): TransactionPool {
  const flush = createFlush(flushing);
  const current = new AsyncLocalStorage<OpenTransaction>();
  const routed = new Proxy(pool, {
    get(target, key) {
      const transaction = current.getStore();
      if (transaction && key === 'query') return transaction.query;
      if (transaction && key === 'connect') return async () => nested(transaction);
      const value = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

  async function commit<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const client = await pool.connect();
    const transaction = openTransaction(client);
    try {
      const result = await current.run(transaction, () => work(transaction));
      await transaction.end();
      client.release();
      return result;
    } catch (failure) {
      await giveBack(client, transaction);
      throw transaction.reasonFor(failure);
    }
  }

  return {
    pool: routed,
    async within(work) {
      const result = await commit(work);
      await flush();
      return result;
    },
  };
}

type OpenTransaction = ReturnType<typeof openTransaction>;

/** What goes to the database at once. Statements are added until it is sent. */
interface Message {
  readonly statements: Statement[];
  sent: Promise<readonly pg.QueryResult[]> | undefined;
}

function openTransaction(client: pg.PoolClient) {
  let next: Message = { statements: [BEGIN], sent: undefined };
  let failedBefore: unknown;
  let before: Promise<unknown> = Promise.resolve();

  /** After what was asked earlier: several of the same moment may not queue up in the connection. */
  function inTurn<Result>(ask: () => Promise<Result>): Promise<Result> {
    const answered = before.then(ask, ask);
    before = answered;
    return answered;
  }

  async function sendTogether(statements: readonly Statement[]): Promise<readonly pg.QueryResult[]> {
    if (statements.length === 0) return [];
    const results = await runTogether(client, statements);
    if (statements.some(({ rows }, index) => rows !== undefined && results[index]?.rowCount !== rows))
      throw new Error('A statement did not write what it had to');
    return results;
  }

  /** What is put off from now on goes with the message after it. */
  function send(message: Message): Promise<readonly pg.QueryResult[]> {
    if (message === next) next = { statements: [], sent: undefined };
    message.sent ??= inTurn(() => sendTogether(message.statements));
    return message.sent;
  }

  return {
    async run(statement: Statement): Promise<pg.QueryResult> {
      const message = next;
      const place = message.statements.push(statement) - 1;
      // Whoever asks at the same moment comes along.
      await Promise.resolve();
      const result = (await send(message))[place];
      if (!result) throw new Error('The database answered less than it was asked');
      return result;
    },
    putOff: (statement: Statement) => void next.statements.push(statement),
    /** For Prisma, which talks to the connection itself. */
    query(statement: pg.QueryConfig | string) {
      send(next).catch((failure: unknown) => {
        failedBefore = failure;
      });
      return inTurn(() => client.query(statement));
    },
    /** Why a statement of Prisma's found the transaction aborted, if a statement before it was the reason. */
    reasonFor: (failure: unknown) => failedBefore ?? failure,
    async end() {
      if (next.statements[0] === BEGIN && next.statements.length === 1) return;
      next.statements.push(...END);
      const results = await send(next);
      // PostgreSQL answers ROLLBACK to a COMMIT after a failed statement, whoever swallowed that failure.
      if (!results.some(({ command }) => command === 'COMMIT'))
        throw new Error('The transaction was rolled back, as a statement in it had failed');
    },
    rollBack: () => inTurn(() => client.query('ROLLBACK')),
  };
}

const SAVEPOINTS: Readonly<Record<string, string>> = {
  BEGIN: 'SAVEPOINT nested',
  COMMIT: 'RELEASE SAVEPOINT nested',
  ROLLBACK: 'ROLLBACK TO SAVEPOINT nested',
};

/** Where Prisma wants a transaction for one call of several statements, it gets a part of ours. */
function nested(transaction: OpenTransaction): Pick<pg.PoolClient, 'query' | 'release' | 'on' | 'removeListener'> {
  const inner = {
    query: (statement: pg.QueryConfig) => transaction.query(SAVEPOINTS[statement.text] ?? statement),
    release() {},
    on: () => inner,
    removeListener: () => inner,
  };
  // Of a pool's client, Prisma's adapter uses no more than these four.
  return inner as unknown as pg.PoolClient;
}

/** A connection that cannot even roll back is thrown away. */
async function giveBack(client: pg.PoolClient, transaction: OpenTransaction): Promise<void> {
  try {
    await transaction.rollBack();
    client.release();
  } catch (cause) {
    client.release(cause instanceof Error ? cause : true);
  }
}
