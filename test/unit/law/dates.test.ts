import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/law/classify.ts';
import type { Facts } from '../../../src/law/facts.ts';
import { law, RANKS_APPLICANTS } from './sampled-facts.ts';

const ORDINARY: Facts = { ...RANKS_APPLICANTS, 'annex-iii-areas': [], profiling: false };
const PRODUCT = { 'annex-i': 'section-a', 'product-part': 'safety-component', 'third-party-assessment': true };
const MODEL = { 'gpai-model': true, 'gpai-role': 'provider' };
const INTIMATE = { 'practice-signals': ['intimate-imagery'], 'imagery-purpose': 'intended' };
const FACES = { 'practice-signals': ['face-scraping'], 'scraping-untargeted': true };
const WRITES = { 'transparency-functions': ['synthetic-content'] };
const OLD = { 'on-market-since': 'before-2026-08-02' };

/** Each day of the law, what begins on it, and for whom. */
const BEGINNINGS: readonly (readonly [day: string, rule: string, facts: Facts])[] = [
  ['2025-02-02', 'literacy-deployer', ORDINARY],
  ['2025-02-02', 'art-5-1-e', { ...ORDINARY, ...FACES }],
  ['2025-08-02', 'model-copyright', { ...ORDINARY, ...MODEL }],
  ['2026-08-02', 'disclose-interaction', { ...ORDINARY, 'transparency-functions': ['interacts'] }],
  ['2026-08-02', 'mark-content', { ...ORDINARY, ...WRITES }],
  ['2026-12-02', 'mark-content', { ...ORDINARY, ...WRITES, ...OLD }],
  ['2026-12-02', 'art-5-intimate', { ...ORDINARY, ...INTIMATE }],
  ['2027-08-02', 'model-copyright', { ...ORDINARY, ...MODEL, 'gpai-before-2025-08-02': true }],
  ['2027-12-02', 'deployer-oversight', RANKS_APPLICANTS],
  ['2027-12-02', 'deployer-oversight', { ...RANKS_APPLICANTS, ...OLD, 'significantly-changed': true }],
  ['2028-08-02', 'provider-quality', { ...ORDINARY, ...PRODUCT }],
  ['2030-08-02', 'deployer-oversight', { ...RANKS_APPLICANTS, ...OLD, 'for-public-authorities': true }],
  ['2030-12-31', 'deployer-oversight', { ...RANKS_APPLICANTS, ...OLD, 'annex-x-system': true }],
];

describe('the days of the law', () => {
  it.each(BEGINNINGS)('begin at midnight: on %s %s applies, on the day before not yet', (day, rule, facts) => {
    const lastMoment = new Date(Date.parse(day) - 1);

    expect(begun(rule, facts, lastMoment)).toEqual({ from: day, inForce: false });
    expect(begun(rule, facts, new Date(day))).toEqual({ from: day, inForce: true });
  });

  it('are all in this table', () => {
    const days = new Set(law.rules.flatMap(({ dates }) => dates.map(({ date }) => date)));

    expect([...days].sort()).toEqual([...new Set(BEGINNINGS.map(([day]) => day))].sort());
  });

  it.each(['before-2026-08-02', 'before-2027-08-02', 'before-2027-12-02'])(
    'leave alone what has stood unchanged since %s, but not its duties of transparency',
    (since) => {
      const facts = { ...RANKS_APPLICANTS, 'on-market-since': since, 'transparency-functions': ['interacts'] };
      const { highRisk, obligations } = classify(facts, new Date('2029-01-01'), law);

      expect(highRisk.status).toBe('yes');
      expect(obligations.map(({ rule }) => rule)).toEqual([
        'literacy-provider',
        'literacy-deployer',
        'disclose-interaction',
      ]);
    },
  );

  it('stay open while the facts decide between two of them', () => {
    const known: Facts = { ...ORDINARY, ...WRITES };
    const { 'on-market-since': _, ...facts } = known;

    expect(begun('mark-content', facts, new Date('2026-11-22'))).toEqual({ from: null, inForce: null });
    expect(begun('mark-content', facts, new Date('2026-12-02'))).toEqual({ from: null, inForce: true });
    expect(classify(facts, new Date('2026-11-22'), law).missing).toEqual(['on-market-since']);
  });
});

function begun(rule: string, facts: Facts, on: Date) {
  const { obligations, prohibited } = classify(facts, on, law);
  const found = [...obligations, ...prohibited].find((each) => each.rule === rule);
  return found && { from: found.from, inForce: found.inForce };
}
