import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** A 256-bit key. */
export type Key = Buffer;

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const preparedKeys = new WeakMap<Key, KeyObject>();

/** A key as OpenSSL takes it, made ready once and not for every answer. */
function prepared(key: Key): KeyObject {
  const known = preparedKeys.get(key) ?? createSecretKey(key);
  preparedKeys.set(key, known);
  return known;
}

export function newKey(): Key {
  return randomBytes(32);
}

/**
 * AES-256-GCM. `place` names where the ciphertext belongs (table, row, column), so that one moved to another row
 * does not open. Layout: format byte, nonce, tag, ciphertext.
 */
export function seal(key: Key, place: string, plaintext: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', prepared(key), nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body]);
}

/** Throws when the key, the place or a single bit is wrong. */
export function unseal(key: Key, place: string, sealed: Uint8Array): Buffer {
  if (sealed[0] !== FORMAT) throw new Error(`Unknown ciphertext format ${sealed[0]}`);
  const tagStart = 1 + NONCE_BYTES;
  const bodyStart = tagStart + TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', prepared(key), sealed.subarray(1, tagStart))
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(tagStart, bodyStart));
  return Buffer.concat([decipher.update(sealed.subarray(bodyStart)), decipher.final()]);
}

/** A keyed commitment: proves later what was said to whoever holds the key, and tells nothing to anyone else. */
export function commitment(key: Key, text: string): string {
  return createHmac('sha256', deriveKey(key, 'commitment')).update(text).digest('hex');
}

/** A key for one purpose, so that no key serves two. */
export function deriveKey(key: Key, purpose: string): Key {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `steward/${purpose}`, 32));
}
