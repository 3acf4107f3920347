import { accept, type Outcome } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { type Capacity, inCapacity } from './capacity.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { unexplainedDeparture } from './departing.ts';
import { completion } from './final-approval.ts';
import { heldUpByLaw } from './held-up-by-law.ts';
import { wayOf } from './policy.ts';
import { currentStep, hasVoted, missingOf } from './progress.ts';
import { evolve, type Review } from './review.ts';
import { termsOf } from './terms.ts';
import { needsInWords, type RefusalCode, refusal } from './words.ts';

/** One approval among those that an assessment needs. The last of them approves it. */
export function vote(
  review: Review,
  command: CommandOf<'approve'> | CommandOf<'approveWithConditions'>,
  capacities: readonly Capacity[],
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { policy, unknowns } = facts;
  if (review.state === 'changesRequested') return refusal('awaitingChanges');
  if (review.progress.proposed.length > 0) return refusal('loweringOpen');
  const heldUp = heldUpByLaw(facts.law);
  if (heldUp) return heldUp;
  if (unknowns.length > 0) return refusal('unknownsOpen', unknowns.map(({ label }) => label).join(', '));
  const capacity = turnOf(review, capacities, by, facts, command.as);
  if (!capacity.ok) return capacity;

  const terms = termsOf(review, command, now, facts);
  if (!terms.ok) return terms;
  const reason = command.reason?.trim();
  const unexplained = unexplainedDeparture(review.progress, terms.value.verdict, reason, policy);
  if (unexplained) return unexplained;
  const voted = {
    kind: 'voted',
    by: by.personId,
    at: now,
    ...inCapacity(capacity.value),
    submissionNumber: review.submissionNumber,
    policyVersion: policy.version,
    ...terms.value,
    ...(reason ? { reason } : {}),
  } as const;
  const completing = { by: by.personId, at: now, ...inCapacity(capacity.value), ...(reason ? { reason } : {}) };
  const completed = completion(evolve(review, voted), completing, facts);
  return completed.ok ? accept([voted, ...completed.value]) : completed;
}

/** Names the capacity in which a person may vote now, the first unless one is asked for; or says why there is none. */
function turnOf(
  review: Review,
  capacities: readonly Capacity[],
  by: Reviewer,
  facts: Pick<ReviewFacts, 'policy' | 'humanOf'>,
  as?: string,
): Outcome<Capacity, RefusalCode> {
  const { progress } = review;
  if (hasVoted(progress, by.personId, facts.humanOf)) return refusal('alreadyVoted');
  const open = openCapacities(review, capacities, facts);
  const chosen = as === undefined ? open[0] : open.find((capacity) => nameOf(capacity) === as);
  if (chosen) return accept(chosen);
  const step = currentStep(wayOf(facts.policy, review.route), progress, facts.humanOf);
  return refusal('notYourTurn', needsInWords(step));
}

/** Those in whose name nobody has voted yet, and on whose role it waits now. */
export function openCapacities(
  { route, progress }: Review,
  capacities: readonly Capacity[],
  { policy, humanOf }: Pick<ReviewFacts, 'policy' | 'humanOf'>,
): readonly Capacity[] {
  const step = currentStep(wayOf(policy, route), progress, humanOf);
  const needs = step && 'needs' in step ? step.needs : [];
  const open = needs.filter((need) => missingOf(need, progress, humanOf) > 0);
  return capacities.filter(
    ({ role, absent }) =>
      open.some(({ roles }) => roles.includes(role)) && !(absent && hasVoted(progress, absent.personId, humanOf)),
  );
}

/** By which a form names a capacity. */
export function nameOf({ role, delegationId }: Capacity): string {
  return delegationId === undefined ? role : `${role}/${delegationId}`;
}
