import type { Hit, ReadQuestion } from '../knowledge/search.ts';
import { wordsOf } from '../knowledge/words.ts';
import { AI_CUE, FOREIGN_CUE, NEIGHBOUR_CUE, SYSTEM_CUE } from './cues.ts';

/** What speaks for and against an answer, each between 0 and 1 whatever the question's length. */
export interface Evidence {
  /** BM25 of the best passage over what the question's words could reach. */
  readonly normalisedScore: number;
  /** Share of the question's weight that the best passage has; a synonym counts less than the word. */
  readonly coverageOfBest: number;
  /** The same for the best three together. */
  readonly coverageOfThree: number;
  /** The same for the best passage's title and aliases. */
  readonly topicCoverage: number;
  /** The same for the question's two most telling words in the best passage. */
  readonly specificCoverage: number;
  /** Share of the question's weight in words that our pages do not know. */
  readonly unknownWords: number;
  /** The question speaks of AI or of our standard by name. */
  readonly aiCue: number;
  /** The question speaks of the management system. */
  readonly systemCue: number;
  /** The question speaks of audits, risks, policies, data …, as others do too. */
  readonly neighbourCue: number;
  /** The question speaks of what other departments or other sites are asked. */
  readonly foreignCue: number;
}

/** What BM25 reaches at most per unit of weight, k1 + 1. */
const BM25_CEILING = 2.2;

type Matched = ReadonlyMap<string, number>;

const NONE: Matched = new Map();

export function evidenceFor(question: string, read: ReadQuestion, hits: readonly Hit[]): Evidence {
  const total = read.terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const share = (matched: Matched) =>
    read.terms.reduce((sum, { stem, weight }) => sum + weight * (matched.get(stem) ?? 0), 0) / total;
  const best = hits[0];
  const matched = best?.matched ?? NONE;
  const telling = [...read.terms].sort((a, b) => b.weight - a.weight).slice(0, 2);
  const unknown = read.terms.filter((term) => term.alternatives.size === 0);
  const folded = wordsOf(question).join(' ');
  return {
    normalisedScore: Math.min(1, (best?.wordScore ?? 0) / (total * BM25_CEILING)),
    coverageOfBest: share(matched),
    coverageOfThree: share(together(hits.slice(0, 3))),
    topicCoverage: share(best?.matchedTopic ?? NONE),
    specificCoverage:
      telling.reduce((sum, { stem }) => sum + (matched.get(stem) ?? 0), 0) / Math.max(1, telling.length),
    unknownWords: unknown.reduce((sum, { weight }) => sum + weight, 0) / total,
    aiCue: AI_CUE.test(folded) ? 1 : 0,
    systemCue: SYSTEM_CUE.test(folded) ? 1 : 0,
    neighbourCue: NEIGHBOUR_CUE.test(folded) ? 1 : 0,
    foreignCue: foreign(folded),
  };
}

/** "May our bank use AI for credit scoring without an impact assessment?": AI is governed in every field. */
function foreign(folded: string): number {
  if (!FOREIGN_CUE.test(folded)) return 0;
  if (!AI_CUE.test(folded)) return 1;
  if (SYSTEM_CUE.test(folded)) return 0;
  return NEIGHBOUR_CUE.test(folded) ? 0.5 : 1;
}

function together(hits: readonly Hit[]): Matched {
  const most = new Map<string, number>();
  for (const [stem, factor] of hits.flatMap(({ matched }) => [...matched])) {
    most.set(stem, Math.max(factor, most.get(stem) ?? 0));
  }
  return most;
}
