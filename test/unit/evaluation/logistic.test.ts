import { describe, expect, it } from 'vitest';
import { wordingOf } from '../../../src/assistant/wording.ts';
import { fitLogistic, type LogisticRow, logistic } from '../../quality/logistic.ts';
import { weightsAsData, wordWeights } from '../../quality/word-weights.ts';

const row = (value: number, label: 0 | 1, weight = 1): LogisticRow => ({ values: [value, 0], label, weight });

describe('the logistic fit', () => {
  it('finds the odds that were counted', () => {
    // 3 of 4 with the feature, 1 of 4 without: log odds are ln 3 and -ln 3.
    const rows = [row(1, 1, 3), row(1, 0, 1), row(0, 1, 1), row(0, 0, 3)];

    const [intercept = 0, first = 0, second] = fitLogistic(rows, 1e-9);

    expect(intercept).toBeCloseTo(-Math.log(3), 4);
    expect(first).toBeCloseTo(2 * Math.log(3), 4);
    expect(second).toBeCloseTo(0, 6);
    expect(logistic([intercept, first, 0], [1, 0])).toBeCloseTo(0.75, 4);
  });

  it('stays finite where a line parts the labels, and shrinks', () => {
    const rows = [row(1, 1), row(0, 0)];
    const [loose = 0, tight = 0] = [0.1, 10].map((shrinkage) => fitLogistic(rows, shrinkage)[1] ?? 0);

    expect(Number.isFinite(loose)).toBe(true);
    expect(loose).toBeGreaterThan(tight);
    expect(tight).toBeGreaterThan(0);
  });
});

describe('the weights of words', () => {
  const weights = wordWeights([
    { question: 'Must we assess the impact?', label: 1, times: 2 },
    { question: 'must we log it', label: 1, times: 2 },
    { question: 'Which restaurant is good?', label: 0, times: 4 },
  ]);

  it('speak for what our questions have, and against what others have', () => {
    expect(weights.get('must we')).toBeGreaterThan(0);
    expect(weights.get('restaur')).toBeLessThan(0);
    expect(weights.has('log')).toBe(false);
    expect(wordingOf('must we?', weights)).toBeGreaterThan(0);
    expect(wordingOf('a good restaurant', weights)).toBeLessThan(0);
    expect(wordingOf('', weights)).toBe(0);
  });

  it('come back from the data that keeps them', () => {
    const data = Object.entries(weightsAsData(weights)).flatMap(([step, words]) =>
      words.split('|').map((word): [string, number] => [word, Number(step)]),
    );

    expect(new Map(data)).toEqual(weights);
  });
});
