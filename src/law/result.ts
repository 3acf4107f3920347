import type { FactValue } from './facts.ts';
import type { Role, Rule } from './rules.ts';

/** A rule that holds, with the day from which it applies and whether that day has come. */
export interface Finding {
  /** The rule's id, for `aims law explain`. */
  readonly rule: string;
  readonly article: string;
  readonly text: string;
  /** `YYYY-MM-DD`; null when unknown facts decide between several days. */
  readonly from: string | null;
  /** null when it depends on unknown facts. */
  readonly inForce: boolean | null;
  readonly unverified: boolean;
}

/** A practice that Article 5 prohibits; `inForce: false` for one that will be prohibited. */
export interface Prohibition extends Finding {
  readonly practice: string;
}

/**
 * `presumed`: listed in Annex III, and no documented position of the provider under Article 6(3) is on file.
 * `exempt`: listed, but not high-risk under Article 6(3), documented. `no`: neither listed nor such a product, or not covered.
 */
export type HighRiskStatus = 'no' | 'yes' | 'presumed' | 'exempt' | 'undetermined';

export interface HighRisk {
  readonly status: HighRiskStatus;
  /** The points of Annex I and III that hold, and with `exempt` what remains of Articles 6(4) and 49(2). */
  readonly basis: readonly Finding[];
}

/** A paragraph of Article 50 that the system triggers, whoever has to act on it. */
export interface Transparency extends Finding {
  readonly role: Role;
}

export interface GeneralPurpose {
  readonly status: 'no' | 'model' | 'systemic-risk' | 'undetermined';
  readonly basis: readonly Finding[];
}

export interface HeldRole {
  readonly role: Role;
  readonly article: string;
  readonly text: string;
}

/** Something that we have to do in one of our roles. */
export interface Obligation {
  readonly rule: string;
  readonly article: string;
  readonly duty: string;
  readonly role: Role;
  /** `YYYY-MM-DD`; null when unknown facts decide between several days. */
  readonly from: string | null;
  readonly inForce: boolean | null;
  readonly unverified: boolean;
  /** Only where the facts say whether it was met; null when they do not say yet. */
  readonly done?: boolean | null;
}

export const FACETS = ['outOfScope', 'prohibited', 'highRisk', 'roles', 'transparency', 'gpai', 'obligations'] as const;
export type FacetName = (typeof FACETS)[number];

/** The part of the result that a rule decides. */
export const FACET_OF: Readonly<Record<Rule['facet'], FacetName | undefined>> = {
  // One reason is enough: whether the Act covers the system is one point, not one for each reason.
  'out-of-scope': undefined,
  role: 'roles',
  prohibited: 'prohibited',
  'annex-i': 'highRisk',
  'annex-iii': 'highRisk',
  exemption: 'highRisk',
  transparency: 'transparency',
  gpai: 'gpai',
  obligation: 'obligations',
  note: undefined,
};

/** What cannot be said yet. */
export interface Undetermined {
  readonly facet: FacetName;
  readonly articles: readonly string[];
  /** The facts that are needed, most decisive first. */
  readonly need: readonly string[];
}

/** One known fact that, with another value and nothing else changed, would give another outcome. */
export interface Change {
  readonly fact: string;
  readonly to: FactValue;
  readonly changes: readonly FacetName[];
}

/** A proposal to legal: what the AI Act makes of these facts on this day, and why. */
export interface Result {
  readonly prohibited: readonly Prohibition[];
  readonly highRisk: HighRisk;
  readonly transparency: readonly Transparency[];
  readonly gpai: GeneralPurpose;
  readonly roles: readonly HeldRole[];
  /** Why the Act does not apply to the system; empty when it does, or when that is undetermined. */
  readonly outOfScope: readonly Finding[];
  readonly undetermined: readonly Undetermined[];
  readonly because: readonly { readonly article: string; readonly text: string }[];
  /** Unknown facts whose answer can still change the outcome, most decisive first. */
  readonly missing: readonly string[];
  readonly wouldChange: readonly Change[];
  readonly obligations: readonly Obligation[];
}
