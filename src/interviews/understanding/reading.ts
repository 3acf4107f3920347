import { consideredTokens, negatedTokens } from './negation.ts';
import { quoteOf, type Token, tokensOf } from './tokens.ts';

/** A text read once: its words, and what its clauses deny or only consider. */
export interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly negated: readonly boolean[];
  readonly considered: readonly boolean[];
}

export function read(text: string): Reading {
  const tokens = tokensOf(text);
  return { text, tokens, negated: negatedTokens(tokens), considered: consideredTokens(tokens) };
}

/** Places in a reading, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function quoteSpan(reading: Reading, span: Span): string {
  return quoteOf(reading.text, reading.tokens, span.from, span.to);
}

/** The smallest span that holds all of them. */
export function spanning(spans: readonly Span[]): Span {
  const from = Math.min(...spans.map((span) => span.from));
  return { from, to: Math.max(...spans.map((span) => span.to)) };
}

export const overlap = (left: Span, right: Span): boolean => left.from <= right.to && right.from <= left.to;

/** The words from `from` to `to` in small letters, one space between, for patterns. */
export function wordsOf(reading: Reading, from = 0, to = reading.tokens.length - 1): string {
  return reading.tokens
    .slice(from, to + 1)
    .map((token) => token.word)
    .join(' ');
}

/** The last token of the sentence that `index` stands in. */
export function sentenceEnd(reading: Reading, index: number): number {
  let at = index;
  while (at + 1 < reading.tokens.length && reading.tokens[at + 1]?.before !== 'stop') at += 1;
  return at;
}
