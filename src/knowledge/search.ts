import type { Passage } from './passage.ts';
import { type Indexed, indexPassages, type PassageIndex, stands } from './passage-index.ts';
import { type Place, readPlaces } from './places.ts';
import { isStandardName, type QueryTerm, readQuery } from './query.ts';
import { type Reference, readReferences } from './references.ts';

export interface Search {
  /**
   * At most `limit` passages, best first; none when no word of the question is known.
   * @param context what was asked before: its words count half.
   */
  find(question: string, limit: number, context?: string): readonly Hit[];
  /** The question as the search reads it. */
  read(question: string, context?: string): ReadQuestion;
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
  sentenceStems(): readonly ReadonlySet<string>[];
  /** The question names this passage by its number. */
  readonly named: boolean;
}

export interface ReadQuestion {
  readonly terms: readonly QueryTerm[];
  /** Those that the question can only mean as places in the standard; whether they exist is not said. */
  readonly references: readonly Reference[];
  /** Places in other documents: "Article 26", "GOVERN 1.1". */
  readonly places: readonly Place[];
}

/** A longer question says nothing more about its subject, and costs time. */
const READ_CHARACTERS = 2_000;

/** A passage whose whole title stands in the question gains this share: "AI policy" before "Review of the AI policy". */
const TITLE_SHARE = 0.35;
const BIGRAM_SHARE = 0.3;
/** "What does 10.2 require?" can mean only a place; "since version 8.4" cannot. */
const ASKS_OF_A_PLACE =
  /\b(?:does|do|is|explain|about|under|per|in|by|to)\s+\d{1,2}\.\d[\d.]*\b(?=.*\b(?:requires?|asks?|says?|wants?|means?|demands?|about|evidence|covers?)\b)/i;
const CONTEXT_SHARE = 0.5;
const NAMED_SCORE = 100;
const RELATED_SCORE = 0.1;

/** BM25 over Porter stems with boosted titles and aliases, synonyms, and lookup of references. */
export function createSearch(passages: readonly Passage[]): Search {
  const index = indexPassages(passages);
  const { entries, words, postingsOf, numberOf } = index;
  const scores = new Float64Array(entries.length);
  const bestOfTerm = new Float64Array(entries.length);

  const readOne = (whole: string): ReadQuestion => {
    const text = whole.slice(0, READ_CHARACTERS);
    const { places, rest: withoutPlaces } = readPlaces(text);
    const { references, rest } = readReferences(withoutPlaces);
    const terms = readQuery(rest, words);
    const aboutStandard =
      terms.every(isStandardName) || terms.some(({ stem }) => stem === '42001') || ASKS_OF_A_PLACE.test(text);
    return { terms, places, references: references.flatMap((reference) => resolved(reference, aboutStandard)) };
  };

  const read = (question: string, context?: string): ReadQuestion => {
    const asked = readOne(question);
    if (context === undefined) return asked;
    const before = readOne(context);
    const added = before.terms.filter(({ stem }) => !asked.terms.some((term) => term.stem === stem));
    const names = asked.references.length + asked.places.length > 0;
    return {
      terms: [...asked.terms, ...added.map((term) => ({ ...term, weight: term.weight * CONTEXT_SHARE }))],
      references: names ? asked.references : before.references,
      places: names ? asked.places : before.places,
    };
  };

  /** A bare "8.4" may be a version or a price; "6.1.4" is hardly anything else. */
  const resolved = (reference: Reference, aboutStandard: boolean): readonly Reference[] => {
    if (reference.named) return [reference];
    const existing = [reference.id, `A.${reference.id}`].find((id) => numberOf(`iso42001:${id}`) !== undefined);
    if (existing === undefined) return aboutStandard ? [reference] : [];
    return aboutStandard || reference.id.split('.').length > 2 ? [{ id: existing, named: true }] : [];
  };

  const numbersOfPlace = ({ passageId, exists, nearest }: Place): readonly number[] => {
    const own = exists ? numberOf(passageId) : undefined;
    return own === undefined && exists ? nearest.flatMap((id) => numberOf(id) ?? []) : [own ?? []].flat();
  };

  /** The standard's own name, and what was asked before, count for less than their rarity says. */
  const shareOf = (term: QueryTerm) => (term.known ? term.weight / words.weight(term.stem) : 1);

  /** Adds up what each passage's words are worth, and answers which passages have any. */
  const scoreWords = (terms: readonly QueryTerm[]): readonly number[] => {
    const touched: number[] = [];
    const add = (number: number, value: number) => {
      if (scores[number] === 0) touched.push(number);
      scores[number] = (scores[number] ?? 0) + value;
    };
    for (const term of terms) {
      const seen: number[] = [];
      for (const [stem, factor] of term.alternatives) {
        const postings = postingsOf(stem);
        if (postings === undefined) continue;
        const { passages: numbers, values } = postings;
        for (let at = 0; at < numbers.length; at += 1) {
          const number = numbers[at] ?? 0;
          const value = factor * (values[at] ?? 0);
          const best = bestOfTerm[number] ?? 0;
          if (value <= best) continue;
          if (best === 0) seen.push(number);
          bestOfTerm[number] = value;
        }
      }
      const share = shareOf(term);
      for (const number of seen) {
        add(number, share * (bestOfTerm[number] ?? 0));
        bestOfTerm[number] = 0;
      }
    }
    terms.forEach((term, at) => {
      const next = terms[at + 1];
      const pair = next === undefined ? undefined : postingsOf(term.stem, next.stem);
      if (next === undefined || pair === undefined) return;
      const share = BIGRAM_SHARE * Math.min(shareOf(term), shareOf(next));
      pair.passages.forEach((number, position) => {
        add(number, share * (pair.values[position] ?? 0));
      });
    });
    return touched;
  };

  return {
    read,
    find(question, limit, context) {
      const { terms, references, places } = read(question, context);
      const named = [
        ...references.flatMap(({ id }) => numberOf(`iso42001:${id}`) ?? []),
        ...places.flatMap((place) => numbersOfPlace(place)),
      ];
      const related = named.flatMap((number) => entries[number]?.passage.related ?? []);
      const near = new Set(related.flatMap((id) => numberOf(id) ?? []));
      const asked = new Set(terms.flatMap((term) => [term.stem, ...term.alternatives.keys()]));
      const touched = scoreWords(terms);
      const best = createBest(limit);

      const wordScoreOf = (number: number): number => {
        const entry = entries[number];
        const score = (scores[number] ?? 0) * (entry?.prior ?? 1);
        // Only what may still come in is worth a look at its title.
        if (entry === undefined || score * (1 + TITLE_SHARE) < best.least()) return score;
        const said = entry.titleShares.reduce((sum, [stem, share]) => (asked.has(stem) ? sum + share : sum), 0);
        return score * (1 + TITLE_SHARE * said);
      };
      const looked = new Set([...named, ...near]);
      for (const number of looked) {
        const wordScore = wordScoreOf(number);
        const rank = named.indexOf(number);
        best.offer({ number, wordScore, score: wordScore + (rank >= 0 ? NAMED_SCORE - rank : RELATED_SCORE) });
      }
      for (const number of touched) {
        if (looked.has(number)) continue;
        const wordScore = wordScoreOf(number);
        best.offer({ number, wordScore, score: wordScore });
      }
      for (const number of touched) scores[number] = 0;
      return best.taken().flatMap((scored) => {
        const entry = entries[scored.number];
        return entry === undefined ? [] : [hitOf(index, entry, scored, named.includes(scored.number), terms)];
      });
    },
  };
}

