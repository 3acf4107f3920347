import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { compareWithAnnex } from './annex-comparison.ts';
import { isKept, type Risk, type RiskDescription, type Treatment } from './risk.ts';
import { type Magnitude, type RiskCriteria, type RiskRating, ratingOf } from './risk-criteria.ts';
import type { RisksOfAssessment } from './what-is-left.ts';

/** The risks of an assessment and their treatment, as they are submitted: plain data that reviewers decide on. */
export interface FrozenTreatment {
  readonly criteria: { readonly id: string; readonly version: number };
  readonly risks: readonly FrozenRisk[];
  /** What the rules proposed and nobody took over; the reason is kept with the risk. */
  readonly dismissed: readonly { readonly reference: string; readonly rule: string | null; readonly version: number }[];
  readonly controls: {
    readonly chosen: readonly { readonly id: string; readonly because: readonly string[] }[];
    readonly leftOut: readonly { readonly id: string; readonly reason: string }[];
  };
}

export interface FrozenRisk extends RiskDescription {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly rule: string | null;
  readonly ownerId: string;
  readonly rating: RiskRating;
  /** What the rule said, where a person rated it lower. */
  readonly lowered: { readonly from: RiskRating; readonly because: string } | null;
  readonly treatment: FrozenMeasure;
}

/** What is done and what then remains; without an owner and a day where nothing has to be done. */
export type FrozenMeasure = Pick<Treatment, 'kind' | 'what' | 'controls' | 'residual'> &
  Partial<Omit<Treatment, 'kind'>> & { readonly rating: RiskRating };

function leftAsItIs({ likelihood, severity }: Magnitude, criteria: RiskCriteria): FrozenMeasure {
  const rating = ratingOf(criteria, { likelihood, severity });
  return {
    kind: 'retain',
    what: criteria.ratings[rating].means,
    controls: [],
    residual: { likelihood, severity },
    rating,
  };
}

/** Acceptance is not part of it: a manager accepts what was frozen, so it comes after it. */
export function freezeTreatment({ risks, leftOut, criteria, controls }: RisksOfAssessment): FrozenTreatment {
  const comparison = compareWithAnnex(controls, risks, leftOut);
  const frozen = ({ id, reference, version, proposed, ownerId, description, loweredBecause }: Risk) => ({
    ...{ id, reference, version, ownerId },
    ...description,
    rule: proposed?.because ?? null,
    rating: ratingOf(criteria, description),
    lowered:
      proposed && loweredBecause !== undefined ? { from: ratingOf(criteria, proposed), because: loweredBecause } : null,
  });
  return {
    criteria: { id: criteria.id, version: criteria.version },
    risks: risks.filter(isKept).map((risk) => ({
      ...frozen(risk),
      treatment: risk.treatment
        ? { ...risk.treatment, rating: ratingOf(criteria, risk.treatment.residual) }
        : leftAsItIs(risk.description, criteria),
    })),
    dismissed: risks
      .filter(({ state }) => state === 'dismissed')
      .map(({ reference, proposed, version }) => ({ reference, rule: proposed?.because ?? null, version })),
    controls: {
      chosen: comparison.chosen.map((one) => ({
        id: one.controlId,
        because: one.risks.map(({ reference }) => reference),
      })),
      leftOut: comparison.leftOut.map(({ control: { id }, reason }) => ({ id, reason })),
    },
  };
}

/** SHA-256 of its canonical JSON (RFC 8785), in hex. */
export function hashOfTreatment(frozen: FrozenTreatment): string {
  return createHash('sha256')
    .update(canonicalize(frozen) ?? '')
    .digest('hex');
}
