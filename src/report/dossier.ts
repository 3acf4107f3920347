import type { Assessment } from '../impact/assessment.ts';
import type { LawFinding } from '../impact/law-finding.ts';
import type { ImpactLevel } from '../impact/levels.ts';
import type { RightsNotification } from '../impact/rights-notification.ts';
import type { Answers } from '../interviews/answer.ts';
import type { Evidence } from '../interviews/evidence.ts';
import type { Proposal } from '../interviews/interview-state.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import type { Law } from '../law/law.ts';
import type { ReviewPicture } from '../reviews/review-picture.ts';
import type { Decision } from '../reviews/review-store.ts';
import type { FoundImpact, Submission } from '../reviews/submission.ts';
import type { AnnexComparison } from '../risks/annex-comparison.ts';
import type { RiskCriteria } from '../risks/risk-criteria.ts';
import type { ReportedRisk } from './reported-risk.ts';

/**
 * Everything that a report of one assessment tells. Once it is submitted, what was frozen then, on which people decide;
 * before that, and when changes were asked for, everything as it stands.
 */
export interface Dossier {
  readonly assessment: Assessment;
  readonly standing: Standing;
  /** The AI system, as the answers name it. */
  readonly system: string;
  readonly ownerId: string;
  readonly questionnaire: Questionnaire;
  /** Those that count; `undefined` once the words of whoever submitted them were erased. */
  readonly answers: Answers | undefined;
  /** Read somewhere and not confirmed, so they count for nothing. */
  readonly proposals: readonly Proposal[];
  readonly impact: FoundImpact;
  /** The level in force: the computed one, until people have decided otherwise. */
  readonly level: ImpactLevel;
  /** Ids of questions that hold up approval. */
  readonly unknowns: readonly string[];
  readonly contradictions: readonly string[];
  readonly law: LawFinding | undefined;
  readonly risks: readonly ReportedRisk[];
  /** Of the version before; `undefined` where this is the first, or is not submitted. */
  readonly risksBefore: readonly ReportedRisk[] | undefined;
  readonly comparison: AnnexComparison;
  /** What is still to be done about the risks, as sentences. */
  readonly left: readonly string[];
  readonly review: ReviewPicture | undefined;
  readonly decision: Decision | undefined;
  readonly submission: Submission | undefined;
  readonly evidence: readonly Evidence[];
  /** Of the market surveillance authority, about the impact on fundamental rights, in the order of recording. */
  readonly notifications: readonly RightsNotification[];
  readonly rules: DossierRules;
  readonly names: DossierNames;
  readonly isDemonstration: boolean;
  /** Who advised and voted how: only for those who decide, advise or audit. */
  readonly audience: Audience;
}

export type Standing = 'draft' | 'underReview' | 'approved' | 'rejected' | 'ended';

/** Those who work on it read which roles have decided, never who advised or voted how. */
export type Audience = 'authors' | 'reviewers';

export interface DossierRules {
  readonly law: Law;
  readonly criteria: RiskCriteria;
  readonly policyVersion: number;
}

export interface DossierNames {
  /** Never a name that was erased. */
  readonly person: (personId: string) => string;
  /** “A.7.4 Quality of data for AI systems”. */
  readonly control: (controlId: string) => string;
}
