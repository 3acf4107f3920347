import type { Change } from '../interviews/questionnaire.ts';
import type { ImpactLevel, Oversight } from './levels.ts';

/** An AI system impact assessment (6.1.4): an interview about what was declared, about an entry of the register, or both. */
export interface Assessment {
  readonly id: string;
  /** What people say: ASM-1. */
  readonly reference: string;
  readonly interviewId: string;
  /** The review of the declaration for which it was begun. */
  readonly declarationId: string | undefined;
  readonly systemId: string | undefined;
  /** Which submission of the declaration its answers speak of. */
  readonly declaredNumber: number | undefined;
  /** The approved assessment whose answers it carries over, and what has changed since. */
  readonly follows: { readonly assessmentId: string; readonly changes: readonly Change[] } | undefined;
  readonly startedById: string;
  readonly standing: Standing;
  readonly startedAt: Date;
}

/** The level as the answers stood last, by the ids of the rules. */
export interface Standing {
  readonly level: ImpactLevel;
  readonly oversight: Oversight;
  readonly rules: readonly string[];
  /** What the last change of it was. */
  readonly moved?: Movement;
}

export interface Movement {
  readonly from: { readonly level: ImpactLevel; readonly oversight: Oversight };
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A decision of the governance team: what changed in a declaration does not matter to its assessment. */
export interface ImmaterialChange {
  readonly id: string;
  /** The review of the declaration, and the submission that changed it. */
  readonly declarationId: string;
  readonly submissionId: string;
  readonly assessmentId: string;
  readonly foundById: string;
  readonly identityId: string;
  readonly role: string;
  /** `undefined` once the person's words have been erased. */
  readonly reason: string | undefined;
  readonly foundAt: Date;
}

export interface AssessmentStore {
  nextReference(): Promise<string>;
  create(assessment: Assessment): Promise<void>;
  find(assessmentId: string): Promise<Assessment | undefined>;
  referenced(reference: string): Promise<Assessment | undefined>;
  ofInterview(interviewId: string): Promise<Assessment | undefined>;
  /** Those begun for this declaration, the newest first. */
  ofDeclaration(reviewId: string): Promise<readonly Assessment[]>;
  /** Those about this entry of the register, the newest first. */
  ofSystem(systemId: string): Promise<readonly Assessment[]>;
  /** All that there are, in the order in which they were begun. */
  list(): Promise<readonly Assessment[]>;
  /** It speaks of this submission of its declaration from now on. */
  saveDeclared(assessmentId: string, declaredNumber: number): Promise<void>;
  addFinding(finding: ImmaterialChange & { readonly reason: string }): Promise<void>;
  /** Of one declaration, in order. */
  findings(declarationId: string): Promise<readonly ImmaterialChange[]>;
  saveStanding(assessmentId: string, standing: Standing): Promise<void>;
  /** Those of a declaration belong to the system that its approval entered. */
  linkSystem(reviewId: string, systemId: string): Promise<void>;
}
