import { isStandardName, type QueryTerm, withoutVerbAims } from '../knowledge/query.ts';
import type { Hit, ReadQuestion } from '../knowledge/search.ts';
import { wordsOf } from '../knowledge/words.ts';
import {
  AI_CUE,
  CERTIFICATION_CUE,
  CHORE_CUE,
  DUTY_CUE,
  FACT_CUE,
  FOREIGN_CUE,
  LAW_CUE,
  NEIGHBOUR_CUE,
  OTHER_RULE_CUE,
  OUR_CUE,
  SYSTEM_CUE,
  WORK_CUE,
} from './cues.ts';
import { wordingOf } from './wording.ts';

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
  /** The same without the words for AI itself: what the question wants to know about it. */
  readonly restCoverage: number;
  /** The same for one sentence of the best passages, with their titles: words that merely occur somewhere do not count. */
  readonly sentenceCoverage: number;
  /** The same for words that stand side by side in the title or an alias of one of the best passages. */
  readonly phraseCoverage: number;
  /** The same for the question's two most telling words in the best passage. */
  readonly specificCoverage: number;
  /** How many of its words the best passage has; six or more is 1. A long question need not be covered as a short one. */
  readonly matchedCount: number;
  /** Share of the question's weight in words that our pages do not know. */
  readonly unknownWords: number;
  /** How many they are; three or more is 1. */
  readonly unknownCount: number;
  /** Share of the question's weight in words that no title or alias has: known in passing, but nothing we write about. */
  readonly besideTheTopics: number;
  /** The question speaks of AI or of our standard by name … */
  readonly aiCue: number;
  /** … and asks about a duty, a permission, a role or a proof, or names our standard. */
  readonly aiDuty: number;
  /** The question speaks of the management system. */
  readonly systemCue: number;
  /** The question speaks of audits, risks, policies, data …, as others do too. */
  readonly neighbourCue: number;
  /** The question speaks of a law on AI, or of what one is about. */
  readonly lawCue: number;
  /** The question speaks of audits, certificates and the standard's parts. */
  readonly certificationCue: number;
  /** The question asks what one must or may do at work, with a tool, data or people. */
  readonly workDuty: number;
  /** The question asks for a fact of the world or of somebody's books. */
  readonly factCue: number;
  /** The question names a rule that our pages do not tell, and none that they do. */
  readonly otherRule: number;
  /** How it is put, between -1, as people ask others, and 1, as they ask us. */
  readonly wording: number;
  /** The question wants a piece of work done, or speaks of the asker's own errands. */
  readonly chore: number;
  /** The question speaks of what other departments or other sites are asked, and not of AI. */
  readonly foreignCue: number;
  /** It does, and speaks of AI without asking about a duty. */
  readonly foreignAi: number;
}

/** What a certification costs is ours to answer, unlike what else something costs. */
const CERTIFYING = /\b(?:certification|certified|recertification|stage [12])\b/;

/** What BM25 reaches at most per unit of weight, k1 + 1. */
const BM25_CEILING = 3;

/** What is measured on the passages that were found; the rest are cues in the question itself. */
type Measured =
  | 'normalisedScore'
  | 'coverageOfBest'
  | 'coverageOfThree'
  | 'topicCoverage'
  | 'restCoverage'
  | 'sentenceCoverage'
  | 'phraseCoverage'
  | 'specificCoverage'
  | 'matchedCount'
  | 'unknownWords'
  | 'unknownCount'
  | 'besideTheTopics';

type Matched = ReadonlyMap<string, number>;

const NONE: Matched = new Map();

