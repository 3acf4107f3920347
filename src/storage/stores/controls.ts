import { z } from 'zod';
import { ROLES } from '../../chat/event.ts';
import type { ControlStore } from '../../risks/control-store.ts';
import type { ControlImplementation, ImplementationState } from '../../risks/implementation.ts';
import { type ControlDecision, type ControlStand, PRACTICE_STATES } from '../../risks/statement.ts';
import { dayOf } from '../../risks/treatment.ts';
import type { ControlDecision as DecisionRow, ControlImplementation as Row } from '../generated/client.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';

export function createPrismaControlStore(scope: Scope): ControlStore {
  const { organisationId, db } = scope;

  async function many(where: { readonly id?: string; readonly assessmentId?: string }) {
    const rows = await db.controlImplementation.findMany({
      where: { organisationId, ...where },
      orderBy: [{ dueOn: 'asc' }, { controlId: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toImplementation);
  }

  return {
    nextReference: () => nextReference(scope, 'control'),
    async own() {
      const rows = await db.ownControl.findMany({
        where: { organisationId, withdrawnAt: null },
        orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id, reference, title, summary, addedById, addedAt }) => ({
        ...{ id, reference, title, summary, addedById, addedAt },
      }));
    },
    async addOwn(control) {
      await db.ownControl.create({ data: { organisationId, ...control } });
    },
    async withdrawOwn(id, withdrawnAt) {
      const { count } = await db.ownControl.updateMany({
        where: { organisationId, id, withdrawnAt: null },
        data: { withdrawnAt },
      });
      return count === 1 ? 'withdrawn' : 'unchanged';
    },

    implementations: () => many({}),
    implementation: async (id) => (await many({ id }))[0],
    implementationsOf: (assessmentId) => many({ assessmentId }),
    async plan(implementation, now) {
      const { id, assessmentId, controlId } = implementation;
      const data = { organisationId, id, assessmentId, controlId, ...changing(implementation, now) };
      await db.controlImplementation.create({ data });
    },
    async save(implementation, version, now) {
      const { count } = await db.controlImplementation.updateMany({
        where: { organisationId, id: implementation.id, version },
        data: changing(implementation, now),
      });
      return count === 1 ? 'saved' : 'conflict';
    },

    async decisions() {
      const rows = await db.controlDecision.findMany({
        where: { organisationId },
        orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
        distinct: ['controlId'],
      });
      return rows.map(toDecision);
    },
    async decide({ stand, ...decision }) {
      const { because, applicable } = stand;
      await db.controlDecision.create({
        data: {
          ...{ organisationId, ...decision, because, applicable },
          state: stand.applicable ? stand.state : null,
          evidence: stand.applicable ? (stand.evidence ?? null) : null,
        },
      });
    },
  };
}

function changing(implementation: ControlImplementation, updatedAt: Date) {
  const { ownerId, dueOn, risks, state, remindedAt, version } = implementation;
  return {
    ...{ ownerId, dueOn: new Date(dueOn), risks: [...risks], state, version, updatedAt },
    remindedAt: remindedAt ?? null,
    ...saidColumns(implementation),
  };
}

function saidColumns(implementation: ImplementationState) {
  const none = { evidence: null, reason: null, saidById: null, saidAt: null };
  if (implementation.state === 'done') {
    const { evidence, doneById: saidById, doneAt: saidAt } = implementation;
    return { ...none, evidence, saidById, saidAt };
  }
  if (implementation.state !== 'notApplicable') return none;
  const { reason, saidById, saidAt } = implementation;
  return { ...none, reason, saidById, saidAt };
}

function toImplementation(row: Row): ControlImplementation {
  const { id, assessmentId, controlId, ownerId, dueOn, risks, remindedAt, version } = row;
  return {
    ...{ id, assessmentId, controlId, ownerId, dueOn: dayOf(dueOn), risks, version },
    ...(remindedAt === null ? {} : { remindedAt }),
    ...stateOf(row),
  };
}

function stateOf({ id, state, evidence, reason, saidById, saidAt }: Row): ImplementationState {
  if (state === 'planned' || state === 'underWay') return { state };
  if (saidById === null || saidAt === null) throw new Error(`Nobody said that control ${id} is ${state}`);
  if (state === 'done' && evidence !== null) return { state, evidence, doneById: saidById, doneAt: saidAt };
  if (state === 'notApplicable' && reason !== null) return { state, reason, saidById, saidAt };
  throw new Error(`Control ${id} is ${state} without evidence or reason`);
}

function toDecision(row: DecisionRow): ControlDecision {
  const { id, controlId, decidedById, role, decidedAt } = row;
  return { id, controlId, decidedById, decidedAt, role: z.enum(ROLES).parse(role), stand: standOf(row) };
}

function standOf({ applicable, because, state, evidence }: DecisionRow): ControlStand {
  if (!applicable) return { applicable, because };
  const practice = { applicable, because, state: z.enum(PRACTICE_STATES).parse(state) };
  return evidence === null ? practice : { ...practice, evidence };
}
