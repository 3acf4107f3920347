/** Finds the known word that a mistyped one was meant to be; short words are left alone. */
export function createSpelling(vocabulary: Iterable<string>): (word: string) => string | undefined {
  const byInitial = new Map<string, string[]>();
  for (const word of vocabulary) {
    const initial = word.slice(0, 1);
    byInitial.set(initial, [...(byInitial.get(initial) ?? []), word]);
  }
  return (word) => {
    if (word.length < 6 || !/^[a-z]+$/.test(word)) return undefined;
    return byInitial.get(word.slice(0, 1))?.find((known) => known.length >= 5 && isOneEditAway(word, known));
  };
}

/** One letter more, less, other, or two neighbours swapped. */
function isOneEditAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
