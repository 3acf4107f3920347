import type { Role } from '../chat/event.ts';
import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { latestValidity, wayOf } from './policy.ts';
import type { Review } from './review.ts';
import { dayInWords, refusal } from './words.ts';

/** The terms of an approval, once role, ownership, version and claim are in order. */
export function approve(
  review: Review,
  command: CommandOf<'approve'> | CommandOf<'approveWithConditions'>,
  role: Role,
  by: Reviewer,
  now: Date,
  { policy, unknowns, assessmentApproved }: ReviewFacts,
): ReviewOutcome {
  if (review.state === 'changesRequested') return refusal('awaitingChanges');
  if (wayOf(policy, review.route).needsAssessment && !assessmentApproved) return refusal('assessmentMissing');
  if (unknowns.length > 0) return refusal('unknownsOpen', unknowns.map(({ label }) => label).join(', '));

  const latest = latestValidity(policy, review.route, now);
  const validUntil = command.validUntil ?? latest;
  if (!isWithin(validUntil, now, latest)) return refusal('badValidUntil', dayInWords(latest));
  if (!isWithin(command.nextReviewAt, now, validUntil)) return refusal('badNextReview', dayInWords(validUntil));

  const reason = command.reason?.trim();
  const approval = {
    by: by.personId,
    at: now,
    role,
    submissionNumber: review.submissionNumber,
    policyVersion: policy.version,
    validUntil,
    nextReviewAt: command.nextReviewAt,
    ...(reason ? { reason } : {}),
  };
  if (command.kind === 'approve') return accept([{ kind: 'approved', ...approval }]);

  const conditions = command.conditions
    .map(({ text, precondition }) => ({ text: text.trim(), precondition }))
    .filter(({ text }) => text !== '');
  if (conditions.length === 0) return refusal('conditionsMissing');
  return accept([{ kind: 'approvedWithConditions', conditions, ...approval }]);
}

/** An invalid date is within nothing. */
function isWithin(date: Date, after: Date, until: Date): boolean {
  return date > after && date <= until;
}
