import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import type { Condition } from '../questionnaire.ts';
import { all, any, isAnswered, negated, type Truth } from './build-condition.ts';
import type { Comparison, Constant, Expression } from './expression.ts';
import { asCompared, compares, isEmpty, isList, type Scalar, same } from './operators.ts';

/** A question as a condition can look at it. `values` are those of its options, as SurveyJS keeps them. */
export interface Known {
  readonly id: string;
  readonly answer:
    | { readonly kind: 'one' | 'many'; readonly values: readonly (string | number | boolean)[] }
    | { readonly kind: 'yes-no' | 'words' | 'number' | 'date' };
}

type Translated = Outcome<Truth, 'cannot'>;

/**
 * What a condition of SurveyJS means in ours. SurveyJS knows two truths and we know three, so each comparison says what
 * it means for an answer that is not there: `<>` holds then, `=` does not.
 */
export function translateCondition(
  expression: Expression,
  find: (name: string) => Known | undefined,
  wanted = true,
): Translated {
  switch (expression.kind) {
    case 'not':
      return translateCondition(expression.of, find, !wanted);
    case 'and':
    case 'or': {
      const parts: Truth[] = [];
      for (const part of expression.parts) {
        const translated = translateCondition(part, find, wanted);
        if (!translated.ok) return translated;
        parts.push(translated.value);
      }
      return accept((expression.kind === 'and') === wanted ? all(parts) : any(parts));
    }
    default:
      return leaf(expression, find, wanted);
  }
}

type Leaf = Exclude<Expression, { kind: 'and' | 'or' | 'not' }>;

function leaf(expression: Leaf, find: (name: string) => Known | undefined, wanted: boolean): Translated {
  const names = [...new Set(answersIn(expression))];
  const [name] = names;
  if (names.length > 1) return cannot(`its condition compares the answers ${names.join(' and ')}`);
  if (name === undefined) {
    const truth =
      expression.kind === 'constant' && typeof expression.value !== 'boolean' ? undefined : truthOf(expression, null);
    return truth === undefined ? notUnderstood() : accept(truth === wanted);
  }
  const known = find(name);
  if (!known) return cannot(`its condition needs “${name}”, which is not there or cannot be taken`);
  const { answer } = known;
  // SurveyJS wants true itself: an answer in other words, though it is there, shows nothing.
  if (expression.kind === 'answer' && wanted && answer.kind !== 'yes-no')
    return cannot(`its condition should say whether “${name}” is “notempty”`);
  if (answer.kind === 'one' || answer.kind === 'yes-no') return byTable(expression, known, wanted);
  if (expression.kind === 'empty') return accept(isAnswered(known.id, !wanted));
  if (expression.kind === 'notempty') return accept(isAnswered(known.id, wanted));
  if (expression.kind !== 'compare' || expression.left.kind !== 'answer' || expression.right.kind !== 'constant')
    return notUnderstood();
  const { comparison, right } = expression;
  return compared(known, comparison, right.value, wanted);
}

/** An answer with few values: the condition is tried with each of them, and with none. */
function byTable(expression: Leaf, { id, answer }: Known, wanted: boolean): Translated {
  const values: readonly (string | number | boolean)[] = 'values' in answer ? answer.values : [true, false];
  const whenEmpty = truthOf(expression, null);
  const truths = values.map((value) => truthOf(expression, asCompared(value)));
  if (whenEmpty === undefined || truths.includes(undefined)) return notUnderstood();
  const chosen = values.filter((_, index) => truths[index] === wanted);
  const isOneOf = chosen.length === values.length ? isAnswered(id, true) : listed(id, chosen, answer.kind);
  return accept(whenEmpty === wanted ? any([isAnswered(id, false), isOneOf]) : isOneOf);
}

function listed(id: string, values: readonly (string | number | boolean)[], kind: Known['answer']['kind']): Truth {
  const [only] = values;
  if (only === undefined) return false;
  return kind === 'yes-no' ? { question: id, is: only } : { question: id, anyOf: values.map(String) };
}

/** `undefined` where it says what no single answer decides. */
function truthOf(expression: Leaf, answer: Scalar): boolean | undefined {
  const constantIn = (operand: Expression): Constant | undefined =>
    operand.kind === 'answer' ? answer : operand.kind === 'constant' ? operand.value : undefined;
  switch (expression.kind) {
    case 'empty':
    case 'notempty': {
      const value = constantIn(expression.of);
      return value === undefined ? undefined : isEmpty(value) === (expression.kind === 'empty');
    }
    case 'compare': {
      const { comparison } = expression;
      const [left, right] = [constantIn(expression.left), constantIn(expression.right)];
      if (left === undefined || right === undefined || (ORDERS.has(comparison) && isList(right))) return undefined;
      return isList(left) ? listCompares(comparison, left, right) : compares(comparison, left, right);
    }
    default:
      return Boolean(constantIn(expression));
  }
}

