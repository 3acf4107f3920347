import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Questionnaire, questionsOf } from '../../../src/interviews/questionnaire.ts';
import { parseProducts } from '../../../src/interviews/understanding/products.ts';
import type { KnownProduct, UnderstandingContext } from '../../../src/interviews/understanding.ts';

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

export const questionnaire: Questionnaire = Questionnaire.parse(parse(here('questionnaire.yaml')));
export const products: readonly KnownProduct[] = parseProducts(here('products.yaml'));

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const Sentence = z.strictObject({
  say: z.string(),
  asked: z.string().optional(),
  known: z.record(z.string(), Value).default({}),
  gives: z.record(z.string(), Value).default({}),
  unclear: z.record(z.string(), z.array(z.string())).default({}),
  quotes: z.record(z.string(), z.string()).default({}),
  corrects: z.array(z.string()).default([]),
  command: z.union([z.string(), z.strictObject({ change: z.string().nullable() })]).optional(),
  question: z.boolean().default(false),
});
export type Sentence = z.infer<typeof Sentence>;

export const sentences: readonly Sentence[] = z.array(Sentence).parse(parse(here('sentences.yaml')));

/** Wednesday, 25 November 2026. */
const TODAY = new Date('2026-11-25T09:00:00Z');

export function aContext(
  about: { asked?: string | undefined; known?: UnderstandingContext['known'] } = {},
): UnderstandingContext {
  const asked = questionsOf(questionnaire).find((question) => question.id === about.asked);
  if (about.asked !== undefined && asked === undefined) throw new Error(`no question ${about.asked}`);
  return { questionnaire, asked, known: about.known ?? {}, today: TODAY, registered: [] };
}
