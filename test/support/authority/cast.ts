import { ROLES, type Role } from '../../../src/chat/event.ts';

/** What a thing is to somebody. */
export type Relation =
  | 'other'
  /** They submitted, asked, reported or began it. */
  | 'own'
  /** The same human being under another account, which administrators have merged with the first one. */
  | 'ownElsewhere'
  /** The declaration names them as responsible. */
  | 'answersFor'
  /** They claimed it, took it on or decided it. */
  | 'handles';

/** Somebody with exactly these roles at this moment. */
export interface Actor {
  readonly relation: Relation;
  readonly roles: readonly Role[];
}

/** Everybody who tries everything. */
export const CAST = {
  staff: { relation: 'other', roles: [] },
  governance: { relation: 'other', roles: ['governance'] },
  legal: { relation: 'other', roles: ['legal'] },
  dataProtection: { relation: 'other', roles: ['data-protection'] },
  auditor: { relation: 'other', roles: ['auditor'] },
  administrator: { relation: 'other', roles: ['administrator'] },
  management: { relation: 'other', roles: ['management'] },
  secretary: { relation: 'other', roles: ['committee-secretary'] },
  chair: { relation: 'other', roles: ['committee-chair'] },
  allRoles: { relation: 'other', roles: ROLES },
  own: { relation: 'own', roles: [] },
  ownAllRoles: { relation: 'own', roles: ROLES },
  ownElsewhere: { relation: 'ownElsewhere', roles: [] },
  ownElsewhereAllRoles: { relation: 'ownElsewhere', roles: ROLES },
  answersFor: { relation: 'answersFor', roles: [] },
  answersForAllRoles: { relation: 'answersFor', roles: ROLES },
  /** Has lost the role with which it was taken on. */
  handles: { relation: 'handles', roles: [] },
  handlesGovernance: { relation: 'handles', roles: ['governance'] },
  handlesLegal: { relation: 'handles', roles: ['legal'] },
} as const satisfies Readonly<Record<string, Actor>>;

export type Who = keyof typeof CAST;

function isWho(name: string): name is Who {
  return Object.hasOwn(CAST, name);
}

export const EVERYONE: readonly Who[] = Object.keys(CAST).filter(isWho);

/** Whose it is, whatever roles they hold. */
export const OWN: readonly Who[] = ['own', 'ownAllRoles'];
/** The same with the other account of the same human being. */
export const OWN_ANYWHERE: readonly Who[] = [...OWN, 'ownElsewhere', 'ownElsewhereAllRoles'];
