import type { Passage } from './passage.ts';
import type { IndexWords } from './query.ts';
import { createSpelling } from './spelling.ts';
import { STOP_WORDS, stemsOf, wordsOf } from './words.ts';

const K1 = 1.2;
const B = 0.75;
const TITLE_BOOST = 3;
const ALIAS_BOOST = 2;
const HEADING_BOOST = 1;

/** Headings, areas and overviews repeat what their parts say; the part answers better. */
const OVERVIEW_PRIOR = 0.8;
/** What the organisation has decided for itself goes before what a standard says in general. */
const OWN_PRIOR = 1.3;

/** A passage as the search knows it. */
export interface Indexed {
  readonly passage: Passage;
  readonly title: ReadonlySet<string>;
  /** Stems of the title and the aliases, and their pairs. */
  readonly topic: ReadonlySet<string>;
  /** What its kind is worth beside others. */
  readonly prior: number;
  /** The stems of each of its sentences. */
  sentenceStems(): readonly ReadonlySet<string>[];
  has(stem: string): boolean;
}

/** Where a stem, or a pair of them, stands: passages by number, each with its BM25 without the factor of the question. */
export interface Postings {
  readonly entries: readonly number[];
  readonly values: readonly number[];
}

export interface PassageIndex {
  readonly entries: readonly Indexed[];
  readonly words: IndexWords;
  postingsOf(stem: string): Postings | undefined;
  numberOf(passageId: string): number | undefined;
}

/** Counts stems and their pairs once, so that a question touches only the passages that have one of its words. */
export function indexPassages(passages: readonly Passage[]): PassageIndex {
  const overviews = new Set(passages.flatMap(({ id }) => parentsOf(id)));
  const counted = passages.map(count);
  const meanLength = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length);
  const documents = new Map<string, number>();
  for (const { frequency } of counted)
    for (const stem of frequency.keys()) documents.set(stem, (documents.get(stem) ?? 0) + 1);
  const weight = (stem: string) => {
    const frequency = documents.get(stem) ?? 0;
    return Math.log(1 + (counted.length - frequency + 0.5) / (frequency + 0.5));
  };

  const postings = new Map<string, { readonly entries: number[]; readonly values: number[] }>();
  const topics = new Set<string>();
  const entries = counted.map(({ passage, frequency, length }, number): Indexed => {
    const norm = K1 * (1 - B + (B * length) / meanLength);
    for (const [stem, times] of frequency) {
      const stands = postings.get(stem) ?? { entries: [], values: [] };
      postings.set(stem, stands);
      stands.entries.push(number);
      stands.values.push((weight(stem) * times * (K1 + 1)) / (times + norm));
    }
    const topic = new Set([passage.title, ...passage.aliases].flatMap((text) => withPairs(stemsOf(text))));
    for (const stem of topic) topics.add(stem);
    let sentences: readonly ReadonlySet<string>[] | undefined;
    return {
      passage,
      title: new Set(stemsOf(passage.title)),
      topic,
      prior: (overviews.has(passage.id) ? OVERVIEW_PRIOR : 1) * (passage.id.startsWith('policy:') ? OWN_PRIOR : 1),
      sentenceStems: () => {
        sentences ??= passage.sections.flatMap((section) => section.sentences.map((text) => new Set(stemsOf(text))));
        return sentences;
      },
      has: (stem) => frequency.has(stem),
    };
  });

  const numbers = new Map(passages.map(({ id }, number) => [id, number]));
  return {
    entries,
    words: {
      documentFrequency: (stem) => documents.get(stem) ?? 0,
      weight,
      isTopic: (stem) => topics.has(stem),
      correct: createSpelling(vocabularyOf(passages)),
    },
    postingsOf: (stem) => postings.get(stem),
    numberOf: (passageId) => numbers.get(passageId),
  };
}

interface Counted {
  readonly passage: Passage;
  readonly frequency: ReadonlyMap<string, number>;
  readonly length: number;
}

function count(passage: Passage): Counted {
  const frequency = new Map<string, number>();
  let length = 0;
  const add = (text: string, boost: number) => {
    const stems = stemsOf(text);
    for (const stem of withPairs(stems)) frequency.set(stem, (frequency.get(stem) ?? 0) + boost);
    length += stems.length * boost;
  };
  add(passage.title, TITLE_BOOST);
  for (const alias of passage.aliases) add(alias, ALIAS_BOOST);
  for (const section of passage.sections) {
    add(section.heading, HEADING_BOOST);
    for (const sentence of section.sentences) add(sentence, 1);
  }
  return { passage, frequency, length };
}

/** `iso42001:9.2.1` is a part of `iso42001:9.2` and of `iso42001:9`. */
function parentsOf(id: string): readonly string[] {
  const parts = id.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
}

function withPairs(stems: readonly string[]): readonly string[] {
  return [...stems, ...stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`)];
}

function vocabularyOf(passages: readonly Passage[]): ReadonlyMap<string, number> {
  const vocabulary = new Map<string, number>();
  for (const { title, aliases, sections } of passages) {
    const text = [title, ...aliases, ...sections.flatMap((section) => [section.heading, section.text])].join(' ');
    for (const word of new Set(wordsOf(text)))
      if (!STOP_WORDS.has(word)) vocabulary.set(word, (vocabulary.get(word) ?? 0) + 1);
  }
  return vocabulary;
}
