import type { Role } from '../chat/event.ts';
import type { PeopleStore } from '../people/people.ts';
import { type Delegated, isInForce } from './delegation.ts';
import type { DelegationStore } from './delegation-store.ts';
import { COMMITTEE, type ReviewPolicy, wayOf } from './policy.ts';
import { currentStep, type HumanOf, hasVoted, missingOf } from './progress.ts';
import { isApproved, isOpen, type Review } from './review.ts';
import { settlersOf } from './settle.ts';

export interface TurnStores {
  readonly people: PeopleStore;
  readonly delegations: DelegationStore;
}

/** Answers one id for all accounts of a human being. */
export async function humansIn({ people }: Pick<TurnStores, 'people'>): Promise<HumanOf> {
  const merges = await people.merges();
  return (personId) => merges.get(personId) ?? personId;
}

/** The colleagues who are away now and have named this person, as they are now. */
export async function delegatedTo(
  { people, delegations }: TurnStores,
  personIds: readonly string[],
  now: Date,
): Promise<readonly Delegated[]> {
  const inForce = (await delegations.to(personIds)).filter((one) => isInForce(one, now));
  const delegated: Delegated[] = [];
  for (const { id, absentId } of inForce) {
    const samePersonIds = await people.samePerson(absentId);
    const known = await Promise.all([absentId, ...samePersonIds].map((one) => people.find(one)));
    const roles = [...new Set(known.flatMap((person) => (person && !person.erasedAt ? person.roles : [])))];
    delegated.push({ id, absent: { personId: absentId, samePersonIds, roles } });
  }
  return delegated;
}

/** The roles that a person holds, and those that they stand in for now. */
export async function effectiveRoles(stores: TurnStores, personId: string, now: Date): Promise<readonly Role[]> {
  const person = await stores.people.find(personId);
  if (!person) return [];
  const delegated = await delegatedTo(stores, [personId, ...(await stores.people.samePerson(personId))], now);
  return [...new Set([...person.roles, ...delegated.flatMap(({ absent }) => absent.roles)])];
}

/** The roles on which an assessment waits now. A lower value is settled before anybody votes, and what the law makes of it also later. */
export function rolesInTurn(review: Review, policy: ReviewPolicy, humanOf: HumanOf): readonly Role[] {
  if (review.route.kind !== 'assessment' || review.state === 'changesRequested') return [];
  if (!isOpen(review) && !isApproved(review)) return [];
  const { progress } = review;
  const [proposed] = progress.proposed;
  if (proposed) return settlersOf(proposed.finding, policy).confirmers;
  const step = isOpen(review) ? currentStep(wayOf(policy, review.route), progress, humanOf) : undefined;
  if (!step) return [];
  if ('committee' in step) return [progress.committee ? 'committee-chair' : 'committee-secretary'];
  return step.needs.filter((need) => missingOf(need, progress, humanOf) > 0).flatMap(({ roles }) => roles);
}

/** Who holds one of the roles and could act on the review, and who stands in for them while they are away. */
export async function peopleFor(
  { people, delegations }: TurnStores,
  roles: readonly Role[],
  review: Review,
  humanOf: HumanOf,
  now: Date,
): Promise<readonly string[]> {
  if (roles.length === 0) return [];
  const inForce = await delegations.inForce(now);
  // Whoever took part in the committee's decision may well confirm it, and whoever voted may settle a lower value later.
  const votes = review.progress.proposed.length === 0 && !roles.some((role) => COMMITTEE.includes(role));
  const isBarred = (id: string) =>
    [review.submitterId, review.ownerId, ...review.contributorIds, ...review.recused].some(
      (one) => humanOf(one) === humanOf(id),
    ) ||
    (votes && hasVoted(review.progress, id, humanOf));
  const holders = (await people.list()).filter((person) => person.roles.some((role) => roles.includes(role)));
  const asked = holders
    .filter(({ id }) => !isBarred(id))
    .map(({ id }) => {
      // The committee's own work is nobody's to hand over.
      const standIn = votes ? inForce.find(({ absentId }) => humanOf(absentId) === id) : undefined;
      return standIn ? humanOf(standIn.delegateId) : id;
    });
  return [...new Set(asked)].filter((id) => !isBarred(id));
}
