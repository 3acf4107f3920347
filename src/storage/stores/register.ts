import { z } from 'zod';
import { LANES } from '../../interviews/screening.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { AiSystem, AiUse, Condition, RegisteredUse, Supplier } from '../../register/register.ts';
import type { RegisterStore } from '../../register/register-store.ts';
import type {
  Condition as ConditionRow,
  Supplier as SupplierRow,
  AiSystem as SystemRow,
  UseMember,
  AiUse as UseRow,
} from '../generated/client.ts';
import { toJson } from '../json.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';

const SystemState = z.enum(['approved', 'unreviewed', 'retired']);
const UseState = z.enum(['approved', 'unreviewed', 'prohibited', 'retired', 'revoked', 'superseded', 'expired']);

const NamesRows = z.array(
  z.object({
    name: z.string(),
    aliases: z.array(z.string()),
    supplier: z
      .string()
      .nullable()
      .transform((name) => name ?? undefined),
  }),
);

type SystemWithSupplier = SystemRow & { readonly supplier: SupplierRow | null };
type UseWithSystem = UseRow & { readonly system: SystemWithSupplier; readonly members: readonly UseMember[] };

const withSystem = { system: { include: { supplier: true } }, members: true } as const;

export function createPrismaRegisterStore(scope: Scope, newId: NewId): RegisterStore {
  const { organisationId, db } = scope;
  const one = (id: string) => ({ organisationId_id: { organisationId, id } });

  async function registered(rows: readonly UseWithSystem[]): Promise<readonly RegisteredUse[]> {
    const conditions = await db.condition.findMany({
      where: { organisationId, useId: { in: rows.map(({ id }) => id) } },
      orderBy: { id: 'asc' },
    });
    return rows.map((row) => ({
      use: toUse(row),
      system: toSystem(row.system),
      conditions: conditions.filter(({ useId }) => useId === row.id).map(toCondition),
      memberIds: row.members.map(({ personId }) => personId),
    }));
  }

  return {
    async systems() {
      const rows = await db.aiSystem.findMany({
        where: { organisationId },
        include: { supplier: true },
        orderBy: { createdAt: 'asc' },
      });
      return rows.map(toSystem);
    },
    async productNames() {
      const rows: unknown = await db.$queryRaw`
        SELECT system.name, system.aliases, supplier.name AS supplier
        FROM ai_system AS system
        LEFT JOIN supplier ON supplier."organisationId" = system."organisationId" AND supplier.id = system."supplierId"
        WHERE system."organisationId" = ${organisationId}::uuid
        ORDER BY system."createdAt", system.id`;
      return NamesRows.parse(rows);
    },
    async uses() {
      return registered(
        await db.aiUse.findMany({ where: { organisationId }, include: withSystem, orderBy: { createdAt: 'asc' } }),
      );
    },
    async findUse(useId) {
      const row = await db.aiUse.findFirst({ where: { organisationId, id: useId }, include: withSystem });
      return row ? (await registered([row]))[0] : undefined;
    },
    async decisionIdOf(useId) {
      const row = await db.aiUse.findFirst({ where: { organisationId, id: useId }, select: { decisionId: true } });
      return row?.decisionId ?? undefined;
    },
    async useOfDecision(decisionId) {
      const row = await db.aiUse.findFirst({ where: { organisationId, decisionId }, include: withSystem });
      return row ? (await registered([row]))[0] : undefined;
    },
    async holdNames() {
      // The row whose counters give the references, so that whoever adds something waits here and nowhere later.
      await db.$executeRaw`SELECT id FROM organisation WHERE id = ${organisationId}::uuid FOR UPDATE`;
    },
    async supplierNamed(name, now) {
      const known = await db.supplier.findFirst({
        where: { organisationId, name: { equals: name, mode: 'insensitive' } },
      });
      if (known) return toSupplier(known);
      const reference = await nextReference(scope, 'supplier');
      return toSupplier(
        await db.supplier.create({ data: { organisationId, id: newId(), reference, name, createdAt: now } }),
      );
    },
    async createSystem({ name, aliases, supplierId, ownerId, state }, now) {
      const reference = await nextReference(scope, 'system');
      const row = await db.aiSystem.create({
        data: {
          organisationId,
          id: newId(),
          reference,
          name,
          aliases: [...aliases],
          supplierId: supplierId ?? null,
          ownerId: ownerId ?? null,
          state,
          version: 1,
          createdAt: now,
        },
        include: { supplier: true },
      });
      return toSystem(row);
    },
    async saveSystem({ id, version, name, aliases, state, ownerId }, now) {
      const { count } = await db.aiSystem.updateMany({
        where: { organisationId, id, version },
        data: {
          name,
          aliases: [...aliases],
          state,
          ownerId: ownerId ?? null,
          retiredAt: state === 'retired' ? now : null,
          version: { increment: 1 },
        },
      });
      return count === 1 ? 'saved' : 'conflict';
    },
    async recordSupplierFacts(systemId, facts) {
      await db.aiSystem.update({
        where: one(systemId),
        data: { supplierFacts: toJson(facts), version: { increment: 1 } },
      });
    },
    async createUse(
      { facets, submissionId, decisionId, ownerId, validUntil, nextReviewAt, systemId, state, department, lane },
      now,
    ) {
      const { product: _system, account, purpose, users, ...lists } = facets;
      const row = await db.aiUse.create({
        data: {
          organisationId,
          id: newId(),
          reference: await nextReference(scope, 'use'),
          systemId,
          state,
          ownerId: ownerId ?? null,
          submissionId: submissionId ?? null,
          decisionId: decisionId ?? null,
          purpose,
          account,
          users,
          department,
          countries: [...lists.countries],
          data: [...lists.data],
          connectors: [...lists.connectors],
          circumstances: [...lists.circumstances],
          lane,
          validUntil: validUntil ?? null,
          nextReviewAt: nextReviewAt ?? null,
          version: 1,
          createdAt: now,
        },
        include: withSystem,
      });
      return toUse(row);
    },
    async saveUse({ id, version, state, ownerId }) {
      const { count } = await db.aiUse.updateMany({
        where: { organisationId, id, version },
        data: { state, ownerId: ownerId ?? null, version: { increment: 1 } },
      });
      return count === 1 ? 'saved' : 'conflict';
    },
    async join(useId, personId, joinedAt) {
      const { count } = await db.useMember.createMany({
        data: [{ organisationId, useId, personId, joinedAt }],
        skipDuplicates: true,
      });
      return count === 1 ? 'joined' : 'already';
    },
    async attachConditions(decisionId, useId) {
      await db.condition.updateMany({ where: { organisationId, decisionId }, data: { useId } });
    },
    async submitterOfCondition(conditionId) {
      const row = await db.condition.findFirst({
        where: { organisationId, id: conditionId },
        select: { decision: { select: { submitterId: true } } },
      });
      return row?.decision.submitterId;
    },
    async verifyPrecondition(conditionId, verifiedById, verifiedAt) {
      const { count } = await db.condition.updateMany({
        where: { organisationId, id: conditionId, precondition: true, verifiedAt: null, useId: { not: null } },
        data: { verifiedById, verifiedAt },
      });
      return count === 1 ? 'verified' : 'unchanged';
    },
  };
}

