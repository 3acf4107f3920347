/** What a sentence may not have, whoever wrote it: a card shows plain text, and nothing in an answer leads elsewhere. */
export type Unfit = 'link' | 'markup' | 'unseen' | 'length';

const LINK = /\b(?:[a-z][a-z\d+.-]*:\/\/|www\.|mailto:|data:|javascript:)/iu;
/** Some channels make a link of it, and some tools are named like it. */
const DOMAIN = /(?<![\p{L}\d])(?:[\p{L}\d-]{2,}\.)+\p{L}{2,}(?:[/:?#][^\s]*)?/giu;
const MARKUP = /[<>`*|\\[\]{}^~@]|__|&(?:#\d+|[a-z]+);|^\s*#/iu;
/** Controls, bidirectional marks, zero-width and tag characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u;
/** Written by people for people. */
const LONGEST = 500;

/**
 * `undefined` where a sentence can be shown.
 * @param named what may be named although it looks like a domain: the words of whoever it is about.
 */
export function unfitness(sentence: string, named = ''): Unfit | undefined {
  if (sentence.length > LONGEST) return 'length';
  if (UNSEEN.test(sentence)) return 'unseen';
  const domains = sentence.match(DOMAIN) ?? [];
  if (LINK.test(sentence) || !domains.every((domain) => named.includes(domain))) return 'link';
  return MARKUP.test(sentence) ? 'markup' : undefined;
}
