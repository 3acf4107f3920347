/** What a sentence may not have, whoever wrote it: a card shows plain text, and nothing in an answer leads elsewhere. */
export type Unfit = 'link' | 'markup' | 'unseen' | 'length';

const LINK =
  /\b(?:[a-z][a-z\d+.-]*:\/\/|www\.|mailto:|data:|javascript:)|(?<![\p{L}\d])[\p{L}\d-]{2,}\.(?:\p{L}{2,})(?:[/:?#.]|(?![\p{L}\d]))/iu;
const MARKUP = /[<>`*|\\[\]{}^~@]|__|&(?:#\d+|[a-z]+);|^\s*#/iu;
/** Controls, bidirectional marks, zero-width and tag characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u;
/** Written by people for people. */
const LONGEST = 500;

/** `undefined` where a sentence can be shown. */
export function unfitness(sentence: string): Unfit | undefined {
  if (sentence.length > LONGEST) return 'length';
  if (UNSEEN.test(sentence)) return 'unseen';
  if (LINK.test(sentence)) return 'link';
  return MARKUP.test(sentence) ? 'markup' : undefined;
}
