import { z } from 'zod';
import type { AuditNote } from '../chat/capability.ts';
import { createAuditBuffer, createAuditHead } from './audit-log.ts';
import type { PrismaClient } from './generated/client.ts';

export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** A demonstration proves nothing, for ever; a real organisation never becomes one. */
  readonly kind: 'demonstration' | 'real';
}

export interface Workspace {
  readonly id: string;
  readonly platform: string;
  /** The Slack team, the Teams tenant or the console's own. */
  readonly externalId: string;
}

export interface NewOrganisation extends Organisation {
  readonly workspaces: readonly Workspace[];
}

/** The organisations of this deployment: one, by default. */
export interface Organisations {
  list(): Promise<readonly Organisation[]>;
  /** Noted in the audit trail when somebody is named who did it. Fails when a workspace belongs to another one. */
  create(organisation: NewOrganisation, now: Date, by?: { readonly process: string }): Promise<void>;
  workspaces(organisationId: string): Promise<readonly Workspace[]>;
  /** Noted in the audit trail. `already`: the workspace belongs to this organisation or to another one. */
  link(
    organisationId: string,
    workspace: Workspace,
    now: Date,
    by?: { readonly personId?: string; readonly process: string },
  ): Promise<'linked' | 'already'>;
}

const Kind = z.enum(['demonstration', 'real']);

export function createOrganisations(prisma: PrismaClient): Organisations {
  return {
    async list() {
      const rows = await prisma.organisation.findMany({ orderBy: { createdAt: 'asc' } });
      return rows.map(({ id, name, kind }) => ({ id, name, kind: Kind.parse(kind) }));
    },
    async create({ id, name, kind, workspaces }, createdAt, by) {
      await prisma.$transaction(async (db) => {
        await db.$executeRaw`SELECT set_config('steward.organisation', ${id}, true)`;
        await db.organisation.create({
          data: {
            id,
            name,
            kind,
            lastUse: 0,
            lastSystem: 0,
            lastSupplier: 0,
            lastReview: 0,
            lastConcern: 0,
            lastQuestion: 0,
            lastRisk: 0,
            lastControl: 0,
            lastAssessment: 0,
            createdAt,
          },
        });
        await db.workspace.createMany({
          data: workspaces.map((workspace) => ({ organisationId: id, ...workspace, createdAt })),
        });
        await createAuditHead(db, id);
        const audit = createAuditBuffer(id);
        if (by) audit.record(by, creationNotes({ id, name, kind, workspaces }), createdAt);
        for (const statement of audit.statements()) await db.$executeRaw(statement);
      });
    },
    async workspaces(organisationId) {
      const rows = await prisma.workspace.findMany({ where: { organisationId }, orderBy: { createdAt: 'asc' } });
      return rows.map(({ id, platform, externalId }) => ({ id, platform, externalId }));
    },
    async link(organisationId, workspace, createdAt, by = { process: 'operator' }) {
      return prisma.$transaction(async (db) => {
        await db.$executeRaw`SELECT set_config('steward.organisation', ${organisationId}, true)`;
        const { count } = await db.workspace.createMany({
          data: [{ organisationId, ...workspace, createdAt }],
          skipDuplicates: true,
        });
        if (count === 0) return 'already';
        const audit = createAuditBuffer(organisationId);
        audit.record(by, [linkedNote(workspace)], createdAt);
        for (const statement of audit.statements()) await db.$executeRaw(statement);
        return 'linked';
      });
    },
  };
}

function creationNotes({ id, kind, workspaces }: NewOrganisation): readonly AuditNote[] {
  return [
    { kind: 'organisation.created', subjectId: id, details: { kind } },
    ...workspaces.map((workspace) => linkedNote(workspace)),
  ];
}

function linkedNote({ id, platform }: Workspace): AuditNote {
  return { kind: 'organisation.workspaceLinked', subjectId: id, details: { platform } };
}
