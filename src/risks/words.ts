import type { Role } from '../chat/event.ts';
import type { TreatmentKind } from '../impact/scales.ts';
import { type Refused, refuse } from '../kernel/outcome.ts';
import { type Magnitude, type RiskCriteria, ratingOf } from './risk-criteria.ts';

const SENTENCES = {
  notYours: 'There is no such risk, or it is not yours to see.',
  notAllowed: 'Only those who write the assessment, or who own this risk, can change it.',
  frozen: 'The assessment is submitted, so its risks stay as they are until the reviewers ask for changes.',
  ended: 'The assessment is no longer under way.',
  stale: 'This risk was changed since your card was shown, so nothing was done. Please read it again.',
  notKept: 'Please take the risk over first.',
  alreadyKept: 'This risk is taken over already.',
  alreadyDismissed: 'This risk is dismissed already.',
  reasonMissing: 'Please give a reason of at least {detail} characters; somebody else will read it.',
  textMissing: 'Please say in a few words what it is.',
  whatMissing: 'Please say what is done about it or, where it is avoided, what is not done.',
  lowerNeedsReason: 'This rates lower than the rule proposes ({detail}). Please say why.',
  noSuchOwner: 'The owner has to be a member of the organisation.',
  noSuchControl: 'There is no control {detail}.',
  controlMissing: 'Modifying or sharing a risk needs at least one control.',
  retainChangesNothing: 'Who retains a risk changes nothing about it, so as much remains as there was.',
  raiseNeedsReason: 'More remains than there was before. Please say why.',
  dueInPast: 'The day by which it is done cannot be in the past.',
  notTreated: 'Please choose first what is done about it.',
  noAcceptanceNeeded: 'What remains of this risk needs nobody’s acceptance.',
  mayNotRemain: 'A risk that is {detail} may not remain. Please do more about it, or do without what causes it.',
  notDesignated: 'Only the manager who was asked can accept this.',
  notAManager: 'What remains of this risk can only be accepted by: {detail}.',
  ownRisk: 'A risk is accepted by somebody other than its owner and those who submit it.',
  notAsked: 'Nobody is asked to accept this at the moment.',
} as const;

export type RiskRefusal = keyof typeof SENTENCES;

/** Refuses with the sentence of the code. */
export function refusal<Code extends RiskRefusal>(code: Code, detail = ''): Refused<Code> {
  return refuse(code, SENTENCES[code].replace('{detail}', () => detail).trim());
}

export const TREATMENT_WORDS: Readonly<Record<TreatmentKind, string>> = {
  modify: 'Modify: make it less likely or less bad',
  avoid: 'Avoid: do without what causes it',
  share: 'Share: with a supplier, an insurer or a partner',
  retain: 'Retain: leave it as it is, knowingly',
};

/** “High (likely, serious)”. */
export function magnitudeInWords(criteria: RiskCriteria, magnitude: Magnitude): string {
  const { likelihood, severity, ratings } = criteria;
  const steps = [likelihood[magnitude.likelihood].label, severity[magnitude.severity].label].join(', ').toLowerCase();
  return `${ratings[ratingOf(criteria, magnitude)].label} (${steps})`;
}

const ROLE_NAMES: Partial<Readonly<Record<Role, string>>> = { management: 'management', governance: 'AI governance' };

export function rolesInWords(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_NAMES[role] ?? role).join(' or ');
}
