import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { deriveKey, type Key } from '../storage/encryption.ts';

/** The head of an audit trail as it is kept outside the database: a rewritten tail shows beside it. */
export const SignedAnchor = z.strictObject({
  /** Only in demonstrations: that it proves nothing. */
  notice: z.string().optional(),
  organisation: z.string(),
  sequence: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** Ed25519 over the canonical JSON of all other fields but the key, in base64. */
  signature: z.string(),
  /** SubjectPublicKeyInfo in DER, in base64. */
  publicKey: z.string(),
});
export type SignedAnchor = z.infer<typeof SignedAnchor>;

type Content = Omit<SignedAnchor, 'signature' | 'publicKey'>;

/** PKCS #8 for Ed25519 up to the seed: https://www.rfc-editor.org/rfc/rfc8410#section-7 */
const PKCS8_BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

export function signAnchor(content: Content, masterKey: Key): SignedAnchor {
  const key = signingKey(masterKey);
  return {
    ...content,
    signature: sign(null, signedBytes(content), key).toString('base64'),
    publicKey: publicKeyOf(key),
  };
}

/** What is wrong with the anchor itself, or nothing. The key is derived anew: the one in the file is not believed. */
export function anchorFault({ signature, publicKey, ...content }: SignedAnchor, masterKey: Key): string | undefined {
  const key = signingKey(masterKey);
  if (publicKey !== publicKeyOf(key)) return 'the anchor was signed with the key of another deployment';
  const valid = verify(null, signedBytes(content), createPublicKey(key), Buffer.from(signature, 'base64'));
  return valid ? undefined : 'the anchor was changed after it was signed';
}

function signingKey(masterKey: Key): KeyObject {
  const seed = deriveKey(masterKey, 'audit-anchor');
  return createPrivateKey({ key: Buffer.concat([PKCS8_BEFORE_SEED, seed]), format: 'der', type: 'pkcs8' });
}

function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}

function signedBytes(content: Content): Buffer {
  return Buffer.from(canonicalize(content) ?? '');
}
