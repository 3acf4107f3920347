/** Words within one typing slip of each other: a letter added, lost, changed or two swapped. First letters must agree. */
export interface NearWords {
  /** The only known word within one slip of `word`; undefined when there is none or more than one. */
  find(word: string): string | undefined;
}

/** Finds slips by the forms with one letter left out, so that a look-up does not compare with every word. */
export function createNearWords(words: Iterable<string>, minimumLength: number): NearWords {
  const byShortened = new Map<string, Set<string>>();
  const note = (form: string, word: string): void => {
    const words = byShortened.get(form);
    if (words === undefined) byShortened.set(form, new Set([word]));
    else words.add(word);
  };
  for (const word of words) {
    if (word.length < minimumLength || word.length > 40) continue;
    for (const form of shortened(word)) note(form, word);
  }
  return {
    find: (word) => {
      if (word.length < minimumLength || word.length > 40) return undefined;
      const found = new Set<string>();
      for (const form of shortened(word)) {
        for (const candidate of byShortened.get(form) ?? []) {
          if (candidate.charAt(0) === word.charAt(0) && withinOneSlip(word, candidate)) found.add(candidate);
        }
      }
      return found.size === 1 ? [...found][0] : undefined;
    },
  };
}

function* shortened(word: string): Generator<string> {
  yield word;
  for (let index = 1; index < word.length; index += 1) yield word.slice(0, index) + word.slice(index + 1);
}

/** Damerau-Levenshtein distance of at most 1. */
export function withinOneSlip(left: string, right: string): boolean {
  if (left === right) return true;
  if (Math.abs(left.length - right.length) > 1) return false;
  let at = 0;
  while (at < left.length && left.charAt(at) === right.charAt(at)) at += 1;
  const [a, b] = [left.slice(at), right.slice(at)];
  if (left.length === right.length) {
    const swapped = a.charAt(0) === b.charAt(1) && a.charAt(1) === b.charAt(0) && a.slice(2) === b.slice(2);
    return a.slice(1) === b.slice(1) || swapped;
  }
  return left.length > right.length ? a.slice(1) === b : a === b.slice(1);
}
