import type { Band } from '../assistant/gate.ts';
import { areaUnderCurve, hitAt, keptAt, mean, ndcgAt, quantile } from './metrics.ts';
import { type Half, halfOf, type QuestionLine } from './question-line.ts';

/** What is evaluated: a search and the answers that rest on it. */
export interface Evaluated {
  /** Ids of passages, best first. */
  find(question: string, limit: number): readonly string[];
  answer(question: string): { readonly band: Band; readonly score: number; readonly cited: readonly string[] };
  /** Milliseconds of a clock that never goes back. */
  clock(): number;
}

/** Shares are between 0 and 1; `undefined` where nothing was there to measure. */
export interface Figures {
  readonly questions: number;
  readonly answerable: number;
  readonly hitAt1: number | undefined;
  readonly hitAt3: number | undefined;
  readonly ndcgAt10: number | undefined;
  /** Answerable questions with a right passage among the first three citations, whatever the band. */
  readonly citedAt3: number | undefined;
  /** How well the score tells answerable from unanswerable questions. */
  readonly abstentionAuroc: number | undefined;
  /** The share of answerable questions kept when 5 % (2 %) of the unanswerable ones are let through. */
  readonly keptAt5: number | undefined;
  readonly keptAt2: number | undefined;
  /** What the shipped thresholds make of them: shares of the answerable and of the unanswerable by band. */
  readonly answerableBands: Readonly<Record<Band, number>>;
  readonly unanswerableBands: Readonly<Record<Band, number>>;
}

export interface Evaluation {
  readonly all: Figures;
  readonly halves: Readonly<Record<Half, Figures>>;
  readonly kinds: Readonly<Record<string, Readonly<Record<Half, Figures>>>>;
  readonly searchMs: Times;
  readonly answerMs: Times;
}

export interface Times {
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}

interface Asked {
  readonly line: QuestionLine;
  readonly half: Half;
  readonly found: readonly string[];
  readonly cited: readonly string[];
  readonly band: Band;
  readonly score: number;
  readonly searchMs: number;
  readonly answerMs: number;
}

const DEEP = 10;
const WARM_UP = 50;

export function evaluate(lines: readonly QuestionLine[], evaluated: Evaluated): Evaluation {
  for (const { question } of lines.slice(0, WARM_UP)) ask(question, evaluated);
  const asked = lines.map((line): Asked => ({ line, half: halfOf(line.question), ...ask(line.question, evaluated) }));
  const kinds = [...new Set(lines.map(({ kind }) => kind))].sort();
  return {
    all: figuresOf(asked),
    halves: halvesOf(asked),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, halvesOf(asked.filter(({ line }) => line.kind === kind))])),
    searchMs: timesOf(asked.map(({ searchMs }) => searchMs)),
    answerMs: timesOf(asked.map(({ answerMs }) => answerMs)),
  };
}

function ask(question: string, evaluated: Evaluated) {
  const started = evaluated.clock();
  const found = evaluated.find(question, DEEP);
  const searched = evaluated.clock();
  const { band, score, cited } = evaluated.answer(question);
  const answered = evaluated.clock();
  return { found, cited, band, score, searchMs: searched - started, answerMs: answered - searched };
}

function halvesOf(asked: readonly Asked[]): Readonly<Record<Half, Figures>> {
  const half = (wanted: Half) => figuresOf(asked.filter((one) => one.half === wanted));
  return { development: half('development'), heldOut: half('heldOut') };
}

function figuresOf(asked: readonly Asked[]): Figures {
  const answerable = asked.filter(({ line }) => line.expected.length > 0);
  const unanswerable = asked.filter(({ line }) => line.expected.length === 0);
  const share = (fits: (one: Asked) => boolean) => mean(answerable.map((one) => (fits(one) ? 1 : 0)));
  const [positives, negatives] = [answerable, unanswerable].map((some) => some.map(({ score }) => score));
  return {
    questions: asked.length,
    answerable: answerable.length,
    hitAt1: share(({ found, line }) => hitAt(found, line.expected, 1)),
    hitAt3: share(({ found, line }) => hitAt(found, line.expected, 3)),
    ndcgAt10: mean(answerable.map(({ found, line }) => ndcgAt(found, line.expected, DEEP))),
    citedAt3: share(({ cited, line }) => hitAt(cited, line.expected, 3)),
    abstentionAuroc: areaUnderCurve(positives ?? [], negatives ?? []),
    keptAt5: keptAt(positives ?? [], negatives ?? [], 0.05),
    keptAt2: keptAt(positives ?? [], negatives ?? [], 0.02),
    answerableBands: bandsOf(answerable),
    unanswerableBands: bandsOf(unanswerable),
  };
}

function bandsOf(asked: readonly Asked[]): Readonly<Record<Band, number>> {
  const share = (wanted: Band) => mean(asked.map(({ band }) => (band === wanted ? 1 : 0))) ?? 0;
  return { answer: share('answer'), unsure: share('unsure'), abstain: share('abstain') };
}

function timesOf(values: readonly number[]): Times {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}
