import type { Role } from '../chat/event.ts';
import type { Control } from '../controls/iso-42001.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import type { ActingPerson } from '../people/acting-person.ts';
import { type ControlImplementation, isHttps } from './implementation.ts';

/** What the organisation has decided about a control as a whole. */
export interface ControlDecision {
  readonly id: string;
  readonly controlId: string;
  readonly stand: ControlStand;
  readonly decidedById: string;
  readonly role: Role;
  readonly decidedAt: Date;
}

export type ControlStand = { readonly because: string } & (
  | { readonly applicable: false }
  | {
      readonly applicable: true;
      readonly state: (typeof PRACTICE_STATES)[number];
      /** Where the proof is; always there when it is done. */
      readonly evidence?: string;
    }
);

export const PRACTICE_STATES = ['planned', 'underWay', 'done'] as const;

/** Who decides about controls for the whole organisation. */
export const STATEMENT_ROLE: Role = 'governance';

const SENTENCES = {
  notAllowed: 'Only the governance team decides about controls for the whole organisation.',
  noSuchControl: 'There is no such control in Annex A.',
  becauseMissing: 'Please say why, in at least {detail} characters.',
  noEvidence: 'What is done needs the https address of what proves it.',
} as const;

/** Whether this person may decide so about a control. */
export function decideOnControl(
  { controlId, stand }: Pick<ControlDecision, 'controlId' | 'stand'>,
  by: ActingPerson,
  isControl: (id: string) => boolean,
  shortestReasonCharacters: number,
): Outcome<Pick<ControlDecision, 'controlId' | 'stand' | 'role'>, keyof typeof SENTENCES> {
  const no = (code: keyof typeof SENTENCES) =>
    refuse(
      code,
      SENTENCES[code].replace('{detail}', () => String(shortestReasonCharacters)),
    );
  if (!by.roles.includes(STATEMENT_ROLE)) return no('notAllowed');
  if (!isControl(controlId)) return no('noSuchControl');
  const because = stand.because.trim();
  if ([...because].length < shortestReasonCharacters) return no('becauseMissing');
  if (stand.applicable && stand.evidence !== undefined && !isHttps(stand.evidence)) return no('noEvidence');
  if (stand.applicable && stand.state === 'done' && stand.evidence === undefined) return no('noEvidence');
  return accept({ controlId, stand: { ...stand, because }, role: STATEMENT_ROLE });
}

/** One control in the Statement of Applicability (6.1.3). */
export interface StatementLine {
  readonly control: Control;
  readonly applicability: 'applicable' | 'notApplicable' | 'undecided';
  /** Why, each from a decision or a risk. */
  readonly because: readonly string[];
  readonly state: (typeof PRACTICE_STATES)[number] | 'notApplicable' | undefined;
  readonly evidence: readonly string[];
  /** Decided not to be applicable, and yet chosen for a risk. */
  readonly contradicts: boolean;
}

/**
 * Each control of Annex A, applicable or not, because …; as far as the organisation's decisions and the approved
 * treatments go. What nobody decided and no treatment chose stays undecided: it is never made up.
 */
export function statementOfApplicability(
  controls: readonly Control[],
  decisions: readonly ControlDecision[],
  implementations: readonly ControlImplementation[],
): readonly StatementLine[] {
  return controls.map((control) => {
    const decision = decisions.find(({ controlId }) => controlId === control.id)?.stand;
    const chosen = implementations.filter(({ controlId }) => controlId === control.id);
    const needed = chosen.filter(({ state }) => state !== 'notApplicable');
    const isApplicable = decision?.applicable === true || needed.length > 0;
    return {
      control,
      applicability: isApplicable ? 'applicable' : decision || chosen.length > 0 ? 'notApplicable' : 'undecided',
      because: [
        ...(decision ? [decision.because] : []),
        ...(needed.length > 0 ? [`It treats ${needed.flatMap(({ risks }) => risks).join(', ')}.`] : []),
        ...(isApplicable ? [] : chosen.flatMap((one) => (one.state === 'notApplicable' ? [one.reason] : []))),
      ],
      state: stateOf(decision, chosen),
      evidence: [
        ...(decision?.applicable && decision.evidence !== undefined ? [decision.evidence] : []),
        ...chosen.flatMap((one) => (one.state === 'done' ? [one.evidence] : [])),
      ],
      contradicts: decision?.applicable === false && needed.length > 0,
    };
  });
}

/** A control is in practice only once it is so everywhere. */
function stateOf(decision: ControlStand | undefined, chosen: readonly ControlImplementation[]): StatementLine['state'] {
  const needed = chosen.filter(({ state }) => state !== 'notApplicable');
  const states = [...(decision?.applicable ? [decision.state] : []), ...needed.map(({ state }) => state)];
  if (states.length === 0) return decision || chosen.length > 0 ? 'notApplicable' : undefined;
  if (states.every((state) => state === 'done')) return 'done';
  return states.every((state) => state === 'planned') ? 'planned' : 'underWay';
}
