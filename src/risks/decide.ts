import type { Role } from '../chat/event.ts';
import type { TreatmentKind } from '../impact/scales.ts';
import { accept, type Outcome } from '../kernel/outcome.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import { isKept, type Risk, type RiskDescription, type RiskEvent } from './risk.ts';
import { type Magnitude, neededAcceptance, type RiskCriteria, ratesHigher, ratingOf } from './risk-criteria.ts';
import { checkTreatment } from './treatment.ts';
import { magnitudeInWords, type RiskRefusal, refusal, rolesInWords } from './words.ts';

/** A command that was given on what a card showed is refused when something has happened since. */
export type RiskCommand = { readonly version: number } & (
  | { readonly kind: 'takeOver' | 'restore' }
  | { readonly kind: 'dismiss'; readonly reason: string }
  | {
      readonly kind: 'change';
      readonly description: RiskDescription;
      readonly ownerId: string;
      readonly reason: string;
    }
  | ({ readonly kind: 'treat' } & TreatmentChoice)
  | { readonly kind: 'askAcceptance'; readonly manager: ActingPerson }
  | { readonly kind: 'accept' | 'sendBack'; readonly reason: string }
);

export interface TreatmentChoice {
  readonly treatment: TreatmentKind;
  readonly what: string;
  readonly controls: readonly string[];
  readonly ownerId: string;
  /** ISO day. */
  readonly dueOn: string;
  /** What is left out says that as much remains as there was. */
  readonly residual: Partial<Magnitude>;
  readonly reason: string;
}

/** Where the assessment stands to which the risks belong. */
export interface AssessmentStanding {
  readonly id: string;
  /** ASM-1. */
  readonly reference: string;
  readonly ownerId: string;
  /** The owner and whoever writes it with them. */
  readonly authorIds: readonly string[];
  readonly state: 'draft' | 'submitted' | 'approved' | 'ended';
  /** The entry of the register, once there is one. */
  readonly systemId?: string | undefined;
  /** What it is about. */
  readonly title: string;
}

export interface Deciding {
  readonly criteria: RiskCriteria;
  readonly assessment: AssessmentStanding;
  isControl(id: string): boolean;
  isMember(personId: string): boolean;
}

/** Whether a person may do this to a risk now, and what then has happened. Deny by default. */
export function decide(
  risk: Risk,
  command: RiskCommand,
  by: ActingPerson,
  now: Date,
  context: Deciding,
): Outcome<RiskEvent, RiskRefusal> {
  const { criteria, assessment } = context;
  const moment = { by: by.personId, at: now };
  const accepting = command.kind === 'accept' || command.kind === 'sendBack';
  if (!accepting && !mayChange(risk, assessment, by)) return refusal('notAllowed');
  if (accepting && !isAsked(risk, by)) return refusal(risk.state === 'kept' ? 'notDesignated' : 'notAsked');
  if (assessment.state === 'ended') return refusal('ended');
  if (assessment.state !== 'draft' && !(accepting && assessment.state === 'submitted')) return refusal('frozen');
  if (command.version !== risk.version) return refusal('stale');
  const isTooShort = (reason: string) => [...reason.trim()].length < criteria.shortestReasonCharacters;
  const reasonMissing = () => refusal('reasonMissing', String(criteria.shortestReasonCharacters));
  switch (command.kind) {
    case 'takeOver':
      return risk.state === 'kept' ? refusal('alreadyKept') : accept({ kind: 'takenOver', ...moment });
    case 'restore':
      return risk.state === 'kept' ? refusal('alreadyKept') : accept({ kind: 'restored', ...moment });
    case 'dismiss':
      if (risk.state === 'dismissed') return refusal('alreadyDismissed');
      if (isTooShort(command.reason)) return reasonMissing();
      return accept({ kind: 'dismissed', reason: command.reason.trim(), ...moment });
    case 'change': {
      const described = checkDescription(command.description);
      if (!described.ok) return described;
      if (!context.isMember(command.ownerId)) return refusal('noSuchOwner');
      const lower = risk.proposed !== undefined && ratesHigher(criteria, risk.proposed, described.value);
      if (lower && isTooShort(command.reason))
        return refusal('lowerNeedsReason', risk.proposed && magnitudeInWords(criteria, risk.proposed));
      const changed = { kind: 'changed', description: described.value, ownerId: command.ownerId, ...moment } as const;
      return accept(lower ? { ...changed, loweredBecause: command.reason.trim() } : changed);
    }
    case 'treat': {
      if (!isKept(risk)) return refusal('notKept');
      const treatment = checkTreatment(risk.description, command, now, context);
      return treatment.ok ? accept({ kind: 'treated', treatment: treatment.value, ...moment }) : treatment;
    }
    case 'askAcceptance': {
      const needed = acceptanceOf(risk, criteria);
      if (!needed.ok) return needed;
      const role = acceptingRole(risk, assessment, command.manager, needed.value, [by.personId]);
      if (!role.ok) return role;
      const { personId: managerId } = command.manager;
      return accept({ kind: 'acceptanceAsked', managerId, askedById: by.personId, ...moment });
    }
    case 'accept':
    case 'sendBack': {
      if (!isKept(risk) || risk.acceptance.kind !== 'asked') return refusal('notAsked');
      const needed = acceptanceOf(risk, criteria);
      if (!needed.ok) return needed;
      const role = acceptingRole(risk, assessment, by, needed.value, [risk.acceptance.askedById]);
      if (!role.ok) return role;
      if (isTooShort(command.reason)) return reasonMissing();
      const reason = command.reason.trim();
      return accept(
        command.kind === 'accept'
          ? { kind: 'accepted', role: role.value, reason, ...moment }
          : { kind: 'sentBack', reason, ...moment },
      );
    }
    default:
      return unreachable(command);
  }
}

