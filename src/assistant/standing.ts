import type { Hit, ReadQuestion } from '../knowledge/search.ts';
import { type Evidence, evidenceFor } from './evidence.ts';
import { type Band, bandOf, gateScore } from './gate.ts';
import { meansAnotherDocument, namesAnAiLaw, namesAnotherStandard } from './other-standards.ts';

/** How sure we may be that our pages answer a question, before anything is answered. */
export interface Standing {
  readonly band: Band;
  /** Between 0 and 1. */
  readonly score: number;
}

const NOTHING: Standing = { band: 'abstain', score: 0 };
const OWN: Standing = { band: 'answer', score: 0.95 };
const NAMED: Standing = { band: 'answer', score: 0.97 };
/** With more than this share of unknown words, a number alone does not make it a question about the standard. */
const UNKNOWN_SHARE = 0.34;
/** From this share of the question in one sentence of our own document, it speaks to it. */
const OWN_SHARE = 0.6;
/** From this share of the question in the very words of a title, it is about that title. */
const PHRASE_SHARE = 0.5;

export function standingOf(question: string, read: ReadQuestion, hits: readonly Hit[]): Standing {
  const ruled = ruledStanding(question, read, hits);
  if (ruled !== undefined) return ruled;
  const evidence = evidenceFor(question, read, hits);
  const score = gateScore(evidence);
  const band = bandOf(score);
  return { score, band: band === 'answer' && (namesAnAiLaw(question) || !isAnchored(evidence)) ? 'unsure' : band };
}

/**
 * Whether the question itself says that it is about the management of AI. The words of our pages alone do not: "how do I
 * report an IT incident?" has all of them.
 */
export function isAnchored({ aiDuty, systemCue, lawCue, certificationCue, phraseCoverage }: Evidence): boolean {
  return aiDuty + systemCue + lawCue + certificationCue > 0 || phraseCoverage >= PHRASE_SHARE;
}

/** What needs no weighing: another standard's question, and one that names a place which exists. */
export function ruledStanding(question: string, read: ReadQuestion, hits: readonly Hit[]): Standing | undefined {
  if (hits.length === 0 || namesAnotherStandard(question)) return NOTHING;
  if (ownSpeaks(question, read, hits)) return OWN;
  const named = hits.filter((hit) => hit.named).map(({ passage }) => passage.id.replace(/^iso42001:/, ''));
  if (named.length === 0 || meansAnotherDocument(question, named)) return undefined;
  return evidenceFor(question, read, hits).unknownWords <= UNKNOWN_SHARE ? NAMED : undefined;
}

/** What the organisation has written down about any subject is its own to answer: one sentence says most of what is asked. */
function ownSpeaks(question: string, read: ReadQuestion, hits: readonly Hit[]): boolean {
  const [best] = hits;
  if (best === undefined || !best.passage.id.startsWith('policy:') || read.terms.length < 2) return false;
  const { sentenceCoverage, unknownWords } = evidenceFor(question, read, [best]);
  return sentenceCoverage >= OWN_SHARE && unknownWords <= UNKNOWN_SHARE;
}
