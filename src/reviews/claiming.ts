import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { isOwn, isSame, mayAct } from './authority.ts';
import type { ReviewFacts, ReviewOutcome } from './command.ts';
import { reviewingRoles, wayOf } from './policy.ts';
import type { Review } from './review.ts';
import { claimedBy, isOpen, isRecused } from './review.ts';
import { refusal, rolesInWords, stateInWords } from './words.ts';

/** A claim is a courtesy lock: who goes on with a colleague's review takes it over in the open. */
export function claim(
  review: Review,
  takeOver: boolean,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const allowed = mayAct(review, by, reviewingRoles(wayOf(policy, review.route)));
  if (!allowed.ok) return allowed;
  if (isRecused(review, by)) return refusal('recused');
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  const claimer = claimedBy(review);
  const event = { kind: 'claimed', by: by.personId, at: now } as const;
  if (claimer === undefined) return accept([event]);
  if (isSame(by, claimer)) return refusal('alreadyYours');
  return takeOver ? accept([{ ...event, takenFrom: claimer }]) : refusal('claimedByOther');
}

/** Whoever has it may give it back, whatever became of their role. */
export function release(review: Review, by: Reviewer, now: Date, { policy }: ReviewFacts): ReviewOutcome {
  const claimer = claimedBy(review);
  const holds = claimer !== undefined && isSame(by, claimer);
  const allowed = holds ? accept(true) : mayAct(review, by, reviewingRoles(wayOf(policy, review.route)));
  if (!allowed.ok) return allowed;
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  if (!holds) return refusal('notClaimed');
  if (review.state === 'changesRequested') return refusal('awaitingChanges');
  return accept([{ kind: 'released', by: by.personId, at: now }]);
}

export function handOver(
  review: Review,
  to: Reviewer,
  by: Reviewer,
  now: Date,
  { policy }: ReviewFacts,
): ReviewOutcome {
  const roles = reviewingRoles(wayOf(policy, review.route));
  const allowed = mayAct(review, by, roles);
  if (!allowed.ok) return allowed;
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  const claimer = claimedBy(review);
  if (claimer !== undefined && !isSame(by, claimer)) return refusal('claimedByOther');
  if (isSame(by, to.personId)) return refusal('recipientNotAllowed', 'that is you; claim it instead');
  if (isOwn(review, to)) return refusal('recipientNotAllowed', 'they submitted or own it');
  if (isRecused(review, to)) return refusal('recipientNotAllowed', 'they have recused themselves');
  if (!roles.some((role) => to.roles.includes(role))) {
    return refusal('recipientNotAllowed', `they need ${rolesInWords(roles)}`);
  }
  return accept([{ kind: 'handedOver', by: by.personId, to: to.personId, at: now }]);
}
