import type { Role } from '../../../../src/chat/event.ts';
import type { ActingPerson } from '../../../../src/people/acting-person.ts';

/** Everybody who tries everything. Gerd has two accounts. */
export const ROLES_OF = {
  sub: ['governance', 'legal', 'management'],
  own: ['governance', 'committee', 'committee-chair'],
  gerd: ['governance'],
  gerd2: ['governance'],
  gina: ['governance', 'committee-secretary'],
  leo: ['legal'],
  mila: ['governance', 'legal'],
  sven: ['security'],
  ming: ['management', 'committee', 'committee-chair'],
  clara: ['committee', 'committee-chair', 'committee-secretary'],
  cole: ['committee'],
  cora: ['committee'],
  dora: ['data-protection'],
  staff: [],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Name = keyof typeof ROLES_OF;

export const NAMES = Object.keys(ROLES_OF).filter((name): name is Name => Object.hasOwn(ROLES_OF, name));

export function humanOf(personId: string): string {
  return personId === 'gerd2' ? 'gerd' : personId;
}

export function acting(name: Name): ActingPerson {
  const samePersonIds = NAMES.filter((other) => other !== name && humanOf(other) === humanOf(name));
  return { personId: name, samePersonIds, roles: ROLES_OF[name] };
}
