/** Shorter words have too many neighbours to be mended. */
const SHORTEST = 5;
/** From this length two slips are mended. */
const LONG = 9;
const LONGEST = 30;

/**
 * Finds the known word that a mistyped one was meant to be. One slip is a letter more, less or other, or two neighbours
 * swapped. Words one slip away are found by what both become when a letter is left out, those two away by going through
 * the words with the same beginning.
 * @param vocabulary with how many passages have each word: of equally near words the more usual is meant.
 */
export function createSpelling(vocabulary: ReadonlyMap<string, number>): (word: string) => string | undefined {
  const byShortened = new Map<string, string[]>();
  const byInitial = new Map<string, string[]>();
  for (const word of vocabulary.keys()) {
    if (word.length < SHORTEST - 1 || !/^[a-z]+$/.test(word)) continue;
    for (const shortened of shortenings(word)) addTo(byShortened, shortened, word);
    if (word.length >= LONG - 1) addTo(byInitial, word.slice(0, 1), word);
  }

  const nearest = (word: string, candidates: Iterable<string>, most: number): string | undefined => {
    let best: { readonly word: string; readonly slips: number } | undefined;
    for (const known of candidates) {
      if (Math.abs(known.length - word.length) > most) continue;
      const slips = slipsBetween(word, known);
      // A short word that begins otherwise is another word: "plate" for "plat", but not "glace" for "place".
      if (slips > most || (word.length < 7 && known[0] !== word[0])) continue;
      const better =
        best === undefined ||
        slips < best.slips ||
        (slips === best.slips && (vocabulary.get(known) ?? 0) > (vocabulary.get(best.word) ?? 0));
      if (better) best = { word: known, slips };
    }
    return best?.word;
  };

  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return undefined;
    const near = new Set([...shortenings(word)].flatMap((shortened) => byShortened.get(shortened) ?? []));
    const one = nearest(word, near, 1);
    if (one !== undefined || word.length < LONG) return one;
    return nearest(word, byInitial.get(word.slice(0, 1)) ?? [], 2);
  };
}

function addTo(lists: Map<string, string[]>, key: string, word: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [word]);
  else list.push(word);
}

/** The word itself, and the word without each one of its letters. */
function shortenings(word: string): ReadonlySet<string> {
  const shortened = new Set([word]);
  for (let at = 0; at < word.length; at += 1) shortened.add(word.slice(0, at) + word.slice(at + 1));
  return shortened;
}

/** Optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const other = a[row - 1] === b[column - 1] ? 0 : 1;
      let slips = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + other);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1);
      current.push(slips);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
