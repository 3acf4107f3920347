import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLeftOut, writeLeftOut } from '../../../src/interviews/left-out.ts';
import { parseQuestionnaire } from '../../../src/interviews/parse-questionnaire.ts';
import { playAnswers } from '../../../src/interviews/play.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import { validateAnswer } from '../../../src/interviews/validate-answer.ts';
import { aQuestionnaire, theRegistration } from './shipped.ts';

const SCORED = `id: scored
version: 1
title: Scored
notice: Software.
scoring:
  mitigation: { enoughFrom: 0.8, reachable: 0.5, takesOff: 0.15 }
  levels: [{ level: low, upTo: 0.5 }, { level: high, upTo: 1 }]
sections:
  - id: one
    title: One
    questions:
      - { id: risk, kind: one-of, counts: raw, label: R, ask: R?, why: So., options: [{ id: a, label: A, weight: 10 }, { id: b, label: B }] }
      - { id: more, kind: many-of, counts: raw, label: M, ask: M?, why: So., options: [{ id: "x, y", label: X, weight: 4 }, { id: y, label: Y, weight: 6 }] }
      - { id: done, kind: many-of, counts: mitigation, label: D, ask: D?, why: So., options: [{ id: d, label: D, weight: 4 }, { id: e, label: E, weight: 6 }] }
      - { id: words, kind: text, label: W, ask: W?, why: So., when: { question: risk, is: a } }
      - { id: then, kind: text, label: T, ask: T?, why: So., when: { question: words, containsText: NOT } }
      - { id: same, kind: text, label: S, ask: S?, why: So., when: { question: words, sameText: do not } }
`;

function faults(from: string, to: string) {
  if (!SCORED.includes(from)) throw new Error(`The test replaces nothing: ${from}`);
  const parsed = parseQuestionnaire(SCORED.replace(from, to), 'scored.yaml');
  return parsed.ok ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
}

describe('a score', () => {
  const scored = aQuestionnaire(SCORED);
  const scoreOf = (answers: object) =>
    playAnswers(scored, { risk: 'b', more: null, done: null, ...answers }).result?.score;

  it.each([
    [{}, { raw: 0, mitigation: 0, total: 0, level: 'low' }],
    [{ more: ['x, y', 'y'] }, { raw: 10, mitigation: 0, total: 10, level: 'low' }],
    [
      { risk: 'a', more: ['y'], words: 'No', done: null },
      { raw: 16, mitigation: 0, total: 16, level: 'high' },
    ],
    [
      { more: ['y'], done: ['d'] },
      { raw: 6, mitigation: 4, total: 5, level: 'low' },
    ],
    [
      { risk: 'a', words: 'No', done: ['d', 'e'] },
      { raw: 10, mitigation: 10, total: 9, level: 'low' },
    ],
  ])('adds up what was chosen: %j', (answers, score) => {
    expect(scoreOf(answers)).toEqual(score);
  });

  it.each([
    ['counts: raw, label: R', 'label: R', 'options[0].weight: A weight needs'],
    ['weight: 10 }', '}', 'counts: What counts needs an option'],
    ['  mitigation: { enoughFrom: 0.8, reachable: 0.5, takesOff: 0.15 }\n', '', 'counts: Mitigation needs'],
    ['upTo: 0.5 }', 'upTo: 1 }', 'scoring.levels[1].upTo: Each level'],
    ['high, upTo: 1 }', 'high, upTo: 0.9 }', 'scoring.levels[1].upTo: The last level'],
    [SCORED.slice(SCORED.indexOf('scoring:'), SCORED.indexOf('sections:')), '', 'counts: What counts needs "scoring"'],
    ['question: words, containsText', 'question: risk, containsText', '"containsText" needs an answer in words'],
    ['question: words, sameText', 'question: more, sameText', '"sameText" needs an answer in words'],
  ])('is no score where its file says %j less or otherwise', (from, to, says) => {
    expect(faults(from, to)).toContainEqual(expect.stringContaining(says));
  });
});

describe('a condition on words', () => {
  const asked = (words: string) =>
    playAnswers(aQuestionnaire(SCORED), { risk: 'a', words, more: null, done: null }).asked.slice(4);

  it('minds neither capitals nor space around them', () => {
    expect(asked(' Do not ')).toEqual(['then', 'same']);
    expect(asked('Do not do it')).toEqual(['then']);
    expect(asked('Do it')).toEqual([]);
  });
});

describe('what is chosen in a platform’s list', () => {
  it('is found again where its id has a comma', () => {
    const more = questionsOf(aQuestionnaire(SCORED))[1];
    if (!more) throw new Error('The questionnaire has a second question');

    expect(validateAnswer(more, ['x%2C y', 'y'])).toEqual({ ok: true, value: ['x, y', 'y'] });
    expect(validateAnswer(more, ['x, y'])).toMatchObject({ ok: true });
    expect(validateAnswer(more, ['x', ' y'])).toMatchObject({ ok: false });
  });
});

describe('what was left out of a dialog', () => {
  const registration = theRegistration();
  const ids = questionsOf(registration).map(({ id }) => id);

  it('comes back as it was written, in few characters', () => {
    fc.assert(
      fc.property(fc.subarray(ids), (leftOut) => {
        const text = writeLeftOut(registration, leftOut);

        expect(readLeftOut(registration, text)).toEqual(leftOut);
        expect(text.length).toBeLessThanOrEqual(3 * ids.length);
      }),
    );
    expect(writeLeftOut(registration, ids)).toBe(`0-${ids.length - 1}`);
  });

  it.each(['', 'tool,purpose', '99999', '3-1', '-', '1-2-3', '0x1'])(
    'is nothing where nobody wrote it so: %j',
    (text) => {
      expect(readLeftOut(registration, text)).toEqual([]);
    },
  );
});
