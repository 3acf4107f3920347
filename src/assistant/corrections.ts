import type { Passage } from '../knowledge/passage.ts';
import type { QueryTerm } from '../knowledge/query.ts';
import { stemsOf } from '../knowledge/words.ts';

/** A sentence that sets a common error right, with how much of the question it speaks to. */
export interface Correction {
  readonly passage: Passage;
  readonly sentence: string;
  /** Between 0 and 1. */
  readonly share: number;
}

/** Pages that hold nothing but errors set right, one a sentence. */
const ERRORS = /^guidance:errors-about-/;
/** What is asked openly cannot be wrong; a claim can, and so can what only wants a yes. */
const ASKS_OPENLY =
  /^\s*(?:and |but |so |please |can you |could you )*(?:what|who|whom|whose|when|where|which|why|how|explain|tell|show|describe|summari[sz]e|list|compare|difference)\b/i;
const CLAIMS =
  /(?:\b(?:right|correct|true|is(?:n['’]?t| not)? it|are(?:n['’]?t)? they|do(?:es)?n['’]?t it|can it|no)|[-–:,]\s*(?:in |by |since )?(?:\w+ )?20\d\d)\s*\?\s*$/i;
/** A sentence has to speak to at least this share of the question, and to so many of its words. */
const LEAST_SHARE = 0.5;
const LEAST_TERMS = 2;
const FEW_TIMES = 4;

/** Finds what sets the claim in a question right. */
export function createCorrections(passages: readonly Passage[]) {
  const sentences = passages
    .filter(({ id }) => ERRORS.test(id))
    .flatMap((passage) =>
      passage.sections.flatMap((section) =>
        section.sentences.map((sentence) => ({ passage, sentence, stems: new Set(stemsOf(sentence)) })),
      ),
    );

  const timesSaid = new Map<string, number>();
  for (const { stems } of sentences) for (const stem of stems) timesSaid.set(stem, (timesSaid.get(stem) ?? 0) + 1);
  /** By itself, or by a word for it that few corrections have: "system" for "chatbot" would speak to anything. */
  const speaksTo = (stems: ReadonlySet<string>, term: QueryTerm | undefined) =>
    [...(term?.alternatives.keys() ?? [])].some(
      (stem) => stems.has(stem) && (stem === term?.stem || (timesSaid.get(stem) ?? 0) <= FEW_TIMES),
    );

  return (question: string, terms: readonly QueryTerm[]): Correction | undefined => {
    if (ASKS_OPENLY.test(question) && !CLAIMS.test(question)) return undefined;
    const total = terms.reduce((sum, { weight }) => sum + weight, 0) || 1;
    // The word that tells most what the question is about must be spoken to.
    const telling = terms.findIndex(({ weight }) => weight === Math.max(...terms.map((term) => term.weight)));
    let best: Correction | undefined;
    for (const { passage, sentence, stems } of sentences) {
      const said = terms.map(({ weight, alternatives }) => {
        return weight * Math.max(0, ...[...alternatives].map(([stem, factor]) => (stems.has(stem) ? factor : 0)));
      });
      const share = said.reduce((sum, value) => sum + value, 0) / total;
      const isEnough =
        share >= LEAST_SHARE &&
        said.filter((value) => value > 0).length >= LEAST_TERMS &&
        speaksTo(stems, terms[telling]);
      if (isEnough && share > (best?.share ?? 0)) best = { passage, sentence, share };
    }
    return best;
  };
}
