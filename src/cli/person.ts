import type { Platform, Role } from '../chat/event.ts';
import type { PeopleStore, Person } from '../people/people.ts';
import { Refused } from './command.ts';

const PLATFORMS: readonly Platform[] = ['slack', 'teams', 'console'];

/** By id, by an account such as `slack:U123`, or by a name that only one person has. @throws {Refused} */
export async function findPerson(people: PeopleStore, words: string): Promise<Person> {
  const account = readAccount(words);
  if (account) return findByAccount(people, account);
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

interface NamedAccount {
  readonly platform: Platform;
  readonly workspace: string | undefined;
  readonly user: string;
}

/** `slack:U123` or, where the same id may be in several workspaces, `slack:T1/U123`. */
function readAccount(words: string): NamedAccount | undefined {
  const [, named, place, user = ''] = /^(\w+):(?:([^/]+)\/)?([^/]+)$/u.exec(words.trim()) ?? [];
  const platform = PLATFORMS.find((known) => known === named);
  return platform && { platform, workspace: place, user };
}

async function findByAccount(people: PeopleStore, { platform, workspace, user }: NamedAccount): Promise<Person> {
  const accounts = (await people.accountsOf(platform, user)).filter((account) =>
    workspace === undefined ? true : account.workspace === workspace,
  );
  const [account, ...others] = accounts;
  if (!account)
    throw new Refused(
      `Nobody with the ${platform} account ${user} is a member yet: people become members when they first write to Steward there.`,
    );
  if (others.length > 0)
    throw new Refused(
      `${accounts.length} workspaces have an account ${user}; say which: ${accounts.map((one) => `${platform}:${one.workspace}/${user}`).join(', ')}`,
    );
  const personId = await people.identified(account);
  const person = personId === undefined ? undefined : await people.find(personId);
  if (!person) throw new Refused(`The person with the ${platform} account ${user} was erased.`);
  return person;
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
