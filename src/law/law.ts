import type { Fact } from './facts.ts';
import type { Condition, Dates, Rule } from './rules.ts';

/** A rule with everything that has to hold before it says something: that the Act covers it, that we have its role, its own condition. */
export interface AppliedRule {
  readonly rule: Rule;
  readonly condition: Condition;
  readonly dates: Dates;
}

/** The facts and the rules, read and checked. Make it with `parseLaw`. */
export interface Law {
  readonly facts: readonly Fact[];
  readonly rules: readonly AppliedRule[];
  /** What `holds` refers to: the named conditions, and the own condition of each rule under the rule's id. */
  readonly conditions: ReadonlyMap<string, Condition>;
}

/** Conditions that the engine asks for by name, so the rules have to define them. */
export const ENGINE_CONDITIONS = [
  'covered-system',
  'covered-model',
  'high-risk-product',
  'listed',
  'definitely-high-risk',
  'exempt',
  'position-on-file',
  'gpai',
  'gpai-systemic',
] as const;

/** Puts together what belongs to each rule. The input has been checked. */
export function assembleLaw(
  facts: readonly Fact[],
  rules: readonly Rule[],
  named: Readonly<Record<string, Condition>>,
  dates: Readonly<Record<string, Dates>>,
): Law {
  const conditions = new Map(Object.entries(named));
  for (const { id, when } of rules) conditions.set(id, when);
  return {
    facts,
    conditions,
    rules: rules.map((rule) => ({
      rule,
      condition: wholeCondition(rule, rules),
      dates: rule.from === undefined ? [] : (dates[rule.from] ?? [{ date: rule.from }]),
    })),
  };
}

function wholeCondition(rule: Rule, rules: readonly Rule[]): Condition {
  const own: Condition = { holds: rule.id };
  if (rule.facet === 'out-of-scope') return own;
  const covered: Condition = { holds: `covered-${rule.subject}` };
  // Nothing about a model is asked of those who have none.
  if (rule.facet !== 'obligation') return { all: rule.subject === 'model' ? [own, covered] : [covered, own] };
  const roles = rules.filter(({ facet, role }) => facet === 'role' && role === rule.role).map(({ id }) => id);
  return { all: rule.subject === 'model' ? [own, { anyHolds: roles }, covered] : [covered, { anyHolds: roles }, own] };
}
