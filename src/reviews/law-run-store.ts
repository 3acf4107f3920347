import type { LawFinding } from '../impact/law-finding.ts';
import type { Difference } from '../law/difference.ts';
import type { FactValue } from '../law/facts.ts';

/** What the AI Act makes of a submission, computed again since: the rules, the day or an answer made it necessary. */
export interface LawRun {
  readonly id: string;
  readonly reviewId: string;
  readonly submissionId: string;
  /** The key of the law for which it was computed, or `answer/…`. */
  readonly cause: string;
  readonly finding: LawFinding;
  /** From what was computed before. */
  readonly difference: Difference;
  readonly isTouched: boolean;
  /** What the owner is asked because of it. */
  readonly asked: readonly string[];
  /** The answer that was given; `value: null` for “I don't know”. */
  readonly answer?: { readonly fact: string; readonly value: FactValue | null; readonly by: string };
  readonly at: Date;
}

/** The law as it stood from a day on, with what that meant to the register. */
export interface LawChange {
  readonly key: string;
  readonly previous: string | undefined;
  readonly looked: number;
  readonly touched: number;
  readonly completedAt: Date;
}

export interface LawRunStore {
  add(run: LawRun): Promise<void>;
  /** Of one submission, the oldest first. */
  of(submissionId: string): Promise<readonly LawRun[]>;
  /** Of one cause, those that are touched, in the order of their reviews. */
  touchedBy(
    cause: string,
    page: { readonly skip: number; readonly take: number },
  ): Promise<{ readonly total: number; readonly runs: readonly LawRun[] }>;
  countOf(cause: string): Promise<number>;
  /** Ids of reviews of assessments that are open or whose approval holds, in order, after this one. */
  reviewsAfter(reviewId: string | undefined, most: number): Promise<readonly string[]>;
  change(key: string): Promise<LawChange | undefined>;
  /** The latest first. */
  changes(most: number): Promise<readonly LawChange[]>;
  addChange(change: LawChange): Promise<void>;
}
