import type { Viewer } from '../chat/capability.ts';
import type { Actor, Role } from '../chat/event.ts';
import type { PeopleStore } from './people.ts';

/** A person with the roles held at this moment, as the storage knows them; never as a button says. */
export interface ActingPerson {
  readonly personId: string;
  /** Other ids of the same human being: merged persons, both ways. */
  readonly samePersonIds: readonly string[];
  readonly roles: readonly Role[];
}

export function isSame(person: ActingPerson, personId: string): boolean {
  return person.personId === personId || person.samePersonIds.includes(personId);
}

/** Who did this, looked up at the moment of the click. */
export async function actingPerson({
  stores,
  actor,
}: {
  readonly stores: { readonly people: PeopleStore };
  readonly actor: Actor;
}): Promise<ActingPerson> {
  return {
    personId: actor.personId,
    samePersonIds: await stores.people.samePerson(actor.personId),
    roles: actor.roles,
  };
}

/** Whether this copy is read by the person with this id alone, under whichever account. What several read is nobody's own. */
export async function isReadBy(
  { people }: { readonly people: PeopleStore },
  { personId }: Viewer,
  whose: string,
): Promise<boolean> {
  if (personId === undefined || personId === whose) return personId === whose;
  return (await people.samePerson(personId)).includes(whose);
}