export function evidenceFor(question: string, read: ReadQuestion, hits: readonly Hit[]): Evidence {
  const total = weightOf(read.terms) || 1;
  const share = (matched: Matched) =>
    read.terms.reduce((sum, { stem, weight }) => sum + weight * (matched.get(stem) ?? 0), 0) / total;
  const shareOf = (fits: (term: QueryTerm) => boolean) => weightOf(read.terms.filter(fits)) / total;
  const best = hits[0];
  const three = hits.slice(0, 3);
  const matched = best?.matched ?? NONE;
  const telling = [...read.terms].sort((a, b) => b.weight - a.weight).slice(0, 2);
  const unknown = read.terms.filter((term) => term.alternatives.size === 0);
  const phrases = three.map(({ matchedPhrases }) => shareOf(({ stem }) => matchedPhrases.has(stem)));
  return {
    normalisedScore: Math.min(1, (best?.wordScore ?? 0) / (total * BM25_CEILING)),
    coverageOfBest: share(matched),
    coverageOfThree: share(together(three)),
    topicCoverage: share(best?.matchedTopic ?? NONE),
    restCoverage: restCoverage(best, read.terms),
    sentenceCoverage: Math.max(0, ...three.map((hit) => sentenceCoverage(hit, read.terms, total))),
    phraseCoverage: Math.max(0, ...phrases),
    specificCoverage:
      telling.reduce((sum, { stem }) => sum + (matched.get(stem) ?? 0), 0) / Math.max(1, telling.length),
    matchedCount: Math.min(1, matched.size / 6),
    unknownWords: weightOf(unknown) / total,
    unknownCount: Math.min(1, unknown.length / 3),
    besideTheTopics: shareOf((term) => !term.topical && !isStandardName(term)),
    ...cuesIn(question),
  };
}

function weightOf(terms: readonly QueryTerm[]): number {
  return terms.reduce((sum, { weight }) => sum + weight, 0);
}

function restCoverage(best: Hit | undefined, terms: readonly QueryTerm[]): number {
  const rest = terms.filter((term) => !AI_CUE.test(term.word) && !isStandardName(term));
  const said = rest.reduce((sum, { stem, weight }) => sum + weight * (best?.matchedTopic.get(stem) ?? 0), 0);
  return said / (weightOf(rest) || 1);
}

function sentenceCoverage(hit: Hit, terms: readonly QueryTerm[], total: number): number {
  const shares = hit.sentenceStems().map((stems) => {
    const said = terms.map(({ stem, weight, alternatives }) => {
      const inSentence = [...alternatives].map(([other, factor]) => (stems.has(other) ? factor : 0));
      return weight * Math.max(hit.matchedTopic.get(stem) ?? 0, ...inSentence);
    });
    return said.reduce((sum, value) => sum + value, 0) / total;
  });
  return Math.max(0, ...shares);
}

/** "May our bank use AI for credit scoring?" is a question about AI: AI is governed in every field. */
function cuesIn(question: string): Omit<Evidence, Measured> {
  const folded = wordsOf(withoutVerbAims(question)).join(' ');
  const ai = AI_CUE.test(folded);
  const duty = [DUTY_CUE, OUR_CUE, SYSTEM_CUE].some((cue) => cue.test(folded));
  const foreign = FOREIGN_CUE.test(folded);
  return {
    aiCue: mark(ai),
    aiDuty: mark(ai && duty),
    systemCue: mark(SYSTEM_CUE.test(folded)),
    neighbourCue: mark(NEIGHBOUR_CUE.test(folded)),
    lawCue: mark(LAW_CUE.test(folded)),
    certificationCue: mark(CERTIFICATION_CUE.test(folded)),
    workDuty: mark(DUTY_CUE.test(folded) && WORK_CUE.test(folded)),
    wording: wordingOf(question),
    factCue: mark(FACT_CUE.test(folded)),
    otherRule: mark(OTHER_RULE_CUE.test(folded) && !OUR_CUE.test(folded) && !/\bai act\b/.test(folded)),
    chore: mark(CHORE_CUE.test(folded)),
    foreignCue: mark(foreign && !ai && !CERTIFYING.test(folded)),
    foreignAi: mark(foreign && ai && !duty),
  };
}

function mark(holds: boolean): number {
  return holds ? 1 : 0;
}

function together(hits: readonly Hit[]): Matched {
  const most = new Map<string, number>();
  for (const [stem, factor] of hits.flatMap(({ matched }) => [...matched])) {
    most.set(stem, Math.max(factor, most.get(stem) ?? 0));
  }
  return most;
}
