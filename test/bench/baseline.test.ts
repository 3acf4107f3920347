import { describe, expect, it } from 'vitest';
import { type Baseline, regressions } from './baseline.ts';
import type { Result } from './benchmark.ts';

const accepted: Baseline = { 'an answer': { ratio: 0.3, acceptedOn: '2026-11-22' } };

function aResult(ratio: number, name = 'an answer'): Result {
  return { name, ratio, medianMs: 1 / ratio, p99Ms: 2 / ratio, bareMs: 1 };
}

describe('the accepted ratios', () => {
  it('fail a result that is more than 30 % worse, with a line that says what to do', () => {
    expect(regressions(accepted, [aResult(0.2)])).toEqual([
      'an answer: the ratio 0.200 is 33 % worse than 0.300, accepted on 2026-11-22. ' +
        'Make it faster again, or accept it with npm run bench -- --accept and say why in the commit.',
    ]);
  });

  it('let a result pass that is a little worse', () => {
    expect(regressions(accepted, [aResult(0.22)])).toEqual([]);
  });

  it('say nothing of what was never accepted', () => {
    expect(regressions(accepted, [aResult(0.01, 'another')])).toEqual([]);
  });
});
