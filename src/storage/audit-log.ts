import canonicalize from 'canonicalize';
import { AuditPayload, GENESIS_HASH } from '../audit/trail.ts';
import type { AuditLog } from '../chat/router-stores.ts';
import type { Prisma } from './generated/client.ts';

/** Collects what a transaction did, and appends it as one link of the organisation's chain. */
export interface AuditBuffer extends AuditLog {
  /**
   * Must be the last statement of the transaction: it locks the head row only for the commit.
   */
  flush(db: Prisma.TransactionClient): Promise<void>;
}

export function createAuditBuffer(organisationId: string): AuditBuffer {
  const payloads: string[] = [];
  return {
    record(by, notes, at) {
      if (notes.length === 0) return;
      payloads.push(canonical(AuditPayload.parse({ at: at.toISOString(), by, notes })));
    },
    async flush(db) {
      for (const payload of payloads) await append(db, organisationId, payload);
    },
  };
}

/** Locks the head, appends and moves the head in one statement. */
async function append(db: Prisma.TransactionClient, organisationId: string, payload: string): Promise<void> {
  const appended = await db.$executeRaw`
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
  if (appended !== 1) throw new Error(`Organisation ${organisationId} has no audit head`);
}

export async function createAuditHead(db: Prisma.TransactionClient, organisationId: string): Promise<void> {
  await db.auditHead.create({ data: { organisationId, sequence: 0, hash: GENESIS_HASH } });
}

function canonical(payload: AuditPayload): string {
  const text = canonicalize(payload);
  if (text === undefined) throw new Error('An audit payload has no canonical form');
  return text;
}
