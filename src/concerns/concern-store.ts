import type { Concern } from './concern.ts';

/** What the reporter wrote. */
export interface Report {
  readonly what: string;
  /** In the reporter's words; where they named an entry of the register, the concern says which. */
  readonly system?: string;
  /** ISO day. */
  readonly when?: string;
  readonly affected?: string;
}

export interface ConcernMessage {
  readonly id: string;
  /** A handler's question, the reporter's reply, or the reason with which it was closed. */
  readonly kind: 'question' | 'reply' | 'outcome';
  readonly authorId: string;
  /** `undefined` when the author's words have been erased. */
  readonly text: string | undefined;
  readonly writtenAt: Date;
}

export interface ConcernRecord {
  readonly concern: Concern;
  /** `undefined` when the reporter's words have been erased. */
  readonly report: Report | undefined;
  /** In the order in which they were written. */
  readonly messages: readonly ConcernMessage[];
}

export interface ConcernStore {
  /** The next reference of the organisation, such as CON-7. Taken numbers are never given again. */
  nextReference(): Promise<string>;
  create(concern: Concern, report: Report): Promise<void>;
  find(concernId: string): Promise<ConcernRecord | undefined>;
  /** The concern that people call by this reference. */
  referenced(reference: string): Promise<Concern | undefined>;
  /** Saves nothing and answers `conflict` when the concern is no longer at `version`. */
  save(concern: Concern, version: number, now: Date): Promise<'saved' | 'conflict'>;
  addMessage(concernId: string, message: ConcernMessage & { readonly text: string }): Promise<void>;
  /** Those that are not closed, the oldest first. */
  open(): Promise<readonly Concern[]>;
  /** What a person, under any of their ids, has reported and is not closed, or was closed since then. */
  reportedBy(personIds: readonly string[], closedSince: Date): Promise<readonly Concern[]>;
}
