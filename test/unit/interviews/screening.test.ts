import { describe, expect, it } from 'vitest';
import type { Answer, Answers, AnswerValue } from '../../../src/interviews/answer.ts';
import { holds, visibleQuestions } from '../../../src/interviews/conditions.ts';
import type { Condition } from '../../../src/interviews/questionnaire.ts';
import { screen } from '../../../src/interviews/screening.ts';
import { theRegistration } from './shipped.ts';
import { SOURCE } from './small.ts';

const questionnaire = theRegistration();

const harmless = {
  tool: 'DeepL',
  purpose: 'translation',
  account: 'company-team',
  users: 'team',
  countries: ['de'],
  data: ['public'],
  circumstances: ['none'],
};

/** `null` means "I don't know". */
function answers(values: Readonly<Record<string, AnswerValue | null>>): Answers {
  const entries = Object.entries(values).map(([id, value]): [string, Answer] => [
    id,
    value === null ? { kind: 'unknown', source: SOURCE } : { kind: 'known', value, source: SOURCE },
  ]);
  return Object.fromEntries(entries);
}

describe('screening', () => {
  it('is light, with a reason, when nothing triggers', () => {
    expect(screen(questionnaire, answers(harmless))).toMatchObject({
      lane: 'light',
      because: [{ lane: 'light' }],
      unknowns: [],
    });
  });

  it('is covered by the catalogue only when nothing triggers and nothing relevant is unknown', () => {
    const context = { coveredBy: 'DeepL for the whole company' };
    const lane = (changes: Record<string, AnswerValue | null>) =>
      screen(questionnaire, answers({ ...harmless, ...changes }), context).lane;

    expect(lane({})).toBe('catalogue');
    expect(lane({ data: null })).toBe('light');
    expect(lane({ data: ['special-category'] })).toBe('full');
  });

  it('takes the heaviest lane and shows every reason, the heaviest first', () => {
    const found = screen(
      questionnaire,
      answers({
        ...harmless,
        purpose: 'recruiting-screening',
        circumstances: ['evaluates-people'],
        prohibitedSignals: ['social-scoring'],
      }),
    );

    expect(found.lane).toBe('stop');
    expect(found.because.map(({ lane, clause }) => [lane, clause])).toEqual([
      ['stop', 'A.5.4'],
      ['full', 'A.5.4'],
      ['full', '8.4'],
    ]);
  });

  it('ignores the answer to a question that no longer applies', () => {
    const found = screen(questionnaire, answers({ ...harmless, prohibitedSignals: ['social-scoring'] }));

    expect(found.lane).toBe('light');
  });

  it('names the unknowns that a rule depends on, also through what is asked at all, and no others', () => {
    const found = screen(
      questionnaire,
      answers({ ...harmless, account: null, countries: null, circumstances: null, prohibitedSignals: null }),
    );

    expect(found).toMatchObject({ lane: 'full', unknowns: ['circumstances', 'prohibitedSignals'] });
  });
});

describe('a condition', () => {
  const known = answers({ purpose: 'coding', data: ['personal', 'internal'], size: 5, account: null });
  const cases: readonly [Condition, boolean][] = [
    [{ question: 'purpose', is: 'coding' }, true],
    [{ question: 'data', anyOf: ['personal'] }, true],
    [{ question: 'data', noneOf: ['personal'] }, false],
    [{ question: 'data', noneOf: ['public'] }, true],
    [{ question: 'size', atLeast: 5 }, true],
    [{ question: 'size', atLeast: 6 }, false],
    [{ question: 'account', is: 'none' }, false],
    [{ question: 'account', noneOf: ['none'] }, false],
    [{ question: 'account', unknown: true }, true],
    [{ question: 'account', answered: false }, true],
    [{ question: 'users', unknown: true }, false],
    [{ question: 'users', answered: false }, true],
    [{ question: 'constructor', answered: true }, false],
    [{ not: { question: 'users', is: 'team' } }, false],
    [{ not: { question: 'purpose', is: 'images' } }, true],
    [
      {
        not: {
          all: [
            { question: 'users', is: 'team' },
            { question: 'purpose', is: 'images' },
          ],
        },
      },
      true,
    ],
    [
      {
        any: [
          { question: 'users', is: 'team' },
          { question: 'purpose', is: 'coding' },
        ],
      },
      true,
    ],
    [
      {
        all: [
          { question: 'users', is: 'team' },
          { question: 'purpose', is: 'coding' },
        ],
      },
      false,
    ],
  ];

  it.each(cases)('%j holds: %s', (condition, expected) => {
    expect(holds(condition, known)).toBe(expected);
  });

  it('does not follow the answer of a hidden question', () => {
    const hidden = answers({ ...harmless, status: 'planned' });

    expect(visibleQuestions(questionnaire, hidden).map(({ id }) => id)).not.toContain('startDate');
  });
});
