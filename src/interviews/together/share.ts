import type { Part } from '../interview-state.ts';

/** What somebody was asked to do in an interview of somebody else. */
export interface Share {
  readonly id: string;
  readonly interviewId: string;
  /** Who was asked. */
  readonly personId: string;
  /** Who asked: the owner, or a colleague who passed it on. */
  readonly givenById: string;
  /** `owner`: to take over the whole of it. */
  readonly part: Part | { readonly kind: 'owner' };
  readonly state: ShareState;
  /** What was written along with it; `undefined` where nothing was, or it was erased. */
  readonly note: string | undefined;
  readonly givenAt: Date;
  readonly settledAt: Date | undefined;
  readonly remindedAt: Date | undefined;
}

export const SHARE_STATES = [
  'open',
  'answered',
  /** The colleague does not know. */
  'unknown',
  'passedOn',
  'declined',
  'accepted',
  'withdrawn',
  /** Somebody else answered it, it applies no more, or all was submitted. */
  'overtaken',
] as const;
export type ShareState = (typeof SHARE_STATES)[number];

export interface ShareStore {
  find(shareId: string): Promise<Share | undefined>;
  create(share: Share): Promise<void>;
  /** `unchanged` when it is not open any more. */
  settle(shareId: string, state: Exclude<ShareState, 'open'>, now: Date): Promise<'settled' | 'unchanged'>;
  /** Open ones of an interview, the oldest first. */
  openIn(interviewId: string): Promise<readonly Share[]>;
  /** What these people were asked and have not done yet, the oldest first. */
  openWith(personIds: readonly string[]): Promise<readonly Share[]>;
  /** Open ones that nobody was reminded of since `remindedBefore`, given before `givenBefore`. */
  due(givenBefore: Date, remindedBefore: Date): Promise<readonly Share[]>;
  markReminded(shareIds: readonly string[], now: Date): Promise<void>;
}
