import type { LawFinding } from '../impact/law-finding.ts';
import type { ImpactLevel, Oversight } from '../impact/levels.ts';
import type { Answers } from '../interviews/answer.ts';
import type { Reason } from '../interviews/screening.ts';

/** The frozen answers of an interview, with what rules made of them. */
export interface Submission {
  readonly id: string;
  readonly reviewId: string;
  readonly interviewId: string;
  readonly number: number;
  readonly questionnaireId: string;
  readonly questionnaireVersion: number;
  readonly submitterId: string;
  /** Only those that count. `undefined` when the submitter's words have been erased. */
  readonly answers: Answers | undefined;
  /** Keyed commitment (HMAC-SHA-256, hex) to the canonical answers. */
  readonly answersHash: string;
  readonly derived: Derived;
  /** What the EU AI Act makes of it as it was computed last: with the submission, or again since. */
  readonly law?: LawFinding;
  /** Ids of the files that were kept as evidence. */
  readonly evidence: readonly string[];
  /** Who else answered it, where that keeps them from deciding on it. */
  readonly contributors: readonly string[];
  readonly submittedAt: Date;
}

export type NewSubmission = Omit<Submission, 'answers' | 'answersHash' | 'law'> & { readonly answers: Answers };

/** What rules made of the answers. It names questions and rules, never what a person said. */
export interface Derived {
  /** Why a declaration goes by its lane; empty for an assessment. */
  readonly because: readonly Reason[];
  readonly unknowns: readonly string[];
  readonly contradictions: readonly string[];
  /** What an assessment comes to. */
  readonly impact?: FoundImpact;
  readonly treatment?: readonly FrozenRisk[];
  /** By which criteria the risks were rated, and the hash of the whole treatment that the audit trail has. */
  readonly treatedBy?: TreatedBy;
  /** What the EU AI Act made of it, where it was asked about. */
  readonly law?: LawFinding;
}

export interface TreatedBy {
  readonly criteria: { readonly id: string; readonly version: number };
  /** SHA-256, in hex. */
  readonly hash: string;
}

/** The level and the oversight as the rules computed them, whatever people decide afterwards. */
export interface FoundImpact {
  readonly level: ImpactLevel;
  readonly oversight: Oversight;
  /** The version of the rules that said so. */
  readonly rules: { readonly id: string; readonly version: number };
  /** The highest first. */
  readonly because: readonly {
    readonly rule: string;
    readonly level?: ImpactLevel;
    readonly oversight?: Oversight;
    readonly text: string;
    readonly clause?: string;
  }[];
}

/** A risk with its treatment, as it stood at the submission. Rules and ids; what people wrote has no place here. */
export interface FrozenRisk {
  readonly id: string;
  readonly cause: string;
  readonly consequence: string;
  readonly affected: string;
  readonly likelihood: string;
  readonly severity: string;
  readonly treatment: { readonly kind: string; readonly controls: readonly string[]; readonly what: string };
}
