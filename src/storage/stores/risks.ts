import { z } from 'zod';
import { ROLES } from '../../chat/event.ts';
import { LIKELIHOODS, SEVERITIES, TREATMENTS } from '../../impact/scales.ts';
import { type Acceptance, isKept, RISK_EVENTS, type Risk, type RiskEvent, type RiskState } from '../../risks/risk.ts';
import type { RiskStore } from '../../risks/risk-store.ts';
import { dayOf } from '../../risks/treatment.ts';
import { Prisma, type Risk as RiskRow, type Treatment as TreatmentRow } from '../generated/client.ts';
import { toJson } from '../json.ts';
import { nextReference } from '../references.ts';
import type { Scope } from '../scope.ts';

const StoredLikelihood = z.enum(LIKELIHOODS);
const StoredSeverity = z.enum(SEVERITIES);
const StoredKind = z.enum(TREATMENTS);
const StoredProposal = z.object({
  ...{ id: z.string(), cause: z.string(), consequence: z.string(), affected: z.string(), because: z.string() },
  ...{ likelihood: StoredLikelihood, severity: StoredSeverity },
  treatment: z.object({ kind: StoredKind, controls: z.array(z.string()), what: z.string() }),
});
const StoredEvent = z.enum(RISK_EVENTS);

type Row = RiskRow & { readonly treatment: TreatmentRow | null };

export function createPrismaRiskStore(scope: Scope): RiskStore {
  const { organisationId, db, words } = scope;

  async function many(where: Prisma.RiskWhereInput): Promise<readonly Risk[]> {
    const rows = await db.risk.findMany({ where: { organisationId, ...where }, include: { treatment: true } });
    return rows.map(toRisk).sort((one, other) => numberOf(one) - numberOf(other));
  }

  async function note({ id: riskId, version: number }: Risk, event: RiskEvent, id: string): Promise<void> {
    const { kind, by, at, ...rest } = event;
    const { reason, ...details } = 'reason' in rest ? rest : { reason: undefined, ...rest };
    const sealed = by === undefined || reason === undefined ? null : await words.seal(by, reasonPlace(id), reason);
    await db.riskChange.create({
      data: {
        ...{ organisationId, id, riskId, number, kind, at },
        ...{ byId: by ?? null, details: toJson(details), sealedReason: sealed },
      },
    });
  }

  async function saveTreatment(risk: Risk): Promise<void> {
    const data = treatmentOf(risk);
    if (!data) return;
    const { id: riskId } = risk;
    const { count } = await db.treatment.updateMany({ where: { organisationId, riskId }, data });
    if (count === 0) await db.treatment.create({ data: { organisationId, riskId, ...data } });
  }

  return {
    nextReference: () => nextReference(scope, 'risk'),
    async create(risk, event, changeId) {
      const { id, reference, assessmentId } = risk;
      const data = { organisationId, id, reference, assessmentId, createdAt: event.at, ...changing(risk, event.at) };
      await db.risk.create({ data });
      await saveTreatment(risk);
      await note(risk, event, changeId);
    },
    find: async (id) => (await many({ id }))[0],
    referenced: async (reference) => (await many({ reference }))[0],
    of: (assessmentId) => many({ assessmentId }),
    list: () => many({}),
    waitingFor: (managerIds) =>
      many({ state: 'kept', treatment: { acceptance: 'asked', managerId: { in: [...managerIds] } } }),
    async save(risk, version, event, changeId) {
      const { count } = await db.risk.updateMany({
        where: { organisationId, id: risk.id, version },
        data: changing(risk, event.at),
      });
      if (count === 0) return 'conflict';
      await saveTreatment(risk);
      await note(risk, event, changeId);
      return 'saved';
    },
    async history(riskId) {
      const rows = await db.riskChange.findMany({ where: { organisationId, riskId }, orderBy: { number: 'asc' } });
      return Promise.all(
        rows.map(async ({ id, number, kind, byId, at, sealedReason }) => ({
          ...{ id, number, at, byId: byId ?? undefined, kind: StoredEvent.parse(kind) },
          reason: byId && sealedReason ? await words.openText(byId, reasonPlace(id), sealedReason) : undefined,
        })),
      );
    },
    leftOut: async (assessmentId) => {
      const rows = await db.controlLeftOut.findMany({ where: { organisationId, assessmentId } });
      return rows.map(({ controlId, reason, byId, at }) => ({ controlId, reason, byId, at }));
    },
    async leaveOut(assessmentId, leftOut) {
      const controlId = { in: leftOut.map((one) => one.controlId) };
      await db.controlLeftOut.deleteMany({ where: { organisationId, assessmentId, controlId } });
      await db.controlLeftOut.createMany({ data: leftOut.map((one) => ({ organisationId, assessmentId, ...one })) });
    },
  };
}