function toSupplier({ id, reference, name }: SupplierRow): Supplier {
  return { id, reference, name };
}

function toSystem({ id, reference, name, aliases, supplier, state, ownerId, version }: SystemWithSupplier): AiSystem {
  return {
    id,
    reference,
    name,
    aliases,
    state: SystemState.parse(state),
    version,
    ...(supplier ? { supplier: toSupplier(supplier) } : {}),
    ...(ownerId ? { ownerId } : {}),
  };
}

function toUse(row: UseWithSystem): AiUse {
  const {
    id,
    reference,
    systemId,
    department,
    account,
    purpose,
    users,
    countries,
    data,
    connectors,
    circumstances,
    version,
  } = row;
  return {
    id,
    reference,
    systemId,
    state: UseState.parse(row.state),
    department,
    facets: { product: row.system.name, account, purpose, users, countries, data, connectors, circumstances },
    lane: z.enum(LANES).parse(row.lane),
    version,
    ...(row.ownerId ? { ownerId: row.ownerId } : {}),
    ...(row.validUntil ? { validUntil: row.validUntil } : {}),
    ...(row.nextReviewAt ? { nextReviewAt: row.nextReviewAt } : {}),
  };
}

function toCondition({ id, text, precondition, verifiedAt }: ConditionRow): Condition {
  return { id, text, precondition, ...(verifiedAt ? { verifiedAt } : {}) };
}
