import type { LawFinding } from '../impact/law-finding.ts';
import { classify } from '../law/classify.ts';
import {
  asksLess,
  DECIDED_FACETS,
  type DecidedFacet,
  type DecidedValues,
  type FacetValue,
  facetValues,
  leavesOpen,
  settledValue,
} from '../law/decided.ts';
import type { Law } from '../law/law.ts';
import type { Result } from '../law/result.ts';
import { type Finding, type Override, valueInForce } from './override.ts';
import { type Progress, wordOn } from './progress.ts';

/** One part of what the AI Act makes of a system: what is computed, what people decided, and which of the two counts. */
export interface FacetStanding {
  readonly facet: DecidedFacet;
  /** By the rules, given what counts for the facets before it. */
  readonly computed: FacetValue;
  readonly inForce: FacetValue;
  /** The last decision that needs no more. It may have been made on something else that was computed then. */
  readonly decided: Override | undefined;
  /** Nobody has decided on what is computed now, or what was decided does not reach it. */
  readonly isUndecided: boolean;
  /** A lower value that waits for its second approver. */
  readonly proposed: Override | undefined;
}

export interface LawStanding {
  /** As the rules compute it from the facts alone. */
  readonly finding: LawFinding;
  readonly facets: readonly FacetStanding[];
  readonly inForce: DecidedValues;
  /** What follows from the values that count: duties above all. */
  readonly result: Result;
  /** What is computed for a facet, given other decisions on those before it. */
  computedGiven(facet: DecidedFacet, before: DecidedValues): FacetValue;
  /** A value as it is kept; `undefined` when it does not hold together. */
  settled(facet: DecidedFacet, value: FacetValue, before: DecidedValues): FacetValue | undefined;
}

/** What counts of a finding on a day, which is the day on which it was computed unless another one is asked about. */
export function lawStanding(
  finding: LawFinding,
  { overrides, proposed }: Pick<Progress, 'overrides' | 'proposed'>,
  law: Law,
  on: Date = new Date(finding.on),
): LawStanding {
  const inForce: Partial<Record<DecidedFacet, FacetValue>> = {};
  const facets = DECIDED_FACETS.map((facet): FacetStanding => {
    const computed = facetValues(finding.facts, law, inForce)[facet];
    const decided = wordOn(overrides, lawFindingId(facet));
    const value = valueInForce(lawFindingOf(facet, computed), decided && { override: decided, value: decided.decided });
    const reaches = decided !== undefined && value === decided.decided;
    // What nobody decided on stays as open as it is.
    if (reaches) inForce[facet] = value;
    return {
      ...{ facet, computed, inForce: value, decided },
      isUndecided: !reaches,
      proposed: wordOn(proposed, lawFindingId(facet)),
    };
  });
  const { facts } = finding;
  return {
    ...{ finding, facets, inForce, result: classify(facts, on, law, inForce) },
    computedGiven: (facet, before) => facetValues(facts, law, before)[facet],
    settled: (facet, value, before) => settledValue(facet, value, facts, law, before),
  };
}

export function lawFindingId(facet: DecidedFacet): string {
  return `law.${facet}`;
}

/** A facet as something that people can override. */
export function lawFindingOf(facet: DecidedFacet, computed: FacetValue): Finding {
  return { id: lawFindingId(facet), computed, isLower: (value) => asksLess(facet, value, computed) };
}

/** The facets that hold up an approval: what is prohibited, and what is open of whether it is, of its class or of the scope. */
export function heldUpBy({ facets }: LawStanding): {
  readonly prohibited: FacetStanding | undefined;
  readonly open: readonly FacetStanding[];
} {
  const of = (facet: DecidedFacet) => facets.filter((one) => one.facet === facet);
  const [prohibited] = of('prohibited');
  return {
    prohibited: prohibited && !['none', 'undetermined'].includes(prohibited.inForce) ? prohibited : undefined,
    open: [...of('outOfScope'), ...of('prohibited'), ...of('highRisk')].filter(({ inForce }) => leavesOpen(inForce)),
  };
}
