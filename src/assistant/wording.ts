import { stemmer } from 'stemmer';
import { z } from 'zod';
import { wordsOf } from '../knowledge/words.ts';
import fitted from './wording.json' with { type: 'json' };

/** What each word or pair of words says for (above zero) or against a question being ours, in steps; words by step. */
const WEIGHTS: ReadonlyMap<string, number> = new Map(
  Object.entries(z.record(z.string(), z.string()).parse(fitted)).flatMap(([weight, words]) =>
    words.split('|').map((word): [string, number] => [word, Number(weight)]),
  ),
);

/** Where the sum of the weights counts as much as it ever will. */
const SOFTLY = 6;
/** A long message would otherwise outweigh everything by its length alone. */
const READ_WORDS = 60;

/** How a question is put, whatever it is about: between -1, as people ask others, and 1, as they ask us. */
export function wordingOf(question: string, weights: ReadonlyMap<string, number> = WEIGHTS): number {
  const sum = tokensOf(question).reduce((total, token) => total + (weights.get(token) ?? 0), 0);
  return Math.tanh(sum / SOFTLY);
}

/** Its words as stems, also those that say nothing about a subject, and their pairs, each once. */
export function tokensOf(question: string): readonly string[] {
  const stems = wordsOf(question.slice(0, 1_000)).slice(0, READ_WORDS).map(stemmer);
  return [...new Set([...stems, ...stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`)])];
}
