import type { ImpactLevel, Oversight } from './levels.ts';
import type { Likelihood, Severity, TreatmentKind } from './scales.ts';

/** A rule that fired, in words. A rule that only proposes a risk calls for no level and no oversight. */
export interface ImpactReason {
  readonly rule: string;
  readonly level?: ImpactLevel;
  readonly oversight?: Oversight;
  readonly text: string;
  /** A clause or control of ISO/IEC 42001. */
  readonly clause?: string;
}

/** What is to be done about a risk; the controls are of Annex A. */
export interface ProposedTreatment {
  readonly kind: TreatmentKind;
  readonly controls: readonly string[];
  readonly what: string;
}

/** A risk that the rules see in the answers, until somebody decides on it. */
export interface ProposedRisk {
  /** Stable over all systems, so that the same risk is recognised again. */
  readonly id: string;
  readonly cause: string;
  readonly consequence: string;
  /** Who would suffer, in words. */
  readonly affected: string;
  /** The greatest that any of the rules which propose it says. */
  readonly likelihood: Likelihood;
  readonly severity: Severity;
  readonly treatment: ProposedTreatment;
  /** The heaviest rule that proposes it. */
  readonly because: string;
}

/** What the rules make of the answers; a proposal that people confirm or override. */
export interface ImpactResult {
  readonly level: ImpactLevel;
  readonly oversight: Oversight;
  /** Exactly the rules that fired, the heaviest first; never empty. */
  readonly because: readonly ImpactReason[];
  /** The most severe first. */
  readonly risks: readonly ProposedRisk[];
  /** Questions that a rule depends on and that were answered "I don't know": they hold up approval. */
  readonly unknowns: readonly string[];
  /** The version of the rules that said so. */
  readonly rules: { readonly id: string; readonly version: number };
}
