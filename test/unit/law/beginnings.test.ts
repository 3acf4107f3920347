import { describe, expect, it } from 'vitest';
import { beginningsBetween, touchedSystems } from '../../../src/law/beginnings.ts';
import { classify } from '../../../src/law/classify.ts';
import type { Facts } from '../../../src/law/facts.ts';
import { law, RANKS_APPLICANTS } from './sampled-facts.ts';
import { workedPairs } from './worked-case.ts';

const ORDINARY: Facts = { ...RANKS_APPLICANTS, 'annex-iii-areas': [], profiling: false };
const WRITES = { 'transparency-functions': ['synthetic-content'] };
const EVE = new Date('2026-12-01');
const DAY = new Date('2026-12-02');

describe('what begins to apply', () => {
  it('names the bans and the marking of 2 December 2026, for those whom they touch', () => {
    const old = { ...ORDINARY, ...WRITES, 'on-market-since': 'before-2026-08-02' };
    expect(rules(old)).toEqual(['art-50-2', 'mark-content']);
    expect(rules({ ...ORDINARY, 'practice-signals': ['intimate-imagery'], 'imagery-purpose': 'intended' })).toContain(
      'art-5-intimate',
    );
    expect(rules({ ...ORDINARY, ...WRITES, 'on-market-since': 'later' })).toEqual([]);
    expect(rules(ORDINARY)).toEqual([]);
  });

  it('keeps what unknown facts leave open, and says which facts', () => {
    const { 'on-market-since': _unknown, ...rest } = { ...ORDINARY, ...WRITES, 'on-market-since': '' };
    expect(beginningsBetween(rest, EVE, DAY, law)).toMatchObject([
      { rule: 'art-50-2', days: ['2026-12-02'], need: ['on-market-since'] },
      { rule: 'mark-content', days: ['2026-12-02'], need: ['on-market-since'] },
    ]);
  });

  it('agrees with the classification of both days, for every worked case', () => {
    for (const { facts, name } of workedPairs().flatMap(({ first, second }) => [first, second])) {
      const obliged = (on: Date) =>
        new Set(classify(facts, on, law).obligations.flatMap(({ rule, inForce }) => (inForce ? [rule] : [])));
      const [before, after] = [obliged(new Date('2027-12-01')), obliged(new Date('2027-12-02'))];
      const begun = beginningsBetween(facts, new Date('2027-12-01'), new Date('2027-12-02'), law)
        .filter(({ need }) => need.length === 0)
        .map(({ rule }) => rule);
      const fresh = [...after].filter((rule) => !before.has(rule));
      expect(begun, name).toEqual(expect.arrayContaining(fresh));
      for (const rule of begun) expect(before.has(rule), `${name}: ${rule}`).toBe(false);
    }
  });

  it('finds among two hundred systems exactly those that 2 December 2026 touches', () => {
    const all = workedPairs().flatMap(({ first, second }) => [first.facts, second.facts]);
    const systems = Array.from({ length: 200 }, (_, at) => {
      const facts = all[at % all.length] ?? {};
      // Every third of them was on the market before August 2026, as most of a real register will have been.
      const since = at % 3 === 0 ? { 'on-market-since': 'before-2026-08-02' } : {};
      return { reference: `AIS-${at + 1}`, name: `System ${at + 1}`, facts: { ...facts, ...since } };
    });
    const applies = (facts: Facts, on: Date) => {
      const { prohibited, transparency, obligations, highRisk } = classify(facts, on, law);
      return [...prohibited, ...transparency, ...obligations, ...highRisk.basis]
        .flatMap(({ rule, inForce }) => (inForce ? [rule] : []))
        .toSorted()
        .join(' ');
    };
    const changed = systems.filter(({ facts }) => applies(facts, EVE) !== applies(facts, DAY));

    const touched = touchedSystems(systems, EVE, DAY, law);

    const settled = touched.filter(({ begins }) => begins.some(({ need }) => need.length === 0));
    expect(settled.map(({ reference }) => reference)).toEqual(changed.map(({ reference }) => reference));
    expect(touched.length).toBeGreaterThan(5);
    expect(touched.length).toBeLessThan(100);
  });

  function rules(facts: Facts): readonly string[] {
    return beginningsBetween(facts, EVE, DAY, law).map(({ rule }) => rule);
  }
});
