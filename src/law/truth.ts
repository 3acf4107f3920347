import type { Facts, FactValue } from './facts.ts';
import type { Law } from './law.ts';
import type { Condition } from './rules.ts';

/** `undefined` when the facts do not say. */
export type Truth = boolean | undefined;

/** Conditions over one set of facts. A named condition is worked out once. */
export interface Reading {
  /** The facts that were looked at so far. Another value of any other fact would have changed nothing. */
  readonly read: ReadonlySet<string>;
  truth(condition: Condition): Truth;
  /**
   * Each unknown fact that can still decide the condition, with its share in that. The open parts of an `any` divide
   * the share; behind an open part of an `all` the others count less: their turn comes when that part is true.
   */
  open(condition: Condition): Shares;
}

export type Shares = ReadonlyMap<string, number>;

const LATER = 0.5;
const UNDECIDED: ReadonlyMap<string, boolean> = new Map();

/** @param decided named conditions on which people have decided, whatever the facts say. */
export function readConditions(facts: Facts, law: Law, decided: ReadonlyMap<string, boolean> = UNDECIDED): Reading {
  const known = new Map<string, Truth>(decided);
  const shares = new Map<string, Shares>();
  const read = new Set<string>();

  const named = (name: string): Truth => {
    if (known.has(name)) return known.get(name);
    const value = truth(conditionNamed(law, name));
    known.set(name, value);
    return value;
  };

  const truth = (condition: Condition): Truth => {
    if ('fact' in condition) {
      read.add(condition.fact);
      return leaf(condition, facts);
    }
    if ('holds' in condition) return named(condition.holds);
    if ('anyHolds' in condition) return some(condition.anyHolds, named);
    if ('all' in condition) return every(condition.all, truth);
    if ('any' in condition) return some(condition.any, truth);
    return negate(truth(condition.not));
  };

  const openNamed = (name: string): Shares => {
    const before = shares.get(name);
    if (before) return before;
    const found = open(conditionNamed(law, name));
    shares.set(name, found);
    return found;
  };

  const open = (condition: Condition): Shares => {
    if (truth(condition) !== undefined) return NOTHING;
    if ('fact' in condition) return new Map([[condition.fact, 1]]);
    if ('holds' in condition) return openNamed(condition.holds);
    if ('not' in condition) return open(condition.not);
    if ('anyHolds' in condition) return divided(condition.anyHolds.map(openNamed));
    if ('any' in condition) return divided(condition.any.map(open));
    return inTurn(condition.all.map(open));
  };

  return { read, truth, open };
}

const NOTHING: Shares = new Map();

function divided(parts: readonly Shares[]): Shares {
  const undecided = parts.filter(({ size }) => size > 0);
  return sumOf(undecided.map((part) => [part, 1 / undecided.length]));
}

function inTurn(parts: readonly Shares[]): Shares {
  return sumOf(parts.filter(({ size }) => size > 0).map((part, place) => [part, LATER ** place]));
}

/** Shares put together, each part counted by its weight. */
export function sumOf(parts: readonly (readonly [Shares, number])[]): Shares {
  const sum = new Map<string, number>();
  for (const [part, weight] of parts)
    for (const [fact, share] of part) sum.set(fact, (sum.get(fact) ?? 0) + share * weight);
  return sum;
}

/** @throws when there is none; `parseLaw` has made sure that there is. */
function conditionNamed(law: Law, name: string): Condition {
  const condition = law.conditions.get(name);
  if (!condition) throw new Error(`No condition is named ${name}.`);
  return condition;
}

type Leaf = Extract<Condition, { fact: string }>;

function leaf(condition: Leaf, facts: Facts): Truth {
  const value = Object.hasOwn(facts, condition.fact) ? facts[condition.fact] : undefined;
  if (value === undefined) return undefined;
  if ('is' in condition) return value === condition.is;
  return condition.anyOf.some((id) => contains(value, id));
}

function contains(value: FactValue, id: string): boolean {
  return typeof value === 'object' ? value.includes(id) : value === id;
}

function every<T>(parts: readonly T[], truth: (part: T) => Truth): Truth {
  let result: Truth = true;
  for (const part of parts) {
    const value = truth(part);
    if (value === false) return false;
    if (value === undefined) result = undefined;
  }
  return result;
}

function some<T>(parts: readonly T[], truth: (part: T) => Truth): Truth {
  let result: Truth = false;
  for (const part of parts) {
    const value = truth(part);
    if (value === true) return true;
    if (value === undefined) result = undefined;
  }
  return result;
}

function negate(value: Truth): Truth {
  return value === undefined ? undefined : !value;
}

/** Every fact that a condition looks at, through all that it refers to. */
export function factsIn(condition: Condition, law: Law): ReadonlySet<string> {
  if ('fact' in condition) return new Set([condition.fact]);
  const parts: readonly Condition[] =
    'holds' in condition
      ? [conditionNamed(law, condition.holds)]
      : 'anyHolds' in condition
        ? condition.anyHolds.map((name) => conditionNamed(law, name))
        : 'not' in condition
          ? [condition.not]
          : 'all' in condition
            ? condition.all
            : condition.any;
  return new Set(parts.flatMap((part) => [...factsIn(part, law)]));
}
