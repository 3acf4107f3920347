import type { Role } from '../chat/event.ts';
import { accept, type Outcome } from '../kernel/outcome.ts';
import { mayAct, type Reviewer } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import type { Override } from './override.ts';
import { isTooShort, type ReviewPolicy } from './policy.ts';
import { wordOn } from './progress.ts';
import { LEVEL_FINDING } from './progress-after.ts';
import { isApproved, isContributor, isOpen, isRecused, type Review } from './review.ts';
import { type RefusalCode, refusal, stateInWords } from './words.ts';

/** Who may decide otherwise than computed, and who may confirm a lower value. */
export function settlersOf(finding: string, { overriding, lawDeciding }: ReviewPolicy): ReviewPolicy['overriding'] {
  return finding === LEVEL_FINDING ? overriding : lawDeciding;
}

/** The second approver of a lower value is somebody else, and nobody who answered. */
export function confirmLowering(
  review: Review,
  { version, finding }: CommandOf<'confirmLowering'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { confirmers } = settlersOf(finding, facts.policy);
  const proposed = proposalOn(review, finding, version, by, confirmers);
  if (!proposed.ok) return proposed;
  const { humanOf } = facts;
  if (humanOf(proposed.value.by) === humanOf(by.personId)) return refusal('samePerson');
  const standing = facts.law?.facets.find((one) => one.proposed?.finding === finding);
  if (standing && standing.computed !== proposed.value.computed) return refusal('computedAnew');
  return accept([{ kind: 'loweringConfirmed', finding, role: roleIn(by, confirmers), by: by.personId, at: now }]);
}

/** Whoever may confirm a lower value may decline it, and whoever proposed it may take it back. */
export function declineLowering(
  review: Review,
  { version, finding, reason }: CommandOf<'declineLowering'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { policy } = facts;
  const { confirmers, proposers } = settlersOf(finding, policy);
  const roles = [...confirmers, ...proposers];
  const proposed = proposalOn(review, finding, version, by, roles);
  if (!proposed.ok) return proposed;
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  const role = roleIn(by, roles);
  return accept([{ kind: 'loweringDeclined', finding, reason: text, role, by: by.personId, at: now }]);
}

function proposalOn(
  review: Review,
  finding: string,
  version: number,
  by: Reviewer,
  roles: readonly Role[],
): Outcome<Override, RefusalCode> {
  const settling = maySettle(review, finding, version, by, roles);
  if (!settling.ok) return settling;
  const proposed = wordOn(review.progress.proposed, finding);
  return proposed ? accept(proposed) : refusal('nothingProposed');
}

/**
 * Whether somebody may settle a finding now: a role for it, nothing of theirs, nothing they helped to answer. The level is settled
 * before the decision; what the law makes of a system also while its approval holds, since the law and the facts go on.
 */
export function maySettle(
  review: Review,
  finding: string,
  version: number,
  by: Reviewer,
  roles: readonly Role[],
): Outcome<true, RefusalCode> {
  const allowed = mayAct(review, by, roles);
  if (!allowed.ok) return allowed;
  if (isRecused(review, by)) return refusal('recused');
  if (isContributor(review, by)) return refusal('contributor');
  if (review.route.kind !== 'assessment') return refusal('noLevel');
  if (version !== review.version) return refusal('stale', stateInWords(review));
  const goesOn = finding !== LEVEL_FINDING && isApproved(review);
  if (!isOpen(review) && !goesOn) return refusal('alreadyDecided', stateInWords(review));
  return review.state === 'changesRequested' ? refusal('awaitingChanges') : accept(true);
}

/** `mayAct` has found one. */
export function roleIn(by: Reviewer, roles: readonly Role[]): Role {
  const role = roles.find((one) => by.roles.includes(one));
  if (!role) throw new Error(`${by.personId} has none of the roles ${roles.join(', ')}`);
  return role;
}
