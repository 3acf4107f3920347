import type { Delegation } from '../../reviews/delegation.ts';
import type { DelegationStore } from '../../reviews/delegation-store.ts';
import type { Prisma } from '../generated/client.ts';
import type { Scope } from '../scope.ts';

export function createPrismaDelegationStore({ organisationId, db }: Scope): DelegationStore {
  async function many(where: Prisma.DelegationWhereInput): Promise<readonly Delegation[]> {
    const rows = await db.delegation.findMany({
      where: { organisationId, ...where },
      include: { end: true },
      orderBy: { id: 'desc' },
    });
    return rows.map(({ id, absentId, delegateId, from, until, recordedAt, end }) => {
      const delegation = { id, absentId, delegateId, from, until, recordedAt };
      return end ? { ...delegation, endedAt: end.endedAt } : delegation;
    });
  }

  return {
    async add(delegation) {
      await db.delegation.create({ data: { organisationId, ...delegation } });
    },
    async end(delegationId, endedById, endedAt) {
      await db.delegationEnd.create({ data: { organisationId, delegationId, endedById, endedAt } });
    },
    find: async (id) => (await many({ id }))[0],
    by: (personIds) => many({ absentId: { in: [...personIds] } }),
    to: (personIds) => many({ delegateId: { in: [...personIds] } }),
    inForce: (now) =>
      many({ from: { lte: now }, until: { gt: now }, OR: [{ end: null }, { end: { endedAt: { gt: now } } }] }),
  };
}
