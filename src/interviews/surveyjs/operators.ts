import { unreachable } from '../../kernel/unreachable.ts';
import type { Comparison, Constant } from './expression.ts';

/** One answer as SurveyJS keeps it; `null` where there is none. */
export type Scalar = string | number | boolean | null;

/** What SurveyJS makes of an answer before it compares it: the words `true` and `7` count as what they say. */
export function asCompared(value: Scalar): Scalar {
  if (typeof value !== 'string') return value;
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  const isNumber = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(value);
  return isNumber && !/^0\d/.test(value) ? Number(value) : value;
}

/** Compares as SurveyJS does. @param left what `asCompared` made of an answer that is no list. */
export function compares(comparison: Comparison, left: Scalar, right: Constant): boolean {
  switch (comparison) {
    case 'equal':
      return same(left, right);
    case 'notequal':
      return !same(left, right);
    case 'less':
      return isBefore(left, right);
    case 'greater':
      return isBefore(right, left);
    case 'lessorequal':
      return same(left, right) || isBefore(left, right);
    case 'greaterorequal':
      return same(left, right) || isBefore(right, left);
    case 'contains':
      return contains(left, right);
    case 'notcontains':
      return !left && !isEmpty(right) ? true : !isEmpty(left) && Boolean(right) && !contains(left, right);
    case 'anyof':
      return isAnyOf(left, right);
    case 'noneof':
      return !isAnyOf(left, right);
    case 'allof':
      if (!left && !isEmpty(right)) return false;
      return isList(right) ? right.every((one) => contains(left, one)) : contains(left, right);
    default:
      return unreachable(comparison);
  }
}

/** Whether SurveyJS takes two values for equal: numbers in words are numbers, and capitals do not matter. */
export function same(x: Constant, y: Constant): boolean {
  if (isList(x) || isList(y)) return false;
  if (isEmpty(x) || isEmpty(y)) return isEmpty(x) && isEmpty(y);
  if (typeof x === 'string' && typeof y === 'string') return x.trim().toLowerCase() === y.trim().toLowerCase();
  if (typeof x === typeof y) return x === y;
  if (typeof x === 'boolean' && typeof y === 'string') return String(x) === y.toLowerCase();
  if (typeof y === 'boolean' && typeof x === 'string') return String(y) === x.toLowerCase();
  return x !== '' && y !== '' && Number(x) === Number(y);
}

export function isEmpty(value: Constant): boolean {
  return value === null || value === '' || (isList(value) && value.length === 0);
}

export function isList(value: Constant): value is readonly Constant[] {
  return Array.isArray(value);
}

/** An answer that is no list contains what is a part of its letters. */
function contains(left: Scalar, right: Constant): boolean {
  if (isEmpty(left) || !right) return false;
  return String(left).toLowerCase().includes(String(right).toLowerCase());
}

function isAnyOf(left: Scalar, right: Constant): boolean {
  if (isEmpty(left)) return isEmpty(right);
  if (isEmpty(right)) return true;
  return isList(right) ? right.some((one) => same(one, left)) : contains(right, left);
}

function isBefore(left: Constant, right: Constant): boolean {
  if (left === null || right === null || isList(left) || isList(right)) return false;
  if (typeof left === 'string' && typeof right === 'string') return left < right;
  return Number(left) < Number(right);
}