function numberOf({ reference }: Risk): number {
  return Number(reference.split('-')[1]);
}

function changing({ state, proposed, description, loweredBecause, ownerId, version }: Risk, updatedAt: Date) {
  return {
    ...{ state, ...description, ownerId, version, updatedAt },
    proposed: proposed ? toJson(proposed) : Prisma.DbNull,
    loweredBecause: loweredBecause ?? null,
  };
}

/** What was chosen for a risk that was dismissed afterwards stays on record, without counting. */
function treatmentOf(risk: Risk) {
  if (!isKept(risk) || !risk.treatment) return undefined;
  const { kind, what, controls, ownerId, dueOn, residual, raisedBecause } = risk.treatment;
  return {
    ...{ kind, what, controls: [...controls], ownerId, dueOn: new Date(dueOn) },
    ...{ residualLikelihood: residual.likelihood, residualSeverity: residual.severity },
    raisedBecause: raisedBecause ?? null,
    ...acceptanceColumns(risk.acceptance),
  };
}

function acceptanceColumns(acceptance: Acceptance) {
  return {
    acceptance: acceptance.kind,
    managerId: acceptance.kind === 'none' ? null : acceptance.managerId,
    askedById: acceptance.kind === 'asked' || acceptance.kind === 'accepted' ? acceptance.askedById : null,
    acceptedRole: acceptance.kind === 'accepted' ? acceptance.role : null,
    answeredAt: acceptance.kind === 'accepted' || acceptance.kind === 'sentBack' ? acceptance.at : null,
  };
}

function toRisk(row: Row): Risk {
  const { id, reference, assessmentId, proposed, loweredBecause, ownerId, version } = row;
  const { cause, consequence, affected } = row;
  const likelihood = StoredLikelihood.parse(row.likelihood);
  const severity = StoredSeverity.parse(row.severity);
  return {
    ...{ id, reference, assessmentId, ownerId, version },
    description: { cause, consequence, affected, likelihood, severity },
    ...(proposed === null ? {} : { proposed: StoredProposal.parse(proposed) }),
    ...(loweredBecause === null ? {} : { loweredBecause }),
    ...stateOf(row),
  };
}

function stateOf({ state, treatment }: Row): RiskState {
  const known = z.enum(['proposed', 'kept', 'dismissed', 'withdrawn']).parse(state);
  if (known !== 'kept') return { state: known };
  if (!treatment) return { state: known, acceptance: { kind: 'none' } };
  const { kind, what, controls, ownerId, dueOn, residualLikelihood, residualSeverity, raisedBecause } = treatment;
  return {
    state: known,
    acceptance: acceptanceOf(treatment),
    treatment: {
      ...{ kind: StoredKind.parse(kind), what, controls, ownerId, dueOn: dayOf(dueOn) },
      residual: {
        likelihood: StoredLikelihood.parse(residualLikelihood),
        severity: StoredSeverity.parse(residualSeverity),
      },
      ...(raisedBecause === null ? {} : { raisedBecause }),
    },
  };
}

function acceptanceOf({
  riskId,
  acceptance,
  managerId,
  askedById,
  acceptedRole,
  answeredAt,
}: TreatmentRow): Acceptance {
  const kind = z.enum(['none', 'asked', 'sentBack', 'accepted']).parse(acceptance);
  if (kind === 'none') return { kind };
  if (managerId === null) throw new Error(`Nobody was asked to accept ${riskId}, which is ${kind}`);
  if (kind === 'sentBack' && answeredAt) return { kind, managerId, at: answeredAt };
  if (askedById === null) throw new Error(`Nobody asked to accept ${riskId}, which is ${kind}`);
  if (kind === 'asked') return { kind, managerId, askedById };
  if (!answeredAt) throw new Error(`${riskId} was ${kind} at no time`);
  return { kind: 'accepted', managerId, askedById, role: z.enum(ROLES).parse(acceptedRole), at: answeredAt };
}

function reasonPlace(id: string): string {
  return `risk-change/${id}/reason`;
}