interface Scored {
  readonly number: number;
  readonly score: number;
  readonly wordScore: number;
}

/** Keeps the highest scores, equal ones in the order of the passages, without sorting all of them. */
function createBest(limit: number) {
  const kept: Scored[] = [];
  const isBefore = (a: Scored, b: Scored) => a.score > b.score || (a.score === b.score && a.number < b.number);
  return {
    offer(scored: Scored): void {
      const last = kept[limit - 1];
      if (scored.score <= 0 || (last !== undefined && !isBefore(scored, last))) return;
      let at = kept.length;
      for (let before = kept[at - 1]; before !== undefined && isBefore(scored, before); before = kept[at - 1]) at -= 1;
      kept.splice(at, 0, scored);
      if (kept.length > limit) kept.pop();
    },
    /** What a score must reach to come in. */
    least: (): number => kept[limit - 1]?.score ?? 0,
    taken: (): readonly Scored[] => kept,
  };
}

function hitOf(
  { postingsOf }: PassageIndex,
  entry: Indexed,
  { number, score, wordScore }: Scored,
  named: boolean,
  terms: readonly QueryTerm[],
): Hit {
  return {
    passage: entry.passage,
    score,
    wordScore,
    named,
    matched: matches(terms, (stem) => {
      const postings = postingsOf(stem);
      return postings !== undefined && stands(postings, number);
    }),
    matchedTopic: matches(terms, (stem) => entry.topic.has(stem)),
    matchedPhrases: phrasesOf(entry.topic, terms),
    sentenceStems: entry.sentenceStems,
  };
}

function matches(terms: readonly QueryTerm[], has: (stem: string) => boolean): ReadonlyMap<string, number> {
  const factors = terms.map(({ stem, alternatives }): readonly [string, number] => {
    return [stem, Math.max(0, ...[...alternatives].filter(([other]) => has(other)).map(([, factor]) => factor))];
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
