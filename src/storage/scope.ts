import type { Prisma } from './generated/client.ts';
import type { Words } from './words.ts';

/** What a store works with: one open transaction of one organisation. */
export interface Scope {
  readonly organisationId: string;
  readonly db: Prisma.TransactionClient;
  readonly words: Words;
  /** For a statement that nothing waits for: it goes to the database together with the next one. Its failure is the transaction's. */
  readonly putOff: (statement: Prisma.Sql) => void;
}
