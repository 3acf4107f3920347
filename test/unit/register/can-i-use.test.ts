import fc from 'fast-check';
import { expect, it } from 'vitest';
import { COUNTRIES } from '../../../src/interviews/countries.ts';
import { questionsOf } from '../../../src/interviews/questionnaire.ts';
import type { Asker } from '../../../src/register/compare.ts';
import type { Coverage } from '../../../src/register/coverage.ts';
import { coverageCard } from '../../../src/register/coverage-card.ts';
import type { FacetQuery, Facets, RegisteredUse } from '../../../src/register/register.ts';
import { FACETS } from '../../../src/register/register.ts';
import { aRegister, ask, aUse, otter, questionnaire, words } from './builders.ts';

interface Case {
  readonly approved: RegisteredUse;
  readonly query: FacetQuery;
  readonly asker: Asker;
}

interface NearMiss extends Case {
  readonly changed: string;
}

const SEED = 42001;
const COVERED_CASES = 100;
const USERS = ['only-me', 'team', 'department', 'company', 'outside-company'];

function optionsOf(questionId: string): readonly string[] {
  const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
  if (!question || !('options' in question)) throw new Error(`No options for ${questionId}`);
  return question.options.map(({ id }) => id).filter((id) => id !== 'other' && id !== 'none');
}

const some = (ids: readonly string[], least: number) =>
  fc.subarray([...ids], { minLength: least, maxLength: Math.min(ids.length - 1, 4) });
const countries = COUNTRIES.map(({ id }) => id);

const approvals: fc.Arbitrary<Facets> = fc.record({
  product: fc.constantFrom('Otter.ai', 'OTTER', 'otter ai', 'OtterPilot'),
  account: fc.constantFrom(...optionsOf('account')),
  purpose: fc.constantFrom(...optionsOf('purpose')),
  users: fc.constantFrom('department', 'company'),
  countries: some(countries, 1),
  data: some(optionsOf('data'), 1),
  connectors: some(optionsOf('connectors'), 1),
  circumstances: some(optionsOf('circumstances'), 1),
});

/** A question within an approval: narrower users, fewer data, connections, countries and circumstances. */
const covered: fc.Arbitrary<Case> = approvals.chain((facets) =>
  fc.record({
    approved: fc.constant(aUse({ facets })),
    asker: fc.constant({ personId: 'pat', department: ' sales', country: facets.countries[0] ?? '' }),
    query: fc.record({
      product: fc.constant(facets.product),
      account: fc.constant(facets.account),
      purpose: fc.constant(facets.purpose),
      users: fc.constantFrom(...USERS.slice(0, USERS.indexOf(facets.users) + 1)),
      countries: fc.subarray([...facets.countries], { minLength: 1 }),
      data: fewer(facets.data),
      connectors: fewer(facets.connectors),
      circumstances: fewer(facets.circumstances),
    }),
  }),
);

function fewer(ids: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.oneof(fc.constant(['none']), fc.subarray([...ids], { minLength: 1 }));
}

function anotherThan(known: string, ids: readonly string[], index: number): string {
  const others = ids.filter((id) => id !== known);
  return others[index % others.length] ?? 'other';
}

function oneMore(
  known: readonly string[],
  approved: readonly string[],
  ids: readonly string[],
  index: number,
): readonly string[] {
  const others = [...ids.filter((id) => !approved.includes(id)), 'other'];
  return [...known.filter((id) => id !== 'none'), others[index % others.length] ?? 'other'];
}

