import fc from 'fast-check';
import { type Fact, type Facts, type FactValue, optionIds } from '../../../src/law/facts.ts';
import type { Law } from '../../../src/law/law.ts';
import { loadLaw } from '../../../src/law/load-law.ts';

export const law: Law = await loadLaw();
export const TODAY = new Date('2026-11-22');

/** Left to chance, hardly any system would be covered; these values lead past the scope to what is behind it. */
const USUAL: Facts = {
  'ai-system': true,
  exclusions: [],
  roles: ['provider', 'deployer'],
  'eu-link': ['placed-in-eu', 'established-in-eu'],
};

/** Every fact known. */
export const completeFacts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(law.facts.map((fact) => [fact.id, anyValueOf(fact)])),
);

/** Some facts known: those of the complete set, less the left-out ones. */
export const partAndWhole: fc.Arbitrary<{ readonly part: Facts; readonly whole: Facts }> = fc
  .tuple(
    completeFacts,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: law.facts.length, maxLength: law.facts.length }),
  )
  .map(([whole, share, dice]) => ({
    whole,
    part: Object.fromEntries(Object.entries(whole).filter((_, index) => (dice[index] ?? 0) < share)),
  }));

/** A provider and deployer in the EU of a system that ranks applicants, built this year; nothing else to say of it. */
export const RANKS_APPLICANTS: Facts = {
  ...plainFacts(),
  ...USUAL,
  'annex-iii-areas': ['employment'],
  'employment-use': ['recruitment'],
  profiling: true,
  'material-influence': true,
  'on-market-since': 'later',
};

/** The same with a documented position of its provider that it is exempt. */
export const EXEMPT: Facts = {
  ...RANKS_APPLICANTS,
  profiling: false,
  'filter-conditions': ['narrow-procedural'],
  'material-influence': false,
  'provider-position': 'exempt',
  'exemption-documented': true,
};

/** All values that a fact can have that tell rules apart. */
export function valuesOf(fact: Fact): readonly FactValue[] {
  if (fact.type === 'boolean') return [true, false];
  const ids = optionIds(fact);
  return fact.type === 'one-of' ? ids : [[], ...ids.map((id) => [id]), ids];
}

/** Every fact known, and none of them the case: false, the last option, an empty list. */
function plainFacts(): Facts {
  return Object.fromEntries(
    law.facts.map((fact) => [
      fact.id,
      fact.type === 'boolean' ? false : fact.type === 'one-of' ? (optionIds(fact).at(-1) ?? '') : [],
    ]),
  );
}

function anyValueOf(fact: Fact): fc.Arbitrary<FactValue> {
  const usual = Object.hasOwn(USUAL, fact.id) ? USUAL[fact.id] : undefined;
  const any = fc.constantFrom(...valuesOf(fact));
  return usual === undefined
    ? any
    : fc.oneof({ arbitrary: fc.constant(usual), weight: 6 }, { arbitrary: any, weight: 1 });
}
