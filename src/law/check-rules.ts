import { type Fact, optionIds } from './facts.ts';
import { ENGINE_CONDITIONS } from './law.ts';
import type { Condition, Dates, Rule } from './rules.ts';

/** Where in a file something is wrong, and what. */
export interface FoundFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A condition with its place. */
interface Placed {
  readonly condition: Condition;
  readonly path: readonly PropertyKey[];
}

/** What may be referred to, over all files. */
export interface Names {
  readonly facts: readonly Fact[];
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly dates: Readonly<Record<string, Dates>>;
  readonly rules: readonly Rule[];
}

interface Contents {
  readonly conditions: Readonly<Record<string, Condition>>;
  readonly dates: Readonly<Record<string, Dates>>;
  readonly rules: readonly Rule[];
}

/** What the shape cannot say: references that lead nowhere, values that a fact cannot have, circles, missing parts. */
export function ruleFaults(file: Contents, names: Names): readonly FoundFault[] {
  return [
    ...conditionsOf(file).flatMap(({ condition, path }) => conditionFaults(condition, path, names)),
    ...file.rules.flatMap((rule, index) => faultsOfRule(rule, ['rules', index], names)),
    ...Object.keys(file.conditions).flatMap((name) => circleFaults(name, ['conditions', name], names)),
    ...file.rules.flatMap(({ id }, index) => circleFaults(id, ['rules', index, 'when'], names)),
  ];
}

/** Conditions by whose names the engine asks. */
export function missingConditions(names: Names): readonly string[] {
  return ENGINE_CONDITIONS.filter((name) => !names.conditions.has(name)).map(
    (name) => `the condition "${name}" is missing`,
  );
}

function conditionsOf({ conditions, dates, rules }: Contents): readonly Placed[] {
  const named = Object.entries(conditions).map(([name, condition]) => ({ condition, path: ['conditions', name] }));
  const dated = Object.entries(dates).flatMap(([name, entries]) =>
    entries.flatMap(({ when }, index) => (when ? [{ condition: when, path: ['dates', name, index, 'when'] }] : [])),
  );
  const ruled = rules.flatMap(({ when, done }, index) => [
    { condition: when, path: ['rules', index, 'when'] },
    ...(done ? [{ condition: done, path: ['rules', index, 'done'] }] : []),
  ]);
  return [...named, ...dated, ...ruled];
}

function conditionFaults(condition: Condition, path: readonly PropertyKey[], names: Names): readonly FoundFault[] {
  if ('all' in condition)
    return condition.all.flatMap((part, index) => conditionFaults(part, [...path, 'all', index], names));
  if ('any' in condition)
    return condition.any.flatMap((part, index) => conditionFaults(part, [...path, 'any', index], names));
  if ('not' in condition) return conditionFaults(condition.not, [...path, 'not'], names);
  if ('holds' in condition) return unknownNames([condition.holds], path, names);
  if ('anyHolds' in condition) return unknownNames(condition.anyHolds, path, names);
  const fact = names.facts.find(({ id }) => id === condition.fact);
  if (!fact) return [{ path, message: `there is no fact "${condition.fact}"` }];
  if ('is' in condition) return valueFaults(fact, condition.is, path);
  if (fact.type === 'boolean') return [{ path, message: `"${fact.id}" is true or false: write { fact, is }` }];
  return unknownOptions(fact, condition.anyOf, path);
}

function unknownNames(wanted: readonly string[], path: readonly PropertyKey[], names: Names): readonly FoundFault[] {
  return wanted
    .filter((name) => !names.conditions.has(name))
    .map((name) => ({ path, message: `there is no condition or rule "${name}"` }));
}

function valueFaults(fact: Fact, value: string | boolean, path: readonly PropertyKey[]): readonly FoundFault[] {
  if (fact.type === 'many-of')
    return [{ path, message: `"${fact.id}" is a list of options: write { fact, anyOf: [...] }` }];
  if (fact.type === 'one-of') return unknownOptions(fact, [String(value)], path);
  return typeof value === 'boolean' ? [] : [{ path, message: `"${fact.id}" is true or false` }];
}

function unknownOptions(fact: Fact, wanted: readonly string[], path: readonly PropertyKey[]): readonly FoundFault[] {
  return wanted
    .filter((id) => !optionIds(fact).includes(id))
    .map((id) => ({ path, message: `"${fact.id}" has no option "${id}"` }));
}

function faultsOfRule(rule: Rule, path: readonly PropertyKey[], names: Names): readonly FoundFault[] {
  const faults: FoundFault[] = [];
  const { id, facet, role, from } = rule;
  if (names.rules.filter((other) => other.id === id).length > 1)
    faults.push({ path: [...path, 'id'], message: `the id "${id}" is used twice` });
  if (!role && ['role', 'transparency', 'obligation'].includes(facet))
    faults.push({ path, message: `"${id}" must say whose role it is` });
  if (role && facet !== 'role' && !names.rules.some((other) => other.facet === 'role' && other.role === role))
    faults.push({ path: [...path, 'role'], message: `no rule says when we are ${role}` });
  if (from === undefined && facet !== 'role' && facet !== 'note')
    faults.push({ path, message: `"${id}" must say from when it applies` });
  if (from !== undefined && !/^\d{4}-/u.test(from) && !Object.hasOwn(names.dates, from))
    faults.push({ path: [...path, 'from'], message: `there is no entry "${from}" in dates` });
  return faults;
}

function circleFaults(name: string, path: readonly PropertyKey[], names: Names): readonly FoundFault[] {
  const seen = new Set<string>();
  const reaches = (from: string): boolean =>
    references(names.conditions.get(from)).some((next) => {
      if (next === name) return true;
      if (seen.has(next)) return false;
      seen.add(next);
      return reaches(next);
    });
  return reaches(name) ? [{ path, message: `"${name}" refers to itself` }] : [];
}

function references(condition: Condition | undefined): readonly string[] {
  if (!condition || 'fact' in condition) return [];
  if ('holds' in condition) return [condition.holds];
  if ('anyHolds' in condition) return condition.anyHolds;
  if ('not' in condition) return references(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(references);
}
