import type { HeadedSection } from '../knowledge/headed-text.ts';
import type { DocumentText, DocumentVerdict, DocumentVersion } from './document.ts';

/** The organisation's own documents: every version and every decision is kept for ever. */
export interface DocumentStore {
  /**
   * The next version under its slug; no two get the same number. `unchanged`: its newest version that was not rejected or
   * withdrawn is the very same file.
   */
  propose(document: NewDocument, now: Date): Promise<DocumentVersion | 'unchanged'>;
  find(versionId: string): Promise<DocumentText | undefined>;
  /** Every version of every document, by slug and number, without their texts. */
  list(): Promise<readonly DocumentVersion[]>;
  /** Those that may be cited now, with their texts. */
  approved(): Promise<readonly DocumentText[]>;
  /** `key` changes whenever what may be cited changes, and no two organisations have the same. */
  revision(): Promise<{ readonly key: string; readonly isEmpty: boolean }>;
  /** Saves nothing and answers `conflict` when it was decided already. */
  decide(decision: NewDocumentDecision): Promise<'saved' | 'conflict'>;
}

export interface NewDocument {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly fileName: string;
  readonly digest: string;
  readonly sections: readonly HeadedSection[];
  readonly uploadedById: string;
}

export interface NewDocumentDecision {
  readonly id: string;
  readonly versionId: string;
  readonly verdict: DocumentVerdict;
  readonly deciderId: string;
  readonly uploaderId: string;
  /** With which the decider decided. */
  readonly role: string;
  readonly reason: string;
  readonly decidedAt: Date;
}
