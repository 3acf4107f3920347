import type { Role } from '../chat/event.ts';
import type { CommitteeRecord, ConditionText, Stance, Terms } from './progress.ts';
import type { Audience, RequestedChange, SupplierFacts } from './review.ts';
import type { Route } from './route.ts';

interface By {
  readonly by: string;
  readonly at: Date;
}

interface Decided extends By {
  readonly role: Role;
  /** The absent person whose decision this is, and the delegation by which it was made. */
  readonly inPlaceOf?: string;
  readonly delegationId?: string;
  readonly submissionNumber: number;
  readonly policyVersion: number;
}

interface Approved extends Decided {
  readonly reason?: string;
  readonly validUntil: Date;
  readonly nextReviewAt: Date;
}

/** A value that people decided on, beside the computed one; see `Override`. */
interface FindingDecided extends Decided {
  readonly finding: string;
  readonly computed: string;
  readonly decided: string;
  readonly reason: string;
}

export type ReviewEvent =
  | ({ readonly kind: 'claimed'; readonly takenFrom?: string } & By)
  | ({ readonly kind: 'released' } & By)
  | ({ readonly kind: 'handedOver'; readonly to: string } & By)
  | ({ readonly kind: 'approved' } & Approved)
  | ({ readonly kind: 'approvedWithConditions'; readonly conditions: readonly ConditionText[] } & Approved)
  | ({ readonly kind: 'changesRequested'; readonly requests: readonly RequestedChange[] } & Decided)
  | ({ readonly kind: 'rejected'; readonly reason: string } & Decided)
  /** One approval among those that are needed. */
  | ({ readonly kind: 'voted'; readonly reason?: string } & Decided & Terms)
  | ({
      readonly kind: 'advised';
      readonly stance: Stance;
      readonly formal: boolean;
      readonly text: string;
    } & Omit<Decided, 'policyVersion'>)
  | ({ readonly kind: 'recused'; readonly reason?: string } & By)
  | ({ readonly kind: 'committeeRecorded'; readonly record: CommitteeRecord; readonly dissent?: string } & Decided)
  | ({ readonly kind: 'committeeConfirmed'; readonly role: Role } & By)
  | ({ readonly kind: 'committeeReturned'; readonly role: Role; readonly reason: string } & By)
  /** Counts at once: the computed value, or one that asks for more care. */
  | ({ readonly kind: 'findingDecided' } & FindingDecided)
  | ({ readonly kind: 'loweringProposed' } & FindingDecided)
  | ({ readonly kind: 'loweringConfirmed'; readonly finding: string; readonly role: Role } & By)
  | ({ readonly kind: 'loweringDeclined'; readonly finding: string; readonly role: Role; readonly reason: string } & By)
  | ({ readonly kind: 'commented'; readonly text: string; readonly audience: Audience } & By)
  | ({ readonly kind: 'supplierFactsRecorded'; readonly facts: SupplierFacts } & By)
  | ({
      readonly kind: 'resubmitted';
      readonly submissionNumber: number;
      readonly route: Route;
      readonly ownerId: string;
      readonly contributorIds: readonly string[];
      readonly dueAt: Date;
    } & By)
  | ({ readonly kind: 'revoked'; readonly role: Role; readonly reason: string } & By)
  | { readonly kind: 'expired'; readonly at: Date }
  | ({ readonly kind: 'superseded'; readonly byReference: string } & By);
