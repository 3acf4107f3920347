import { z } from 'zod';
import { createAuditHead } from './audit-log.ts';
import type { PrismaClient } from './generated/client.ts';

export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** A demonstration proves nothing, for ever; a real organisation never becomes one. */
  readonly kind: 'demonstration' | 'real';
}

export interface NewOrganisation extends Organisation {
  readonly workspaces: readonly { readonly id: string; readonly platform: string; readonly externalId: string }[];
}

/** The organisations of this deployment: one, by default. */
export interface Organisations {
  list(): Promise<readonly Organisation[]>;
  create(organisation: NewOrganisation, now: Date): Promise<void>;
  link(
    organisationId: string,
    workspace: { readonly id: string; readonly platform: string; readonly externalId: string },
    now: Date,
  ): Promise<'linked' | 'already'>;
}

const Kind = z.enum(['demonstration', 'real']);

export function createOrganisations(prisma: PrismaClient): Organisations {
  return {
    async list() {
      const rows = await prisma.organisation.findMany({ orderBy: { createdAt: 'asc' } });
      return rows.map(({ id, name, kind }) => ({ id, name, kind: Kind.parse(kind) }));
    },
    async create({ id, name, kind, workspaces }, createdAt) {
      await prisma.$transaction(async (db) => {
        await db.$executeRaw`SELECT set_config('steward.organisation', ${id}, true)`;
        await db.organisation.create({
          data: { id, name, kind, lastUse: 0, lastSystem: 0, lastSupplier: 0, lastReview: 0, createdAt },
        });
        await db.workspace.createMany({
          data: workspaces.map((workspace) => ({ organisationId: id, ...workspace, createdAt })),
        });
        await createAuditHead(db, id);
      });
    },
    async link(organisationId, workspace, createdAt) {
      const { count } = await prisma.workspace.createMany({
        data: [{ organisationId, ...workspace, createdAt }],
        skipDuplicates: true,
      });
      return count === 1 ? 'linked' : 'already';
    },
  };
}
