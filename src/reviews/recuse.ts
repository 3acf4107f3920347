import { accept } from '../kernel/outcome.ts';
import { mayAct, type Reviewer } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { readingRoles, wayOf } from './policy.ts';
import { hasVoted } from './progress.ts';
import { isOpen, isRecused, type Review } from './review.ts';
import { refusal, stateInWords } from './words.ts';

/** Somebody leaves this review to the others, for good: a conflict of interest does not end with the next version. */
export function recuse(
  review: Review,
  { reason }: CommandOf<'recuse'>,
  by: Reviewer,
  now: Date,
  { policy, humanOf }: ReviewFacts,
): ReviewOutcome {
  const allowed = mayAct(review, by, readingRoles(wayOf(policy, review.route)));
  if (!allowed.ok) return allowed;
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  if (isRecused(review, by)) return refusal('recused');
  if (hasVoted(review.progress, by.personId, humanOf)) return refusal('alreadyVoted');
  const said = reason?.trim();
  return accept([{ kind: 'recused', by: by.personId, at: now, ...(said ? { reason: said } : {}) }]);
}
