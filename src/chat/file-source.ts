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
  | { readonly kind: 'refused'; readonly reason: 'tooLarge' | 'gone' | 'notAllowed' }
  | { readonly kind: 'tryAgain'; readonly reason: string };

/** Where a platform lets Steward read what people share with it. It is read once and not kept. */
export interface FileSource {
  readonly platform: Platform;
  fetch(file: FileReference, mostBytes: number, signal: AbortSignal): Promise<FetchedFile>;
}
