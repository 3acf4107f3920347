import type { Role } from '../chat/event.ts';
import { isOwn, type Reviewer } from './authority.ts';
import type { ReviewFacts } from './command.ts';
import { isContributor, isRecused, type Review } from './review.ts';

/** In which role somebody acts, and for whom where it is not their own. */
export interface Capacity {
  readonly role: Role;
  /** The absent person who has delegated their decisions. */
  readonly absent?: Reviewer;
  readonly delegationId?: string;
}

/** Every capacity in which a person could act with one of these roles: their own first, then those of colleagues who are away. */
export function capacitiesOf(
  roles: readonly Role[],
  by: Reviewer,
  { delegations }: Pick<ReviewFacts, 'delegations'>,
): readonly Capacity[] {
  const distinct = [...new Set(roles)];
  const held = (person: Reviewer) => distinct.filter((role) => person.roles.includes(role));
  return [
    ...held(by).map((role) => ({ role })),
    ...delegations.flatMap(({ id, absent }) => held(absent).map((role) => ({ role, absent, delegationId: id }))),
  ];
}

/** Neither does who answered parts of it: they advise, themselves or through a colleague. */
export function isConcernedVoter(review: Review, capacity: Capacity): boolean {
  const { absent } = capacity;
  return isConcerned(review, capacity) || (absent !== undefined && isContributor(review, absent));
}

/** Nobody decides through a colleague on what they themselves could not decide on. */
export function isConcerned(review: Review, { absent }: Capacity): boolean {
  return absent !== undefined && (isOwn(review, absent) || isRecused(review, absent));
}

/** As it is kept with what was done. */
export function inCapacity({ role, absent, delegationId }: Capacity): {
  readonly role: Role;
  readonly inPlaceOf?: string;
  readonly delegationId?: string;
} {
  return absent && delegationId !== undefined ? { role, inPlaceOf: absent.personId, delegationId } : { role };
}
