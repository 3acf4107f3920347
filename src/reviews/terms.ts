import { accept, type Outcome } from '../kernel/outcome.ts';
import type { ApprovalTerms, ReviewFacts } from './command.ts';
import { latestValidity } from './policy.ts';
import type { ConditionText, Terms } from './progress.ts';
import type { Review } from './review.ts';
import { dayInWords, type RefusalCode, refusal } from './words.ts';

/** Dates and conditions of an approval: in the future, within the policy's validity, saying something. */
export function termsOf(
  review: Review,
  asked: Omit<ApprovalTerms, 'version' | 'reason'> & { readonly conditions?: readonly ConditionText[] },
  now: Date,
  { policy }: Pick<ReviewFacts, 'policy'>,
): Outcome<Terms, RefusalCode> {
  const latest = latestValidity(policy, review.route, now);
  const validUntil = asked.validUntil ?? latest;
  const { nextReviewAt } = asked;
  if (!isWithin(validUntil, now, latest)) return refusal('badValidUntil', dayInWords(latest));
  if (!isWithin(nextReviewAt, now, validUntil)) return refusal('badNextReview', dayInWords(validUntil));
  if (!asked.conditions) return accept({ verdict: 'approved', conditions: [], validUntil, nextReviewAt });

  const conditions = asked.conditions
    .map(({ text, precondition }) => ({ text: text.trim(), precondition }))
    .filter(({ text }) => text !== '');
  if (conditions.length === 0) return refusal('conditionsMissing');
  return accept({ verdict: 'approvedWithConditions', conditions, validUntil, nextReviewAt });
}

/** An invalid date is within nothing. */
function isWithin(date: Date, after: Date, until: Date): boolean {
  return date > after && date <= until;
}
