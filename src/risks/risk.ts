import type { Role } from '../chat/event.ts';
import type { ProposedRisk } from '../impact/impact-result.ts';
import type { TreatmentKind } from '../impact/scales.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { exceeds, type Magnitude } from './risk-criteria.ts';

/** A risk of one AI system impact assessment (6.1.2), as a rule proposed it or a person added it. */
export type Risk = RiskHead & RiskState;

export interface RiskHead {
  readonly id: string;
  /** What people say: RSK-7. */
  readonly reference: string;
  readonly assessmentId: string;
  /** What a rule proposed; stays beside what people made of it. */
  readonly proposed?: ProposedRisk;
  readonly description: RiskDescription;
  /** Why it rates lower than the rule that proposed it says. */
  readonly loweredBecause?: string;
  /** Who answers for it. */
  readonly ownerId: string;
  /** Rises with everything that happens to it. */
  readonly version: number;
}

export interface RiskDescription extends Magnitude {
  readonly cause: string;
  readonly consequence: string;
  readonly affected: string;
}

export type RiskState =
  /** Nobody has looked at it yet. */
  | { readonly state: 'proposed' }
  | { readonly state: 'kept'; readonly treatment?: Treatment; readonly acceptance: Acceptance }
  | { readonly state: 'dismissed' }
  /** The answers have changed, and no rule proposes it any more. */
  | { readonly state: 'withdrawn' };

/** What is done about a risk (6.1.3). */
export interface Treatment {
  readonly kind: TreatmentKind;
  /** What is done; where it is avoided, what is not done. */
  readonly what: string;
  /** Ids of Annex A, or references of the organisation's own controls. */
  readonly controls: readonly string[];
  readonly ownerId: string;
  /** ISO day. */
  readonly dueOn: string;
  /** What remains once it is done. */
  readonly residual: Magnitude;
  /** Why more remains than there was. */
  readonly raisedBecause?: string;
}

export type Acceptance =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked'; readonly managerId: string; readonly askedById: string }
  | { readonly kind: 'sentBack'; readonly managerId: string; readonly at: Date }
  | {
      readonly kind: 'accepted';
      readonly managerId: string;
      readonly askedById: string;
      /** The role with which it was accepted. */
      readonly role: Role;
      readonly at: Date;
    };

export type RiskEvent = { readonly by: string | undefined; readonly at: Date } & (
  | { readonly kind: 'added' | 'takenOver' | 'restored' | 'proposed' | 'withdrawn' }
  /** From the version before of the assessment, as it stood there. */
  | { readonly kind: 'carriedOver' }
  | { readonly kind: 'dismissed'; readonly reason: string }
  /** A rule proposes it otherwise, since the answers have changed. */
  | { readonly kind: 'proposedAnew'; readonly proposed: ProposedRisk }
  | {
      readonly kind: 'changed';
      readonly description: RiskDescription;
      readonly ownerId: string;
      readonly loweredBecause?: string;
    }
  | { readonly kind: 'treated'; readonly treatment: Treatment }
  | { readonly kind: 'acceptanceAsked'; readonly managerId: string; readonly askedById: string }
  | { readonly kind: 'accepted'; readonly role: Role; readonly reason: string }
  | { readonly kind: 'sentBack'; readonly reason: string }
);

export const RISK_EVENTS = [
  ...(['added', 'takenOver', 'restored', 'proposed', 'withdrawn', 'dismissed', 'proposedAnew', 'changed'] as const),
  ...(['treated', 'acceptanceAsked', 'accepted', 'sentBack', 'carriedOver'] as const),
] as const satisfies readonly RiskEvent['kind'][];

