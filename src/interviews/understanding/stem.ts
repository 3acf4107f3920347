import { stemmer } from 'stemmer';

/** British spellings meet American ones: "summarise" and "summarize" are one word here. */
const american = (word: string): string => word.replace(/is(e|ed|es|er|ing|ation|ations)$/, 'iz$1');

const remembered = new Map<string, string>();
const REMEMBERED_WORDS = 5000;

/** The Porter stem of a word in small letters; short words and words of other scripts come back unchanged. */
export function stem(word: string): string {
  if (word.length < 4 || word.length > 40 || !/^[a-z]+$/.test(word)) return word;
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const result = stemmer(word.length > 6 ? american(word) : word);
  if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
  remembered.set(word, result);
  return result;
}
