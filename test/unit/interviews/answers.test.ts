import { describe, expect, it } from 'vitest';
import { COUNTRIES, countryCode, countryName } from '../../../src/interviews/countries.ts';
import { describeAnswer } from '../../../src/interviews/present.ts';
import type { Question } from '../../../src/interviews/questionnaire.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { validateAnswer } from '../../../src/interviews/validate-answer.ts';
import { aQuestionnaire } from './shipped.ts';
import { SOURCE } from './small.ts';

const questions = new Map(
  questionsOf(
    aQuestionnaire(`
id: kinds
version: 1
title: Kinds
notice: Software.
sections:
  - id: all
    title: All
    questions:
      - { id: text, kind: text, label: L, ask: A?, why: W., maxLength: 10 }
      - { id: one-of, kind: one-of, label: L, ask: A?, why: W., options: [{ id: a, label: Apple }, { id: b, label: Bee }] }
      - { id: many-of, kind: many-of, label: L, ask: A?, why: W., options: [{ id: a, label: Apple }, { id: b, label: Bee }, { id: none, label: None, exclusive: true }] }
      - { id: countries, kind: countries, label: L, ask: A?, why: W. }
      - { id: yes-no, kind: yes-no, label: L, ask: A?, why: W. }
      - { id: number, kind: number, label: L, ask: A?, why: W., min: 1, max: 9 }
      - { id: date, kind: date, label: L, ask: A?, why: W. }
      - { id: link, kind: link, label: L, ask: A?, why: W. }
      - { id: person, kind: person, label: L, ask: A?, why: W. }
`),
  ).map((question) => [question.id, question]),
);

function question(kind: string): Question {
  const found = questions.get(kind);
  if (!found) throw new Error(`No question of kind ${kind}`);
  return found;
}

describe('an answer', () => {
  it.each([
    ['text', '  Otter ', 'Otter'],
    ['one-of', 'a', 'a'],
    ['one-of', ['b'], 'b'],
    ['many-of', ['b', 'a', 'b'], ['a', 'b']],
    ['many-of', 'none', ['none']],
    ['countries', ['DE', 'france', 'de'], ['de', 'fr']],
    ['countries', 'UK, USA and Holland', ['gb', 'nl', 'us']],
    ['countries', 'Trinidad and Tobago; Bosnia & Herzegovina', ['ba', 'tt']],
    ['yes-no', 'Yes', true],
    ['yes-no', false, false],
    ['number', ' 2.5 ', 2.5],
    ['number', 9, 9],
    ['date', '2028-02-29', '2028-02-29'],
    ['link', 'https://otter.ai/privacy', 'https://otter.ai/privacy'],
    ['person', 'Dana Weber', 'Dana Weber'],
  ])('of kind %s is taken from %j', (kind, value, expected) => {
    expect(validateAnswer(question(kind), value)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['text', '   ', /in words/],
    ['text', 'eleven chars', /at most 10 characters; this has 12/],
    ['text', 'nul\0', /cannot be stored/],
    ['text', '\ud800', /cannot be stored/],
    ['text', 5, /in words/],
    ['one-of', 'c', /Apple; Bee/],
    ['one-of', ['a', 'b'], /choose one of/],
    ['many-of', [], /one or more/],
    ['many-of', ['a', 'c'], /one or more/],
    ['many-of', ['a', 'none'], /"None" cannot be combined/],
    ['countries', ['Atlantis'], /countries/],
    ['countries', 'France and Atlantis', /countries/],
    ['countries', [], /at least one/],
    ['yes-no', 'yes and no', /yes or no/],
    ['number', '0', /at least 1/],
    ['number', 10, /at most 9/],
    ['number', Number.NaN, /number/],
    ['number', '0x5', /number/],
    ['date', '2026-02-29', /exists/],
    ['date', '31.12.2026', /year-month-day/],
    ['link', 'otter.ai', /https/],
    ['link', 'javascript:alert(1)', /https/],
    ['person', {}, /in words/],
  ])('of kind %s is refused as %j, with what to do', (kind, value, message) => {
    expect(validateAnswer(question(kind), value)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });

  it.each([
    ['one-of', 'b', 'Bee'],
    ['many-of', ['a', 'gone'], 'Apple, gone'],
    ['countries', ['de', 'gb'], 'Germany, United Kingdom'],
    ['yes-no', false, 'No'],
    ['date', '2026-11-22', '22 November 2026'],
    ['number', 3, '3'],
  ])('of kind %s is shown in words for %j', (kind, value, words) => {
    expect(describeAnswer(question(kind), { kind: 'known', value, source: SOURCE })).toBe(words);
  });

  it('is shown as open, unknown or left out', () => {
    const shown = [undefined, { kind: 'unknown', source: SOURCE }, { kind: 'skipped', source: SOURCE }] as const;

    expect(shown.map((answer) => describeAnswer(question('text'), answer))).toEqual([
      'not answered yet',
      'not known yet',
      'left out',
    ]);
  });
});

describe('the countries', () => {
  it('are the 249 of ISO 3166-1, each found by its own name', () => {
    expect(new Set(COUNTRIES.map(({ id }) => id)).size).toBe(249);
    expect(COUNTRIES.filter(({ id, name }) => countryCode(name) !== id)).toEqual([]);
  });

  it.each([
    ['uk', 'gb'],
    ['The Netherlands', 'nl'],
    ['Türkiye', 'tr'],
    ['cote d’ivoire', 'ci'],
    ['Atlantis', undefined],
  ])('are found by other names: %s', (words, code) => {
    expect(countryCode(words)).toBe(code);
  });

  it('show an unknown code as it is', () => {
    expect(countryName('xx')).toBe('XX');
  });
});