/** Those who write the assessment, and who owns the risk. */
export function mayChange(
  { ownerId }: Pick<Risk, 'ownerId'>,
  { authorIds }: Pick<AssessmentStanding, 'authorIds'>,
  person: ActingPerson,
): boolean {
  return [ownerId, ...authorIds].some((id) => isSame(person, id));
}

function isAsked(risk: Risk, by: ActingPerson): boolean {
  if (!isKept(risk)) return false;
  const { acceptance } = risk;
  return acceptance.kind !== 'none' && isSame(by, acceptance.managerId);
}

/** The roles of which one is needed to accept what remains. */
export function acceptanceOf(
  risk: Risk,
  criteria: RiskCriteria,
): Outcome<readonly Role[], 'notTreated' | 'mayNotRemain' | 'noAcceptanceNeeded'> {
  if (!isKept(risk) || !risk.treatment) return refusal('notTreated');
  const { residual, kind } = risk.treatment;
  const untreated = kind === 'retain' && criteria.ratings[ratingOf(criteria, risk.description)].treat;
  const needed = neededAcceptance(criteria, residual, untreated);
  if (needed.kind === 'none') return refusal('noAcceptanceNeeded');
  if (needed.kind === 'by') return accept(needed.roles);
  return refusal('mayNotRemain', criteria.ratings[ratingOf(criteria, residual)].label.toLowerCase());
}

/** The role with which this person may accept it: never for a risk that is theirs in any way. */
export function acceptingRole(
  risk: Risk,
  { ownerId, authorIds }: AssessmentStanding,
  person: ActingPerson,
  roles: readonly Role[],
  askedBy: readonly string[],
): Outcome<Role, 'ownRisk' | 'notAManager'> {
  const treating = isKept(risk) && risk.treatment ? [risk.treatment.ownerId] : [];
  const theirs = [risk.ownerId, ownerId, ...authorIds, ...askedBy, ...treating];
  if (theirs.some((id) => isSame(person, id))) return refusal('ownRisk');
  const role = roles.find((one) => person.roles.includes(one));
  return role === undefined ? refusal('notAManager', rolesInWords(roles)) : accept(role);
}

/** Cause, consequence and who is affected have to be said. */
function checkDescription(description: RiskDescription): Outcome<RiskDescription, 'textMissing'> {
  const cause = description.cause.trim();
  const consequence = description.consequence.trim();
  const affected = description.affected.trim();
  if ([cause, consequence, affected].includes('')) return refusal('textMissing');
  return accept({ ...description, cause, consequence, affected });
}
