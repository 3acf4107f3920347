import { accept, type Outcome } from '../kernel/outcome.ts';
import type { Deciding, TreatmentChoice } from './decide.ts';
import type { Treatment } from './risk.ts';
import { exceeds, type Magnitude } from './risk-criteria.ts';
import { type RiskRefusal, refusal } from './words.ts';

/** Whether this can be done about a risk as large as `inherent`. */
export function checkTreatment(
  inherent: Magnitude,
  proposed: TreatmentChoice,
  now: Date,
  { criteria, isControl, isMember }: Pick<Deciding, 'criteria' | 'isControl' | 'isMember'>,
): Outcome<Treatment, RiskRefusal> {
  const { treatment: kind, ownerId, dueOn } = proposed;
  const what = proposed.what.trim();
  const reason = proposed.reason.trim();
  const isTooShort = (text: string) => [...text].length < criteria.shortestReasonCharacters;
  const controls = [...new Set(proposed.controls)];
  const residual = {
    likelihood: proposed.residual.likelihood ?? inherent.likelihood,
    severity: proposed.residual.severity ?? inherent.severity,
  };

  if (isTooShort(what)) return refusal('whatMissing');
  const unknown = controls.find((id) => !isControl(id));
  if (unknown !== undefined) return refusal('noSuchControl', unknown);
  if ((kind === 'modify' || kind === 'share') && controls.length === 0) return refusal('controlMissing');
  if (!isMember(ownerId)) return refusal('noSuchOwner');
  if (dueOn < dayOf(now)) return refusal('dueInPast');
  const raised = exceeds(residual, inherent);
  if (kind === 'retain' && (raised || exceeds(inherent, residual))) return refusal('retainChangesNothing');
  if (raised && isTooShort(reason)) return refusal('raiseNeedsReason');
  const treatment = { kind, what, controls, ownerId, dueOn, residual };
  return accept(raised ? { ...treatment, raisedBecause: reason } : treatment);
}

/** The ISO day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
