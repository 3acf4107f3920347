import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { isOwn } from './authority.ts';
import { capacitiesOf, inCapacity, isConcerned } from './capacity.ts';
import type { CommandOf, ReviewFacts, ReviewOutcome } from './command.ts';
import { readingRoles, wayOf } from './policy.ts';
import { isOpen, isRecused, type Review } from './review.ts';
import { refusal, rolesInWords, stateInWords } from './words.ts';

/** Advice of those whom the policy names, an opinion of everybody else who reviews. It is recorded and is no vote. */
export function advise(
  review: Review,
  { stance, text }: CommandOf<'advise'>,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const way = wayOf(facts.policy, review.route);
  const advisers = capacitiesOf(way.advisers, by, facts).filter((capacity) => !isConcerned(review, capacity));
  const capacity = advisers[0] ?? capacitiesOf(readingRoles(way), by, { delegations: [] })[0];
  if (!capacity) return refusal('notAllowed', rolesInWords(readingRoles(way)));
  if (isOwn(review, by)) return refusal('ownSubmission');
  if (isRecused(review, by)) return refusal('recused');
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  const said = text.trim();
  if (said === '') return refusal('adviceMissing');
  const { submissionNumber } = review;
  const formal = advisers.length > 0;
  return accept([
    {
      kind: 'advised',
      ...inCapacity(capacity),
      stance,
      formal,
      text: said,
      submissionNumber,
      by: by.personId,
      at: now,
    },
  ]);
}
