import { z } from 'zod';
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
  /** The same for what is nothing but text. */
  openText(personId: string, place: string, sealed: Uint8Array): Promise<string | undefined>;
  /** A commitment to a text under the person's key (HMAC-SHA-256, hex). Throws when the key is destroyed. */
  commit(personId: string, text: string): Promise<string>;
}

/** How long another process may still use a destroyed key, in milliseconds. */
const CACHE_MS = 60_000;

/** Unwrapped keys of one process, by their place. */
export interface KeyCache {
  get(place: string): Key | undefined;
  set(place: string, key: Key): void;
  /** For good: a transaction that read the key before it was destroyed must not bring it back. */
  forget(place: string): void;
}

export function createKeyCache(now: () => number = Date.now): KeyCache {
  const entries = new Map<string, { readonly key: Key; readonly until: number }>();
  const forgotten = new Set<string>();
  return {
    get(place) {
      const entry = entries.get(place);
      if (entry && entry.until > now()) return entry.key;
      entries.delete(place);
      return undefined;
    },
    set(place, key) {
      if (!forgotten.has(place)) entries.set(place, { key, until: now() + CACHE_MS });
    },
    forget(place) {
      forgotten.add(place);
      entries.delete(place);
    },
  };
}

/** The keys that one transaction works with. The process learns of them at the commit, as nothing is true before it. */
export interface Keyring {
  get(place: string): Key | undefined;
  add(place: string, key: Key): void;
  destroy(place: string): void;
  committed(): void;
}

export function createKeyring(cache: KeyCache): Keyring {
  const read = new Map<string, Key>();
  const destroyed = new Set<string>();
  return {
    get: (place) => (destroyed.has(place) ? undefined : (read.get(place) ?? cache.get(place))),
    add: (place, key) => void read.set(place, key),
    destroy(place) {
      read.delete(place);
      destroyed.add(place);
    },
    committed() {
      for (const [place, key] of read) cache.set(place, key);
      for (const place of destroyed) cache.forget(place);
    },
  };
}

/** Where a person's data key belongs: the same person id in another organisation has another key. */
export function keyPlace(organisationId: string, personId: string): string {
  return `${organisationId}/person-key/${personId}`;
}

export function createWords(
  db: Prisma.TransactionClient,
  organisationId: string,
  masterKey: Key,
  keyring: Keyring,
): Words {
  async function keyOf(personId: string): Promise<Key | undefined> {
    const place = keyPlace(organisationId, personId);
    const known = keyring.get(place);
    if (known) return known;
    const row = await db.personKey.findFirst({ where: { organisationId, personId } });
    if (!row) throw new Error(`Person ${personId} has no data key`);
    if (!row.wrappedKey) return undefined;
    const key = unseal(masterKey, place, row.wrappedKey);
    keyring.add(place, key);
    return key;
  }

  async function requireKey(personId: string): Promise<Key> {
    const key = await keyOf(personId);
    if (!key) throw new Error(`The data key of person ${personId} has been destroyed`);
    return key;
  }

  async function open(personId: string, where: string, sealed: Uint8Array): Promise<unknown> {
    const key = await keyOf(personId);
    return key ? JSON.parse(unseal(key, where, sealed).toString()) : undefined;
  }

  return {
    async seal(personId, where, value) {
      return seal(await requireKey(personId), where, Buffer.from(JSON.stringify(value)));
    },
    open,
    async openText(personId, where, sealed) {
      return z
        .string()
        .optional()
        .parse(await open(personId, where, sealed));
    },
    async commit(personId, text) {
      return commitment(await requireKey(personId), text);
    },
  };
}

/** A fresh data key for a person, wrapped. */
export function wrapNewKey(masterKey: Key, organisationId: string, personId: string): Uint8Array<ArrayBuffer> {
  return seal(masterKey, keyPlace(organisationId, personId), newKey());
}
