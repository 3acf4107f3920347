import type { Role } from '../chat/event.ts';
import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { isOwn, isSame } from './authority.ts';
import type { ReviewFacts, ReviewOutcome } from './command.ts';
import { decidingRole, isTooShort, wayOf } from './policy.ts';
import type { RequestedChange, Review } from './review.ts';
import { claimedBy, isOpen } from './review.ts';
import { refusal, rolesInWords, stateInWords } from './words.ts';

/** What every verdict has to pass: role, not one's own, the card that was shown, an open review, the claim. */
export function underDecision(
  review: Review,
  version: number,
  by: Reviewer,
  { policy }: ReviewFacts,
  verdict: (role: Role) => ReviewOutcome,
): ReviewOutcome {
  const way = wayOf(policy, review.route);
  const role = decidingRole(way, by.roles);
  if (!role) return refusal('notAllowed', rolesInWords(way.deciders));
  if (isOwn(review, by)) return refusal('ownSubmission');
  if (version !== review.version) return refusal('stale', stateInWords(review));
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  const claimer = claimedBy(review);
  if (claimer !== undefined && !isSame(by, claimer)) return refusal('claimedByOther');
  return verdict(role);
}

export function requestChanges(
  review: Review,
  requests: readonly RequestedChange[],
  role: Role,
  moment: Moment,
  { policy, questions }: ReviewFacts,
): ReviewOutcome {
  if (review.state === 'changesRequested') return refusal('awaitingChanges');
  if (requests.length === 0) return refusal('requestsMissing');
  for (const { questionId, remark } of requests) {
    const question = questions.find((asked) => asked.questionId === questionId);
    if (!question) return refusal('questionNotInSubmission', questionId);
    if (remark.trim() === '') return refusal('remarkMissing', question.label);
  }
  const { submissionNumber } = review;
  return accept([
    { kind: 'changesRequested', requests, role, submissionNumber, policyVersion: policy.version, ...moment },
  ]);
}

/** Also while the submitter is asked for changes: they may never answer. */
export function reject(
  review: Review,
  reason: string,
  role: Role,
  moment: Moment,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  const { submissionNumber } = review;
  return accept([{ kind: 'rejected', reason: text, role, submissionNumber, policyVersion: policy.version, ...moment }]);
}

interface Moment {
  readonly by: string;
  readonly at: Date;
}
