import { read } from './reading.ts';

/** Whether the clause in which these words stand denies them, or only considers them. Words that are not there are denied. */
export function isDeniedIn(text: string, quote: string): boolean {
  const { tokens, negated, considered } = read(text);
  const starts: number[] = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) starts.push(at);
  // Where the same words stand twice, one place that says them is enough.
  return !starts.some((start) => {
    const inside = tokens.flatMap((token, place) =>
      token.start >= start && token.end <= start + quote.length ? [place] : [],
    );
    return inside.length > 0 && !inside.some((place) => negated[place] || considered[place]);
  });
}
