import type { AuditStore } from '../../audit/audit-store.ts';
import type { Scope } from '../scope.ts';

const PAGE = 500;

export function createPrismaAuditStore({ organisationId, db }: Scope): AuditStore {
  return {
    async head() {
      const { sequence, hash } = await db.auditHead.findUniqueOrThrow({ where: { organisationId } });
      return { sequence, hash };
    },
    async *entries() {
      for (let after = 0; ; ) {
        const page = await db.auditEntry.findMany({
          where: { organisationId, sequence: { gt: after } },
          orderBy: { sequence: 'asc' },
          take: PAGE,
        });
        yield* page;
        const last = page.at(-1);
        if (!last || page.length < PAGE) return;
        after = last.sequence;
      }
    },
  };
}
