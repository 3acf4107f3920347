import type { Outcome } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import type { ReviewPolicy } from './policy.ts';
import type { Audience, ConditionText, RequestedChange, ReviewEvent, SupplierFacts } from './review.ts';
import type { Route } from './route.ts';
import type { RefusalCode } from './words.ts';

/** Commands that carry `version` are refused as stale when the review has moved on since the card was shown. */
export type ReviewCommand =
  | { readonly kind: 'claim'; readonly takeOver?: boolean }
  | { readonly kind: 'release' }
  | { readonly kind: 'handOver'; readonly to: Reviewer }
  | ({ readonly kind: 'approve' } & ApprovalTerms)
  | ({ readonly kind: 'approveWithConditions'; readonly conditions: readonly ConditionText[] } & ApprovalTerms)
  | { readonly kind: 'requestChanges'; readonly version: number; readonly requests: readonly RequestedChange[] }
  | { readonly kind: 'reject'; readonly version: number; readonly reason: string }
  /** For the reviewers alone, unless it says otherwise; the submitter's own is read by both. */
  | { readonly kind: 'comment'; readonly text: string; readonly audience?: Audience }
  | { readonly kind: 'recordSupplierFacts'; readonly version: number; readonly facts: SupplierFacts }
  /** The route is computed anew and the owner read anew, since the answers have changed. */
  | { readonly kind: 'resubmit'; readonly submissionNumber: number; readonly route: Route; readonly ownerId: string }
  | { readonly kind: 'revoke'; readonly version: number; readonly reason: string }
  /** The calendar's doing: whoever asks, only the date counts. */
  | { readonly kind: 'expire' }
  | { readonly kind: 'supersede'; readonly byReference: string };

export interface ApprovalTerms {
  readonly version: number;
  readonly reason?: string;
  /** The policy's validity when it is not given. */
  readonly validUntil?: Date;
  readonly nextReviewAt: Date;
}

export interface ReviewFacts {
  readonly policy: ReviewPolicy;
  /** Unknown answers that screening looks at: they hold up approval. */
  readonly unknowns: readonly { readonly questionId: string; readonly label: string }[];
  /** The questions of the submission in hand, the only ones about which changes can be asked. */
  readonly questions: readonly { readonly questionId: string; readonly label: string }[];
  readonly assessmentApproved: boolean;
}

export type ReviewOutcome = Outcome<readonly ReviewEvent[], RefusalCode>;

export type CommandOf<Kind extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: Kind }>;
