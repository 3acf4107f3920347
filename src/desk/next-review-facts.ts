import type { Fact } from '../chat/vocabulary.ts';
import { isOverdue, isSoon } from '../impact/next-review.ts';
import { nextReviewFact } from '../impact/next-review-cards.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import type { DeskStores } from './desk-sections.ts';

/** Who keeps the register sees whatever is overdue in it. */
const KEEPS_REGISTER = 'governance';

/** This person's own assessments that are soon to be repeated, and those of others that are overdue. */
export async function nextReviewFacts(
  stores: DeskStores,
  person: ActingPerson,
  now: Date,
): Promise<{ readonly own: readonly Fact[]; readonly overdue: readonly Fact[] }> {
  const planned = (await stores.nextReviews.planned()).filter((one) => isSoon(one, now));
  if (planned.length === 0) return { own: [], overdue: [] };
  const names = new Map((await stores.people.list()).map(({ id, displayName }) => [id, displayName]));
  const keeps = person.roles.includes(KEEPS_REGISTER);
  return {
    own: planned.filter(({ ownerId }) => isSame(person, ownerId)).map((one) => nextReviewFact(one, now)),
    overdue: planned
      .filter((one) => keeps && !isSame(person, one.ownerId) && (isOverdue(one, now) || !names.has(one.ownerId)))
      .map((one) => nextReviewFact(one, now, names.get(one.ownerId) ?? 'its owner has left')),
  };
}
