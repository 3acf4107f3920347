import type { Facts } from './facts.ts';
import type { Law } from './law.ts';
import { highRiskStatus, modelStatus } from './outcome.ts';
import type { FacetName, HighRiskStatus } from './result.ts';
import type { Role, Rule } from './rules.ts';
import { type Reading, readConditions } from './truth.ts';

/** The parts of a finding that people confirm or override. Duties are not among them: they follow from these. */
export const DECIDED_FACETS = [
  'outOfScope',
  'prohibited',
  'highRisk',
  'roles',
  'transparency',
  'gpai',
] as const satisfies readonly FacetName[];
export type DecidedFacet = (typeof DECIDED_FACETS)[number];

/**
 * A facet as one line that can be kept and compared, its words apart by blanks.
 * - outOfScope: `covered`, `outside` or `undetermined`
 * - prohibited: the ids of the practices, `none` or `undetermined`
 * - highRisk: the status, then the ids of its basis, such as `presumed iii-4a`
 * - roles, transparency: roles, or ids of rules, or `none`; one that unknown facts leave open ends in `?`
 * - gpai: the status
 */
export type FacetValue = string;
export type FacetValues = Readonly<Record<DecidedFacet, FacetValue>>;
/** What people have decided on some of them. */
export type DecidedValues = Partial<FacetValues>;

const NONE = 'none';
const OPEN = 'undetermined';
const MAYBE = '?';

/** From the least to the most care. */
const SCALES: Readonly<Record<'outOfScope' | 'prohibited' | 'highRisk' | 'gpai', readonly string[]>> = {
  outOfScope: ['outside', OPEN, 'covered'],
  prohibited: [NONE, OPEN],
  highRisk: ['no', 'exempt', OPEN, 'presumed', 'yes'] satisfies readonly HighRiskStatus[],
  gpai: ['no', OPEN, 'model', 'systemic-risk'],
};

/** What the rules compute for each facet, given what people have decided on others. */
export function facetValues(facts: Facts, law: Law, decided: DecidedValues = {}): FacetValues {
  return valuesIn(readConditions(facts, law, truthsOf(decided, facts, law)), law);
}

function valuesIn(reading: Reading, law: Law): FacetValues {
  const covered = reading.truth({ holds: 'covered-system' });
  const practices = rulesOf(law, 'prohibited');
  const found = practices.filter((rule) => truthOf(rule.id, law, reading) === true).map(({ id }) => id);
  const isOpen = practices.some((rule) => truthOf(rule.id, law, reading) === undefined);
  const basis = basisRules(law).filter(({ id }) => truthOf(id, law, reading) === true);
  return {
    outOfScope: covered === undefined ? OPEN : covered ? 'covered' : 'outside',
    prohibited: found.length > 0 ? found.join(' ') : isOpen ? OPEN : NONE,
    highRisk: [highRiskStatus(reading), ...basis.map(({ id }) => id)].join(' '),
    roles: inOne(heldRoles(law, reading)),
    transparency: inOne(
      rulesOf(law, 'transparency').map(({ id }): [string, boolean | undefined] => [id, truthOf(id, law, reading)]),
    ),
    gpai: modelStatus(reading),
  };
}

/** The words of a value: what holds, without what is only open. */
export function wordsIn(value: FacetValue): readonly string[] {
  return value.split(' ').filter((word) => word !== NONE && word !== '' && !word.endsWith(MAYBE));
}

/** Whether facts leave something of it open. */
export function leavesOpen(value: FacetValue): boolean {
  return value.split(' ').some((word) => word === OPEN || word.endsWith(MAYBE));
}

/** A value from its parts, as it is kept. */
export function valueFrom(words: readonly string[]): FacetValue {
  return words.length > 0 ? words.join(' ') : NONE;
}

/**
 * Whether a value asks for less care than another one, so that a second person has to confirm it. `undetermined` stands
 * above everything that brings no duties and below everything that does: nobody knows yet that the harmless holds, so
 * settling it that way gives something up, and settling it the other way does not. For the same reason a role or a paragraph
 * that is only open counts as given up when it is left out. Another basis of the same status leaves out the computed one.
 */
export function asksLess(facet: DecidedFacet, value: FacetValue, than: FacetValue): boolean {
  if (facet === 'roles' || facet === 'transparency') {
    const kept = new Set(wordsIn(value));
    return than.split(' ').some((word) => word !== NONE && !kept.has(word.replace(MAYBE, '')));
  }
  const [rank, before] = [rankOf(facet, value), rankOf(facet, than)];
  if (rank !== before || facet !== 'highRisk') return rank < before;
  const kept = new Set(value.split(' '));
  return than.split(' ').some((word) => !kept.has(word));
}

function rankOf(facet: keyof typeof SCALES, value: FacetValue): number {
  const rank = SCALES[facet].indexOf(value.split(' ')[0] ?? '');
  // A named practice is more than any word of its scale.
  return rank < 0 ? SCALES[facet].length : rank;
}

/** The parts that a facet can be decided on: practices, bases, paragraphs, each by its rule; roles by their first rule. */
export function partsOf(facet: 'prohibited' | 'highRisk' | 'transparency' | 'roles', law: Law): readonly Part[] {
  switch (facet) {
    case 'prohibited':
    case 'transparency':
      return rulesOf(law, facet).map(({ id, ...rest }) => ({ id, ...worded(rest) }));
    case 'highRisk':
      return basisRules(law).map(({ id, ...rest }) => ({ id, ...worded(rest) }));
    case 'roles':
      return [...firstOfRole(law)].map(([role, first]) => ({ id: role, ...worded(first) }));
  }
}

