import type { HeadedSection } from '../knowledge/headed-text.ts';

/** One version of a document of the organisation, such as its AI policy. */
export interface DocumentVersion {
  readonly id: string;
  /** What all its versions are called, in the ids of its passages too: `policy:ai-policy`. */
  readonly slug: string;
  /** From 1, in the order in which they were proposed. */
  readonly number: number;
  readonly title: string;
  readonly fileName: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  readonly uploadedById: string;
  readonly uploadedAt: Date;
  readonly standing: DocumentStanding;
}

/**
 * `proposed`: nobody has decided yet; `approved`: it is cited; `replaced`: a later version was approved. Nothing but what
 * is approved is ever read from.
 */
export type DocumentStanding =
  | { readonly state: 'proposed' }
  | { readonly state: 'rejected'; readonly review: DocumentDecision }
  | { readonly state: 'approved'; readonly review: DocumentDecision }
  | { readonly state: 'replaced'; readonly review?: DocumentDecision }
  | { readonly state: 'withdrawn'; readonly review: DocumentDecision; readonly withdrawal: DocumentDecision };

export interface DocumentDecision {
  readonly by: string;
  readonly at: Date;
  /** `undefined` when none was given or the decider's words have been erased. */
  readonly reason: string | undefined;
}

export type DocumentVerdict = 'approved' | 'rejected' | 'withdrawn';

export interface DocumentText {
  readonly version: DocumentVersion;
  readonly sections: readonly HeadedSection[];
}

/** "AI policy (2027)" becomes `ai-policy-2027`; at most 60 letters, digits and hyphens. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'document' : slug;
}
