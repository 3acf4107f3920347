import type { AuditLog, OutgoingMessages } from '../chat/router-stores.ts';
import type { Control } from '../controls/iso-42001.ts';
import type { ProposedRisk } from '../impact/impact-result.ts';
import type { PeopleStore } from '../people/people.ts';
import type { ControlStore, OwnControl } from './control-store.ts';
import type { AssessmentStanding } from './decide.ts';
import type { RiskCriteria } from './risk-criteria.ts';
import type { RiskStore } from './risk-store.ts';
import type { RisksOfAssessment } from './what-is-left.ts';

export interface RiskStores {
  readonly risks: RiskStore;
  readonly controls: ControlStore;
  readonly people: PeopleStore;
  readonly audit: AuditLog;
  readonly outgoing: OutgoingMessages;
}

/** By what risks are rated, and from what their controls are chosen. */
export interface Standards {
  readonly criteria: RiskCriteria;
  /** The controls of Annex A. */
  readonly annexA: readonly Control[];
}

export interface RiskOptions<Stores> extends Standards {
  readonly assessmentOf: (stores: Stores, assessmentId: string) => Promise<AssessmentStanding | undefined>;
  /** The assessments that people mean by ASM-1 or, about an entry of the register, by AIS-3; the newest first. */
  readonly assessmentsAbout: (stores: Stores, reference: string) => Promise<readonly AssessmentStanding[]>;
  /** What the rules propose for the answers as they are now. */
  readonly proposalsFor: (stores: Stores, assessment: AssessmentStanding) => Promise<readonly ProposedRisk[]>;
}

/** Everything that is known of the risks of one assessment. */
export async function risksOf(
  { risks, controls }: Pick<RiskStores, 'risks' | 'controls'>,
  { criteria, annexA }: Standards,
  assessmentId: string,
): Promise<RisksOfAssessment & { readonly own: readonly OwnControl[] }> {
  const own = await controls.own();
  const ids = new Set([...annexA.map(({ id }) => id), ...own.map(({ reference }) => reference)]);
  return {
    ...{ criteria, own, controls: annexA },
    risks: await risks.of(assessmentId),
    leftOut: await risks.leftOut(assessmentId),
    isControl: (id) => ids.has(id),
  };
}
