import type { Reading, Span } from './reading.ts';

interface PersonMatch extends Span {
  /** A name, an address, a handle with its "@", or `me` for the person who writes. */
  readonly value: string;
  readonly negated: boolean;
}

const NOT_PEOPLE = new Set(
  "i it's its it he she they the a an my our is am are me ask maybe yes no not from at in of and or but owner responsible person colleague mr mrs ms dr that this he's she's i'm we our head team department".split(
    ' ',
  ),
);
const NAME_WORDS_MOST = 4;

/** Handles, addresses and capitalised names. */
export function matchPeople(reading: Reading): readonly PersonMatch[] {
  const matches: PersonMatch[] = [];
  let index = 0;
  while (index < reading.tokens.length) {
    const token = reading.tokens[index];
    if (token === undefined) break;
    const negated = reading.negated[index] === true || reading.considered[index] === true;
    if (token.kind === 'handle' || token.kind === 'email')
      matches.push({ from: index, to: index, value: token.raw, negated });
    else {
      const to = nameEnd(reading, index);
      if (to !== undefined) {
        const value = reading.text.slice(token.start, reading.tokens[to]?.end);
        matches.push({ from: index, to, value, negated });
        index = to;
      }
    }
    index += 1;
  }
  return matches;
}

function nameEnd(reading: Reading, from: number): number | undefined {
  let to: number | undefined;
  for (let at = from; at < Math.min(reading.tokens.length, from + NAME_WORDS_MOST); at += 1) {
    const token = reading.tokens[at];
    if (token === undefined || token.kind !== 'word' || NOT_PEOPLE.has(token.word)) break;
    if (at > from && token.before !== 'none' && token.before !== 'joint') break;
    const particle = at > from && /^(?:van|von|de|der|den|la|le|bin|al|di|du|da|dos)$/.test(token.word);
    if (!/^\p{Lu}/u.test(token.raw) && !particle) break;
    if (!particle) to = at;
  }
  return to;
}

const ME =
  /^(?:(?:just|only|probably|that's|it's|simply) )?(?:me|myself|me please|i am|i'm|i do|i will|that's me|that is me|it's me|it is me|i am the owner|i'm the owner|that would be me|me myself)$/;

/** "Me", "I am": the person who writes is meant. */
export function answersMe(words: string): boolean {
  return ME.test(words.slice(0, 40));
}

/** The links of the text, with a scheme. */
export function matchLinks(reading: Reading): readonly (Span & { readonly value: string })[] {
  return reading.tokens.flatMap((token, index) => {
    if (token.kind !== 'link') return [];
    const value = token.raw.startsWith('www.') ? `https://${token.raw}` : token.raw;
    return URL.canParse(value) ? [{ from: index, to: index, value }] : [];
  });
}
