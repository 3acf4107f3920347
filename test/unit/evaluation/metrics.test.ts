import { describe, expect, it } from 'vitest';
import { areaUnderCurve, hitAt, keptAt, mean, ndcgAt, quantile } from '../../../src/evaluation/metrics.ts';

describe('hits', () => {
  it('count to the depth and no further', () => {
    expect(hitAt(['a', 'b', 'c'], ['c'], 2)).toBe(false);
    expect(hitAt(['a', 'b', 'c'], ['c', 'x'], 3)).toBe(true);
    expect(hitAt([], ['c'], 3)).toBe(false);
  });
});

describe('the discounted gain', () => {
  it('is 1 when everything relevant stands first, in any order', () => {
    expect(ndcgAt(['b', 'a', 'x'], ['a', 'b'], 10)).toBe(1);
  });

  it('is what its definition says when it does not', () => {
    expect(ndcgAt(['x', 'a'], ['a'], 10)).toBeCloseTo(1 / Math.log2(3), 10);
    expect(ndcgAt(['a', 'x', 'b'], ['a', 'b'], 10)).toBeCloseTo((1 + 1 / 2) / (1 + 1 / Math.log2(3)), 10);
  });

  it('counts a passage once, and ends at its depth', () => {
    expect(ndcgAt(['a', 'a'], ['a', 'b'], 10)).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 10);
    expect(ndcgAt(['x', 'a'], ['a'], 1)).toBe(0);
    expect(ndcgAt(['a'], ['a', 'b', 'c'], 1)).toBe(1);
  });

  it('is 0 where nothing is relevant', () => {
    expect(ndcgAt(['a'], [], 10)).toBe(0);
  });
});

describe('the area under the curve', () => {
  it('is 1 for a clean cut, 0.5 for none, and counts ties half', () => {
    expect(areaUnderCurve([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(areaUnderCurve([0.5], [0.5])).toBe(0.5);
    expect(areaUnderCurve([0.9, 0.1], [0.5])).toBe(0.5);
    expect(areaUnderCurve([], [0.5])).toBeUndefined();
  });
});

describe('the kept share', () => {
  const negatives = Array.from({ length: 100 }, (_, at) => at / 100);

  it('lets no more of the negatives through than allowed', () => {
    expect(keptAt([0.945, 0.955, 0.2], negatives, 0.05)).toBeCloseTo(2 / 3);
    expect(keptAt([0.94, 0.955, 0.2], negatives, 0.05)).toBeCloseTo(1 / 3);
    expect(keptAt([0.99, 0.995], negatives, 0)).toBe(0.5);
  });

  it('does not let a crowd of equal negatives through at once', () => {
    expect(keptAt([0.5, 0.6], [0.5, 0.5, 0.5, 0.5], 0.25)).toBe(0.5);
  });

  it('keeps everything when there is nothing to let through', () => {
    expect(keptAt([0.1], [], 0.05)).toBe(1);
    expect(keptAt([], [0.1], 0.05)).toBeUndefined();
  });
});

describe('the summaries', () => {
  it('take the nearest rank, and nothing of nothing', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(quantile([4, 1, 3, 2], 0.99)).toBe(4);
    expect(quantile([], 0.5)).toBeUndefined();
    expect(mean([1, 2])).toBe(1.5);
    expect(mean([])).toBeUndefined();
  });
});
