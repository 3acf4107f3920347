import type { Platform, SharedFile } from '../chat/event.ts';

/** A file that was shared while declaring. It belongs to the declaration once the person says so. */
export interface Evidence {
  readonly id: string;
  readonly interviewId: string;
  /** Who shared it. */
  readonly personId: string;
  readonly messageId: string;
  readonly platform: Platform;
  /** `undefined` when it was not to be kept, or the person's words have been erased. */
  readonly file: Omit<SharedFile, 'id' | 'bytes'> | undefined;
  /** The platform's own id of the file. */
  readonly fileId: string;
  readonly bytes: number;
  readonly state: 'offered' | 'kept' | 'dropped';
  readonly sharedAt: Date;
}

export type OfferedEvidence = Omit<Evidence, 'file' | 'state'> & { readonly file: NonNullable<Evidence['file']> };

export interface EvidenceStore {
  /** A file that is shared again in the same interview is the same piece; answers its id. One that was dropped is offered anew. */
  offer(evidence: OfferedEvidence): Promise<string>;
  find(evidenceId: string): Promise<Evidence | undefined>;
  /** What was only offered and is dropped loses its name. `unchanged` when it is so already. */
  decide(evidenceId: string, state: 'kept' | 'dropped', now: Date): Promise<'changed' | 'unchanged'>;
  /** Those that belong to the declaration, in the order in which they were shared. */
  keptOf(interviewId: string): Promise<readonly Evidence[]>;
  /** Those with these ids, in the order in which they were shared. */
  list(evidenceIds: readonly string[]): Promise<readonly Evidence[]>;
}
