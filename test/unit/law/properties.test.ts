import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, nextQuestions } from '../../../src/law/classify.ts';
import type { Facts } from '../../../src/law/facts.ts';
import { highRiskStatus } from '../../../src/law/outcome.ts';
import type { Result } from '../../../src/law/result.ts';
import { readConditions } from '../../../src/law/truth.ts';
import { signature } from '../../../src/law/would-change.ts';
import { completeFacts, EXEMPT, law, partAndWhole, RANKS_APPLICANTS, TODAY, valuesOf } from './sampled-facts.ts';

const RUNS = { numRuns: 100 };
const judged = (facts: Facts): Result => classify(facts, TODAY, law);
const outcome = (facts: Facts) => signature(readConditions(facts, law), law);
const status = (facts: Facts) => highRiskStatus(readConditions(facts, law));
const asked = (facts: Facts) => nextQuestions(facts, law).map(({ id }) => id);

describe('the engine', () => {
  it('misses nothing when every fact is known', () => {
    fc.assert(
      fc.property(completeFacts, (facts) => {
        const { missing, undetermined, highRisk, gpai } = judged(facts);
        expect([missing, undetermined]).toEqual([[], []]);
        expect([highRisk.status, gpai.status]).not.toContain('undetermined');
      }),
      RUNS,
    );
  });

  it('calls a listed system that profiles people high-risk, whatever its provider says', () => {
    fc.assert(
      fc.property(completeFacts, (facts) => {
        const { highRisk } = judged({ ...facts, profiling: true });
        expect(highRisk.status).not.toBe('exempt');
        if (highRisk.basis.length > 0) expect(highRisk.status).toBe('yes');
      }),
      RUNS,
    );
    expect(judged(EXEMPT).highRisk.status).toBe('exempt');
    expect(judged({ ...EXEMPT, profiling: true }).highRisk.status).toBe('yes');
  });

  it('keeps every duty of transparency when the system becomes high-risk', () => {
    const highRisk = { 'annex-iii-areas': ['employment'], 'employment-use': ['recruitment'], profiling: true };
    fc.assert(
      fc.property(completeFacts, (facts) => {
        const before = judged({ ...facts, 'annex-iii-areas': [] });
        const after = judged({ ...facts, ...highRisk });
        const duties = (result: Result) =>
          result.obligations.map(({ article }) => article).filter((each) => /Art\. 50/u.test(each));
        expect(after.transparency.map(({ rule }) => rule)).toEqual(
          expect.arrayContaining(before.transparency.map(({ rule }) => rule)),
        );
        expect(duties(after)).toEqual(expect.arrayContaining(duties(before)));
      }),
      RUNS,
    );
  });

  it('leaves an exempt system its documentation and its registration', () => {
    fc.assert(
      fc.property(completeFacts, fc.boolean(), (facts, isRegistered) => {
        const { highRisk, obligations, roles } = judged({
          ...facts,
          ...EXEMPT,
          'exemption-registered': isRegistered,
          roles: facts.roles ?? [],
        });
        if (highRisk.status !== 'exempt') return;
        const articles = highRisk.basis.map(({ article }) => article);
        expect(articles).toEqual(expect.arrayContaining(['Art. 6(3)-(4)', 'Art. 49(2)']));
        if (!roles.some(({ role }) => role === 'provider')) return;
        expect(obligations).toContainEqual(expect.objectContaining({ article: 'Art. 6(4)', done: true }));
        expect(obligations).toContainEqual(expect.objectContaining({ article: 'Art. 49(2)', done: isRegistered }));
      }),
      RUNS,
    );
  });

  it('takes back nothing that it has determined when more becomes known', () => {
    fc.assert(
      fc.property(partAndWhole, ({ part, whole }) => {
        const [early, late] = [judged(part), judged(whole)];
        for (const facet of ['prohibited', 'transparency', 'obligations', 'outOfScope'] as const)
          if (facet !== 'outOfScope' || late.gpai.status === 'no')
            expect(late[facet].map(({ rule }) => rule)).toEqual(
              expect.arrayContaining(early[facet].map(({ rule }) => rule)),
            );
        if (['no', 'yes', 'exempt'].includes(early.highRisk.status))
          expect(late.highRisk.status).toBe(early.highRisk.status);
        if (early.highRisk.status === 'presumed') expect(['presumed', 'yes', 'exempt']).toContain(late.highRisk.status);
        if (early.gpai.status !== 'undetermined') expect(late.gpai.status).toBe(early.gpai.status);
      }),
      { numRuns: 200 },
    );
  });

  it('never says "not high-risk" or "exempt" while a needed fact is unknown', () => {
    for (const facts of [RANKS_APPLICANTS, EXEMPT])
      for (const fact of law.facts) {
        const { [fact.id]: _, ...without } = facts;
        const possible = new Set(valuesOf(fact).map((value) => status({ ...facts, [fact.id]: value })));
        if (possible.size > 1) expect(['no', 'exempt'], fact.id).not.toContain(status(without));
      }
    expect(status({})).toBe('undetermined');
  });
});

describe('the questions', () => {
  it('are sufficient: their answers give the outcome of all facts', () => {
    fc.assert(
      fc.property(partAndWhole, ({ part, whole }) => {
        const answers = Object.fromEntries(asked(part).map((id) => [id, whole[id] ?? false]));
        expect(outcome({ ...part, ...answers })).toEqual(outcome(whole));
        expect(asked({ ...part, ...answers })).toEqual([]);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it('end after a few when they are asked one by one', () => {
    fc.assert(
      fc.property(completeFacts, (whole) => {
        let facts: Facts = {};
        for (let next = asked(facts)[0]; next !== undefined; next = asked(facts)[0])
          facts = { ...facts, [next]: whole[next] ?? false };
        expect(outcome(facts)).toEqual(outcome(whole));
      }),
      { numRuns: 10 },
    );
  });

  it('contain none that could not change the outcome', () => {
    fc.assert(
      fc.property(partAndWhole, fc.nat(), ({ part }, pick) => {
        const open = asked(part);
        const id = open[pick % Math.max(open.length, 1)];
        if (id !== undefined) expect(decides(id, part), `${id} after ${JSON.stringify(part)}`).toBe(true);
      }),
      { numRuns: 200, seed: 2026, endOnFailure: true },
    );
  });
});

/** Answers everything else in such a way that this question stays open, then looks whether its answer matters. */
function decides(id: string, part: Facts): boolean {
  let facts = part;
  for (const other of law.facts) {
    if (other.id === id || Object.hasOwn(facts, other.id)) continue;
    const value = valuesOf(other).find((each) => asked({ ...facts, [other.id]: each }).includes(id));
    if (value === undefined) return false;
    facts = { ...facts, [other.id]: value };
  }
  const fact = law.facts.find((each) => each.id === id);
  return (
    fact !== undefined &&
    new Set(valuesOf(fact).map((value) => JSON.stringify(outcome({ ...facts, [id]: value })))).size > 1
  );
}
