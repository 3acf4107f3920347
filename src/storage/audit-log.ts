import canonicalize from 'canonicalize';
import { AuditPayload, GENESIS_HASH } from '../audit/trail.ts';
import type { AuditLog } from '../chat/router-stores.ts';
import { Prisma } from './generated/client.ts';

/** Collects what a transaction did, and appends it as one link of the organisation's chain. */
export interface AuditBuffer extends AuditLog {
  /**
   * What appends it, each statement to write one row. They are for the very end of the transaction, in one message with
   * its COMMIT: the first locks the head of the chain, and nobody else can append until it is released.
   */
  statements(): readonly Prisma.Sql[];
}

export function createAuditBuffer(organisationId: string): AuditBuffer {
  const payloads: string[] = [];
  return {
    record(by, notes, at) {
      if (notes.length === 0) return;
      payloads.push(canonical(AuditPayload.parse({ at: at.toISOString(), by, notes })));
    },
    statements: () => payloads.map((payload) => appendStatement(organisationId, payload)),
  };
}

/** Locks the head, appends and moves the head. */
function appendStatement(organisationId: string, payload: string): Prisma.Sql {
  return Prisma.sql`
    WITH head AS (
      SELECT sequence, hash FROM audit_head WHERE "organisationId" = ${organisationId}::uuid FOR UPDATE
    ), link AS (
      SELECT sequence + 1 AS sequence, hash AS previous,
        encode(sha256(convert_to(hash || E'\n' || ${payload}::text, 'UTF8')), 'hex') AS hash
      FROM head
    ), moved AS (
      UPDATE audit_head SET sequence = link.sequence, hash = link.hash FROM link
      WHERE "organisationId" = ${organisationId}::uuid
    )
    INSERT INTO audit_entry ("organisationId", sequence, payload, "previousHash", hash)
    SELECT ${organisationId}::uuid, sequence, ${payload}::text, previous, hash FROM link`;
}

export async function createAuditHead(db: Prisma.TransactionClient, organisationId: string): Promise<void> {
  await db.auditHead.create({ data: { organisationId, sequence: 0, hash: GENESIS_HASH } });
}

function canonical(payload: AuditPayload): string {
  const text = canonicalize(payload);
  if (text === undefined) throw new Error('An audit payload has no canonical form');
  return text;
}
