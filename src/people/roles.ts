import { ROLES, type Role } from '../chat/event.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Person } from './people.ts';

/** What each role lets a person do. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  governance: 'AI governance: decides on declarations and adopts questionnaires',
  legal: 'Legal: decides where a practice may be prohibited',
  'data-protection': 'Data protection: advises where personal data is involved',
  security: 'Information security: decides or advises where systems may be attacked',
  management: 'Management: decides on what can harm people, and accepts the risk that is left',
  committee: 'AI committee: decides together on what can harm people severely',
  'committee-chair': 'Chair of the AI committee: confirms what it has decided',
  'committee-secretary': 'Secretary of the AI committee: records what it has decided',
  auditor: 'Audit: reads the evidence',
  administrator: 'Administrator: gives and takes roles',
};

/** Without one of each nobody could decide, or let somebody decide. */
export const INDISPENSABLE: readonly Role[] = ['administrator', 'governance'];

/** One of these roles that cannot be missing and that only this person holds. */
export function lastHeld(
  roles: readonly Role[],
  person: Pick<Person, 'id' | 'roles'>,
  everyone: readonly Pick<Person, 'id' | 'roles'>[],
): Role | undefined {
  return INDISPENSABLE.filter((role) => roles.includes(role) && person.roles.includes(role)).find(
    (role) => !everyone.some((other) => other.id !== person.id && other.roles.includes(role)),
  );
}

export interface RoleChange {
  readonly granted: readonly Role[];
  readonly revoked: readonly Role[];
}

/** What has to happen so that the person holds exactly the wanted roles. */
export function changeOfRoles(
  by: readonly Role[],
  person: Person,
  wanted: readonly Role[],
  everyone: readonly Person[],
): Outcome<RoleChange, 'notAllowed' | 'erased' | 'lastOne'> {
  if (!by.includes('administrator')) return refuse('notAllowed', 'Only administrators give and take roles.');
  if (person.erasedAt) return refuse('erased', 'This person was erased.');
  const granted = ROLES.filter((role) => wanted.includes(role) && !person.roles.includes(role));
  const revoked = ROLES.filter((role) => !wanted.includes(role) && person.roles.includes(role));
  const lost = lastHeld(revoked, person, everyone);
  if (lost)
    return refuse(
      'lastOne',
      `${person.displayName} is the only one with the role ${lost}; give it to somebody else first.`,
    );
  return accept({ granted, revoked });
}
