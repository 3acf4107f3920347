import { accept, type Outcome } from '../../kernel/outcome.ts';
import type { PeopleStore, Person } from '../../people/people.ts';
import { refusal, type ShareRefusal } from './words.ts';

/** Whom somebody means by a name as they type it: all of it or, where nobody else has it, the first name. */
export function named(people: readonly Person[], name: string): Outcome<Person, 'nobody' | 'several'> {
  const wanted = folded(name);
  const whole = people.filter(({ displayName }) => folded(displayName) === wanted);
  const found = whole.length > 0 ? whole : people.filter(({ displayName }) => firstName(displayName) === wanted);
  const [only, ...others] = found;
  if (!only) return refusal('nobody');
  return others.length > 0 ? refusal('several') : accept(only);
}

function firstName(displayName: string): string {
  return folded(displayName).split(/\s+/u)[0] ?? '';
}

function folded(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/^\s*@/u, '').replace(/\s+/gu, ' ').trim().toLowerCase();
}

/** Whether this person can be asked: somebody else, who is here and whom a message reaches. */
export async function reachable(
  people: PeopleStore,
  askerId: string,
  personId: string,
): Promise<Outcome<Person, ShareRefusal>> {
  const person = await people.find(personId);
  if (!person) return refusal('nobody');
  if (person.erasedAt) return refusal('left');
  const same = [askerId, ...(await people.samePerson(askerId))];
  if (same.includes(personId)) return refusal('oneself');
  return (await people.accounts(personId)).length > 0 ? accept(person) : refusal('noAccount');
}
