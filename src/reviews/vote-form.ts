import type { Choice } from '../chat/form.ts';
import type { Reviewer } from './authority.ts';
import { capacitiesOf, isConcernedVoter } from './capacity.ts';
import type { ReviewFacts } from './command.ts';
import { departs } from './departing.ts';
import { wayOf } from './policy.ts';
import type { Terms } from './progress.ts';
import type { Review } from './review.ts';
import { nameOf, openCapacities } from './vote.ts';
import { roleNames } from './words.ts';

/** What a vote among several has beside the terms of the approval. */
export interface VoteForm {
  /** The capacities in which this person could vote. */
  readonly capacities: readonly Choice[];
  /** Whether it goes against formal advice. */
  readonly departs: boolean;
}

/** The capacities in which somebody could vote now, and whether their vote needs a reason. */
export function voteForm(
  review: Review,
  verdict: Terms['verdict'],
  by: Reviewer,
  facts: ReviewFacts,
  personName: (personId: string) => string | undefined,
): VoteForm {
  const departing = departs(review.progress, verdict);
  if (review.route.kind === 'declaration') return { capacities: [], departs: departing };
  const held = capacitiesOf(wayOf(facts.policy, review.route).deciders, by, facts).filter(
    (capacity) => !isConcernedVoter(review, capacity),
  );
  const capacities = openCapacities(review, held, facts).map((capacity) => {
    const instead = capacity.absent ? `, in place of ${personName(capacity.absent.personId) ?? 'a colleague'}` : '';
    return { id: nameOf(capacity), label: `${roleNames([capacity.role])}${instead}` };
  });
  return { capacities, departs: departing };
}