const ORDERS: ReadonlySet<Comparison> = new Set(['less', 'lessorequal', 'greater', 'greaterorequal']);

/** A list that stands in the condition itself, before the answer: `['a', 'b'] contains {question}`. */
function listCompares(comparison: Comparison, left: readonly Constant[], right: Constant): boolean | undefined {
  const has = !isList(right) && left.some((one) => same(one, right));
  if (comparison === 'contains' || comparison === 'anyof') return has;
  return comparison === 'notcontains' || comparison === 'noneof' ? !has : undefined;
}

function compared(known: Known, comparison: Comparison, right: Constant, wanted: boolean): Translated {
  const opposite = OPPOSITE.get(comparison);
  if (opposite) return compared(known, opposite, right, !wanted);
  if (comparison === 'equal' && !isList(right) && isEmpty(right) && known.answer.kind !== 'many')
    return accept(isAnswered(known.id, !wanted));
  const base = holding(known, comparison, right);
  if (base === undefined) return cannot(`its condition compares “${known.id}” in a way that is not understood`);
  return accept(wanted ? base : negated(base, known.id));
}

const OPPOSITE: ReadonlyMap<Comparison, Comparison> = new Map([
  ['notequal', 'equal'],
  ['notcontains', 'contains'],
  ['noneof', 'anyof'],
]);

/** When a comparison holds of an answer that is there; `undefined` where it is not understood. */
function holding({ id, answer }: Known, comparison: Comparison, right: Constant): Truth | undefined {
  switch (answer.kind) {
    case 'many':
      return ofList(id, answer.values, comparison, right);
    case 'words':
      return ofWords(id, comparison, right);
    case 'number':
      return ofNumber(id, comparison, right);
    case 'date':
      return comparison === 'equal' && typeof right === 'string' ? { question: id, is: right } : undefined;
    default:
      return undefined;
  }
}

function ofList(
  id: string,
  values: readonly (string | number | boolean)[],
  comparison: Comparison,
  right: Constant,
): Truth | undefined {
  const matching = (one: Constant) => values.filter((value) => same(value, one)).map(String);
  const has = (one: Constant): Truth => anyOf(id, matching(one));
  const items = isList(right) ? right : [right];
  if (items.length === 0 || isEmpty(right)) return undefined;
  switch (comparison) {
    case 'contains':
    case 'allof':
      return all(items.map(has));
    case 'anyof':
      return any(items.map(has));
    case 'equal': {
      if (!isList(right)) return false;
      const others = values.map(String).filter((value) => !items.some((item) => matching(item).includes(value)));
      return all([...items.map(has), others.length > 0 ? { question: id, noneOf: others } : true]);
    }
    default:
      return undefined;
  }
}

function anyOf(id: string, options: readonly string[]): Truth {
  return options.length > 0 && { question: id, anyOf: options };
}

function ofWords(id: string, comparison: Comparison, right: Constant): Truth | undefined {
  const is = (one: Constant): Truth => (one === null || isList(one) ? false : { question: id, sameText: String(one) });
  const has = (part: Constant): Truth => ({ question: id, containsText: String(part) });
  if (!right || (isList(right) && !right.every(Boolean))) return undefined;
  switch (comparison) {
    case 'equal':
      return is(right);
    case 'contains':
      return has(right);
    case 'allof':
      return isList(right) ? all(right.map(has)) : has(right);
    case 'anyof':
      return isList(right) && right.length > 0 ? any(right.map(is)) : undefined;
    default:
      return undefined;
  }
}

function ofNumber(id: string, comparison: Comparison, right: Constant): Truth | undefined {
  if (comparison === 'anyof' && isList(right) && right.length > 0) {
    const parts = right.map((one) => ofNumber(id, 'equal', one));
    return parts.includes(undefined) ? undefined : any(parts.filter((part) => part !== undefined));
  }
  const number = typeof right === 'string' ? asCompared(right) : right;
  if (typeof number !== 'number') return undefined;
  const is: Condition = { question: id, is: number };
  const atLeast: Condition = { question: id, atLeast: number };
  switch (comparison) {
    case 'equal':
      return is;
    case 'greaterorequal':
      return atLeast;
    case 'greater':
      return all([atLeast, { not: is }]);
    case 'less':
      return { not: atLeast };
    case 'lessorequal':
      return any([{ not: atLeast }, is]);
    default:
      return undefined;
  }
}

function answersIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.parts.flatMap(answersIn);
    case 'not':
    case 'empty':
    case 'notempty':
      return answersIn(expression.of);
    case 'compare':
      return [...answersIn(expression.left), ...answersIn(expression.right)];
    case 'answer':
      return [expression.name];
    case 'constant':
      return [];
  }
}

function notUnderstood(): Translated {
  return cannot('its condition is not understood');
}

function cannot(reason: string): Translated {
  return refuse('cannot', reason);
}
