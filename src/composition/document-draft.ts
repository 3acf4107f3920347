import type { DocumentsOptions } from '../documents/capability.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { LibraryIn } from './library.ts';

/** A question that people took up begins a document: with what they answered and the passages that came nearest. */
export function draftFromQuestion(libraryIn: LibraryIn): DocumentsOptions<Stores>['draftFor'] {
  return async (stores, questionId) => {
    const record = await stores.questions.find(questionId);
    const asked = record?.messages.find(({ kind }) => kind === 'question')?.text;
    if (!record || asked === undefined) return undefined;
    const { passageOf } = await libraryIn(stores);
    const answers = record.messages.flatMap(({ kind, text }) =>
      kind === 'answer' && text !== undefined ? [text] : [],
    );
    const nearest = record.question.tried?.passages.flatMap((id) => passageOf(id)?.title ?? []) ?? [];
    return { title: asked, text: [...answers, ...nearest.map((title) => `(see ${title})`)].join('\n\n') };
  };
}
