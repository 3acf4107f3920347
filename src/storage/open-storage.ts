import { existsSync } from 'node:fs';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Relevance } from '../interviews/questionnaire.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Closable } from '../kernel/lifecycle.ts';
import type { Log } from '../kernel/log.ts';
import { checkEncryptionKey } from './check-encryption-key.ts';
import type { Key } from './encryption.ts';
import { openEncryptionKeyFile } from './encryption-key.ts';
import { PrismaClient } from './generated/client.ts';
import { type DatabaseOptions, type OpenDatabase, openDatabase } from './open-database.ts';
import { createOrganisations, type Organisations } from './organisations.ts';
import { createStatementNames } from './statement-names.ts';
import { createTransact, type Transact } from './transact.ts';
import { createTransactionPool } from './transaction-pool.ts';
import { createKeyCache } from './words.ts';

/** Waiting for the one embedded connection may take as long as the queue before it. */
const MAX_WAIT_MS = 10_000;
const TIMEOUT_MS = 15_000;

export interface Storage extends Closable {
  readonly transact: Transact;
  readonly organisations: Organisations;
  readonly masterKey: Key;
  /** Milliseconds of one round trip to the database. */
  ping(): Promise<number>;
}

export interface StorageOptions extends DatabaseOptions {
  readonly encryptionKey: Key | undefined;
  /**
   * Whether whatever a process before us was about to send may be sent again at once, because nobody is told it twice.
   * Else it waits until its lease ends, and is looked for then.
   */
  readonly sendsAgainAtOnce?: boolean;
  readonly newId: NewId;
  /** For the questionnaires whose sections other rules ask. */
  readonly relevance?: Relevance;
  readonly log: Log;
}

/** Opens the database, its encryption and the stores. Each failure is one sentence for the operator. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  // The key comes first: a start that is killed between the two leaves a key without data, never data without a key.
  const masterKey =
    options.encryptionKey ??
    (await openEncryptionKeyFile(options.dataDirectory, existsSync(path.join(options.dataDirectory, 'database'))));
  const database = await openDatabase(options);
  try {
    // The directory is ours alone, so whoever held a lease is gone.
    if (database.embedded) await releaseLeases(database.pool, options.sendsAgainAtOnce ?? false);
    return await createStorage(database, masterKey, options.newId, options.relevance);
  } catch (failure) {
    await database.close();
    throw failure;
  }
}

/** Stores over a database that is open and migrated; closing the storage closes the database. */
export async function createStorage(
  database: OpenDatabase,
  masterKey: Key,
  newId: NewId,
  relevance?: Relevance,
): Promise<Storage> {
  const transactions = createTransactionPool(database.pool, database.flushing);
  const prisma = new PrismaClient({
    adapter: new PrismaPg(transactions.pool, { statementNameGenerator: createStatementNames() }),
    transactionOptions: { maxWait: MAX_WAIT_MS, timeout: TIMEOUT_MS },
  });
  const rowLevelSecurity = !database.embedded && !(await ownsTables(prisma));
  await checkEncryptionKey(prisma, masterKey);
  const keys = createKeyCache();
  const transact = createTransact({ prisma, transactions, masterKey, keys, newId, rowLevelSecurity, relevance });
  return {
    transact,
    masterKey,
    organisations: createOrganisations(prisma),
    async ping() {
      const before = performance.now();
      await prisma.$queryRaw`SELECT 1`;
      return performance.now() - before;
    },
    async close() {
      await prisma.$disconnect();
      await database.close();
    },
  };
}

/** What may have been posted already keeps its lease: that is how the next sender knows that it has to look for it. */
async function releaseLeases(pool: Pool, postsToo: boolean): Promise<void> {
  await pool.query(
    `UPDATE outbox_message SET "leaseOwner" = NULL, "leaseUntil" = NULL
      WHERE "leaseOwner" IS NOT NULL AND ($1 OR "externalId" IS NOT NULL)`,
    [postsToo],
  );
  await pool.query(`UPDATE job SET state = 'ready', "leaseOwner" = NULL, "leaseUntil" = NULL WHERE state = 'running'`);
}

async function ownsTables(prisma: PrismaClient): Promise<boolean> {
  const rows: unknown =
    await prisma.$queryRaw`SELECT tableowner = current_user AS owns FROM pg_tables WHERE tablename = 'organisation' AND schemaname = current_schema()`;
  return z.tuple([z.object({ owns: z.boolean() })]).parse(rows)[0].owns;
}
