import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { type Capacity, inCapacity } from './capacity.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { unexplainedDeparture } from './departing.ts';
import { wayOf } from './policy.ts';
import type { Review } from './review.ts';
import { termsOf } from './terms.ts';
import { refusal } from './words.ts';

/** Approves a declaration, once role, ownership, version and claim are in order. One person decides. */
export function approve(
  review: Review,
  command: CommandOf<'approve'> | CommandOf<'approveWithConditions'>,
  capacity: Capacity,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { policy, unknowns, assessmentApproved } = facts;
  if (review.state === 'changesRequested') return refusal('awaitingChanges');
  if (wayOf(policy, review.route).needsAssessment && !assessmentApproved) return refusal('assessmentMissing');
  if (unknowns.length > 0) return refusal('unknownsOpen', unknowns.map(({ label }) => label).join(', '));

  const terms = termsOf(review, command, now, facts);
  if (!terms.ok) return terms;
  const { verdict, conditions, validUntil, nextReviewAt } = terms.value;
  const reason = command.reason?.trim();
  const unexplained = unexplainedDeparture(review.progress, verdict, reason, policy);
  if (unexplained) return unexplained;
  const approval = {
    by: by.personId,
    at: now,
    ...inCapacity(capacity),
    submissionNumber: review.submissionNumber,
    policyVersion: policy.version,
    validUntil,
    nextReviewAt,
    ...(reason ? { reason } : {}),
  };
  return accept([verdict === 'approved' ? { kind: verdict, ...approval } : { kind: verdict, conditions, ...approval }]);
}
