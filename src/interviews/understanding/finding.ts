import type { AnswerValue } from '../answer.ts';
import type { Question } from '../questionnaire.ts';
import type { KnownProduct, UnderstandingContext } from '../understanding.ts';
import type { Catalogue } from './catalogue.ts';
import { createCatalogue } from './catalogue.ts';
import type { Reading, Span } from './reading.ts';
import { quoteSpan, spanning } from './reading.ts';

/** What some words say about one question. */
export type Finding =
  | { readonly kind: 'value'; readonly value: AnswerValue; readonly quote: string }
  | { readonly kind: 'unclear'; readonly options: readonly string[]; readonly quote: string };

/** How words are read for a question: more is taken for an answer when the question was asked. */
export interface Attention {
  readonly context: UnderstandingContext;
  readonly catalogues: readonly Catalogue[];
  /** The words answer this very question, because it was asked or named. */
  readonly asked: boolean;
  /** The words are a correction: lists are changed rather than replaced. */
  readonly correcting: boolean;
}

export type Finder<Kind extends Question['kind']> = (
  question: Extract<Question, { readonly kind: Kind }>,
  reading: Reading,
  attention: Attention,
) => Finding | undefined;

export function value(reading: Reading, spans: readonly Span[], found: AnswerValue): Finding {
  return { kind: 'value', value: found, quote: quoteSpan(reading, spanning(spans)) };
}

export function unclear(reading: Reading, spans: readonly Span[], options: readonly string[] = []): Finding {
  return { kind: 'unclear', options, quote: quoteSpan(reading, spanning(spans)) };
}

export const everything = (reading: Reading): Span => ({ from: 0, to: reading.tokens.length - 1 });

/** The list that is known already for a question of many. */
export function knownList(context: UnderstandingContext, questionId: string): readonly string[] {
  const known = Object.hasOwn(context.known, questionId) ? context.known[questionId] : undefined;
  return typeof known === 'object' ? known : [];
}

const catalogues = new WeakMap<readonly KnownProduct[], Catalogue>();

/** Compiled once per list. */
export function catalogueOf(products: readonly KnownProduct[]): Catalogue {
  const known = catalogues.get(products);
  if (known !== undefined) return known;
  const catalogue = createCatalogue(products);
  catalogues.set(products, catalogue);
  return catalogue;
}
