import { ROLES } from '../../chat/event.ts';
import type { NewId } from '../../kernel/ids.ts';
import type { PeopleStore, Person } from '../../people/people.ts';
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
    const self = await db.person.findUnique({ where: one(personId) });
    const head = self?.mergedInto ?? personId;
    const merged = await db.person.findMany({
      where: { organisationId, OR: [{ id: head }, { mergedInto: head }] },
      select: { id: true },
    });
    return merged.map(({ id }) => id);
  }

  async function eraseOne(personId: string, now: Date): Promise<void> {
    await eraseRemarks(scope, personId);
    await db.personKey.update({
      where: { organisationId_personId: { organisationId, personId } },
      data: { wrappedKey: null, destroyedAt: now },
    });
    await db.roleGrant.deleteMany({ where: { organisationId, personId } });
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
    async find(personId) {
      const row = await db.person.findUnique({ where: one(personId), include: { roles: true } });
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
    async add({ identity, roles, email, ...person }, now) {
      await db.person.create({ data: { organisationId, ...person, email: email ?? null, createdAt: now } });
      await db.personKey.create({
        data: {
          organisationId,
          personId: person.id,
          wrappedKey: wrapNewKey(masterKey, organisationId, person.id),
          createdAt: now,
        },
      });
      await db.identity.create({ data: { organisationId, id: newId(), personId: person.id, ...identity } });
      await db.roleGrant.createMany({
        data: roles.map((role) => ({ organisationId, personId: person.id, role, grantedAt: now })),
      });
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
    async erase(personId, now) {
      // An account that was merged into this one said its words under a key of its own.
      for (const id of await same(personId)) await eraseOne(id, now);
    },
    async noticeShown(personId) {
      const row = await db.person.findUnique({ where: one(personId), select: { noticeShownAt: true } });
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
