import fc from 'fast-check';
import { Model } from 'survey-core';
import { expect, it } from 'vitest';
import { visibleQuestions } from '../../../../src/interviews/conditions.ts';
import { howMany } from '../../../support/how-many.ts';
import { answersOf, imported } from './surveys.ts';

const RUNS = howMany('SURVEY_CONDITIONS', { usual: 200, thorough: 5000 });

const ASKED = [
  { type: 'radiogroup', name: 'one', choices: ['item1-0', 'item2-1', 'Item3', 4, 'true'] },
  { type: 'checkbox', name: 'many', choices: ['a', 'b', 'item9', 7], showNoneItem: true },
  { type: 'dropdown', name: 'code', choices: ['001', '010', '12', 'x y'] },
  { type: 'boolean', name: 'yes' },
  { type: 'comment', name: 'words' },
  { type: 'text', name: 'number', inputType: 'number' },
  { type: 'rating', name: 'rate', rateMax: 4 },
];

const given = fc.record(
  {
    one: fc.constantFrom('item1-0', 'item2-1', 'Item3', 4, 'true'),
    many: fc.uniqueArray(fc.constantFrom('a', 'b', 'item9', 7), { minLength: 1 }),
    code: fc.constantFrom('001', '010', '12', 'x y'),
    yes: fc.boolean(),
    words: fc.constantFrom('item', 'An item9 here', 'b', 'B', 'x', ' b '),
    number: fc.constantFrom(0, 3, 4, 7.5, -1),
    rate: fc.constantFrom(1, 2, 3, 4),
  },
  { requiredKeys: [] },
);

const name = fc.constantFrom(...ASKED.map((one) => one.name), 'ONE');
const scalar = fc.constantFrom(
  ...["'item1-0'", '"item2"', "'ITEM3'", '4', "'4'", "'a'", "'B'", "'b'", '7', "'001'", "'12'", '12', '1', '0', 'b'],
  ...['true', 'false', "'true'", "''", "'x y'", '3', '7.5', '-1', 'null', "'not there'"],
);
const list = fc.array(scalar, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`);
const comparing = fc.constantFrom(
  ...['=', '==', '<>', '!=', '<', '<=', '>', '>=', 'contains', 'notcontains', 'anyof', 'noneof', 'allof', '*='],
  ...['CONTAINS', 'equal', 'notequal'],
);

const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    { weight: 6, arbitrary: fc.tuple(name, comparing, fc.oneof(scalar, list)).map(([a, b, c]) => `{${a}} ${b} ${c}`) },
    { weight: 1, arbitrary: fc.tuple(scalar, fc.constantFrom('=', '<>'), name).map(([a, b, c]) => `${a} ${b} {${c}}`) },
    { weight: 2, arbitrary: fc.tuple(name, fc.constantFrom('empty', 'notempty')).map(([a, b]) => `{${a}} ${b}`) },
    { weight: 1, arbitrary: fc.constantFrom('{yes}', '!{yes}', '{one}', '!{one}', '{many}') },
  ),
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    fc
      .tuple(tie('expression'), fc.constantFrom('and', 'or', '&&', '||', 'AND'), tie('expression'))
      .map((p) => p.join(' ')),
    tie('expression').map((inner) => `(${inner})`),
    tie('expression').map((inner) => `!(${inner})`),
  ),
}));

it(
  'shows what SurveyJS shows, whatever the condition and the answers',
  () => {
    let translated = 0;
    fc.assert(
      fc.property(expression, fc.array(given, { minLength: 1, maxLength: 4 }), (visibleIf, answerSets) => {
        const survey = { elements: [...ASKED, { type: 'text', name: 'then', visibleIf }] };
        const { questionnaire, notTaken } = imported(survey);
        const isNever = notTaken.some(({ says }) => says === 'its condition never holds');
        fc.pre(notTaken.length === 0 || isNever);
        translated += 1;
        const theirs = new Model(survey);
        for (const answers of answerSets) {
          theirs.data = answers;
          const ours = visibleQuestions(questionnaire, answersOf(questionnaire, answers));
          expect({ visibleIf, answers, shown: ours.some(({ id }) => id === 'then') }).toEqual({
            visibleIf,
            answers,
            shown: theirs.getQuestionByName('then').isVisible,
          });
        }
      }),
      { numRuns: RUNS },
    );
    expect(translated).toBeGreaterThan(RUNS / 2);
  },
  60_000 + RUNS * 500,
);
