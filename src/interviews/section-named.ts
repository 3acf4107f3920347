import type { Questionnaire } from './questionnaire.ts';

const AROUND =
  /^\s*(?:(?:please|can we|let us|let['’]s|i want to|i['’]d like to|open|show|go to|do|start|take|continue with|go on with|next:?)\s+)*(?:(?:the|all of|everything (?:in|about))\s+)*/iu;
const AFTER = /\s+(?:section|part|questions)?\s*(?:please|now|next)?\s*[.!?]*\s*$/iu;
/** Words that a title shares with any other. */
const SMALL = new Set([
  'the',
  'and',
  'of',
  'a',
  'an',
  'to',
  'is',
  'are',
  'it',
  'its',
  'in',
  'for',
  'with',
  'at',
  'what',
  'who',
]);

/** The section that somebody names by its title, or by words that no other title has. */
export function sectionNamed({ sections }: Questionnaire, text: string): string | undefined {
  const said = wordsOf(text.replace(AROUND, '').replace(AFTER, ''));
  if (said.length === 0) return undefined;
  const exact = sections.find(({ id, title }) => [id, title].some((one) => wordsOf(one).join(' ') === said.join(' ')));
  if (exact) return exact.id;
  const telling = said.filter((word) => !SMALL.has(word));
  // “Data protection?” is a question to the assistant.
  if (telling.length === 0 || text.includes('?')) return undefined;
  const [only, ...others] = sections.filter(({ title }) => {
    const words = wordsOf(title);
    return telling.every((word) => words.includes(word));
  });
  return others.length === 0 ? only?.id : undefined;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