/** Every way to miss one covered case by exactly one thing. */
function nearMisses({ approved, query, asker }: Case, index: number): readonly NearMiss[] {
  const { facets } = approved.use;
  const asking = (changed: string, difference: Partial<Facets>): NearMiss => ({
    approved,
    asker,
    changed,
    query: { ...query, ...difference },
  });
  const standing = (changed: string, use: RegisteredUse): NearMiss => ({ approved: use, asker, changed, query });
  const wider =
    USERS[USERS.indexOf(facets.users) + 1 + (index % (USERS.length - 1 - USERS.indexOf(facets.users)))] ?? '';
  const plan = { ...approved.use, facets: { ...facets, users: 'department' } };
  const precondition = { id: 'c', text: 'Sign the data agreement', precondition: true };
  const without = FACETS.filter((facet) => facet !== 'product').map((facet): NearMiss => {
    const { [facet]: _left, ...rest } = query;
    return { approved, asker, changed: facet, query: rest };
  });
  return [
    asking('product', {
      product: anotherThan('', ['Fireflies.ai', 'Fathom', 'tl;dv', 'Otter Voice Notes', 'Othello'], index),
    }),
    asking('account', { account: anotherThan(facets.account, optionsOf('account'), index) }),
    asking('purpose', { purpose: anotherThan(facets.purpose, [...optionsOf('purpose'), 'other'], index) }),
    asking('users', { users: wider }),
    {
      ...standing('users', { ...approved, use: plan }),
      asker: { ...asker, department: 'Legal' },
      query: { ...query, users: 'only-me' },
    },
    asking('countries', { countries: oneMore(query.countries ?? [], facets.countries, countries, index) }),
    asking('data', { data: oneMore(query.data ?? [], facets.data, optionsOf('data'), index) }),
    asking('connectors', {
      connectors: oneMore(query.connectors ?? [], facets.connectors, optionsOf('connectors'), index),
    }),
    asking('circumstances', {
      circumstances: oneMore(query.circumstances ?? [], facets.circumstances, optionsOf('circumstances'), index),
    }),
    standing('validity', { ...approved, use: { ...approved.use, validUntil: new Date('2027-03-01T10:00:00Z') } }),
    standing('precondition', { ...approved, conditions: [precondition] }),
    standing('state', {
      ...approved,
      use: { ...approved.use, state: (['revoked', 'retired', 'superseded'] as const)[index % 3] ?? 'revoked' },
    }),
    ...without,
  ];
}

/** The facets that an answer names, wherever it names them. */
function namedIn(coverage: Coverage): readonly string[] {
  switch (coverage.kind) {
    case 'coveredIf':
      return coverage.toConfirm;
    case 'differs':
      return coverage.nearest.flatMap(({ differences }) => differences.map(({ facet }) => facet));
    case 'unknown':
      return ['product'];
    default:
      return [];
  }
}

const cases = fc.sample(covered, { seed: SEED, numRuns: COVERED_CASES });
const misses = cases.flatMap((item, index) => nearMisses(item, index));

it(`answers all of ${COVERED_CASES} covered questions with covered`, () => {
  const kinds = cases.map(({ query, approved, asker }) => ask(query, aRegister([approved]), asker).kind);

  // A team is known only to its members, so nothing in these cases is approved for a team.
  expect(kinds).toEqual(cases.map(() => 'covered'));
});

it('answers none of at least 500 near misses with covered', () => {
  const wrong = misses.filter(
    ({ query, approved, asker }) => ask(query, aRegister([approved]), asker).kind === 'covered',
  );

  expect(misses.length).toBeGreaterThanOrEqual(500);
  expect(wrong).toEqual([]);
});

it('names exactly the facet that differs in each near miss', () => {
  const named = misses.map(({ query, approved, asker }) => [
    ...new Set(namedIn(ask(query, aRegister([approved]), asker))),
  ]);

  expect(named).toEqual(misses.map(({ changed }) => [changed]));
});

it('words no near miss as a yes, and offers to join only where all that was said fits', () => {
  for (const { query, approved, asker } of misses) {
    const answer = ask(query, aRegister([approved]), asker);
    const card = coverageCard(answer, { query, asker, words });

    expect(card.headline).not.toMatch(/^yes/i);
    expect(card.tone).not.toBe('good');
    expect(card.actions?.some(({ id }) => id === 'register.join')).toBe(answer.kind === 'coveredIf');
  }
});

it('covers the same question about the product by another of its names', () => {
  for (const { query, approved, asker } of cases) {
    for (const product of [otter.name, ...otter.aliases, ' ótter AI ']) {
      expect(ask({ ...query, product }, aRegister([approved]), asker).kind).toBe('covered');
    }
  }
});
