import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What is appended for one transaction: who did what to which things. Ids and kinds only, never words. */
export const AuditPayload = z.object({
  /** ISO 8601, UTC, milliseconds. */
  at: z.string(),
  by: z.object({ personId: z.string().optional(), identityId: z.string().optional(), process: z.string().optional() }),
  notes: z
    .array(
      z.object({
        kind: z.string(),
        subjectId: z.string(),
        details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
      }),
    )
    .min(1),
});
export type AuditPayload = z.infer<typeof AuditPayload>;

/** One stored link of the chain. The hash covers exactly the stored text. */
export interface AuditEntry {
  readonly sequence: number;
  readonly payload: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** The newest link, as it can be kept outside the database. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** What the first entry of an organisation's chain refers to. */
export const GENESIS_HASH = '0'.repeat(64);

export interface AuditVerification {
  readonly ok: boolean;
  readonly entries: number;
  readonly head: ChainHead;
  readonly firstBad?: { readonly sequence: number; readonly problem: string };
}

export function linkHash(previousHash: string, payload: string): string {
  return createHash('sha256').update(`${previousHash}\n${payload}`).digest('hex');
}

/**
 * Walks the chain from its beginning. A chain alone does not reveal a rewritten tail: `anchor` is a head kept
 * elsewhere, which must stand in this chain unchanged.
 */
export async function verifyChain(
  entries: AsyncIterable<AuditEntry>,
  storedHead: ChainHead,
  anchor?: ChainHead,
): Promise<AuditVerification> {
  let head: ChainHead = { sequence: 0, hash: GENESIS_HASH };
  const bad = (sequence: number, problem: string): AuditVerification => ({
    ok: false,
    entries: head.sequence,
    head,
    firstBad: { sequence, problem },
  });

  for await (const entry of entries) {
    const sequence = head.sequence + 1;
    if (entry.sequence !== sequence) return bad(sequence, `entry ${sequence} is missing`);
    if (entry.previousHash !== head.hash) return bad(sequence, 'it does not follow from the entry before it');
    if (linkHash(head.hash, entry.payload) !== entry.hash) return bad(sequence, 'its content does not match its hash');
    if (anchor?.sequence === sequence && anchor.hash !== entry.hash) return bad(sequence, 'it differs from the anchor');
    head = { sequence, hash: entry.hash };
  }
  if (anchor && anchor.sequence > head.sequence)
    return bad(head.sequence + 1, `the anchor saw ${anchor.sequence} entries, the chain has ${head.sequence}`);
  if (storedHead.sequence !== head.sequence || storedHead.hash !== head.hash) {
    return bad(head.sequence + 1, `the head says ${storedHead.sequence} entries, the chain has ${head.sequence}`);
  }
  return { ok: true, entries: head.sequence, head };
}
