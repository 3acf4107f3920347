import { z } from 'zod';
import { ROLES, type Role } from '../chat/event.ts';
import { privately } from '../chat/privately.ts';
import type { Capability, Card, Context, ImmediateReply } from '../chat/vocabulary.ts';
import { changeCard, foundCard, membersCard, rolesForm, seenRoles } from './members-cards.ts';
import type { PeopleStore, Person } from './people.ts';
import { changeOfRoles } from './roles.ts';

export interface MembersStores {
  readonly people: PeopleStore;
}

export interface MembersOptions<Stores> {
  /** Somebody holds this role from now on. */
  readonly granted: (context: Context<Stores>, personId: string, role: Role) => Promise<void>;
}

const ASKS_FOR_MEMBERS =
  /^\s*(?:(?:show|list)(?: me)?(?: the| all)? )?(?:members|people|roles|members and roles|administrators?|change roles)\s*[?.!]*\s*$/i;

const ROLES_SUBJECT = 'roles';
const Named = z.object({ person: z.string() });
const Changed = z.object({ person: z.string(), seen: z.string() });
const Wanted = z.array(z.enum(ROLES)).default([]);

/** Administrators see who has which role, and give and take roles. */
export function createMembersCapability<Stores extends MembersStores>(
  options: MembersOptions<Stores>,
): Capability<Stores> {
  return {
    name: 'members',
    message: async (context, { text }) => {
      if (!ASKS_FOR_MEMBERS.test(text)) return { kind: 'passed' };
      if (!isAdministrator(context)) {
        context.answer(await forAdministrators(context.stores));
        return { kind: 'handled' };
      }
      const view = { name: 'members.roles', subjectId: ROLES_SUBJECT };
      context.send({ to: privately(context), content: { kind: 'view', view } });
      return { kind: 'handled' };
    },
    actions: {
      find: async (context, { inputs }) => {
        if (!isAdministrator(context)) return notice('Only administrators see members and roles.');
        const name = String(inputs.name ?? '').trim();
        if (name === '') return notice('Please write a part of the name.');
        const everyone = await context.stores.people.list();
        const card = foundCard(
          name,
          everyone.filter((person) => isCalled(person, name)),
        );
        context.send({ to: privately(context), content: { kind: 'card', card, wordsOf: context.actor.personId } });
        return undefined;
      },
      edit: async (context, { value }) => {
        if (!isAdministrator(context)) return notice('Only administrators give and take roles.');
        const person = await findPerson(context.stores, Named.safeParse(value).data?.person);
        return person ? { kind: 'openForm', form: rolesForm(person) } : notice('This person is no member any more.');
      },
    },
    forms: {
      change: (context, { context: value, inputs }) => change(context, value, inputs.roles, options),
    },
    views: {
      roles: async ({ people }, _reference, { personId }) => {
        const reader = personId === undefined ? undefined : await people.find(personId);
        return reader?.roles.includes('administrator')
          ? membersCard(await people.list())
          : forAdministrators({ people });
      },
    },
  };
}

async function change<Stores extends MembersStores>(
  context: Context<Stores>,
  value: unknown,
  chosen: unknown,
  { granted: tell }: MembersOptions<Stores>,
): Promise<ImmediateReply | undefined> {
  const { people } = context.stores;
  // Two administrators who take the role from each other at once would otherwise leave none.
  await people.lockRoles();
  const [named, wanted] = [Changed.safeParse(value), Wanted.safeParse(chosen)];
  const person = await findPerson(context.stores, named.data?.person);
  if (!person || !wanted.success) return notice('This person is no member any more.');
  const by = await findPerson(context.stores, context.actor.personId);
  const changed = changeOfRoles(by?.roles ?? [], person, wanted.data, await people.list());
  if (!changed.ok)
    return changed.code === 'lastOne'
      ? { kind: 'formErrors', errors: { roles: changed.message } }
      : notice(changed.message);
  if (named.data?.seen !== seenRoles(person.roles))
    return {
      kind: 'formErrors',
      errors: { roles: 'Somebody has changed these roles meanwhile. Please open them again.' },
    };
  const { granted, revoked } = changed.value;
  for (const role of granted) await people.grant(person.id, role, context.now);
  for (const role of revoked) await people.revoke(person.id, role);
  if (granted.length + revoked.length === 0) return undefined;
  for (const role of granted) context.audit({ kind: 'person.roleGranted', subjectId: person.id, details: { role } });
  for (const role of revoked) context.audit({ kind: 'person.roleRevoked', subjectId: person.id, details: { role } });
  context.changed(ROLES_SUBJECT);
  const card = changeCard(person.displayName, changed.value, context.actor.displayName);
  for (const to of [{ kind: 'person', personId: person.id }, { kind: 'governance' }] as const)
    context.send({ to, content: { kind: 'card', card, wordsOf: person.id } });
  for (const role of granted) await tell(context, person.id, role);
  return undefined;
}

async function findPerson({ people }: MembersStores, id: string | undefined): Promise<Person | undefined> {
  const isId = z.uuid().safeParse(id).success;
  return id !== undefined && isId ? people.find(id) : undefined;
}

function isAdministrator<Stores>({ actor }: Context<Stores>): boolean {
  return actor.roles.includes('administrator');
}

/** Every word of the name that is looked for begins one of the person's. */
function isCalled({ displayName }: Person, name: string): boolean {
  const parts = folded(displayName).split(/\s+/u);
  return folded(name)
    .split(/\s+/u)
    .every((word) => parts.some((part) => part.startsWith(word)));
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}

async function forAdministrators({ people }: MembersStores): Promise<Card> {
  const names = (await people.list()).filter(({ roles }) => roles.includes('administrator'));
  const ask =
    names.length > 0
      ? `Please ask ${names.map(({ displayName }) => displayName).join(' or ')}.`
      : 'Nobody is one yet: whoever operates Steward names the first.';
  return {
    headline: 'Only administrators see members and roles',
    tone: 'quiet',
    blocks: [{ kind: 'text', text: ask }],
  };
}

function notice(text: string): ImmediateReply {
  return { kind: 'notice', text };
}
