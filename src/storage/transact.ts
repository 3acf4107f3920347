import type { Questionnaire, Relevance } from '../interviews/questionnaire.ts';
import type { NewId } from '../kernel/ids.ts';
import { createAuditBuffer } from './audit-log.ts';
import type { Key } from './encryption.ts';
import { isLostRace } from './failures.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { statementOf, statementsOver } from './statements.ts';
import { createStores, type Stores } from './stores/stores.ts';
import type { Transaction, TransactionPool } from './transaction-pool.ts';
import { createKeyring, createWords, type KeyCache, type Keyring } from './words.ts';

/**
 * Runs `work` in one transaction of one organisation. It is committed when the promise resolves, and only then.
 * A race that the database resolved against us is run again, so `work` keeps nothing outside the stores.
 */
export type Transact = <Result>(organisationId: string, work: (stores: Stores) => Promise<Result>) => Promise<Result>;

const MAX_RUNS = 5;
const RACE_WAIT_MS = 20;

export interface TransactOptions {
  readonly prisma: PrismaClient;
  readonly transactions: Pick<TransactionPool, 'within'>;
  readonly masterKey: Key;
  readonly keys: KeyCache;
  readonly newId: NewId;
  /** Names the organisation to the row-level security policies: needed where the role does not own the tables. */
  readonly rowLevelSecurity: boolean;
  readonly relevance: Relevance | undefined;
}

export function createTransact(options: TransactOptions): Transact {
  const { prisma, transactions, masterKey, keys, newId, rowLevelSecurity, relevance } = options;
  const published = new Map<string, Questionnaire>();

  async function once<Result>(
    transaction: Transaction,
    keyring: Keyring,
    organisationId: string,
    work: (stores: Stores) => Promise<Result>,
  ): Promise<Result> {
    const db = statementsOver(transaction, prisma);
    const putOff = (statement: Prisma.Sql) => transaction.putOff(statementOf(statement));
    if (rowLevelSecurity) putOff(Prisma.sql`SELECT set_config('steward.organisation', ${organisationId}, true)`);
    const audit = createAuditBuffer(organisationId);
    const words = createWords(db, organisationId, masterKey, keyring);
    const scope = { organisationId, db, words, putOff };
    const result = await work(createStores({ scope, audit, masterKey, keyring, newId, relevance, published }));
    // The chain comes last, because its head is locked from then on.
    for (const statement of audit.statements()) transaction.putOff({ ...statementOf(statement), rows: 1 });
    return result;
  }

  return async (organisationId, work) => {
    for (let run = 1; ; run += 1) {
      try {
        const keyring = createKeyring(keys);
        const result = await transactions.within((transaction) => once(transaction, keyring, organisationId, work));
        keyring.committed();
        return result;
      } catch (failure) {
        if (run === MAX_RUNS || !isLostRace(failure)) throw failure;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * RACE_WAIT_MS * 2 ** run));
      }
    }
  };
}
