import { stemmer } from 'stemmer';
import { STOP_WORDS, wordsOf } from './words.ts';

/** Numbers for stems, and for two of them side by side: an index of numbers is built in a fraction of the time. */
export interface TermNumbers {
  /** The stems of the text, in order, without stop words. */
  read(text: string): readonly number[];
  pair(first: number, second: number): number;
  /** `undefined` for what was never read. */
  find(stem: string, next?: string): number | undefined;
  /** Every word that was read, with its stem. */
  words(): IterableIterator<readonly [word: string, stem: string]>;
}

const STOPPED = -1;
/** Room for sixteen million stems in the half of a number that counts exactly. */
const PAIR_ROOM = 2 ** 24;

export function createTermNumbers(): TermNumbers {
  const numberOfStem = new Map<string, number>();
  // Each word is stemmed once, however often it is said.
  const numberOfWord = new Map<string, number>();

  const numberOf = (word: string): number => {
    const known = numberOfWord.get(word);
    if (known !== undefined) return known;
    const stem = STOP_WORDS.has(word) ? undefined : stemmer(word);
    const number = stem === undefined ? STOPPED : (numberOfStem.get(stem) ?? numberOfStem.size + 1);
    if (stem !== undefined) numberOfStem.set(stem, number);
    numberOfWord.set(word, number);
    return number;
  };
  const pair = (first: number, second: number) => first * PAIR_ROOM + second;

  return {
    read: (text) =>
      wordsOf(text)
        .map(numberOf)
        .filter((number) => number !== STOPPED),
    pair,
    find(stem, next) {
      const first = numberOfStem.get(stem);
      if (next === undefined || first === undefined) return first;
      const second = numberOfStem.get(next);
      return second === undefined ? undefined : pair(first, second);
    },
    *words() {
      for (const [word, number] of numberOfWord) if (number !== STOPPED) yield [word, stemmer(word)] as const;
    },
  };
}
