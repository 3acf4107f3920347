import type { AuditEntry, ChainHead } from './trail.ts';

/** Reading the organisation's chain. Appending is the transaction's own business. */
export interface AuditStore {
  head(): Promise<ChainHead>;
  /** In order, in pages, so that a long chain neither fills memory nor blocks the process. */
  entries(): AsyncIterable<AuditEntry>;
}
