import type { LawFinding } from '../impact/law-finding.ts';
import type { Answers } from '../interviews/answer.ts';
import type { Audience, ConditionText, Review } from './review.ts';
import type { NewSubmission, Submission } from './submission.ts';

export interface ReviewRecord {
  readonly review: Review;
  readonly interviewId: string;
  readonly createdAt: Date;
}

/** One reviewer's verdict with everything it was made with: the evidence of a human decision. */
export interface Decision {
  readonly id: string;
  readonly reviewId: string;
  readonly submissionId: string;
  readonly verdict: 'approved' | 'approvedWithConditions' | 'rejected';
  readonly reviewerId: string;
  readonly submitterId: string;
  readonly identityId: string;
  readonly role: string;
  /** The absent person whose decision it is, and the delegation by which it was made. */
  readonly inPlaceOfId: string | undefined;
  readonly delegationId: string | undefined;
  /** `undefined` when none was given or the reviewer's words have been erased. */
  readonly reason: string | undefined;
  readonly questionnaireId: string;
  readonly questionnaireVersion: number;
  readonly policyVersion: number;
  readonly conditions: readonly ConditionText[];
  readonly decidedAt: Date;
  readonly validUntil: Date | undefined;
  readonly nextReviewAt: Date | undefined;
}

/** An assessment on which was decided: what it came to, and what became of it. */
export interface DecidedAssessment
  extends Pick<Submission, 'questionnaireId' | 'questionnaireVersion' | 'answers' | 'derived'> {
  readonly review: Review;
  readonly decision: Pick<Decision, 'verdict' | 'decidedAt' | 'conditions'>;
}

export interface RemarkRecord {
  readonly questionId: string;
  readonly submissionNumber: number;
  readonly reviewerId: string;
  readonly remark: string | undefined;
  readonly answered: boolean;
}

export interface CommentRecord {
  readonly id: string;
  readonly authorId: string;
  readonly audience: Audience;
  readonly text: string | undefined;
  readonly writtenAt: Date;
}

export interface SubmissionStore {
  /** Answers the commitment to the answers. */
  addSubmission(submission: NewSubmission): Promise<string>;
  /** In the order of their numbers. */
  submissions(reviewId: string): Promise<readonly Submission[]>;
  /** Open reviews with the answers to be decided on; `undefined` answers have been erased. */
  openSubmissions(): Promise<readonly { readonly review: Review; readonly answers: Answers | undefined }[]>;
  /** Assessments on which was decided, the last touched first. */
  decidedAssessments(most: number): Promise<readonly DecidedAssessment[]>;
  /** What the EU AI Act makes of each assessment whose approval holds, as it was computed last, with the facts it was told. */
  lawOfApproved(): Promise<readonly { readonly assessmentId: string; readonly law: LawFinding }[]>;
}

export interface DecisionStore {
  /** `shown` is exactly what the reviewer had before them; a keyed commitment to it is kept. */
  addDecision(decision: Decision, shown: string): Promise<void>;
  decisions(reviewId: string): Promise<readonly Decision[]>;
}

/** What reviewers ask to be changed, and what they and the submitter say to each other. */
export interface RemarkStore {
  addChangeRequests(
    reviewId: string,
    submissionNumber: number,
    reviewerId: string,
    requests: readonly { readonly questionId: string; readonly remark: string }[],
    now: Date,
  ): Promise<void>;
  changeRequests(reviewId: string): Promise<readonly RemarkRecord[]>;
  markChangesAnswered(reviewId: string, now: Date): Promise<void>;
  addComment(reviewId: string, comment: CommentRecord & { readonly text: string }): Promise<void>;
  comments(reviewId: string): Promise<readonly CommentRecord[]>;
}

export interface ReviewStore extends SubmissionStore, DecisionStore, RemarkStore {
  /** The next reference of the organisation, such as REV-40. Taken numbers are never given again. */
  nextReference(): Promise<string>;
  find(reviewId: string): Promise<ReviewRecord | undefined>;
  /** The review that people call by this reference. */
  referenced(reference: string): Promise<ReviewRecord | undefined>;
  ofDecision(decisionId: string): Promise<ReviewRecord | undefined>;
  /** The review to which this assessment was submitted. */
  ofAssessment(assessmentId: string): Promise<ReviewRecord | undefined>;
  /** Open reviews, the first due first. */
  queue(): Promise<readonly ReviewRecord[]>;
  submittedBy(personId: string): Promise<readonly ReviewRecord[]>;
  /** Approvals whose validity ended before `now`, at most so many. */
  lapsed(now: Date, most: number): Promise<readonly ReviewRecord[]>;
  create(review: ReviewRecord): Promise<void>;
  /** Saves nothing and answers `conflict` when the review is no longer at `version`. */
  save(review: Review, version: number, now: Date): Promise<'saved' | 'conflict'>;
}
