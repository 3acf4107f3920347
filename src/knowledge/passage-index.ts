import type { Passage } from './passage.ts';
import { type IndexWords, STANDARD_NAMES } from './query.ts';
import { createSpelling } from './spelling.ts';
import { createTermNumbers, type TermNumbers } from './term-numbers.ts';
import { stemsOf } from './words.ts';

/** Our passages are long and alike in length, so a word that is repeated keeps telling, and length tells little. */
const K1 = 2;
const B = 0.5;
const TITLE_BOOST = 3;
const ALIAS_BOOST = 4;
const HEADING_BOOST = 0.5;

/** Headings, areas and overviews repeat what their parts say; the part answers better. */
const OVERVIEW_PRIOR = 0.8;
/** What the organisation has decided for itself goes before what a standard says in general. */
const OWN_PRIOR = 1.3;

/** A passage as the search knows it. */
export interface Indexed {
  readonly passage: Passage;
  /** Stems of the title, each with its share of the title's weight. */
  readonly titleShares: readonly (readonly [stem: string, share: number])[];
  /** Stems of the title and the aliases, and their pairs. */
  readonly topic: ReadonlySet<string>;
  /** What its kind is worth beside others. */
  readonly prior: number;
  /** The stems of each of its sentences. */
  sentenceStems(): readonly ReadonlySet<string>[];
}

/** Where a stem, or a pair of them, stands: numbers of passages in rising order, each with its BM25. */
export interface Postings {
  readonly passages: Uint32Array;
  readonly values: Float64Array;
}

export interface PassageIndex {
  readonly entries: readonly Indexed[];
  readonly words: IndexWords;
  /** @param next the stem that follows, where a pair is meant. */
  postingsOf(stem: string, next?: string): Postings | undefined;
  numberOf(passageId: string): number | undefined;
}

/** Counts stems and their pairs once, so that a question touches only the passages that have one of its words. */
export function indexPassages(passages: readonly Passage[]): PassageIndex {
  const terms = createTermNumbers();
  const counted = passages.map((passage) => count(passage, terms));
  const meanLength = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length);
  const postings = postingsIn(counted, meanLength);
  const documentFrequency = (stem: string) => {
    const number = terms.find(stem);
    return number === undefined ? 0 : (postings.get(number)?.passages.length ?? 0);
  };
  const weight = (stem: string) => rarity(documentFrequency(stem), passages.length);

  const overviews = new Set(passages.flatMap(({ id }) => parentsOf(id)));
  const topics = new Set<string>();
  const entries = passages.map((passage): Indexed => {
    const topic = new Set([passage.title, ...passage.aliases].flatMap((text) => withPairs(stemsOf(text))));
    for (const stem of topic) topics.add(stem);
    // "What is ISO/IEC 42001" is not the title that "which documents does ISO 42001 require?" asks for.
    const stems = [...new Set(stemsOf(passage.title))];
    const telling = stems.filter((stem) => !STANDARD_NAMES.has(stem));
    const title = telling.length > 0 ? telling : stems;
    const total = title.reduce((sum, stem) => sum + weight(stem), 0) || 1;
    let sentences: readonly ReadonlySet<string>[] | undefined;
    return {
      passage,
      titleShares: title.map((stem) => [stem, weight(stem) / total]),
      topic,
      prior: (overviews.has(passage.id) ? OVERVIEW_PRIOR : 1) * (passage.id.startsWith('policy:') ? OWN_PRIOR : 1),
      sentenceStems: () => {
        sentences ??= passage.sections.flatMap((section) => section.sentences.map((text) => new Set(stemsOf(text))));
        return sentences;
      },
    };
  });

  const numbers = new Map(passages.map(({ id }, number) => [id, number]));
  const vocabulary = new Map([...terms.words()].map(([word, stem]) => [word, documentFrequency(stem)]));
  return {
    entries,
    words: { documentFrequency, weight, isTopic: (stem) => topics.has(stem), correct: createSpelling(vocabulary) },
    postingsOf(stem, next) {
      const number = terms.find(stem, next);
      return number === undefined ? undefined : postings.get(number);
    },
    numberOf: (passageId) => numbers.get(passageId),
  };
}

/** Whether the passage is among them. */
export function stands({ passages }: Postings, number: number): boolean {
  let [from, to] = [0, passages.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((passages[middle] ?? 0) < number) from = middle + 1;
    else to = middle;
  }
  return passages[from] === number;
}

/** Inverse document frequency, as BM25 has it. */
function rarity(documents: number, all: number): number {
  return Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
}

interface Counted {
  /** How often each stem and pair stands there, by number, boosts included. */
  readonly frequency: ReadonlyMap<number, number>;
  readonly length: number;
}

function count({ title, aliases, sections }: Passage, terms: TermNumbers): Counted {
  const frequency = new Map<number, number>();
  let length = 0;
  const add = (text: string, boost: number) => {
    const numbers = terms.read(text);
    for (let at = 0; at < numbers.length; at += 1) {
      const number = numbers[at] ?? 0;
      frequency.set(number, (frequency.get(number) ?? 0) + boost);
      const next = numbers[at + 1];
      if (next === undefined) continue;
      const pair = terms.pair(number, next);
      frequency.set(pair, (frequency.get(pair) ?? 0) + boost);
    }
    length += numbers.length * boost;
  };
  add(withoutNumbers(title), TITLE_BOOST);
  for (const alias of aliases) add(withoutNumbers(alias), ALIAS_BOOST);
  for (const { heading, sentences } of sections) {
    add(heading, HEADING_BOOST);
    for (const sentence of sentences) add(sentence, 1);
  }
  return { frequency, length };
}

/** "Article 12" is looked up by its number; "we are 12 people" does not mean it. */
function withoutNumbers(name: string): string {
  return name.replace(/\b\d{1,3}(?:\.\d{1,3})*\b/g, ' ');
}

function postingsIn(counted: readonly Counted[], meanLength: number): ReadonlyMap<number, Postings> {
  const documents = new Map<number, number>();
  for (const { frequency } of counted)
    for (const term of frequency.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  const postings = new Map<number, Postings & { filled: number }>();
  for (const [term, many] of documents)
    postings.set(term, { passages: new Uint32Array(many), values: new Float64Array(many), filled: 0 });
  counted.forEach(({ frequency, length }, passage) => {
    const norm = K1 * (1 - B + (B * length) / meanLength);
    for (const [term, times] of frequency) {
      const stand = postings.get(term);
      if (stand === undefined) continue;
      stand.passages[stand.filled] = passage;
      stand.values[stand.filled] = (rarity(stand.passages.length, counted.length) * times * (K1 + 1)) / (times + norm);
      stand.filled += 1;
    }
  });
  return postings;
}

/** `iso42001:9.2.1` is a part of `iso42001:9.2` and of `iso42001:9`. */
function parentsOf(id: string): readonly string[] {
  const parts = id.split('.');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('.'));
}

function withPairs(stems: readonly string[]): readonly string[] {
  return [...stems, ...stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`)];
}
