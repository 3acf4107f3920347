import type { Hit, ReadQuestion } from '../knowledge/search.ts';
import { evidenceFor } from './evidence.ts';
import { type Band, bandOf, gateScore } from './gate.ts';
import { meansAnotherDocument, namesAnAiLaw, namesAnotherStandard } from './other-standards.ts';

/** How sure we may be that our pages answer a question, before anything is answered. */
export interface Standing {
  readonly band: Band;
  /** Between 0 and 1. */
  readonly score: number;
}

const NOTHING: Standing = { band: 'abstain', score: 0 };
const NAMED: Standing = { band: 'answer', score: 0.97 };
/** With more than this share of unknown words, a number alone does not make it a question about the standard. */
const UNKNOWN_SHARE = 0.34;

export function standingOf(question: string, read: ReadQuestion, hits: readonly Hit[]): Standing {
  const ruled = ruledStanding(question, read, hits);
  if (ruled !== undefined) return ruled;
  const score = gateScore(evidenceFor(question, read, hits));
  const band = bandOf(score);
  return { score, band: band === 'answer' && namesAnAiLaw(question) ? 'unsure' : band };
}

/** What needs no weighing: another standard's question, and one that names a place which exists. */
export function ruledStanding(question: string, read: ReadQuestion, hits: readonly Hit[]): Standing | undefined {
  if (hits.length === 0 || namesAnotherStandard(question)) return NOTHING;
  const named = hits.filter((hit) => hit.named).map(({ passage }) => passage.id.replace(/^iso42001:/, ''));
  if (named.length === 0 || meansAnotherDocument(question, named)) return undefined;
  return evidenceFor(question, read, hits).unknownWords <= UNKNOWN_SHARE ? NAMED : undefined;
}
