import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { Role } from '../../src/chat/event.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createStorage, type Storage } from '../../src/storage/open-storage.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { type DatabaseKind, openTestDatabase } from './database.ts';

export const NOW = new Date('2027-01-11T09:00:00.000Z');

export interface TestStorage {
  readonly storage: Storage;
  readonly pool: pg.Pool;
  /** An organisation of its own for one test, with whoever is asked for. */
  organisation(): Promise<TestOrganisation>;
  close(): Promise<void>;
}

export interface TestOrganisation {
  readonly id: string;
  transact<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result>;
  /** Adds somebody whose console account is their id. */
  person(name: string, roles?: readonly Role[], id?: string): Promise<string>;
}

export async function openTestStorage(kind: DatabaseKind): Promise<TestStorage> {
  const database = await openTestDatabase(kind);
  const storage = await createStorage(
    { pool: database.pool, embedded: kind === 'embedded', close: () => database.close() },
    randomBytes(32),
    newId,
  );
  return {
    storage,
    pool: database.pool,
    organisation: () => createTestOrganisation(storage),
    close: () => storage.close(),
  };
}

/** A storage for the tests of a suite: opened before the first of them, closed after the last. */
export function storageOfSuite(kind: DatabaseKind): Omit<TestStorage, 'close'> {
  let opened: TestStorage | undefined;
  beforeAll(async () => {
    opened = await openTestStorage(kind);
  });
  afterAll(() => opened?.close());
  const open = () => {
    if (!opened) throw new Error('Nothing is open before the first test');
    return opened;
  };
  return {
    get storage() {
      return open().storage;
    },
    get pool() {
      return open().pool;
    },
    organisation: () => open().organisation(),
  };
}

export async function createTestOrganisation(storage: Storage, id = newId()): Promise<TestOrganisation> {
  await storage.organisations.create({ id, name: 'Test', kind: 'demonstration', workspaces: [] }, NOW);
  const transact: TestOrganisation['transact'] = (work) => storage.transact(id, work);
  return {
    id,
    transact,
    async person(displayName, roles = [], personId = newId()) {
      const identity = { platform: 'console', workspace: 'console', user: personId };
      const person = { id: personId, displayName, title: '', department: 'Sales', country: 'se', roles, identity };
      await transact(({ people }) => people.add(person, NOW));
      return personId;
    },
  };
}
