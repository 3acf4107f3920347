import type { Control } from '../controls/iso-42001.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { compareWithAnnex, type LeftOut } from './annex-comparison.ts';
import { acceptanceOf } from './decide.ts';
import { isKept, type Risk } from './risk.ts';
import { exceeds, type RiskCriteria, ratesHigher, ratingOf } from './risk-criteria.ts';

/** Something that has to be done about the risks of an assessment, before it is submitted or before it is approved. */
export type LeftToDo =
  | {
      readonly kind: 'undecided' | 'untreated' | 'treatAgain' | 'loweredSince' | 'mayNotRemain' | 'notAsked';
      readonly before: 'submission';
      readonly risk: Risk;
    }
  | { readonly kind: 'notAccepted' | 'sentBack'; readonly before: 'approval'; readonly risk: Risk }
  | { readonly kind: 'controlGone'; readonly before: 'submission'; readonly risk: Risk; readonly controlId: string }
  | { readonly kind: 'comparison'; readonly before: 'submission'; readonly controls: readonly Control[] };

export interface RisksOfAssessment {
  readonly risks: readonly Risk[];
  readonly leftOut: readonly LeftOut[];
  readonly criteria: RiskCriteria;
  readonly controls: readonly Control[];
  isControl(id: string): boolean;
}

/** Everything that is still to be done, risk by risk in their order, then the comparison with Annex A. */
export function whatIsLeft({ risks, leftOut, criteria, controls, isControl }: RisksOfAssessment): readonly LeftToDo[] {
  const { unanswered } = compareWithAnnex(controls, risks, leftOut);
  // Where nothing is treated, there is nothing to compare with Annex A.
  const isTreated = risks.some((risk) => isKept(risk) && risk.treatment);
  return [
    ...risks.flatMap((risk) => leftOf(risk, criteria, isControl)),
    ...(isTreated && unanswered.length > 0
      ? [{ kind: 'comparison', before: 'submission', controls: unanswered } as const]
      : []),
  ];
}

function leftOf(risk: Risk, criteria: RiskCriteria, isControl: (id: string) => boolean): readonly LeftToDo[] {
  if (risk.state === 'proposed') return [{ kind: 'undecided', before: 'submission', risk }];
  if (!isKept(risk)) return [];
  const { proposed, description, loweredBecause, treatment, acceptance } = risk;
  const lowered =
    proposed !== undefined && ratesHigher(criteria, proposed, description) && loweredBecause === undefined;
  const left: LeftToDo[] = lowered ? [{ kind: 'loweredSince', before: 'submission', risk }] : [];
  if (!treatment) {
    const isNeeded = criteria.ratings[ratingOf(criteria, description)].treat;
    return isNeeded ? [...left, { kind: 'untreated', before: 'submission', risk }] : left;
  }
  const raised = treatment.raisedBecause === undefined && exceeds(treatment.residual, description);
  if (raised) left.push({ kind: 'treatAgain', before: 'submission', risk });
  const gone = treatment.controls.filter((id) => !isControl(id));
  left.push(...gone.map((controlId) => ({ kind: 'controlGone', before: 'submission', risk, controlId }) as const));
  const needed = acceptanceOf(risk, criteria);
  if (!needed.ok && needed.code === 'mayNotRemain') left.push({ kind: 'mayNotRemain', before: 'submission', risk });
  if (needed.ok && acceptance.kind === 'none') left.push({ kind: 'notAsked', before: 'submission', risk });
  if (needed.ok && acceptance.kind === 'asked') left.push({ kind: 'notAccepted', before: 'approval', risk });
  if (needed.ok && acceptance.kind === 'sentBack') left.push({ kind: 'sentBack', before: 'approval', risk });
  return left;
}

/** As a sentence for whoever has to do it. */
export function leftInWords(left: LeftToDo): string {
  switch (left.kind) {
    case 'undecided':
      return `${left.risk.reference}: take it over, change it or dismiss it.`;
    case 'untreated':
      return `${left.risk.reference}: choose what is done about it.`;
    case 'treatAgain':
      return `${left.risk.reference}: more would remain than there is since you changed it; look at the treatment again.`;
    case 'loweredSince':
      return `${left.risk.reference}: the rule proposes more than you rated; change it or say why.`;
    case 'mayNotRemain':
      return `${left.risk.reference}: too much remains; do more about it, or do without what causes it.`;
    case 'notAsked':
      return `${left.risk.reference}: ask a manager to accept what remains.`;
    case 'notAccepted':
      return `${left.risk.reference}: a manager has still to accept what remains.`;
    case 'sentBack':
      return `${left.risk.reference}: the manager does not accept what remains; treat it otherwise.`;
    case 'controlGone':
      return `${left.risk.reference}: ${left.controlId} is no control any more; choose another one.`;
    case 'comparison':
      return `Annex A: say why ${left.controls.length === 1 ? `${left.controls[0]?.id} is` : `${left.controls.length} controls are`} left out.`;
    default:
      return unreachable(left);
  }
}
