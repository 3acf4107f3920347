import type { Control } from '../controls/iso-42001.ts';
import { isKept, type Risk } from './risk.ts';
import type { RiskCriteria } from './risk-criteria.ts';

/** Why a control of Annex A was left out of the treatment of one system's risks. */
export interface LeftOut {
  readonly controlId: string;
  readonly reason: string;
  readonly byId: string;
  readonly at: Date;
}

/** The comparison of what was chosen with Annex A, so that nothing needed was forgotten (6.1.3). */
export interface AnnexComparison {
  readonly chosen: readonly ChosenControl[];
  readonly leftOut: readonly { readonly control: Control; readonly reason: string }[];
  /** Neither chosen nor left out with a reason. */
  readonly unanswered: readonly Control[];
}

export interface ChosenControl {
  /** Of Annex A, or the reference of one of our own. */
  readonly controlId: string;
  /** The risks whose treatment names it. */
  readonly risks: readonly Risk[];
}

/** Compares the treatments of one assessment with all of Annex A. A control that is chosen is not left out, whatever was said before. */
export function compareWithAnnex(
  controls: readonly Control[],
  risks: readonly Risk[],
  leftOut: readonly LeftOut[],
): AnnexComparison {
  const chosen = chosenControls(risks);
  const isChosen = (id: string) => chosen.some(({ controlId }) => controlId === id);
  const reasons = new Map(leftOut.map(({ controlId, reason }) => [controlId, reason]));
  const others = controls.filter(({ id }) => !isChosen(id));
  return {
    chosen,
    leftOut: others.flatMap((control) => {
      const reason = reasons.get(control.id);
      return reason === undefined ? [] : [{ control, reason }];
    }),
    unanswered: others.filter(({ id }) => !reasons.has(id)),
  };
}

/** The controls that the treatments name, each once, in the order in which they are first named. */
export function chosenControls(risks: readonly Risk[]): readonly ChosenControl[] {
  const treated = risks.filter(isKept).filter(({ treatment }) => treatment);
  const ids = new Set(treated.flatMap(({ treatment }) => treatment?.controls ?? []));
  return [...ids].map((controlId) => ({
    controlId,
    risks: treated.filter(({ treatment }) => treatment?.controls.includes(controlId)),
  }));
}

/** The reasons that the criteria offer, each with those of these controls for which it is offered. */
export function offeredReasons(
  { leftOutReasons }: RiskCriteria,
  controlIds: readonly string[],
): readonly OfferedReason[] {
  return leftOutReasons
    .map(({ id, label, reason, controls }) => ({
      ...{ id, label, reason },
      controls: controls === 'all' ? controlIds : controlIds.filter((control) => controls.includes(control)),
    }))
    .filter(({ controls }) => controls.length > 0);
}

export interface OfferedReason {
  readonly id: string;
  readonly label: string;
  readonly reason: string;
  readonly controls: readonly string[];
}
