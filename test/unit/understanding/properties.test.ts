import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Question, questionsOf } from '../../../src/interviews/questionnaire.ts';
import { createUnderstanding } from '../../../src/interviews/understanding/create-understanding.ts';
import { DATA_WORDS, IMPLIED_CATEGORY } from '../../../src/interviews/understanding/data-words.ts';
import { readUseQuestion } from '../../../src/interviews/understanding/use-question.ts';
import { aContext, products, questionnaire, sentences } from './labelled.ts';

const { understand } = createUnderstanding(products);

const questions: readonly Question[] = questionsOf(questionnaire);
const asked = fc.constantFrom(undefined, ...questions.map((question) => question.id));
const known = fc.constantFrom(
  {},
  {
    tool: 'Otter.ai',
    users: 'team',
    data: ['customer'],
    countries: ['de'],
    startDate: '2027-02-01',
    owner: 'Jane Doe',
    supplier: 'Otter',
  },
);
const anyUnicode = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const said = fc.constantFrom(...sentences.map(({ say }) => say));
/** Real sentences with anything around and between, in composed and decomposed letters. */
const text = fc
  .tuple(anyUnicode, said, anyUnicode, said, fc.constantFrom('NFC', 'NFD', 'NFKD'))
  .map(([before, one, between, other, form]) => `${before}${one}${between}${other}`.normalize(form));

describe('understanding of any text', () => {
  it('quotes only what stands in the text, letter by letter', () => {
    fc.assert(
      fc.property(text, asked, known, (words, question, answers) => {
        const { candidates, ambiguous } = understand(words, aContext({ asked: question, known: answers }));
        for (const { quote } of [...candidates, ...ambiguous]) {
          expect(quote.trim()).not.toBe('');
          expect(words).toContain(quote);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never throws, whatever the characters', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyUnicode,
          fc.string({
            unit: fc.constantFrom(
              '\ud800',
              '\udc00',
              '\0',
              'İ',
              'ß',
              'ﬁ',
              '’',
              'e\u0301',
              ' ',
              '-',
              '@',
              '.',
              'no',
              'not ',
            ),
          }),
        ),
        asked,
        (words, question) => {
          understand(words, aContext({ asked: question }));
          readUseQuestion(words, { ...aContext(), products });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('offers only options that the question has', () => {
    const optionIds = new Map(
      questions.map((question) => [
        question.id,
        question.kind === 'one-of' || question.kind === 'many-of'
          ? new Set(question.options.map(({ id }) => id))
          : undefined,
      ]),
    );
    fc.assert(
      fc.property(text, asked, (words, question) => {
        for (const { questionId, value } of understand(words, aContext({ asked: question })).candidates) {
          const ids = optionIds.get(questionId);
          if (ids !== undefined)
            for (const id of typeof value === 'object' ? value : [String(value)]) expect(ids).toContain(id);
        }
      }),
    );
  });
});

describe('a denied kind of data', () => {
  const denied = fc.constantFrom(
    ...DATA_WORDS.filter(({ options }) => !options.includes('none')).flatMap(({ options, words }) =>
      words.map((word) => ({ word, options })),
    ),
  );
  const denial = fc.constantFrom(
    (word: string) => `no ${word}`,
    (word: string) => `There is no ${word} in it.`,
    (word: string) => `we do not process ${word}`,
    (word: string) => `We don’t put in ${word}, ever`,
    (word: string) => `it works without ${word}`,
    (word: string) => `never ${word}`,
    (word: string) => `everything except ${word}`,
    (word: string) => `neither ${word} nor anything like it`,
    (word: string) => `${word}: no`,
    (word: string) => `${word} is not used`,
    (word: string) => `public data but no ${word}`,
    (word: string) => `I'd like to use Otter.ai without ${word}`,
  );

  it('is never taken for the data that goes in', () => {
    fc.assert(
      fc.property(denied, denial, fc.constantFrom('data', undefined, 'users'), (what, deny, question) => {
        const { candidates, ambiguous } = understand(deny(what.word), aContext({ asked: question }));
        const offered = [
          ...candidates.map(({ questionId, value }) => ({ questionId, value })),
          ...ambiguous.map(({ questionId, options }) => ({ questionId, value: options })),
        ]
          .filter(({ questionId }) => questionId === 'data')
          .flatMap(({ value }) => (typeof value === 'object' ? value : []));
        for (const option of what.options) if (option !== 'public') expect(offered).not.toContain(option);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays denied beside what is said to go in', () => {
    const { candidates } = understand(
      'internal documents and names of customers, no health data',
      aContext({ asked: 'data' }),
    );

    expect(candidates.find(({ questionId }) => questionId === 'data')?.value).not.toContain('special-category');
    expect(IMPLIED_CATEGORY).toBe('personal');
  });
});
