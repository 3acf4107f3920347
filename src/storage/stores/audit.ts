import type { AuditStore } from '../../audit/audit-store.ts';
import type { Scope } from '../scope.ts';

const PAGE = 500;

export function createPrismaAuditStore({ organisationId, db }: Scope): AuditStore {
  const page = (after: number) =>
    db.auditEntry.findMany({
      where: { organisationId, sequence: { gt: after } },
      orderBy: { sequence: 'asc' },
      take: PAGE,
    });

  return {
    page,
    async head() {
      const { sequence, hash } = await db.auditHead.findFirstOrThrow({ where: { organisationId } });
      return { sequence, hash };
    },
    async *entries() {
      for (let after = 0; ; ) {
        const read = await page(after);
        yield* read;
        const last = read.at(-1);
        if (!last || read.length < PAGE) return;
        after = last.sequence;
      }
    },
  };
}
