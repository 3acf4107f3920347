import type { Reading, Span } from './reading.ts';

interface NumberMatch extends Span {
  /** Undefined when the words speak of an amount without saying it: "dozens", "more than 50". */
  readonly value: number | undefined;
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1000,
  k: 1000,
  million: 1_000_000,
  m: 1_000_000,
  dozen: 12,
};
const VAGUE = new Set('dozens hundreds thousands several many few some lots plenty handful'.split(' '));
const BOUNDS = new Set('than over under most least below above between maximum minimum max min'.split(' '));

const own = (table: Readonly<Record<string, number>>, word: string): number | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** Every amount in the text. "About 200" is 200: the person sees it again and confirms it. */
export function matchNumbers(reading: Reading): readonly NumberMatch[] {
  const matches: NumberMatch[] = [];
  let index = 0;
  while (index < reading.tokens.length) {
    const found = digitsAt(reading, index) ?? wordsAt(reading, index);
    if (found === undefined) {
      if (VAGUE.has(reading.tokens[index]?.word ?? '')) matches.push({ from: index, to: index, value: undefined });
      index += 1;
      continue;
    }
    const bounded = BOUNDS.has(reading.tokens[index - 1]?.word ?? '') || reading.negated[index] === true;
    matches.push({ from: index, to: found.to, value: bounded ? undefined : found.value });
    index = found.to + 1;
  }
  return matches;
}

function digitsAt(reading: Reading, index: number): { readonly to: number; readonly value: number } | undefined {
  const from = reading.tokens[index]?.start ?? 0;
  const match =
    /^(\d{1,3}(?:[,' ]\d{3})+|\d{1,15})(\.\d{1,6})?(?:\s?(k|m|thousand|million|hundred|dozen)\b)?(?![\p{L}])/iu.exec(
      reading.text.slice(from, from + 40),
    );
  if (match === null || reading.tokens[index]?.kind !== 'word') return undefined;
  const [all, whole = '', fraction = '', scale = ''] = match;
  const value = Number(whole.replace(/[,' ]/g, '') + fraction) * (own(SCALES, scale.toLowerCase()) ?? 1);
  const minus = from > 0 && reading.text.charAt(from - 1) === '-' && (reading.tokens[index - 1]?.end ?? -1) < from - 1;
  return { to: lastTokenIn(reading, index, from + all.length), value: minus ? -value : value };
}

function lastTokenIn(reading: Reading, index: number, end: number): number {
  let to = index;
  while ((reading.tokens[to + 1]?.start ?? Number.POSITIVE_INFINITY) < end) to += 1;
  return to;
}

/** "two hundred and fifty", "twelve thousand". */
function wordsAt(reading: Reading, index: number): { readonly to: number; readonly value: number } | undefined {
  let total = 0;
  let current = 0;
  let to = -1;
  for (let at = index; at < Math.min(reading.tokens.length, index + 12); at += 1) {
    const token = reading.tokens[at];
    if (token === undefined || (at > index && token.before !== 'none' && token.before !== 'joint')) break;
    const unit = UNITS.indexOf(token.word);
    const ten = TENS.indexOf(token.word);
    const scale = token.word.length > 1 ? own(SCALES, token.word) : undefined;
    if (unit >= 0) current += unit;
    else if (ten >= 0) current += (ten + 2) * 10;
    else if (scale !== undefined && (to >= 0 || reading.tokens[at - 1]?.word === 'a')) {
      current = Math.max(current, 1) * scale;
      if (scale >= 1000) {
        total += current;
        current = 0;
      }
    } else if (token.word === 'and' && to >= 0 && isNumberWord(reading.tokens[at + 1]?.word)) continue;
    else break;
    to = at;
  }
  return to < 0 ? undefined : { to, value: total + current };
}

const isNumberWord = (word: string | undefined): boolean =>
  word !== undefined && (UNITS.includes(word) || TENS.includes(word));
