import { ROLES, type Role } from '../chat/event.ts';
import { action, type Card, type Fact, type Form } from '../chat/vocabulary.ts';
import type { Person } from './people.ts';
import { ROLE_WORDS, type RoleChange } from './roles.ts';

/** What shows at most in one list; the rest is counted, never dropped in silence. */
const MOST_SHOWN = 20;

/** Everybody who holds a role, and a way to everybody else. */
export function membersCard(everyone: readonly Person[]): Card {
  const holders = everyone.filter(({ roles }) => roles.length > 0);
  const others = everyone.length - holders.length;
  return {
    headline: 'Members and roles',
    blocks: [
      ...factsOf(holders),
      {
        kind: 'text',
        text: `${others === 1 ? 'One more person has' : `${others} more people have`} no role. People become members when they first write to me.`,
        subtle: true,
      },
    ],
    inputs: [{ kind: 'text', id: 'name', label: 'Somebody’s name', maxLength: 100 }],
    actions: [action('members.find', 'Find')],
  };
}

export function foundCard(name: string, found: readonly Person[]): Card {
  if (found.length === 0)
    return {
      headline: `I know nobody called “${name}”`,
      tone: 'quiet',
      blocks: [{ kind: 'text', text: 'People become members when they first write to me. Ask them to say hello.' }],
    };
  return { headline: `Members called “${name}”`, blocks: factsOf(found) };
}

function factsOf(people: readonly Person[]): readonly Card['blocks'][number][] {
  const more = people.length - MOST_SHOWN;
  return [
    { kind: 'facts', facts: people.slice(0, MOST_SHOWN).map(factOf) },
    ...(more > 0 ? [{ kind: 'text', text: `and ${more} more`, subtle: true } as const] : []),
  ];
}

function factOf({ id, displayName, title, roles }: Person): Fact {
  return {
    label: displayName,
    value: roles.length > 0 ? roles.join(', ') : 'no role',
    ...(title ? { note: title } : {}),
    action: action('members.edit', 'Change roles', { person: id }),
  };
}

/** @param context carries the roles that were seen, so that a change meanwhile is not overwritten. */
export function rolesForm({ id, displayName, roles }: Person): Form {
  return {
    id: 'members.change',
    title: 'Roles',
    intro: `Roles of ${displayName}. Every change is noted in the audit trail and told to the governance team.`,
    inputs: [
      {
        kind: 'choices',
        id: 'roles',
        label: 'Roles',
        choices: ROLES.map((role) => ({ id: role, label: ROLE_WORDS[role] })),
        values: roles,
      },
    ],
    submitLabel: 'Save',
    context: { person: id, seen: seenRoles(roles) },
  };
}

export function seenRoles(roles: readonly Role[]): string {
  return ROLES.filter((role) => roles.includes(role)).join(' ');
}

/** What the person and the governance team are told of a change. */
export function changeCard(name: string, { granted, revoked }: RoleChange, by: string): Card {
  const facts = [
    ...(granted.length > 0 ? [{ label: 'Given', value: granted.map((role) => ROLE_WORDS[role]).join('; ') }] : []),
    ...(revoked.length > 0 ? [{ label: 'Taken', value: revoked.map((role) => ROLE_WORDS[role]).join('; ') }] : []),
  ];
  return {
    headline: `Roles of ${name}`,
    tone: 'quiet',
    blocks: [{ kind: 'facts', facts: [...facts, { label: 'By', value: by }] }],
  };
}
