import { stemmer } from 'stemmer';
import { SYNONYMS } from './synonyms.ts';
import { STOP_WORDS, stemsOf, wordsOf } from './words.ts';

/** One meaningful word of a question, with everything in the index that may stand for it. */
export interface QueryTerm {
  readonly word: string;
  readonly stem: string;
  /** How much it tells passages apart (inverse document frequency); highest for a word no passage has. */
  readonly weight: number;
  /** Some passage has the word, or one that stands for it, in its title or aliases. */
  readonly topical: boolean;
  /** The word itself is in the index, if need be after a typing mistake is mended. */
  readonly known: boolean;
  /** Stems of the index, each with how far it stands for the word (1 = it is the word). */
  readonly alternatives: ReadonlyMap<string, number>;
}

export interface IndexWords {
  /** Zero for a stem that no passage has. */
  documentFrequency(stem: string): number;
  weight(stem: string): number;
  /** Whether the title or an alias of any passage has the stem. */
  isTopic(stem: string): boolean;
  correct(word: string): string | undefined;
}

/** The standard's own name is in many questions and many pages; it counts fully only where nothing else is asked. */
export const STANDARD_NAMES: ReadonlySet<string> = new Set(['iso', 'iec', '42001', 'standard']);
const NAME_SHARE = 0.15;
const SYNONYM_FACTOR = 0.7;
const CORRECTED_FACTOR = 0.9;

/** Phrases by first word; longer ones are tried as well, all that fit apply. */
const PHRASES: readonly { readonly words: readonly string[]; readonly means: readonly string[] }[] = SYNONYMS.flatMap(
  ([says, means]) => says.split('|').map((phrase) => ({ words: phrase.split(' '), means: stemsOf(means) })),
);

export function readQuery(text: string, index: IndexWords): readonly QueryTerm[] {
  const words = wordsOf(withoutVerbAims(text));
  const meanings = meaningsByPosition(words);
  const terms = new Map<string, QueryTerm>();
  words.forEach((word, position) => {
    if (STOP_WORDS.has(word)) return;
    const term = readTerm(word, meanings.get(position) ?? [], index);
    if (!terms.has(term.stem)) terms.set(term.stem, term);
  });
  const read = [...terms.values()];
  if (read.every(isStandardName)) return read;
  return read.map((term) => (isStandardName(term) ? { ...term, weight: term.weight * NAME_SHARE } : term));
}

/**
 * AIMS is an AI management system, except where it is a verb or means any purpose: "the charity aims to help", "the aims
 * of the Union".
 */
export function withoutVerbAims(text: string): string {
  return text.replace(/\b[Aa]ims\s+(?=(?:to|at|for|of)\b)/g, '');
}

export function isStandardName(term: QueryTerm): boolean {
  return STANDARD_NAMES.has(term.stem);
}

function readTerm(word: string, meanings: readonly string[], index: IndexWords): QueryTerm {
  const alternatives = new Map<string, number>();
  for (const meaning of meanings) {
    if (index.documentFrequency(meaning) > 0) alternatives.set(meaning, SYNONYM_FACTOR);
  }
  const itself = stemmer(word);
  const corrected = index.documentFrequency(itself) > 0 ? undefined : index.correct(word);
  const stemmed = corrected === undefined ? itself : stemmer(corrected);
  const known = index.documentFrequency(stemmed) > 0;
  if (known) alternatives.set(stemmed, corrected === undefined ? 1 : CORRECTED_FACTOR);
  const weights = [...alternatives.keys()].map((alternative) => index.weight(alternative));
  const weight = known || weights.length === 0 ? index.weight(stemmed) : Math.max(...weights);
  const topical = [...alternatives.keys()].some((alternative) => index.isTopic(alternative));
  return { word, stem: stemmed, weight, topical, known, alternatives };
}

function meaningsByPosition(words: readonly string[]): ReadonlyMap<number, readonly string[]> {
  const meanings = new Map<number, readonly string[]>();
  for (const phrase of PHRASES) {
    for (
      let start = words.indexOf(phrase.words[0] ?? '');
      start >= 0;
      start = words.indexOf(phrase.words[0] ?? '', start + 1)
    ) {
      if (!phrase.words.every((word, offset) => words[start + offset] === word)) continue;
      for (let offset = 0; offset < phrase.words.length; offset += 1) {
        meanings.set(start + offset, [...(meanings.get(start + offset) ?? []), ...phrase.means]);
      }
    }
  }
  return meanings;
}
