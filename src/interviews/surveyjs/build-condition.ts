import type { Condition } from '../questionnaire.ts';

/** A condition, or what is always or never the case. */
export type Truth = Condition | boolean;

export function all(parts: readonly Truth[]): Truth {
  if (parts.includes(false)) return false;
  const conditions = parts.flatMap((part) => (isCondition(part) ? ('all' in part ? part.all : [part]) : []));
  const [only] = conditions;
  if (only === undefined) return true;
  return conditions.length === 1 ? only : { all: conditions };
}

export function any(parts: readonly Truth[]): Truth {
  if (parts.includes(true)) return true;
  const conditions = withChoicesJoined(
    parts.flatMap((part) => (isCondition(part) ? ('any' in part ? part.any : [part]) : [])),
  );
  const [only] = conditions;
  if (only === undefined) return false;
  return conditions.length === 1 ? only : { any: conditions };
}

export function isAnswered(question: string, answered: boolean): Condition {
  return { question, answered };
}

/** The opposite of what holds only of an answer that is there: it holds without one. */
export function negated(truth: Truth, question: string): Truth {
  return isCondition(truth) ? any([isAnswered(question, false), { not: truth }]) : !truth;
}

function isCondition(truth: Truth): truth is Condition {
  return typeof truth === 'object';
}

/** `{a} = 1 or {a} = 2` reads better as one list. */
function withChoicesJoined(conditions: readonly Condition[]): readonly Condition[] {
  const joined: Condition[] = [];
  for (const condition of conditions) {
    const before = joined.at(-1);
    if (before && 'anyOf' in before && 'anyOf' in condition && before.question === condition.question) {
      joined.splice(-1, 1, { ...before, anyOf: [...new Set([...before.anyOf, ...condition.anyOf])] });
    } else joined.push(condition);
  }
  return joined;
}
