import type { AuditEntry, ChainHead } from './trail.ts';

/** Reading the organisation's chain. Appending is the transaction's own business. */
export interface AuditStore {
  head(): Promise<ChainHead>;
  /** In order, in pages, so that a long chain does not fill memory. A very long one wants a transaction for each page. */
  entries(): AsyncIterable<AuditEntry>;
  /** The next entries after this sequence, in order; none at the end. */
  page(after: number): Promise<readonly AuditEntry[]>;
}
