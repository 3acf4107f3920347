import type { Citation } from '../chat/card.ts';
import type { ClosedList } from '../controls/closed-list.ts';
import type { Passage } from '../knowledge/passage.ts';
import { createSearch, type Hit } from '../knowledge/search.ts';
import { unfitness } from '../language/plain-sentence.ts';
import { type Correction, createCorrections } from './corrections.ts';
import { everyIdExists } from './every-id.ts';
import { extractSentences } from './extract.ts';
import { focusOf } from './focus.ts';
import { type Band, GATE } from './gate.ts';
import { missingPlaces } from './missing-place.ts';
import { partsOf } from './question-parts.ts';
import { sidesOf } from './sides.ts';
import { type Standing, standingOf } from './standing.ts';

export interface Answer {
  /** The whole answer as plain text; `[1]` marks the first of the citations. */
  readonly text: string;
  /** What Steward says itself, before the passages speak; empty where they answer. */
  readonly lead: string;
  /** Verbatim from the passages, or a model's that hold against them; each with at least one id of a citation. */
  readonly sentences: readonly AnswerSentence[];
  /** The most relevant first. */
  readonly citations: readonly Citation[];
  readonly band: Band;
  /** Between 0 and 1: how likely it is that our pages answer the question. */
  readonly score: number;
  /** Only in band `abstain`. */
  readonly abstained: boolean;
}

export interface AnswerSentence {
  readonly text: string;
  readonly cites: readonly string[];
}

/** Answers in words of the passages, or says that it cannot. Pure: the same question, the same answer. */
export interface Assistant {
  /** @param earlier what was asked before in the same thread, where the question goes on from it. */
  answer(question: string, earlier?: string): Answer;
}

const SEARCHED = 8;
const CITED = 3;
const SENTENCES = 4;
/** From this share of a question of so many words, a correction answers it. */
const SETTLED_SHARE = 0.75;
const SETTLED_TERMS = 3;
const SETTLED_SCORE = 0.95;
/** Passages below this share of the best score are not read from. */
const CLOSE_TO_BEST = 0.5;
/** So many words of a question that names a place must stand in another passage's title for it to be read from too. */
const TOPIC_WORDS_BESIDE_A_PLACE = 2;
/** From this share of it our own documents go before the others. */
const OWN_BEFORE = 0.7;

const CAN_ANSWER =
  'I can answer questions about ISO/IEC 42001 and our AI management system, the EU AI Act and the NIST AI RMF, such as ' +
  'clauses, controls and articles, risk and impact assessment, audits, and what to do before you use an AI tool.';
const ASK_TEAM = 'For anything else about AI at work, please ask the governance team.';
const NOT_FOUND = `I could not find that. ${CAN_ANSWER} ${ASK_TEAM}`;
const NOTHING_ASKED = `Please ask me a question. ${CAN_ANSWER}`;
/** Leads an answer that rests on what the organisation has decided itself. */
const OWN_SPEAKS = 'Our own documents speak to this, so they come first.';
/** Leads the closest passages where it is not certain that they answer. */
export const UNSURE =
  'I am not sure that I can answer this. These are the closest passages I found; please open them to see whether they help, or ask the governance team.';

export function createAssistant(parts: { readonly passages: readonly Passage[]; readonly ids: ClosedList }): Assistant {
  const search = createSearch(parts.passages);
  const correctionFor = createCorrections(parts.passages);
  const byId = new Map(parts.passages.map((passage) => [passage.id, passage]));
  const allowed = (sentence: string) =>
    everyIdExists(sentence, parts.ids.isClauseOrControl) && unfitness(sentence) === undefined;

  return {
    answer(question, earlier) {
      if (question.trim() === '') return abstain(NOTHING_ASKED, 0);
      const read = search.read(question, earlier);
      const hits = search.find(question, SEARCHED, earlier);
      // What the thread is about anchors a question that says nothing itself.
      const said = earlier === undefined ? question : `${question} ${earlier}`;
      const correction = correctionFor(question, read.terms);
      const standing = settled(standingOf(said, read, hits), correction, read.terms.length);

      const missing = standing.score === 0 && hits.length > 0 ? undefined : missingPlaces(question, read, parts.ids);
      if (missing !== undefined) {
        const offered = missing.nearest.flatMap((id) => byId.get(id) ?? []);
        return offer(missing.denial, offered, standing, hits);
      }
      if (standing.band === 'abstain') return abstain(NOT_FOUND, standing.score);

      const close = closest(hits, sidesIn(question));
      if (standing.band === 'unsure') return compose(UNSURE, [], passagesOf(close), standing);
      const extracted = extractSentences(close, read.terms, focusOf(question), allowed);
      const found = extracted.map(({ text, passageId }) => ({ text, cites: [passageId] }));
      const sentences = correction && allowed(correction.sentence) ? corrected(correction, found) : found;
      if (sentences.length === 0) return abstain(NOT_FOUND, standing.score);
      const [first, ...others] = close.map(({ passage }) => passage);
      const cited = first && correction ? [first, correction.passage, ...others] : close.map(({ passage }) => passage);
      return compose(speaksItself(sentences) ? OWN_SPEAKS : '', sentences, cited, standing);
    },
  };

  /** What each side of a comparison, or each part of a question that asks several things, is answered from. */
  function sidesIn(question: string): readonly Hit[] {
    const sides = sidesOf(question);
    if (sides !== undefined) return sides.flatMap((side) => search.find(side, 1));
    return partsOf(question).flatMap((part) => search.find(part, 1, question));
  }

  /** The question names what does not exist: say so, and offer the nearest by number and by topic. */
  function offer(denial: string, nearest: readonly Passage[], standing: Standing, hits: readonly Hit[]): Answer {
    const names = nearest.map((passage) => `${placeOf(passage)} (${passage.title})`);
    const topical =
      standing.band === 'abstain' ? [] : closest(hits).filter(({ passage }) => !nearest.includes(passage));
    const existing = hits.filter(({ named }) => named);
    const others = (existing.length > 0 ? existing : topical).slice(0, 2).map(({ passage }) => passage);
    const lead = [
      denial,
      ...(names.length > 0 ? [`The nearest that exist: ${names.join('; ')}.`] : []),
      ...(others.length > 0 ? [`On your topic: ${others.map(({ title }) => title).join('; ')}.`] : []),
    ].join(' ');
    const citations = [...nearest, ...others].map(({ id, title }) => ({ id, title }));
    return { text: lead, lead, sentences: [], citations, band: 'unsure', score: GATE.unsureFrom, abstained: false };
  }
}

