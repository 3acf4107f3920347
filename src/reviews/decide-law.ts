import { FACET_LABELS } from '../impact/law-words.ts';
import { accept } from '../kernel/outcome.ts';
import { type DecidedFacet, type FacetValue, leavesOpen } from '../law/decided.ts';
import type { Reviewer } from './authority.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { type FacetStanding, lawFindingId, lawFindingOf } from './law-standing.ts';
import { isTooShort } from './policy.ts';
import { isOpen, type Review } from './review.ts';
import type { ReviewEvent } from './review-event.ts';
import { maySettle, roleIn } from './settle.ts';
import { refusal } from './words.ts';

/** Under which the law is settled as a whole; each facet has its own finding. */
const LAW = 'law';

/**
 * Legal confirms what was computed, or decides otherwise, on one facet or several, for one reason. What is computed or asks for more
 * care counts at once; less waits for a second approver. Facets that are left open, or stay as they are, are passed over.
 */
export function decideLaw(
  review: Review,
  { version, values, reason }: CommandOf<'decideLaw'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const { policy, law } = facts;
  const { proposers } = policy.lawDeciding;
  const settling = maySettle(review, LAW, version, by, proposers);
  if (!settling.ok) return settling;
  if (!law) return refusal('noLaw');
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  const events: ReviewEvent[] = [];
  const before: Partial<Record<DecidedFacet, FacetValue>> = {};
  for (const standing of law.facets) {
    const { facet, inForce, proposed, isUndecided } = standing;
    const computed = law.computedGiven(facet, before);
    const asked = values[facet];
    if (asked === undefined || leavesOpen(asked) || isDecidedSo(standing, asked, computed)) {
      if (!isUndecided) before[facet] = inForce;
      continue;
    }
    const decided = law.settled(facet, asked, before);
    if (decided === undefined) return refusal('lawImpossible', FACET_LABELS[facet]);
    if (proposed) return refusal('loweringOpen');
    // They voted on what counted then; it does not change under their vote. Confirming it changes nothing.
    const isVotedOn = review.progress.votes.length > 0 || review.progress.committee !== undefined;
    if (isOpen(review) && isVotedOn && decided !== inForce) return refusal('votesGiven');
    const isLower = lawFindingOf(facet, computed).isLower(decided);
    if (!isLower) before[facet] = decided;
    else if (!isUndecided) before[facet] = inForce;
    events.push({
      kind: isLower ? 'loweringProposed' : 'findingDecided',
      ...{ finding: lawFindingId(facet), computed, decided, reason: text },
      ...{ role: roleIn(by, proposers), submissionNumber: review.submissionNumber, policyVersion: policy.version },
      ...{ by: by.personId, at: now },
    });
  }
  return events.length > 0 ? accept(events) : refusal('nothingDecided');
}

/** Whether this is what was decided already, on what is computed now. */
function isDecidedSo({ decided, isUndecided }: FacetStanding, value: FacetValue, computed: FacetValue): boolean {
  return !isUndecided && decided?.decided === value && decided.computed === computed;
}
