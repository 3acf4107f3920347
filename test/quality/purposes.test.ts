import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { type Half, halfOf } from '../../src/evaluation/question-line.ts';
import { createUnderstanding } from '../../src/interviews/understanding/create-understanding.ts';

const Sentence = z.strictObject({ say: z.string(), purpose: z.string().optional() });
type Sentence = z.infer<typeof Sentence>;
const sentences = z.array(Sentence).parse(parse(readFileSync(new URL('purposes.yaml', import.meta.url), 'utf8')));

/** `unclear` asks which of several is meant; `missed` asks the question; only `wrong` proposes what was not said. */
const READS = ['right', 'unclear', 'missed', 'wrong'] as const;
type Reads = (typeof READS)[number];

const { questionnaires, products } = await loadKnowledgeBase();
const questionnaire = questionnaires.find(({ id }) => id === 'ai-use-registration');
const { understand } = createUnderstanding(products);

function readingOf({ say, purpose }: Sentence): Reads {
  if (!questionnaire) throw new Error('No questionnaire to declare a use is shipped');
  const today = new Date('2026-11-25T09:00:00Z');
  const read = understand(say, { questionnaire, asked: undefined, known: {}, today, registered: [] });
  const proposed = read.candidates.find(({ questionId }) => questionId === 'purpose')?.value;
  if (proposed !== undefined) return proposed === purpose ? 'right' : 'wrong';
  if (read.ambiguous.some(({ questionId }) => questionId === 'purpose')) return 'unclear';
  return purpose === undefined ? 'right' : 'missed';
}

describe('the purpose in a declaring sentence', () => {
  it.each(['development', 'heldOut'] as const)('is read as often as it says here, in the half %s', (half) => {
    expect(figures(half)).toEqual(MEASURED[half]);
  });
});

function figures(half: Half): Readonly<Record<Reads, number>> {
  const reads = sentences.filter(({ say }) => halfOf(say) === half).map(readingOf);
  const count = (what: Reads) => reads.filter((one) => one === what).length;
  return { right: count('right'), unclear: count('unclear'), missed: count('missed'), wrong: count('wrong') };
}

const MEASURED: Readonly<Record<Half, Readonly<Record<Reads, number>>>> = {
  development: { right: 35, unclear: 0, missed: 0, wrong: 0 },
  heldOut: { right: 49, unclear: 0, missed: 3, wrong: 2 },
};
