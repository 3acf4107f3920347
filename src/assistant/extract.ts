import type { QueryTerm } from '../knowledge/query.ts';
import { readReferences } from '../knowledge/references.ts';
import type { Hit } from '../knowledge/search.ts';
import { stemsOf } from '../knowledge/words.ts';
import { fitsHeading, fitsSentence, type QuestionFocus } from './focus.ts';

/** A sentence of a passage, verbatim. */
export interface Extracted {
  readonly text: string;
  readonly passageId: string;
}

interface Candidate extends Extracted {
  /** Where it stands: rank of its passage, then its place in it. */
  readonly order: number;
  /** How well it fits what is asked for, wherever in its page it stands. */
  readonly fit: number;
  readonly standing: number;
  readonly covers: ReadonlyMap<string, number>;
}

const MOST = 4;
const FEWEST = 2;
/** Where only a place is named, there are no words to cover. */
const FEWEST_OF_A_PLACE = 3;
/** A sentence after the fewest must add at least this share of the question's weight. */
const WORTH_ADDING = 0.12;
const REPEATED_SHARE = 0.35;

/** Reasons and evidence have sections of their own; the rest may stand anywhere. */
const FITS_HEADING: Readonly<Record<QuestionFocus, number>> = {
  what: 0.15,
  who: 0.15,
  when: 0.15,
  why: 0.4,
  evidence: 0.4,
};
const FITS_SENTENCE = 0.25;
/** "High-risk" is more than "high" and "risk". */
const SAYS_A_PAIR = 0.15;
const OPENS_SECTION = 0.06;
const LOWER_RANK = -0.12;
const LATER_PLACE = -0.01;
const LEANS_ON_OTHERS = -0.2;
/** "Top management also answers for …" continues what stands before it, as does "On this basis …". */
const CONTINUES =
  /^(?:\S+\s+){0,5}also\b|\bboth\b[,.]|^(?:First,|Second,|On this|In that|For this|Instead|However|Another|Further)\b/;
/** What a sentence must have ahead of the one that stands first in its page, to be read before it. */
const READS_FIRST = 0.2;
const ONLY_POINTS_ELSEWHERE = -0.15;

/** Chooses two to four sentences that together cover the question, in reading order. */
export function extractSentences(
  hits: readonly Hit[],
  terms: readonly QueryTerm[],
  focus: QuestionFocus,
  allowed: (sentence: string) => boolean,
): readonly Extracted[] {
  const total = terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const candidates = hits
    .flatMap((hit, rank) => candidatesOf(hit, rank, terms, total, focus))
    .filter(({ text }) => allowed(text));

  const fewest = terms.length === 0 ? FEWEST_OF_A_PLACE : FEWEST;

  const chosen: Candidate[] = [];
  const said = new Map<string, number>();
  const worth = (candidate: Candidate) => {
    const gains = [...candidate.covers].map(([stem, share]) => {
      const before = said.get(stem) ?? 0;
      return Math.max(0, share - before) + REPEATED_SHARE * Math.min(share, before);
    });
    return gains.reduce((sum, gain) => sum + gain, 0);
  };
  const take = (from: readonly Candidate[]): boolean => {
    const left = from.filter((candidate) => !chosen.some(({ text }) => text === candidate.text));
    const [best] = left
      .map((candidate) => ({ candidate, value: worth(candidate) }))
      .sort((a, b) => b.value + b.candidate.standing - a.value - a.candidate.standing);
    if (best === undefined || (chosen.length >= fewest && best.value < WORTH_ADDING)) return false;
    chosen.push(best.candidate);
    for (const [stem, share] of best.candidate.covers) said.set(stem, Math.max(share, said.get(stem) ?? 0));
    return true;
  };

  // Every place that the question names is heard before the rest.
  for (const hit of hits.filter(({ named }) => named).slice(0, MOST)) {
    take(candidates.filter(({ passageId }) => passageId === hit.passage.id));
  }
  while (chosen.length < MOST && take(candidates));
  const inOrder = [...chosen].sort((a, b) => a.order - b.order);
  const opener = hits.some(({ named }) => named)
    ? undefined
    : best(inOrder, (one) => covered(one.covers) + opening(one) + (one === inOrder[0] ? READS_FIRST : 0));
  return [...(opener ? [opener] : []), ...inOrder.filter((one) => one !== opener)].map(({ text, passageId }) => ({
    text,
    passageId,
  }));
}

/** The sentence that answers most of the question comes first, unless it continues another. */
function opening({ fit, text }: Candidate): number {
  return fit + (CONTINUES.test(text) ? 2 * LEANS_ON_OTHERS : 0);
}

function covered(covers: ReadonlyMap<string, number>): number {
  return [...covers.values()].reduce((sum, share) => sum + share, 0);
}

function best<Item>(items: readonly Item[], value: (item: Item) => number): Item | undefined {
  return [...items].sort((a, b) => value(b) - value(a))[0];
}

function candidatesOf(
  hit: Hit,
  rank: number,
  terms: readonly QueryTerm[],
  total: number,
  focus: QuestionFocus,
): readonly Candidate[] {
  const about = new Set(stemsOf(hit.passage.title));
  return hit.passage.sections.flatMap((section, sectionAt) =>
    section.sentences.map((text, at): Candidate => {
      const inOrder = stemsOf(text);
      const stems = new Set(inOrder);
      const place = sectionAt * 20 + at;
      const fit =
        (fitsHeading(focus, section.heading, sectionAt) ? FITS_HEADING[focus] : 0) +
        (fitsSentence(focus, text) ? FITS_SENTENCE : 0) +
        pairsIn(inOrder, terms) * SAYS_A_PAIR +
        rank * LOWER_RANK +
        (/^(?:It|They|This|These|That|Those|Both|He|She|Such)\b/.test(text) ? LEANS_ON_OTHERS : 0) +
        (readReferences(text).references.length > 1 ? ONLY_POINTS_ELSEWHERE : 0);
      return {
        text,
        passageId: hit.passage.id,
        order: rank * 1_000 + place,
        fit,
        standing: fit + (at === 0 ? OPENS_SECTION : 0) + place * LATER_PLACE,
        covers: covers(terms, stems, about, total),
      };
    }),
  );
}

/** How many pairs of words of the question stand side by side in the sentence too, two at most. */
function pairsIn(stems: readonly string[], terms: readonly QueryTerm[]): number {
  const pairs = new Set(stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`));
  const said = terms.slice(1).filter((term, at) => pairs.has(`${terms[at]?.stem} ${term.stem}`));
  return Math.min(said.length, 2);
}

/** How much of each term the sentence says itself; half counts where only the passage's title says it. */
function covers(
  terms: readonly QueryTerm[],
  stems: ReadonlySet<string>,
  about: ReadonlySet<string>,
  total: number,
): ReadonlyMap<string, number> {
  const shares = terms.map(({ stem, weight, alternatives }): readonly [string, number] => {
    const said = [...alternatives].map(([other, factor]) =>
      stems.has(other) ? factor : about.has(other) ? factor / 2 : 0,
    );
    return [stem, (Math.max(0, ...said) * weight) / total];
  });
  return new Map(shares.filter(([, share]) => share > 0));
}
