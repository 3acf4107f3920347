import type { AuditNote } from '../chat/capability.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { NewId } from '../kernel/ids.ts';
import type { ReadDocument } from '../knowledge/read-document.ts';
import { type DocumentVersion, slugOf } from './document.ts';
import type { DocumentStore } from './document-store.ts';

/** What follows from a proposal, to be written in the same transaction. */
export interface Proposed {
  readonly version: DocumentVersion;
  readonly note: AuditNote;
  /** The card on which the governance team decides. */
  readonly outgoing: Outgoing;
}

/** Keeps a document as the next version under its title. Nothing cites it before a colleague has approved it. */
export async function proposeDocument(
  documents: DocumentStore,
  document: ReadDocument,
  by: { readonly personId: string; readonly newId: NewId; readonly now: Date; readonly slug?: string },
): Promise<Proposed | 'unchanged'> {
  const { title, fileName, digest, sections } = document;
  const version = await documents.propose(
    {
      ...{ title, fileName, digest, sections },
      id: by.newId(),
      slug: by.slug ?? slugOf(title),
      uploadedById: by.personId,
    },
    by.now,
  );
  if (version === 'unchanged') return version;
  const { id, slug, number } = version;
  return {
    version,
    note: { kind: 'document.proposed', subjectId: id, details: { slug, number, digest } },
    outgoing: {
      to: { kind: 'governance' },
      content: { kind: 'view', view: { name: 'documents.card', subjectId: id } },
    },
  };
}