export interface Part {
  readonly id: string;
  readonly article: string;
  readonly text: string;
  /** Where the text is too long to be chosen from a list. */
  readonly short: string | undefined;
}

function worded({ article, text, short }: Omit<Rule, 'id'>): Omit<Part, 'id'> {
  return { article, text, short };
}

/**
 * The value as the rules come to it once it is decided; `undefined` where they cannot, because it does not hold together: a
 * presumption without a purpose of Annex III, or a part that there is not.
 */
export function settledValue(
  facet: DecidedFacet,
  value: FacetValue,
  facts: Facts,
  law: Law,
  before: DecidedValues,
): FacetValue | undefined {
  if (facet === 'highRisk' && !hasItsBasis(value, law)) return undefined;
  const reached = facetValues(facts, law, { ...before, [facet]: value })[facet];
  const same = new Set(value.split(' '));
  return reached.split(' ').length === same.size && reached.split(' ').every((word) => same.has(word))
    ? reached
    : undefined;
}

/** A product is high-risk for certain: only a purpose can be presumed or exempt. */
function hasItsBasis(value: FacetValue, law: Law): boolean {
  const [status, ...basis] = value.split(' ');
  if (status === 'no') return basis.length === 0;
  const products = rulesOf(law, 'annex-i').map(({ id }) => id);
  return basis.length > 0 && (status === 'yes' || basis.every((id) => !products.includes(id)));
}

/**
 * What has to be taken for true and false, so that the rules come to the decided values: conditions by their names. One
 * facet after the other, since what is prohibited is not listed, and what is high-risk can make us a provider.
 */
export function truthsOf(decided: DecidedValues, facts: Facts, law: Law): ReadonlyMap<string, boolean> {
  const truths = new Map<string, boolean>();
  for (const facet of DECIDED_FACETS) {
    const value = decided[facet];
    if (value === undefined) continue;
    // Also what was decided as it is computed: a later facet must not change it.
    const reading = readConditions(facts, law, truths);
    // What is out of scope is so for reasons of its own, which a decision on the rest must not touch.
    if (IN_SCOPE.includes(facet) && reading.truth({ holds: 'covered-system' }) === false) continue;
    for (const [name, holds] of needed(facet, value, reading, law)) truths.set(name, holds);
  }
  return truths;
}

const IN_SCOPE: readonly DecidedFacet[] = ['prohibited', 'highRisk', 'transparency'];

function needed(
  facet: DecidedFacet,
  value: FacetValue,
  reading: Reading,
  law: Law,
): readonly (readonly [string, boolean])[] {
  const words = wordsIn(value);
  const only = (rules: readonly Rule[]) => rules.map(({ id }) => [id, words.includes(id)] as const);
  switch (facet) {
    case 'outOfScope':
      return [['covered-system', value === 'covered']];
    case 'prohibited':
    case 'transparency':
      return only(rulesOf(law, facet));
    case 'highRisk':
      return [...only(basisRules(law)), ...statusTruths(words[0] ?? '')];
    case 'roles':
      return [...firstOfRole(law)].flatMap(([role, first]): readonly (readonly [string, boolean])[] => {
        const rules = rulesOf(law, 'role').filter((rule) => rule.role === role);
        if (!words.includes(role)) return rules.map(({ id }) => [id, false]);
        return rules.some(({ id }) => reading.truth({ holds: id }) === true) ? [] : [[first.id, true]];
      });
    case 'gpai':
      return [
        ['gpai', value !== 'no'],
        ['gpai-systemic', value === 'systemic-risk'],
        ...(value === 'no' ? [] : [['covered-model', true] as const]),
      ];
  }
}

/** The named conditions by which the engine reads the status. */
function statusTruths(status: string): readonly (readonly [string, boolean])[] {
  const exempt = status === 'exempt';
  return [
    ['definitely-high-risk', status === 'yes'],
    ['exempt', exempt],
    ['relieved', exempt],
    ...(status === 'exempt' || status === 'presumed' ? [['position-on-file', exempt] as const] : []),
  ];
}

function truthOf(id: string, law: Law, { truth }: Reading): boolean | undefined {
  const applied = law.rules.find(({ rule }) => rule.id === id);
  return applied ? truth(applied.condition) : false;
}

function rulesOf(law: Law, facet: Rule['facet']): readonly Rule[] {
  return law.rules.flatMap(({ rule }) => (rule.facet === facet ? [rule] : []));
}

function basisRules(law: Law): readonly Rule[] {
  return [...rulesOf(law, 'annex-i'), ...rulesOf(law, 'annex-iii')];
}

function firstOfRole(law: Law): ReadonlyMap<Role, Rule> {
  const first = new Map<Role, Rule>();
  for (const rule of rulesOf(law, 'role')) if (rule.role && !first.has(rule.role)) first.set(rule.role, rule);
  return first;
}

function heldRoles(law: Law, reading: Reading): readonly (readonly [string, boolean | undefined])[] {
  return [...firstOfRole(law).keys()].map((role) => {
    const truths = rulesOf(law, 'role')
      .filter((rule) => rule.role === role)
      .map(({ id }) => truthOf(id, law, reading));
    return [role, truths.includes(true) ? true : truths.includes(undefined) ? undefined : false];
  });
}

function inOne(parts: readonly (readonly [string, boolean | undefined])[]): FacetValue {
  return valueFrom(parts.flatMap(([id, holds]) => (holds === true ? [id] : holds === undefined ? [id + MAYBE] : [])));
}
