import type { Role } from '../chat/event.ts';
import type { Accepted, Refused } from '../kernel/outcome.ts';
import { accept } from '../kernel/outcome.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import type { Review } from './review.ts';
import { refusal, rolesInWords } from './words.ts';

export { isSame } from '../people/acting-person.ts';
export type Reviewer = ActingPerson;

/** Whether the person, under any of their ids, submitted or owns it. */
export function isOwn(review: Review, person: Reviewer): boolean {
  return isSame(person, review.submitterId) || isSame(person, review.ownerId);
}

/** Role first, then not on one's own. */
export function mayAct(
  review: Review,
  person: Reviewer,
  roles: readonly Role[],
): Accepted<true> | Refused<'notAllowed' | 'ownSubmission'> {
  if (!roles.some((role) => person.roles.includes(role))) return refusal('notAllowed', rolesInWords(roles));
  if (isOwn(review, person)) return refusal('ownSubmission');
  return accept(true);
}
