import { type Assistant, createAssistant } from '../assistant/answer.ts';
import { documentPassages } from '../documents/document-passages.ts';
import type { DocumentStore } from '../documents/document-store.ts';
import type { Passage } from '../knowledge/passage.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** What one organisation is answered from: the shipped passages and what it has approved of its own. */
export interface Library {
  readonly assistant: Assistant;
  passageOf(id: string): Passage | undefined;
}

/** The library as it is now. It is made anew when a document was approved or withdrawn, by whichever process. */
export type LibraryIn = (stores: { readonly documents: DocumentStore }) => Promise<Library>;

/** How many organisations' libraries one process keeps. */
const MOST_KEPT = 4;

export function createLibraries(knowledge: Pick<KnowledgeBase, 'passages' | 'ids' | 'assistant'>): LibraryIn {
  const { passages, ids } = knowledge;
  const shipped = libraryOf(knowledge.assistant, passages);
  const kept = new Map<string, Library>();
  return async ({ documents }) => {
    const { key, isEmpty } = await documents.revision();
    if (isEmpty) return shipped;
    const known = kept.get(key);
    if (known) return known;
    const all = [...passages, ...(await documents.approved()).flatMap(documentPassages)];
    const library = libraryOf(createAssistant({ passages: all, ids }), all);
    kept.set(key, library);
    for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest);
    return library;
  };
}

function libraryOf(assistant: Assistant, passages: readonly Passage[]): Library {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  return { assistant, passageOf: (id) => byId.get(id) };
}
