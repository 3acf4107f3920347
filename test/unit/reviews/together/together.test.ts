import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { howMany } from '../../../support/how-many.ts';
import { emptyTally, sameAsTheBoard } from './compare.ts';
import { MUTANTS } from './mutants.ts';
import { RULES } from './product.ts';

const SEQUENCES = howMany('DECIDING_SEQUENCES', { usual: 1500, thorough: 50_000 });

/** Each wrong version is noticed within so many sequences, from a fixed beginning. */
const MOST_FOR_A_MUTANT = 6000;
const SEED = 42001;

describe('deciding together', () => {
  it('goes as the rules in words say, whatever people do', { timeout: 3_600_000 }, () => {
    const tally = emptyTally();

    fc.assert(sameAsTheBoard(RULES, tally), { numRuns: SEQUENCES });

    if (SEQUENCES >= 50_000)
      process.stdout.write(
        `${JSON.stringify({ ...tally, reached: Object.fromEntries([...tally.reached].toSorted()) }, null, 1)}\n`,
      );
    expect(tally.reached.size).toBeGreaterThan(30);
  });

  it.each(Object.keys(MUTANTS))('notices rules that would be wrong: %s', { timeout: 120_000 }, (name) => {
    const wrong = sameAsTheBoard({ ...RULES, ...MUTANTS[name] }, emptyTally());

    const found = fc.check(wrong, { numRuns: MOST_FOR_A_MUTANT, endOnFailure: true, seed: SEED });

    expect(found.failed, `No difference in ${found.numRuns} sequences`).toBe(true);
  });
});
