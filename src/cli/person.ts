import type { Role } from '../chat/event.ts';
import type { PeopleStore, Person } from '../people/people.ts';
import { Refused } from './command.ts';

/** By id, or by a name that only one person has. @throws {Refused} */
export async function findPerson(people: PeopleStore, words: string): Promise<Person> {
  const everyone = await people.list();
  const wanted = folded(words);
  const byId = everyone.find(({ id }) => id === wanted);
  if (byId) return byId;
  const named = everyone.filter(({ displayName }) => folded(displayName) === wanted);
  const [one] = named;
  if (!one) throw new Refused(`There is nobody with the id or name “${words}”; see: aims people list`);
  if (named.length > 1)
    throw new Refused(
      `${named.length} people are called “${words}”; use an id: ${named.map(({ id }) => id).join(', ')}`,
    );
  return one;
}

/** Deny by default: nobody named, or without the role, may do it. @throws {Refused} */
export async function requirePerson(people: PeopleStore, words: string | undefined, role: Role): Promise<Person> {
  if (words === undefined) throw new Refused(`Say who does this: --as PERSON, somebody with the role ${role}.`, 2);
  const person = await findPerson(people, words);
  if (!person.roles.includes(role)) throw new Refused(`${person.displayName} does not have the role ${role}.`);
  return person;
}

function folded(words: string): string {
  return words.normalize('NFKC').trim().toLowerCase();
}
