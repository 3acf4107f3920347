import type { Block, Fact } from '../chat/card.ts';
import type { Reason } from '../interviews/screening.ts';
import type { DecisionWords } from './decision-words.ts';
import type { FacetStanding } from './law-standing.ts';
import type { Review } from './review.ts';
import type { SimilarAssessment } from './similar-assessments.ts';
import type { FoundImpact, FrozenRisk } from './submission.ts';

export interface ReviewCardData {
  readonly review: Review;
  /** What is asked, in a few words: “Otter.ai to transcribe client calls”. */
  readonly subject: string;
  readonly submitter: { readonly name: string; readonly department: string };
  /** The answers in words, in the order of the questionnaire. */
  readonly answers: readonly { readonly label: string; readonly value: string }[];
  /** What a model made of it, where there is one: each point with the words that it rests on. */
  readonly summary?: readonly { readonly text: string; readonly quotes: readonly string[] }[];
  /** Why a declaration goes by its lane. */
  readonly because: readonly Reason[];
  /** What an assessment comes to, and what is planned against its risks. */
  readonly impact?: FoundImpact;
  readonly treatment?: readonly FrozenRisk[];
  /** What the EU AI Act makes of it, in words. */
  readonly law?: readonly Block[];
  /** On which its readers may decide. */
  readonly lawFacets?: readonly FacetStanding[];
  /** The impact assessment that approval waits for, and the review of it. */
  readonly assessment?:
    | {
        readonly words: string;
        readonly reviewId?: string;
        /** Approved, and not of what is declared now. */
        readonly isOutdated?: boolean;
      }
    | undefined;
  /** Approval waits for these. */
  readonly unknowns: readonly { readonly label: string; readonly knower?: string }[];
  /** Not known either, but no rule looks at them. */
  readonly unknownDetails?: readonly string[];
  readonly contradictions: readonly string[];
  /** The approved assessment against which changes are told; otherwise it is the version before. */
  readonly changedSince?: string;
  /** Against the version before; empty for the first. */
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
  /** What the submitter was asked to change, while that is open. */
  readonly requests: readonly { readonly label: string; readonly remark: string }[];
  /** The files that were kept with this version. */
  readonly evidence?: readonly Block[];
  readonly similar: readonly SimilarUse[];
  /** Assessments of systems like this one, and what was decided on them. */
  readonly alike?: readonly SimilarAssessment[];
  readonly comments: readonly CommentWords[];
  /** Votes, advice, the committee, what was decided on the level: for those who review. */
  readonly deliberation?: readonly Block[];
  /** A committee decides on it, sooner or later. */
  readonly committeeDecides?: boolean;
  /** Which roles have decided and which have not, without names: for whoever asked. */
  readonly deciding?: readonly Fact[];
  readonly nameOf: (personId: string) => string | undefined;
  /** Present once a verdict was given. */
  readonly decision?: DecisionWords;
}

export interface CommentWords {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly at: Date;
  /** `toSubmitter` and `bySubmitter` are read by the submitter as well. */
  readonly direction: 'internal' | 'toSubmitter' | 'bySubmitter';
}

export interface SimilarUse {
  readonly reference: string;
  readonly title: string;
  readonly conditions: readonly string[];
}
