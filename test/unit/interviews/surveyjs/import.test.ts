import { describe, expect, it } from 'vitest';
import { inLanguage } from '../../../../src/interviews/in-language.ts';
import { playAnswers } from '../../../../src/interviews/play.ts';
import { questionsOf } from '../../../../src/interviews/questionnaire.ts';
import { importSurvey } from '../../../../src/interviews/surveyjs/import-survey.ts';
import { imported } from './surveys.ts';

const one = (element: object) => imported({ elements: [{ name: 'q', ...element }] });
const first = (element: object) => questionsOf(one(element).questionnaire)[0];
const choices = ['a', 'b'];
const NAMING = { id: 'survey', version: 1, title: 'Survey' };

describe('an element of SurveyJS', () => {
  it.each([
    ['text', { type: 'text' }, { kind: 'text', optional: true, unknownAllowed: true }],
    ['a number', { type: 'text', inputType: 'number', min: 1, max: 9 }, { kind: 'number', min: 1, max: 9 }],
    ['a date', { type: 'text', inputType: 'date' }, { kind: 'date' }],
    ['comment', { type: 'comment', maxLength: 9 }, { kind: 'long-text', maxLength: 9 }],
    ['boolean', { type: 'boolean' }, { kind: 'yes-no' }],
    ['dropdown', { type: 'dropdown', choices }, { kind: 'one-of', options: [{ id: 'a' }, { id: 'b' }] }],
    ['checkbox', { type: 'checkbox', choices }, { kind: 'many-of' }],
    ['tagbox', { type: 'tagbox', choices }, { kind: 'many-of' }],
    [
      'radiogroup',
      { type: 'radiogroup', choices: [1, { value: 2, text: 'Two' }] },
      { options: [{ id: '1' }, { label: 'Two' }] },
    ],
    ['rating', { type: 'rating', rateMax: 3 }, { kind: 'one-of', options: [{ id: '1' }, { id: '2' }, { id: '3' }] }],
    [
      'rated words',
      { type: 'rating', rateValues: [{ value: 'x', text: 'X' }] },
      { options: [{ id: 'x', label: 'X' }] },
    ],
    ['what is required', { type: 'text', isRequired: true }, { optional: false, unknownAllowed: false }],
    ['what has no title', { type: 'text' }, { ask: 'q', label: 'q' }],
    [
      'what is described',
      { type: 'text', title: 'T', description: '<b>D</b> &amp; <i>E</i>' },
      { ask: 'T', details: 'D & E' },
    ],
    ['a value name', { type: 'text', valueName: 'shared' }, { id: 'shared' }],
    [
      'a comma in a choice',
      { type: 'checkbox', choices: ['Yes, often', 'No'] },
      { options: [{ id: 'Yes, often' }, {}] },
    ],
  ])('becomes a question: %s', (_, element, expected) => {
    expect(first(element)).toMatchObject(expected);
  });

  it.each([
    ['a matrix', { type: 'matrix' }, 'no kind of question for “matrix”'],
    ['a file', { type: 'file' }, 'no kind of question for “file”'],
    ['no type', {}, 'it has no type'],
    ['no name', { type: 'text', name: '' }, 'it has no name'],
    ['a name with a slash', { type: 'text', name: 'a/b' }, 'no slash'],
    ['a name that every object has', { type: 'text', name: '__proto__' }, 'no slash'],
    ['a name without end', { type: 'text', name: 'n'.repeat(101) }, 'at most 100'],
    ['a password', { type: 'text', inputType: 'password' }, 'no passwords'],
    ['what is never shown', { type: 'text', visible: false }, 'never shown'],
    ['what is read-only', { type: 'text', readOnly: true }, 'read-only'],
    ['no choices', { type: 'radiogroup' }, 'no choices of its own'],
    ['choices that are no list', { type: 'radiogroup', choices: 'a' }, 'no list'],
    ['choices without values', { type: 'radiogroup', choices: [{ text: 'A' }] }, 'its choice 1 has no value'],
    ['the same choice twice', { type: 'checkbox', choices: ['a', 'a'] }, 'the choice “a” twice'],
    [
      'other in place of a choice',
      { type: 'radiogroup', choices, showOtherItem: true, storeOthersAsComment: false },
      'take the place',
    ],
    ['rates without end', { type: 'rating', rateMax: 1_000_000 }, 'are no list'],
    ['a condition that is none', { type: 'text', visibleIf: '{first} = ' }, 'cannot be read'],
    ['a condition with a sum', { type: 'text', visibleIf: '{first} + 1 = 2' }, 'cannot be read'],
    ['a condition with a function', { type: 'text', visibleIf: 'age({first}) > 3' }, 'cannot be read'],
    ['a condition on nothing', { type: 'text', visibleIf: '{gone} = 1' }, 'needs “gone”'],
    ['a condition on itself', { type: 'text', visibleIf: '{q} = 1' }, 'needs “q”'],
    [
      'a condition between answers',
      { type: 'text', visibleIf: '{first} = {second}' },
      'compares the answers first and second',
    ],
    ['a condition that never holds', { type: 'text', visibleIf: "{first} = 'z'" }, 'never holds'],
    ['what is answered already', { type: 'text', name: 'first' }, 'answers “first” already'],
  ])('is named with its place when it cannot be taken: %s', (_, element, says) => {
    const others = [
      { type: 'radiogroup', name: 'first', choices },
      { type: 'radiogroup', name: 'second', choices },
    ];
    const survey = { pages: [{ elements: [...others, { type: 'panel', elements: [{ name: 'q', ...element }] }] }] };

    const { notTaken, elements } = imported(survey);

    expect(elements).toBe(3);
    expect(notTaken).toEqual([
      expect.objectContaining({ place: 'pages[0].elements[2].elements[0]', says: expect.stringContaining(says) }),
    ]);
  });

  it('takes with it what depends on it, when it cannot be taken', () => {
    const { notTaken } = imported({
      elements: [
        { type: 'text', name: 'kept' },
        { type: 'ranking', name: 'a', choices },
        { type: 'radiogroup', name: 'b', choices, visibleIf: '{a} notempty' },
        { type: 'text', name: 'c', visibleIf: "{b} = 'a'" },
      ],
    });

    expect(notTaken.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    [{ type: 'text', defaultValue: 'x' }, 'its default is not taken'],
    [{ type: 'text', requiredIf: '{a} = 1' }, 'it can always be left out'],
    [{ type: 'text', validators: [{ type: 'email' }] }, 'checks are not made'],
    [{ type: 'radiogroup', choices: [{ value: 'a', visibleIf: '{b} = 1' }, 'b'] }, 'always offered'],
  ])('says what is different about %j', (element, says) => {
    expect(one(element).differences).toEqual([
      expect.objectContaining({ name: 'q', says: expect.stringContaining(says) }),
    ]);
  });
});

describe('what SurveyJS adds to choices', () => {
  const { questionnaire } = one({
    type: 'checkbox',
    choices,
    showNoneItem: true,
    showOtherItem: true,
    otherText: 'More',
  });

  it('is none, which excludes the rest, and other, which has to be described', () => {
    expect(questionsOf(questionnaire)).toMatchObject([
      { id: 'q', options: [{ id: 'a' }, { id: 'b' }, { id: 'none', exclusive: true }, { id: 'other', label: 'More' }] },
      { id: 'q-Comment', kind: 'long-text', optional: false, when: { question: 'q', anyOf: ['other'] } },
    ]);
  });

  it('plays as SurveyJS writes it', () => {
    expect(playAnswers(questionnaire, { q: ['a', 'other'], 'q-Comment': 'Mine' })).toMatchObject({ complete: true });
    expect(playAnswers(questionnaire, { q: ['a', 'other'] })).toMatchObject({
      missing: ['q-Comment'],
      complete: false,
    });
    expect(playAnswers(questionnaire, { q: ['none', 'a'] })).toMatchObject({ invalid: [{ questionId: 'q' }] });
  });
});

describe('a survey', () => {
  it('keeps its pages and titled panels as sections, with the conditions of all that is around a question', () => {
    const { questionnaire } = imported({
      pages: [
        { name: 'start', elements: [{ type: 'html', name: 'hello', html: '<p>Hello</p>' }] },
        { name: 'one', title: 'One', elements: [{ type: 'boolean', name: 'a' }] },
        {
          name: 'two',
          title: 'Two',
          visibleIf: '{a} = true',
          elements: [
            {
              type: 'panel',
              name: 'inner',
              title: 'Inner',
              visibleIf: '{a} notempty',
              elements: [
                { type: 'checkbox', name: 'b', choices },
                { type: 'html', name: 'between', html: 'And now' },
                { type: 'text', name: 'c', visibleIf: "{b} contains 'a'" },
              ],
            },
            { type: 'text', name: 'd' },
          ],
        },
      ],
    });

    expect(questionnaire.sections).toMatchObject([
      { id: 'one', title: 'One', intro: 'Hello', questions: [{ id: 'a' }] },
      { id: 'inner', title: 'Two – Inner', questions: [{ id: 'b' }, { id: 'c', details: 'And now' }] },
      { id: 'two', title: 'Two', questions: [{ id: 'd' }] },
    ]);
    expect(questionsOf(questionnaire).map(({ when }) => when)).toEqual([
      undefined,
      {
        all: [
          { question: 'a', is: true },
          { question: 'a', answered: true },
        ],
      },
      {
        all: [
          { question: 'a', is: true },
          { question: 'a', answered: true },
          { question: 'b', anyOf: ['a'] },
        ],
      },
      { question: 'a', is: true },
    ]);
  });

  it('is there in all of its languages', () => {
    const title = { default: 'Which?', fr: 'Lequel ?', de: 'Welches?' };
    const { questionnaire } = one({
      type: 'radiogroup',
      title,
      choices: [{ value: 'a', text: { default: 'A', fr: 'À' } }, 'b'],
    });

    const [french, german] = ['fr', 'de'].map((language) => questionsOf(inLanguage(questionnaire, language))[0]);

    expect(french).toMatchObject({ id: 'q', ask: 'Lequel ?', options: [{ id: 'a', label: 'À' }, { label: 'b' }] });
    expect(german).toMatchObject({ ask: 'Welches?', options: [{ label: 'A' }, { label: 'b' }] });
  });

  it('lets hidden answers count, unless it clears them', () => {
    const survey = {
      elements: [
        { type: 'boolean', name: 'a' },
        { type: 'boolean', name: 'b', visibleIf: '{a} = true' },
        { type: 'text', name: 'c', visibleIf: '{b} = true' },
      ],
    };

    expect(imported(survey).questionnaire.hiddenAnswers).toBe('seen');
    expect(imported({ ...survey, clearInvisibleValues: 'onHidden' }).questionnaire.hiddenAnswers).toBeUndefined();
  });

  it('shows what hidden answers of a file show', () => {
    const { questionnaire } = imported({
      elements: [
        { type: 'boolean', name: 'a' },
        { type: 'boolean', name: 'b', visibleIf: '{a} = true' },
        { type: 'text', name: 'c', visibleIf: '{b} = true' },
      ],
    });

    expect(playAnswers(questionnaire, { a: false, b: true, c: 'x' })).toMatchObject({
      ...{ asked: ['a', 'c'], skipped: ['b'], complete: true, result: { answers: { a: false, c: 'x' } } },
    });
  });

  it('has a score where its names say so, and none otherwise', () => {
    const asked = (panel: string, name: string, type = 'radiogroup') => ({
      type: 'panel',
      name: panel,
      elements: [{ type, name, choices: ['x-0', 'y-3', 'z-1'] }],
    });
    const { questionnaire } = imported({
      elements: [asked('a-RS', 'one'), asked('b-MS', 'two', 'checkbox'), asked('c-RS', 'three-NS')],
    });

    expect(questionsOf(questionnaire)).toMatchObject([
      { counts: 'raw', options: [{ weight: 0 }, { weight: 3 }, { weight: 1 }] },
      { counts: 'mitigation' },
      { id: 'three-NS' },
    ]);
    expect(questionsOf(questionnaire)[2]).not.toHaveProperty('counts');
    expect(playAnswers(questionnaire, { one: 'y-3', two: ['y-3'], 'three-NS': 'y-3' }).result?.score).toEqual({
      raw: 3,
      mitigation: 3,
      total: 3,
      level: 4,
    });
    expect(imported({ elements: [asked('a', 'one')] }).questionnaire.scoring).toBeUndefined();
  });

  it.each([
    [[], 'no SurveyJS definition'],
    ['text', 'no SurveyJS definition'],
    [{}, 'neither “pages” nor “elements”'],
    [{ pages: {} }, 'no SurveyJS definition'],
    [{ pages: [] }, 'it has no question'],
    [
      { elements: [null, { type: 'matrix', name: 'm' }] },
      'none of its 2 elements can be taken; the first, pages[0].elements[0]: it has no name',
    ],
  ])('is refused when it is none: %j', (content, says) => {
    expect(importSurvey(content, NAMING)).toMatchObject({ ok: false, message: expect.stringContaining(says) });
  });
});

describe('a file of results', () => {
  const { questionnaire } = imported({
    elements: [
      { type: 'text', name: 'a', isRequired: true },
      { type: 'text', name: 'b' },
    ],
  });

  it('may answer what this version does not ask, or leave empty what it asks', () => {
    expect(playAnswers(questionnaire, { a: 'x', b: '', c: 'y' })).toMatchObject({
      ...{ invalid: [], unknown: ['c'], complete: true, result: { answers: { a: 'x' } } },
    });
    expect(playAnswers(questionnaire, { a: ' ' })).toMatchObject({ missing: ['a'], unknown: [], complete: false });
  });
});
