import type { ImpactLevel } from '../impact/levels.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { DecidedValues } from '../law/decided.ts';
import type { Reviewer } from './authority.ts';
import type { Delegated } from './delegation.ts';
import type { LawStanding } from './law-standing.ts';
import type { ReviewPolicy } from './policy.ts';
import type { CommitteeRecord, HumanOf, Stance } from './progress.ts';
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
  | { readonly kind: 'advise'; readonly stance: Stance; readonly text: string }
  | { readonly kind: 'recuse'; readonly reason?: string }
  | { readonly kind: 'recordCommittee'; readonly version: number; readonly minutes: Minutes }
  | { readonly kind: 'confirmCommittee'; readonly version: number }
  | { readonly kind: 'returnCommittee'; readonly version: number; readonly reason: string }
  | {
      readonly kind: 'setLevel';
      readonly version: number;
      readonly level: ImpactLevel;
      readonly reason: string;
    }
  /** On one facet of what the AI Act makes of it, or several. */
  | { readonly kind: 'decideLaw'; readonly version: number; readonly values: DecidedValues; readonly reason: string }
  | { readonly kind: 'confirmLowering'; readonly version: number; readonly finding: string }
  | { readonly kind: 'declineLowering'; readonly version: number; readonly finding: string; readonly reason: string }
  /** For the reviewers alone, unless it says otherwise; the submitter's own is read by both. */
  | { readonly kind: 'comment'; readonly text: string; readonly audience?: Audience }
  | { readonly kind: 'recordSupplierFacts'; readonly version: number; readonly facts: SupplierFacts }
  /** The route is computed anew and the owner read anew, since the answers have changed. */
  | {
      readonly kind: 'resubmit';
      readonly submissionNumber: number;
      readonly route: Route;
      readonly ownerId: string;
      readonly contributorIds: readonly string[];
    }
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
  /** The capacity in which to vote, where there are several; see `nameOf`. */
  readonly as?: string;
}

/** What the committee's secretary writes down. */
export interface Minutes extends Pick<CommitteeRecord, 'heldOn' | 'attendees' | 'recused' | 'votes'> {
  readonly verdict: 'approved' | 'approvedWithConditions' | 'rejected';
  readonly conditions: readonly ConditionText[];
  readonly reason: string;
  /** What those who were outvoted want to be on record. */
  readonly dissent?: string;
  readonly validUntil?: Date;
  /** Of an approval. */
  readonly nextReviewAt?: Date;
}

export interface ReviewFacts {
  readonly policy: ReviewPolicy;
  /** Unknown answers that screening looks at: they hold up approval. */
  readonly unknowns: readonly { readonly questionId: string; readonly label: string }[];
  /** The questions of the submission in hand, the only ones about which changes can be asked. */
  readonly questions: readonly { readonly questionId: string; readonly label: string }[];
  readonly assessmentApproved: boolean;
  /** What has still to be done about the risks of an assessment, in words: it holds up the last approval. */
  readonly openRisks: readonly string[];
  /** What the AI Act makes of an assessment; `undefined` where nothing was asked about the Act. */
  readonly law?: LawStanding | undefined;
  /** Colleagues who are away now and have named this person, with the roles that they hold now. */
  readonly delegations: readonly Delegated[];
  /** Who belongs to the committee now. */
  readonly committee: readonly string[];
  readonly humanOf: HumanOf;
}

/** Where nobody votes: a submission is sent again, or a date has passed. */
export const NO_FACTS: Omit<ReviewFacts, 'policy'> = {
  ...{
    unknowns: [],
    questions: [],
    assessmentApproved: false,
    openRisks: [],
    delegations: [],
    committee: [],
  },
  humanOf: (personId) => personId,
};

export type ReviewOutcome = Outcome<readonly ReviewEvent[], RefusalCode>;

export type CommandOf<Kind extends ReviewCommand['kind']> = Extract<ReviewCommand, { kind: Kind }>;
