import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/law/classify.ts';
import {
  asksLess,
  DECIDED_FACETS,
  type DecidedFacet,
  facetValues,
  leavesOpen,
  settledValue,
} from '../../../src/law/decided.ts';
import { completeFacts, EXEMPT, law, partAndWhole, RANKS_APPLICANTS, TODAY } from './sampled-facts.ts';
import { workedPairs } from './worked-case.ts';

const RUNS = { numRuns: 60 };
const articlesOf = (facts: Parameters<typeof classify>[0], decided: Parameters<typeof classify>[3]) =>
  classify(facts, TODAY, law, decided).obligations.map(({ article }) => article);

describe('a facet that people decide on', () => {
  it('changes nothing when it is confirmed, whatever the facts', () => {
    fc.assert(
      fc.property(completeFacts, (facts) => {
        const { wouldChange: _, ...decided } = classify(facts, TODAY, law, facetValues(facts, law));
        const { wouldChange: _also, ...computed } = classify(facts, TODAY, law);
        expect(decided).toEqual(computed);
      }),
      RUNS,
    );
  });

  it('is no question any more, and stays as it was decided whatever is answered then', () => {
    fc.assert(
      fc.property(partAndWhole, fc.constantFrom('no', 'yes iii-4a', 'presumed iii-5b'), ({ part, whole }, highRisk) => {
        const decided = { outOfScope: 'covered', prohibited: 'none', highRisk } as const;
        for (const facts of [part, whole]) {
          const values = facetValues(facts, law, decided);
          expect(values).toMatchObject(decided);
          const open = classify(facts, TODAY, law, decided).undetermined.map(({ facet }) => facet);
          expect(open.filter((facet) => Object.hasOwn(decided, facet))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('gives the duties that follow from it, and takes those that do not', () => {
    const facts = { ...RANKS_APPLICANTS, roles: ['deployer'] };
    expect(facetValues(facts, law).highRisk).toMatch(/^(yes|presumed) iii-4a$/);
    expect(articlesOf(facts, {})).toContain('Art. 26(2)');
    expect(articlesOf(facts, { highRisk: 'no' })).not.toContain('Art. 26(2)');
    expect(articlesOf({ ...facts, 'employment-use': [] }, { highRisk: 'yes iii-5b' })).toEqual(
      expect.arrayContaining(['Art. 26(2)', 'Art. 27(1)-(4)']),
    );
    expect(articlesOf(facts, { outOfScope: 'outside' })).toEqual([]);
    expect(articlesOf(facts, { roles: 'provider deployer' })).toContain('Art. 9');
    expect(articlesOf(facts, { transparency: 'art-50-3' })).toContain('Art. 50(3)');
  });

  it('is computed anew where another one was decided: what is not prohibited may be listed', () => {
    const watching = workedPairs()
      .flatMap(({ first, second }) => [first, second])
      .find(({ facts }) => facetValues(facts, law).prohibited === 'art-5-1-f' && 'annex-iii-areas' in facts);
    const facts = {
      ...watching?.facts,
      'annex-iii-areas': ['biometrics'],
      'biometrics-use': ['emotion-recognition'],
    };
    expect(facetValues(facts, law)).toMatchObject({ prohibited: 'art-5-1-f' });
    expect(facetValues(facts, law).highRisk).not.toContain('iii-1c');
    expect(facetValues(facts, law, { prohibited: 'none' }).highRisk).toContain('iii-1c');
  });

  it('has to hold together', () => {
    const settled = (facet: DecidedFacet, value: string) => settledValue(facet, value, RANKS_APPLICANTS, law, {});
    expect(settled('highRisk', 'yes iii-5b iii-4a')).toBe('yes iii-4a iii-5b');
    expect(settled('highRisk', 'yes annex-i-a')).toBe('yes annex-i-a');
    for (const wrong of [
      'yes',
      'presumed',
      'presumed annex-i-a',
      'exempt annex-i-a',
      'yes iii-9z',
      'no iii-4a',
      'high',
    ])
      expect(settled('highRisk', wrong)).toBeUndefined();
    expect(settled('roles', 'deployer provider')).toBe('provider deployer');
    expect(settled('roles', 'emperor')).toBeUndefined();
    expect(settled('prohibited', 'art-5-1-f')).toBe('art-5-1-f');
    expect(settled('gpai', 'model')).toBe('model');
    expect(settled('outOfScope', 'outside')).toBe('outside');
  });

  it.each([
    ['outOfScope', 'outside < undetermined < covered'],
    ['prohibited', 'none < undetermined < art-5-1-a'],
    ['highRisk', 'no < exempt iii-4a < undetermined < presumed iii-4a < yes iii-4a'],
    ['gpai', 'no < undetermined < model < systemic-risk'],
  ] as const)('of %s asks for less care to the left and not to the right: %s', (facet, scale) => {
    const steps = scale.split(' < ');
    for (const [at, step] of steps.entries())
      for (const [than, other] of steps.entries()) expect(asksLess(facet, step, other)).toBe(at < than);
  });

  it('asks for less care when it leaves out what is computed, or open', () => {
    expect(asksLess('highRisk', 'yes iii-5b', 'presumed iii-4a')).toBe(false);
    expect(asksLess('highRisk', 'yes iii-5b', 'yes iii-4a')).toBe(true);
    expect(asksLess('roles', 'provider deployer', 'deployer')).toBe(false);
    expect(asksLess('roles', 'deployer', 'provider deployer')).toBe(true);
    expect(asksLess('transparency', 'none', 'art-50-1?')).toBe(true);
    expect(asksLess('transparency', 'art-50-1', 'art-50-1?')).toBe(false);
    expect(asksLess('transparency', 'none', 'none')).toBe(false);
  });

  it('is computed with a word for everything that unknown facts leave open', () => {
    const nothing = facetValues({}, law);
    expect(DECIDED_FACETS.filter((facet) => !leavesOpen(nothing[facet]))).toEqual([]);
    expect(
      DECIDED_FACETS.filter((facet) => leavesOpen(facetValues(EXEMPT, law)[facet]) && facet === 'highRisk'),
    ).toEqual([]);
    fc.assert(
      fc.property(completeFacts, (facts) => {
        expect(Object.values(facetValues(facts, law)).filter(leavesOpen)).toEqual([]);
      }),
      RUNS,
    );
  });
});
