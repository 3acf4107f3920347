import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { isOwn } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { dueDate } from './policy.ts';
import type { Review } from './review.ts';
import { refusal, stateInWords } from './words.ts';

/** The next version of the submission; what was asked is answered, and the clock starts anew. */
export function resubmit(
  review: Review,
  { submissionNumber, route, ownerId, contributorIds }: CommandOf<'resubmit'>,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  if (!isOwn(review, by)) return refusal('notSubmitter');
  if (review.state !== 'changesRequested') return refusal('notAwaitingChanges', stateInWords(review));
  const next = review.submissionNumber + 1;
  if (submissionNumber !== next) return refusal('wrongSubmission', String(next));
  const dueAt = dueDate(policy, route, now);
  return accept([
    { kind: 'resubmitted', submissionNumber, route, ownerId, contributorIds, dueAt, by: by.personId, at: now },
  ]);
}