/** Applies what was decided. Throws when the event cannot have happened to this risk. */
export function evolve(risk: Risk, event: RiskEvent): Risk {
  const head = { ...headOf(risk), version: risk.version + 1 };
  switch (event.kind) {
    case 'added':
    case 'takenOver':
    case 'restored':
      return { ...head, state: 'kept', acceptance: NOT_ACCEPTED };
    case 'carriedOver':
      return risk;
    case 'proposed':
      return { ...head, state: 'proposed' };
    case 'withdrawn':
      return { ...head, state: 'withdrawn' };
    case 'dismissed':
      return { ...head, state: 'dismissed' };
    case 'proposedAnew':
      return proposedAnew(risk, head, event.proposed);
    case 'changed': {
      const { description, ownerId, loweredBecause } = event;
      const treatment = isKept(risk) && risk.treatment && asLarge(risk.treatment, description);
      return {
        ...notLowered(head),
        ...{ description, ownerId, state: 'kept', acceptance: NOT_ACCEPTED },
        ...(loweredBecause === undefined ? {} : { loweredBecause }),
        ...(treatment ? { treatment } : {}),
      };
    }
    case 'treated':
      return { ...head, state: 'kept', treatment: event.treatment, acceptance: NOT_ACCEPTED };
    case 'acceptanceAsked': {
      const { managerId, askedById } = event;
      return { ...head, ...keptState(risk), acceptance: { kind: 'asked', managerId, askedById } };
    }
    case 'accepted': {
      const { managerId, askedById } = askedState(risk);
      const { role, at } = event;
      return { ...head, ...keptState(risk), acceptance: { kind: 'accepted', managerId, askedById, role, at } };
    }
    case 'sentBack': {
      const { managerId } = askedState(risk);
      return { ...head, ...keptState(risk), acceptance: { kind: 'sentBack', managerId, at: event.at } };
    }
    default:
      return unreachable(event);
  }
}

/** Of what is retained, all remains. */
function asLarge(treatment: Treatment, { likelihood, severity }: Magnitude): Treatment {
  return treatment.kind === 'retain' ? { ...treatment, residual: { likelihood, severity } } : treatment;
}

const NOT_ACCEPTED: Acceptance = { kind: 'none' };

/** What a proposal says, as a description of its own. */
export function describing({ cause, consequence, affected, likelihood, severity }: ProposedRisk): RiskDescription {
  return { cause, consequence, affected, likelihood, severity };
}

export function isKept(risk: Risk): risk is RiskHead & Extract<RiskState, { state: 'kept' }> {
  return risk.state === 'kept';
}

/** What people made of it stays, until the rule proposes more than they looked at. */
function proposedAnew(risk: Risk, head: RiskHead, proposed: ProposedRisk): Risk {
  const more = risk.proposed === undefined || exceeds(proposed, risk.proposed);
  if (isKept(risk)) return { ...(more ? notLowered(head) : head), proposed, ...keptState(risk) };
  if (risk.state === 'dismissed' && !more) return { ...head, proposed, state: 'dismissed' };
  return { ...head, proposed, description: describing(proposed), state: 'proposed' };
}

function headOf({
  id,
  reference,
  assessmentId,
  proposed,
  description,
  loweredBecause,
  ownerId,
  version,
}: Risk): RiskHead {
  return {
    ...{ id, reference, assessmentId, description, ownerId, version },
    ...(proposed ? { proposed } : {}),
    ...(loweredBecause === undefined ? {} : { loweredBecause }),
  };
}

function notLowered({ loweredBecause: _, ...head }: RiskHead): RiskHead {
  return head;
}

function keptState(risk: Risk): Extract<RiskState, { state: 'kept' }> {
  if (!isKept(risk)) throw new Error(`${risk.reference} is ${risk.state}, not kept`);
  const { acceptance, treatment } = risk;
  return treatment ? { state: 'kept', acceptance, treatment } : { state: 'kept', acceptance };
}

function askedState(risk: Risk): Extract<Acceptance, { kind: 'asked' }> {
  const { acceptance } = keptState(risk);
  if (acceptance.kind !== 'asked') throw new Error(`Nobody was asked to accept ${risk.reference}`);
  return acceptance;
}
