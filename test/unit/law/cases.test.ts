import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/law/classify.ts';
import { readFacts } from '../../../src/law/facts.ts';
import type { Law } from '../../../src/law/law.ts';
import { loadLaw } from '../../../src/law/load-law.ts';
import type { Result } from '../../../src/law/result.ts';
import { type CasePair, type WorkedCase, workedPairs } from './worked-case.ts';

const law = await loadLaw();
const pairs = workedPairs();
const cases = pairs.flatMap(({ first, second }) => [first, second]);

const ANNEX_III =
  '1(a) 1(b) 1(c) 2 3(a) 3(b) 3(c) 3(d) 4(a) 4(b) 5(a) 5(b) 5(c) 5(d) 6(a) 6(b) 6(c) 6(d) 6(e) 7(a) 7(b) 7(c) 7(d) 8(a) 8(b)';
const EVERYDAY = new Set([
  'credit',
  'customer service',
  'education',
  'insurance',
  'marketing',
  'recruiting',
  'safety components',
  'staff',
]);

describe('worked cases', () => {
  it('it covers Annex III, the prohibitions, the exemption and disclosure, both sides of each line', () => {
    const points = ANNEX_III.split(' ').map((point) => `Annex III point ${point}`);
    const bans = [...'abcdefgh'].map((letter) => `Art. 5(1)(${letter})`);
    expect(points.filter((point) => !cases.some((each) => each.expect.highRisk.includes(point)))).toEqual([]);
    expect(bans.filter((ban) => !cases.some((each) => each.expect.prohibited.includes(ban)))).toEqual([]);
    for (const article of ['Art. 6(3)(a)', 'Art. 6(3)(b)', 'Art. 6(3)(c)', 'Art. 6(3)(d)', 'Art. 6(3), last'])
      expect(cases.some((each) => each.article.startsWith(article))).toBe(true);
    for (const paragraph of ['Art. 50(1)', 'Art. 50(2)', 'Art. 50(3)', 'Art. 50(4)'])
      expect(cases.some((each) => each.expect.transparency.includes(paragraph))).toBe(true);
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(cases.filter((each) => EVERYDAY.has(each.field)).length).toBeGreaterThanOrEqual(cases.length / 2);
  });

  it.each(pairs)('it has two cases of "$pair" that differ by one fact or by the day, and in outcome', (pair) => {
    expect(differing(pair)).toHaveLength(1);
    expect(pair.second.expect).not.toEqual(pair.first.expect);
  });

  it.each(cases)('it answers "$pair: $name" as $article does', (each) => {
    expect(seen(each, law)).toEqual(wanted(each));
  });
});

function differing({ first, second }: CasePair): string[] {
  const facts = new Set([...Object.keys(first.facts), ...Object.keys(second.facts)]);
  const changed = [...facts].filter((id) => JSON.stringify(first.facts[id]) !== JSON.stringify(second.facts[id]));
  return first.on === second.on ? changed : [...changed, 'on'];
}

/** The whole expectation of a case, in the shape of `seen`. */
function wanted({ expect: wish, facts }: WorkedCase) {
  const status =
    wish.highRisk.length > 0 ? 'yes' : wish.presumed.length > 0 ? 'presumed' : wish.exempt.length > 0 ? 'exempt' : 'no';
  return {
    undetermined: [],
    outOfScope: wish.outOfScope === undefined ? [] : [wish.outOfScope],
    prohibited: wish.prohibited,
    highRisk: { status, basis: [...wish.highRisk, ...wish.presumed, ...wish.exempt] },
    transparency: wish.transparency,
    gpai: wish.gpai,
    missingRoles: [],
    unwantedRoles: [],
    missingDuties: [],
    unwantedDuties: [],
    notInForce: [],
    tooEarly: [],
    unverified: wish.unverified,
    facts: Object.keys(facts).length,
  };
}

/** What the engine says of a case, reduced to what the case speaks of. A practice banned later is not banned yet. */
function seen({ expect: wish, facts, on }: WorkedCase, by: Law) {
  const known = readFacts(facts, by.facts);
  if (!known.ok) throw new Error(known.faults.join(' '));
  const result = classify(known.facts, new Date(on), by);
  const listed = result.highRisk.basis.filter(({ article }) => /^(Annex III|Art\. 6\(1\))/.test(article));
  const roles: readonly string[] = result.roles.map(({ role }) => role);
  const none = (article: string) => !result.obligations.some((each) => mentions(each.article, article));
  const begun = (article: string) => dutiesOf(result, article).some((each) => each.inForce === true);
  return {
    undetermined: result.undetermined,
    outOfScope: spoken(result.outOfScope, wish.outOfScope === undefined ? [] : [wish.outOfScope]),
    prohibited: spoken(
      result.prohibited.filter(({ inForce }) => inForce === true),
      wish.prohibited,
    ),
    highRisk: {
      status: result.highRisk.status,
      basis: spoken(listed, [...wish.highRisk, ...wish.presumed, ...wish.exempt]),
    },
    transparency: spoken(result.transparency, wish.transparency),
    gpai: result.gpai.status,
    missingRoles: wish.roles.filter((role) => !roles.includes(role)),
    unwantedRoles: wish.notRoles.filter((role) => roles.includes(role)),
    missingDuties: [...wish.duties, ...wish.inForce, ...wish.notYet].filter(none),
    unwantedDuties: wish.notDuties.filter((article) => !none(article)),
    notInForce: wish.inForce.filter((article) => !begun(article)),
    tooEarly: wish.notYet.filter(begun),
    unverified: wish.unverified && restsOnAmendments(result, wish),
    facts: Object.keys(known.facts).length,
  };
}

/** The articles found, in the words of the expectation where they mean the same. */
function spoken(found: readonly { readonly article: string }[], wish: readonly string[]): string[] {
  const names = found.map(({ article }) => wish.find((each) => mentions(article, each)) ?? article);
  return [...new Set(names)].sort((left, right) => wish.indexOf(left) - wish.indexOf(right));
}

/** Whether "Art. 16(i), Art. 49(1)" speaks of "Art. 49(1)", or of "Art. 49", but not of "Art. 4". */
function mentions(article: string, wanted: string): boolean {
  return article.startsWith(wanted) && !/^\d/.test(article.slice(wanted.length))
    ? true
    : article.split(', ').some((part) => part.startsWith(wanted) && !/^\d/.test(part.slice(wanted.length)));
}

/** The duties of an article, and what the law says of it under transparency. */
function dutiesOf(result: Result, article: string) {
  return [...result.obligations, ...result.transparency].filter((each) => mentions(each.article, article));
}

function restsOnAmendments(result: Result, wish: WorkedCase['expect']): boolean {
  const named = [...wish.inForce, ...wish.notYet].flatMap((article) => dutiesOf(result, article));
  const banned = result.prohibited.filter(({ article }) => wish.prohibited.some((each) => mentions(article, each)));
  return [...named, ...banned].some(({ unverified }) => unverified);
}
