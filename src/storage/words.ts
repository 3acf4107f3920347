import type { Key } from './encryption.ts';
import { commitment, newKey, seal, unseal } from './encryption.ts';
import type { Prisma } from './generated/client.ts';

/**
 * What people said, readable only with that person's data key. Keys are wrapped by the key from the environment;
 * destroying a person's key erases their words from every table at once.
 */
export interface Words {
  seal(personId: string, place: string, value: unknown): Promise<Uint8Array<ArrayBuffer>>;
  /** `undefined` when the person's words have been erased. */
  open(personId: string, place: string, sealed: Uint8Array): Promise<unknown>;
  /** A commitment to a text under the person's key (HMAC-SHA-256, hex). Throws when the key is destroyed. */
  commit(personId: string, text: string): Promise<string>;
}

/** How long another process may still use a destroyed key, in milliseconds. */
const CACHE_MS = 60_000;

/** Unwrapped keys of one process. */
export interface KeyCache {
  get(personId: string): Key | undefined;
  set(personId: string, key: Key): void;
  forget(personId: string): void;
}

export function createKeyCache(now: () => number = Date.now): KeyCache {
  const entries = new Map<string, { readonly key: Key; readonly until: number }>();
  return {
    get(personId) {
      const entry = entries.get(personId);
      if (entry && entry.until > now()) return entry.key;
      entries.delete(personId);
      return undefined;
    },
    set: (personId, key) => void entries.set(personId, { key, until: now() + CACHE_MS }),
    forget: (personId) => void entries.delete(personId),
  };
}

export function createWords(
  db: Prisma.TransactionClient,
  organisationId: string,
  masterKey: Key,
  cache: KeyCache,
): Words {
  const place = (personId: string) => `${organisationId}/person-key/${personId}`;

  async function keyOf(personId: string): Promise<Key | undefined> {
    const cached = cache.get(personId);
    if (cached) return cached;
    const row = await db.personKey.findUnique({ where: { organisationId_personId: { organisationId, personId } } });
    if (!row) throw new Error(`Person ${personId} has no data key`);
    if (!row.wrappedKey) return undefined;
    const key = unseal(masterKey, place(personId), row.wrappedKey);
    cache.set(personId, key);
    return key;
  }

  async function requireKey(personId: string): Promise<Key> {
    const key = await keyOf(personId);
    if (!key) throw new Error(`The data key of person ${personId} has been destroyed`);
    return key;
  }

  return {
    async seal(personId, where, value) {
      return seal(await requireKey(personId), where, Buffer.from(JSON.stringify(value)));
    },
    async open(personId, where, sealed) {
      const key = await keyOf(personId);
      return key ? JSON.parse(unseal(key, where, sealed).toString()) : undefined;
    },
    async commit(personId, text) {
      return commitment(await requireKey(personId), text);
    },
  };
}

/** A fresh data key for a person, wrapped. */
export function wrapNewKey(masterKey: Key, organisationId: string, personId: string): Uint8Array<ArrayBuffer> {
  return seal(masterKey, `${organisationId}/person-key/${personId}`, newKey());
}
