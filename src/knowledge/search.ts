import type { Passage } from './passage.ts';
import { type IndexWords, isStandardName, type QueryTerm, readQuery } from './query.ts';
import { type Reference, readReferences } from './references.ts';
import { createSpelling } from './spelling.ts';
import { STOP_WORDS, stemsOf, wordsOf } from './words.ts';

export interface Search {
  /** At most `limit` passages, best first; none when no word of the question is known. */
  find(question: string, limit: number): readonly Hit[];
  /** The question as the search reads it. */
  read(question: string): ReadQuestion;
}

export interface Hit {
  readonly passage: Passage;
  /** BM25, to be compared within one question only: it grows with the question's length. */
  readonly score: number;
  /** The part of the score that comes from words, without the lookup of references. */
  readonly wordScore: number;
  /** The stems of the question's terms that the passage has, each with how far it stands there (1 = itself). */
  readonly matched: ReadonlyMap<string, number>;
  /** The same for its title and aliases alone. */
  readonly matchedTopic: ReadonlyMap<string, number>;
  /** The stems of the question's terms that stand side by side in its title or in one alias, as in the question. */
  readonly matchedPhrases: ReadonlySet<string>;
  /** The stems of each of its sentences. */
  readonly sentenceStems: readonly ReadonlySet<string>[];
  /** The question names this passage by its number. */
  readonly named: boolean;
}

export interface ReadQuestion {
  readonly terms: readonly QueryTerm[];
  /** Those that the question can only mean as places in the standard; whether they exist is not said. */
  readonly references: readonly Reference[];
}

/** A longer question says nothing more about its subject, and costs time. */
const READ_CHARACTERS = 2_000;

const K1 = 1.2;
const B = 0.75;
const TITLE_BOOST = 3;
const ALIAS_BOOST = 2;
const HEADING_BOOST = 1;
/** A passage whose whole title stands in the question gains this share: "AI policy" before "Review of the AI policy". */
const TITLE_SHARE = 0.35;
/** A word that no title or alias has is mentioned in passing, and tells less what a question is about. */
const PASSING_SHARE = 0.8;
const BIGRAM_SHARE = 0.3;
const NAMED_SCORE = 100;
const RELATED_SCORE = 0.1;

/** Headings, areas and overviews repeat what their parts say; the part answers better. */
const OVERVIEW_PRIOR = 0.8;

interface Indexed {
  readonly passage: Passage;
  readonly frequency: ReadonlyMap<string, number>;
  readonly length: number;
  readonly title: readonly string[];
  /** Stems of the title and the aliases, and their pairs. */
  readonly topic: ReadonlySet<string>;
  readonly sentenceStems: readonly ReadonlySet<string>[];
  /** Other passages are parts of it, as 9.2.1 is of 9.2. */
  readonly overview: boolean;
}

/** BM25 over Porter stems (k1 1.2, b 0.75) with boosted titles and aliases, synonyms, and lookup of references. */
export function createSearch(passages: readonly Passage[]): Search {
  const index = passages.map((passage) => indexed(passage, passages));
  const meanLength = index.reduce((sum, { length }) => sum + length, 0) / Math.max(1, index.length);
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  const words = indexWords(passages, index);

  const read = (question: string): ReadQuestion => {
    const { references, rest } = readReferences(question.slice(0, READ_CHARACTERS));
    const terms = readQuery(rest, words);
    const aboutStandard = terms.every(isStandardName) || terms.some(({ stem }) => stem === '42001');
    return { terms, references: references.flatMap((reference) => resolved(reference, aboutStandard)) };
  };

  /** A bare "8.4" may be a version or a price; "6.1.4" is hardly anything else. */
  const resolved = (reference: Reference, aboutStandard: boolean): readonly Reference[] => {
    if (reference.named) return [reference];
    const existing = [reference.id, `A.${reference.id}`].find((id) => byId.has(`iso42001:${id}`));
    if (existing === undefined) return aboutStandard ? [reference] : [];
    return aboutStandard || reference.id.split('.').length > 2 ? [{ id: existing, named: true }] : [];
  };

  const bm25 = (entry: Indexed, stem: string): number => {
    const frequency = entry.frequency.get(stem) ?? 0;
    const norm = K1 * (1 - B + (B * entry.length) / meanLength);
    return (words.weight(stem) * frequency * (K1 + 1)) / (frequency + norm);
  };

  const titleShare = (entry: Indexed, terms: readonly QueryTerm[]): number => {
    const asked = new Set(terms.flatMap((term) => [term.stem, ...term.alternatives.keys()]));
    const total = entry.title.reduce((sum, stem) => sum + words.weight(stem), 0);
    const said = entry.title.filter((stem) => asked.has(stem)).reduce((sum, stem) => sum + words.weight(stem), 0);
    return total === 0 ? 0 : said / total;
  };

  const scored = (entry: Indexed, terms: readonly QueryTerm[]): number => {
    const single = terms.reduce((sum, term) => {
      const values = [...term.alternatives].map(([stem, factor]) => factor * bm25(entry, stem));
      const share = term.known ? term.weight / words.weight(term.stem) : 1;
      return sum + (term.topical ? 1 : PASSING_SHARE) * share * Math.max(0, ...values);
    }, 0);
    const pairs = terms.reduce((sum, term, at) => {
      const next = terms[at + 1];
      const pair = next === undefined ? undefined : `${term.stem} ${next.stem}`;
      return pair !== undefined && entry.frequency.has(pair) ? sum + BIGRAM_SHARE * bm25(entry, pair) : sum;
    }, 0);
    return (single + pairs) * (1 + TITLE_SHARE * titleShare(entry, terms)) * (entry.overview ? OVERVIEW_PRIOR : 1);
  };

  return {
    read,
    find(question, limit) {
      const { terms, references } = read(question);
      const named = references.flatMap((reference) => byId.get(`iso42001:${reference.id}`) ?? []);
      const near = new Set(named.flatMap((passage) => passage.related));
      const hits = index.map((entry): Hit => {
        const rank = named.indexOf(entry.passage);
        const bonus = rank >= 0 ? NAMED_SCORE - rank : near.has(entry.passage.id) ? RELATED_SCORE : 0;
        const wordScore = scored(entry, terms);
        return {
          passage: entry.passage,
          score: wordScore + bonus,
          wordScore,
          matched: matches(entry.frequency, terms),
          matchedTopic: matches(entry.topic, terms),
          matchedPhrases: phrasesOf(entry.topic, terms),
          sentenceStems: entry.sentenceStems,
          named: rank >= 0,
        };
      });
      return hits
        .filter((hit) => hit.score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, limit);
    },
  };
}

