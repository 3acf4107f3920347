import type { Prisma } from './generated/client.ts';
import type { Words } from './words.ts';

/** What a store works with: one open transaction of one organisation. */
export interface Scope {
  readonly organisationId: string;
  readonly db: Prisma.TransactionClient;
  readonly words: Words;
  /** For a statement that nothing in the transaction waits for: it goes to the database together with the COMMIT. */
  readonly atCommit: (statement: Prisma.Sql) => void;
}
