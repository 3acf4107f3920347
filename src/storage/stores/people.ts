import { isDeepStrictEqual } from 'node:util';
import { ROLES } from '../../chat/event.ts';
import type { NewId } from '../../kernel/ids.ts';
import { LostRace } from '../../kernel/lost-race.ts';
import type { NewPerson, PeopleStore, Person } from '../../people/people.ts';
import type { Key } from '../encryption.ts';
import { eraseRemarks } from '../erase-remarks.ts';
import type { Scope } from '../scope.ts';
import { type Keyring, keyPlace, wrapNewKey } from '../words.ts';
import { platformOf } from './platform.ts';

interface PersonRow {
  readonly id: string;
  readonly displayName: string;
  readonly title: string;
  readonly department: string;
  readonly country: string;
  readonly erasedAt: Date | null;
  readonly roles: readonly { readonly role: string }[];
}

export function createPrismaPeopleStore(scope: Scope, newId: NewId, masterKey: Key, keyring: Keyring): PeopleStore {
  const { organisationId, db } = scope;
  const one = (personId: string) => ({ organisationId_id: { organisationId, id: personId } });

  async function same(personId: string): Promise<readonly string[]> {
    const self = await db.person.findFirst({ where: { organisationId, id: personId } });
    const head = self?.mergedInto ?? personId;
    const merged = await db.person.findMany({
      where: { organisationId, OR: [{ id: head }, { mergedInto: head }] },
      select: { id: true },
    });
    return merged.map(({ id }) => id);
  }

  async function create(person: Omit<NewPerson, 'roles'>, now: Date): Promise<void> {
    const { id, displayName, title, department, country, email = null } = person;
    await db.person.create({
      data: { organisationId, id, displayName, title, department, country, email, createdAt: now },
    });
    await db.personKey.create({
      data: { organisationId, personId: id, wrappedKey: wrapNewKey(masterKey, organisationId, id), createdAt: now },
    });
  }

  /** The one person with this address who has no account yet where the new one is. */
  async function sameAddress({ email, identity }: Omit<NewPerson, 'roles'>): Promise<string | undefined> {
    if (email === undefined) return undefined;
    const found = await db.person.findMany({
      where: { organisationId, email, erasedAt: null, mergedInto: null },
      include: { identities: true },
    });
    const [only, ...others] = found;
    if (!only || others.length > 0) return undefined;
    const { platform, workspace } = identity;
    return only.identities.some((one) => one.platform === platform && one.workspace === workspace)
      ? undefined
      : only.id;
  }

  async function eraseOne(personId: string, now: Date): Promise<void> {
    await eraseRemarks(scope, personId);
    await db.personKey.update({
      where: { organisationId_personId: { organisationId, personId } },
      data: { wrappedKey: null, destroyedAt: now },
    });
    await db.roleGrant.deleteMany({ where: { organisationId, personId } });
    const accounts = await db.identity.findMany({ where: { organisationId, personId, platform: 'teams' } });
    for (const { workspace, user } of accounts)
      await db.teamsReference.deleteMany({ where: { organisationId, tenant: workspace, place: `@${user}` } });
    await db.identity.deleteMany({ where: { organisationId, personId } });
    await db.person.update({
      where: one(personId),
      data: { displayName: 'Erased person', title: '', department: '', country: '', email: null, erasedAt: now },
    });
    keyring.destroy(keyPlace(organisationId, personId));
  }

  return {
    async identified(account) {
      const identity = await db.identity.findFirst({ where: { organisationId, ...account }, select: { person: true } });
      if (!identity || identity.person.erasedAt) return undefined;
      return identity.person.mergedInto ?? identity.person.id;
    },
    async accounts(personId) {
      const rows = await db.identity.findMany({
        where: { organisationId, personId: { in: [...(await same(personId))] } },
        orderBy: [{ lastMetAt: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
      });
      return rows.map(({ platform, workspace, user }) => ({ platform: platformOf(platform), workspace, user }));
    },
    async accountsOf(platform, user) {
      const rows = await db.identity.findMany({
        where: { organisationId, platform, user },
        orderBy: { workspace: 'asc' },
      });
      return rows.map(({ workspace }) => ({ platform, workspace, user }));
    },
    async find(personId) {
      const row = await db.person.findFirst({ where: { organisationId, id: personId }, include: { roles: true } });
      return row ? toPerson(row) : undefined;
    },
    async list() {
      const rows = await db.person.findMany({
        where: { organisationId, erasedAt: null, mergedInto: null },
        include: { roles: true },
        orderBy: [{ displayName: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toPerson);
    },
    async add(person, now) {
      await create(person, now);
      await db.identity.create({
        data: { organisationId, id: newId(), personId: person.id, ...person.identity },
      });
      await db.roleGrant.createMany({
        data: person.roles.map((role) => ({ organisationId, personId: person.id, role, grantedAt: now })),
      });
    },
    async enrol(person, now) {
      const { identity } = person;
      const known = await db.identity.findFirst({ where: { organisationId, ...identity }, select: { personId: true } });
      if (known) return { personId: known.personId, how: 'known' };
      const linked = await sameAddress(person);
      if (linked === undefined) await create(person, now);
      const personId = linked ?? person.id;
      const { count } = await db.identity.createMany({
        data: [{ organisationId, id: newId(), personId, ...identity }],
        skipDuplicates: true,
      });
      // Somebody else has committed the same account meanwhile: the next run finds it.
      if (count === 0) throw new LostRace('An account');
      return { personId, how: linked === undefined ? 'added' : 'linked' };
    },
    async updateEntry(personId, entry) {
      const before = await db.person.findFirstOrThrow({ where: { organisationId, id: personId } });
      if (before.erasedAt) return 'unchanged';
      const after = {
        displayName: entry.displayName || before.displayName,
        title: entry.title || before.title,
        department: entry.department || before.department,
        email: entry.email ?? before.email,
      };
      const { displayName, title, department, email } = before;
      if (isDeepStrictEqual(after, { displayName, title, department, email })) return 'unchanged';
      await db.person.update({ where: one(personId), data: after });
      return 'changed';
    },
    async lockRoles() {
      await db.$executeRaw`SELECT id FROM organisation WHERE id = ${organisationId}::uuid FOR UPDATE`;
    },
    async grant(personId, role, now) {
      const { count } = await db.roleGrant.createMany({
        data: [{ organisationId, personId, role, grantedAt: now }],
        skipDuplicates: true,
      });
      return count === 1 ? 'changed' : 'unchanged';
    },
    async revoke(personId, role) {
      const { count } = await db.roleGrant.deleteMany({ where: { organisationId, personId, role } });
      return count === 1 ? 'changed' : 'unchanged';
    },
    samePerson: same,
    async merges() {
      const rows = await db.person.findMany({
        where: { organisationId, mergedInto: { not: null } },
        select: { id: true, mergedInto: true },
      });
      return new Map(rows.flatMap(({ id, mergedInto }) => (mergedInto === null ? [] : [[id, mergedInto]])));
    },
    async merge(from, into) {
      await db.person.updateMany({
        where: { organisationId, OR: [{ id: from }, { mergedInto: from }] },
        data: { mergedInto: into },
      });
      await db.roleGrant.deleteMany({ where: { organisationId, personId: from } });
    },
    async erase(personId, now) {
      // An account that was merged into this one said its words under a key of its own.
      for (const id of await same(personId)) await eraseOne(id, now);
    },
    async noticeShown(personId) {
      const row = await db.person.findFirst({
        where: { organisationId, id: personId },
        select: { noticeShownAt: true },
      });
      return row?.noticeShownAt != null;
    },
    async markNoticeShown(personId, now) {
      await db.person.update({ where: one(personId), data: { noticeShownAt: now } });
    },
  };
}

function toPerson({ roles, erasedAt, id, displayName, title, department, country }: PersonRow): Person {
  return {
    id,
    displayName,
    title,
    department,
    country,
    roles: ROLES.filter((role) => roles.some((grant) => grant.role === role)),
    erasedAt: erasedAt ?? undefined,
  };
}