function matches(stems: { has(stem: string): boolean }, terms: readonly QueryTerm[]): ReadonlyMap<string, number> {
  const factors = terms.map(({ stem, alternatives }): readonly [string, number] => {
    return [stem, Math.max(0, ...[...alternatives].filter(([other]) => stems.has(other)).map(([, factor]) => factor))];
  });
  return new Map(factors.filter(([, factor]) => factor > 0));
}

function phrasesOf(topic: ReadonlySet<string>, terms: readonly QueryTerm[]): ReadonlySet<string> {
  const pairs = terms.flatMap((term, at) => {
    const next = terms[at + 1];
    return next !== undefined && topic.has(`${term.stem} ${next.stem}`) ? [term.stem, next.stem] : [];
  });
  return new Set(pairs);
}

function withPairs(stems: readonly string[]): readonly string[] {
  return [...stems, ...stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`)];
}

function indexed(passage: Passage, all: readonly Passage[]): Indexed {
  const frequency = new Map<string, number>();
  let length = 0;
  const add = (text: string, boost: number) => {
    const stems = stemsOf(text);
    stems.forEach((stem, at) => {
      frequency.set(stem, (frequency.get(stem) ?? 0) + boost);
      const next = stems[at + 1];
      if (next !== undefined) frequency.set(`${stem} ${next}`, (frequency.get(`${stem} ${next}`) ?? 0) + boost);
    });
    length += stems.length * boost;
  };
  add(passage.title, TITLE_BOOST);
  for (const alias of passage.aliases) add(alias, ALIAS_BOOST);
  for (const section of passage.sections) {
    add(section.heading, HEADING_BOOST);
    for (const sentence of section.sentences) add(sentence, 1);
  }
  const sentenceStems = passage.sections.flatMap(({ sentences }) => sentences.map((text) => new Set(stemsOf(text))));
  const overview = all.some(({ id }) => id.startsWith(`${passage.id}.`));
  const topic = new Set([passage.title, ...passage.aliases].flatMap((text) => withPairs(stemsOf(text))));
  return { passage, frequency, length, title: [...new Set(stemsOf(passage.title))], topic, overview, sentenceStems };
}

function indexWords(passages: readonly Passage[], index: readonly Indexed[]): IndexWords {
  const documents = new Map<string, number>();
  for (const { frequency } of index) {
    for (const stem of frequency.keys()) documents.set(stem, (documents.get(stem) ?? 0) + 1);
  }
  const topics = new Set(index.flatMap(({ topic }) => [...topic]));
  const vocabulary = new Set(passages.flatMap((passage) => wordsOf(textOf(passage))));
  const documentFrequency = (stem: string) => documents.get(stem) ?? 0;
  return {
    documentFrequency,
    weight: (stem) => {
      const frequency = documentFrequency(stem);
      return Math.log(1 + (index.length - frequency + 0.5) / (frequency + 0.5));
    },
    isTopic: (stem) => topics.has(stem),
    correct: createSpelling([...vocabulary].filter((word) => !STOP_WORDS.has(word))),
  };
}

function textOf(passage: Passage): string {
  const sections = passage.sections.flatMap((section) => [section.heading, section.text]);
  return [passage.title, ...passage.aliases, ...sections].join(' ');
}
