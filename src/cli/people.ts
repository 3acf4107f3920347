import { ROLES, type Role } from '../chat/event.ts';
import { mergeOf } from '../people/merge.ts';
import type { PeopleStore, Person } from '../people/people.ts';
import { INDISPENSABLE, lastHeld } from '../people/roles.ts';
import { type Command, json, Refused, wordAt } from './command.ts';
import { inOrganisation } from './organisation-in-use.ts';
import { findPerson, requirePerson } from './person.ts';
import { table } from './words-on-screen.ts';

export const peopleCommands: readonly Command[] = [
  {
    name: 'people list',
    usage: '[--json]',
    help: 'everyone, with their roles',
    options: { json: { type: 'boolean' } },
    words: [0, 0],
    needsDatabase: () => true,
    async run(given, operator) {
      const people = await inOrganisation(operator, ({ stores }) => stores.people.list());
      const listed = people.map(({ id, displayName, title, department, country, roles }) => ({
        id,
        displayName,
        title,
        department,
        country,
        roles,
      }));
      if (given.has('json')) return { stdout: json(listed) };
      const rows = listed.map(({ id, displayName, title, department, roles }) => [
        id,
        displayName,
        title,
        department,
        roles.join(', '),
      ]);
      return { stdout: table(['Id', 'Name', 'Title', 'Department', 'Roles'], rows) };
    },
  },
  {
    name: 'people find',
    usage: 'PERSON [--json]',
    help: 'one person with roles and accounts: by id, by name, or by an account such as slack:U0123 or slack:T01/U0123',
    options: { json: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => true,
    run: (given, operator) =>
      inOrganisation(operator, async ({ stores: { people } }) => {
        const { id, displayName, title, department, country, roles } = await findPerson(people, wordAt(given, 0));
        const accounts = (await people.accounts(id)).map(
          ({ platform, workspace, user }) => `${platform}:${workspace}/${user}`,
        );
        const found = { id, displayName, title, department, country, roles, accounts };
        if (given.has('json')) return { stdout: json(found) };
        const rows = [[id, displayName, title, roles.join(', '), accounts.join(', ')]];
        return { stdout: table(['Id', 'Name', 'Title', 'Roles', 'Accounts'], rows) };
      }),
  },
  {
    name: 'people role',
    usage: 'PERSON add|remove ROLE --as ADMIN',
    help: `gives or takes a role (${ROLES.join(', ')}); the first administrator is named without --as`,
    options: { as: { type: 'string' } },
    words: [3, 3],
    needsDatabase: () => true,
    async run(given, operator) {
      const verb = wordAt(given, 1);
      const role = ROLES.find((known) => known === wordAt(given, 2));
      if (verb !== 'add' && verb !== 'remove')
        throw new Refused('A role is given with “add” and taken with “remove”.', 2);
      if (!role) throw new Refused(`There is no role “${wordAt(given, 2)}”; there are: ${ROLES.join(', ')}.`, 2);
      return inOrganisation(operator, async ({ stores }) => {
        const { people, audit } = stores;
        await people.lockRoles();
        const namesFirst = verb === 'add' && role === 'administrator';
        const by = await requireAdministrator(people, given.text('as'), namesFirst);
        const person = await findPerson(people, wordAt(given, 0));
        if (verb === 'remove') refuseToLoseLast([role], person, await people.list());
        const now = operator.clock();
        const done = verb === 'add' ? await people.grant(person.id, role, now) : await people.revoke(person.id, role);
        if (done === 'unchanged')
          return {
            stdout: `${person.displayName} ${verb === 'add' ? 'has' : 'does not have'} the role ${role} already; nothing was changed\n`,
          };
        const kind = verb === 'add' ? 'person.roleGranted' : 'person.roleRevoked';
        const actor = by ? { personId: by.id, process: 'aims' } : { process: 'aims' };
        audit.record(actor, [{ kind, subjectId: person.id, details: { role } }], now);
        return { stdout: `${person.displayName} ${verb === 'add' ? 'has' : 'no longer has'} the role ${role}\n` };
      });
    },
  },
  {
    name: 'people merge',
    usage: 'PERSON --into PERSON --as ADMIN --yes',
    help: 'two people who are one, such as in Slack and in Teams: their accounts, drafts and duties are one person’s from then on',
    options: { into: { type: 'string' }, as: { type: 'string' }, yes: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => true,
    run: (given, operator) =>
      inOrganisation(operator, async ({ stores: { people, audit } }) => {
        await people.lockRoles();
        const by = await requirePerson(people, given.text('as'), 'administrator');
        const into = given.text('into');
        if (into === undefined) throw new Refused('Say with --into who they turned out to be.', 2);
        const [from, other] = [await findPerson(people, wordAt(given, 0)), await findPerson(people, into)];
        const merge = mergeOf(from, other);
        if (!merge.ok) throw new Refused(merge.message);
        if (!given.has('yes'))
          throw new Refused(
            `From then on ${from.displayName} (${from.id}) is ${other.displayName} (${other.id}), and this cannot be undone; add --yes to do it.`,
          );
        const now = operator.clock();
        const { granted } = merge.value;
        await people.merge(from.id, other.id);
        for (const role of granted) await people.grant(other.id, role, now);
        audit.record(
          { personId: by.id, process: 'aims' },
          [
            { kind: 'person.merged', subjectId: from.id, details: { into: other.id } },
            ...granted.map((role) => ({ kind: 'person.roleGranted', subjectId: other.id, details: { role } })),
          ],
          now,
        );
        return { stdout: `${from.displayName} is ${other.displayName} (${other.id}) from now on\n` };
      }),
  },
  {
    name: 'people erase',
    usage: 'ID --as ADMIN --yes',
    help: 'destroys a person’s data key and name: nobody can read their words again. Register facts stay',
    options: { as: { type: 'string' }, yes: { type: 'boolean' } },
    words: [1, 1],
    needsDatabase: () => true,
    run: (given, operator) =>
      inOrganisation(operator, async ({ stores: { people, audit } }) => {
        await people.lockRoles();
        const by = await requirePerson(people, given.text('as'), 'administrator');
        const person = await findPerson(people, wordAt(given, 0));
        if ((await people.samePerson(by.id)).includes(person.id))
          throw new Refused('You cannot erase yourself; ask another administrator.');
        refuseToLoseLast(INDISPENSABLE, person, await people.list());
        if (!given.has('yes'))
          throw new Refused(
            `This erases ${person.displayName} (${person.id}) for ever and cannot be undone; add --yes to do it.`,
          );
        const now = operator.clock();
        const erased = await people.samePerson(person.id);
        await people.erase(person.id, now);
        audit.record(
          { personId: by.id, process: 'aims' },
          erased.map((id) => ({ kind: 'person.erased', subjectId: id })),
          now,
        );
        return { stdout: `Person ${person.id} is erased\n` };
      }),
  },
];

/**
 * An administrator, always named. Where nobody is one yet, whoever operates the database names the first.
 * @throws {Refused}
 */
async function requireAdministrator(people: PeopleStore, named: string | undefined, firstOne: boolean) {
  const there = (await people.list()).some(({ roles }) => roles.includes('administrator'));
  if (!there && named === undefined && firstOne) return undefined;
  return requirePerson(people, named, 'administrator');
}

/** @throws {Refused} when nobody else has one of the roles that cannot be missing. */
function refuseToLoseLast(roles: readonly Role[], person: Person, everyone: readonly Person[]): void {
  const lost = lastHeld(roles, person, everyone);
  if (lost)
    throw new Refused(`${person.displayName} is the only one with the role ${lost}; give it to somebody else first.`);
}
