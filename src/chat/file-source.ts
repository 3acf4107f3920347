import type { Secret } from '../kernel/secret.ts';
import type { Platform } from './event.ts';

/** A file that somebody shared, as its platform finds it. */
export interface FileReference {
  readonly workspace: string;
  /** The account that shared it. */
  readonly user: string;
  readonly fileId: string;
}

/** What became of fetching it. `tryAgain` has not been answered by the platform, and may be later. */
export type FetchedFile =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'refused'; readonly reason: 'tooLarge' | 'gone' | 'expired' | 'notAllowed' }
  | { readonly kind: 'tryAgain'; readonly reason: string };

/** Where a platform lets Steward read what people share with it. It is read once and not kept. */
export interface FileSource {
  readonly platform: Platform;
  /** `tryAgain` where the signal ends it. */
  fetch(file: FileReference, mostBytes: number, signal: AbortSignal): Promise<FetchedFile>;
}

/**
 * What opens the files of a platform that gives an address with each, good for a short while. It is readable only with the
 * key of whoever shared the file, and nobody else finds it.
 */
export interface FileAddresses {
  /** Takes the place of an older address of the same file. */
  keep(personId: string, files: readonly AddressedFile[], sharedAt: Date): Promise<void>;
  find(personId: string, fileId: string): Promise<Secret | undefined>;
  forget(before: Date): Promise<void>;
}

export interface AddressedFile {
  readonly fileId: string;
  readonly address: Secret;
}

/** The bytes of an answer, or `undefined` as soon as there are more than `most`. What it says of its length need not be true. */
export async function bytesWithin(answer: Response, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