/** What is named comes first, then what the organisation says itself, then each side or part, then the rest. */
function closest(hits: readonly Hit[], sides: readonly Hit[] = []): readonly Hit[] {
  const named = hits.filter((hit) => hit.named);
  const best = hits.find((hit) => !hit.named)?.wordScore ?? 0;
  // Where a place is named, "require" alone brings in nothing else.
  const fewest = named.length > 0 ? TOPIC_WORDS_BESIDE_A_PLACE : 0;
  const rest = hits.filter(
    (hit) => !hit.named && hit.wordScore >= best * CLOSE_TO_BEST && hit.matchedTopic.size >= fewest,
  );
  const own = rest.filter((hit) => isOwn(hit.passage.id) && hit.wordScore >= best * OWN_BEFORE);
  const [first, ...others] = rest.filter((hit) => !own.includes(hit));
  const inOrder = [...named, ...own, ...(first ? [first] : []), ...sides, ...others];
  const unique = inOrder.filter(
    ({ passage }, at) => inOrder.findIndex((other) => other.passage.id === passage.id) === at,
  );
  return unique.slice(0, Math.max(CITED, named.length));
}

/** The organisation's own document, and not a standard or our words about one. */
function isOwn(passageId: string): boolean {
  return passageId.startsWith('policy:');
}

function speaksItself(sentences: readonly AnswerSentence[]): boolean {
  return sentences.some(({ cites }) => cites.some(isOwn));
}

function passagesOf(hits: readonly Hit[]): readonly Passage[] {
  return hits.map(({ passage }) => passage);
}

/** What sets a common error right answers a question, whatever else was found for it. */
function settled(standing: Standing, correction: Correction | undefined, terms: number): Standing {
  if (correction === undefined || terms < SETTLED_TERMS || correction.share < SETTLED_SHARE) return standing;
  return { band: 'answer', score: Math.max(standing.score, SETTLED_SCORE) };
}

/** It is said first, and the rest may not grow longer by it. */
function corrected({ passage, sentence }: Correction, found: readonly AnswerSentence[]): readonly AnswerSentence[] {
  const others = found.filter(({ text }) => text !== sentence);
  return [{ text: sentence, cites: [passage.id] }, ...others.slice(0, SENTENCES - 1)];
}

function compose(
  lead: string,
  sentences: readonly AnswerSentence[],
  passages: readonly Passage[],
  standing: Standing,
): Answer {
  const unique = passages.filter(({ id }, at) => passages.findIndex((other) => other.id === id) === at);
  const citations = unique.map(({ id, title }) => ({ id, title }));
  const marked = sentences.map(({ text, cites }) => {
    const marks = cites.map((id) => `[${citations.findIndex((citation) => citation.id === id) + 1}]`);
    return `${text} ${marks.join('')}`;
  });
  const text = [lead, ...marked].filter((part) => part !== '').join(' ');
  return { text, lead, sentences, citations, band: standing.band, score: standing.score, abstained: false };
}

function abstain(text: string, score: number): Answer {
  return { text, lead: text, sentences: [], citations: [], band: 'abstain', score, abstained: true };
}

function placeOf(passage: Passage): string {
  const id = passage.id.replace(/^iso42001:/, '');
  return id.startsWith('A.') ? id : `clause ${id}`;
}
