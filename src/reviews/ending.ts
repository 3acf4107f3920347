import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { isOwn, mayAct } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { decidingRole, isTooShort, wayOf } from './policy.ts';
import type { Review } from './review.ts';
import { dayInWords, refusal, rolesInWords, stateInWords } from './words.ts';

export function revoke(
  review: Review,
  { version, reason }: CommandOf<'revoke'>,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const way = wayOf(policy, review.route);
  const role = decidingRole(way, by.roles);
  if (!role) return refusal('notAllowed', rolesInWords(way.deciders));
  if (isOwn(review, by)) return refusal('ownSubmission');
  if (version !== review.version) return refusal('stale', stateInWords(review));
  if (!isApproved(review)) return refusal('notApproved', stateInWords(review));
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  return accept([{ kind: 'revoked', reason: text, role, by: by.personId, at: now }]);
}

export function expire(review: Review, now: Date): ReviewOutcome {
  if (!isApproved(review)) return refusal('notApproved', stateInWords(review));
  const { validUntil } = review.decision;
  return validUntil <= now ? accept([{ kind: 'expired', at: now }]) : refusal('notYetExpired', dayInWords(validUntil));
}

export function supersede(
  review: Review,
  byReference: string,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const allowed = mayAct(review, by, wayOf(policy, review.route).deciders);
  if (!allowed.ok) return allowed;
  if (!isApproved(review)) return refusal('notApproved', stateInWords(review));
  return accept([{ kind: 'superseded', byReference, by: by.personId, at: now }]);
}

function isApproved(review: Review): review is Extract<Review, { state: 'approved' | 'approvedWithConditions' }> {
  return review.state === 'approved' || review.state === 'approvedWithConditions';
}
