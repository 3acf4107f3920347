import type { Outcome } from '../kernel/outcome.ts';
import { accept, refuse } from '../kernel/outcome.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { AnswerValue } from './answer.ts';
import { countryCode } from './countries.ts';
import { offeredId } from './offered-id.ts';
import type { Question } from './questionnaire.ts';

export type Validated = Outcome<AnswerValue, 'invalid'>;

const MAX_NAME_CHARACTERS = 200;
const MAX_LINK_CHARACTERS = 2000;

/** Reads a value from outside (a click, a form, a file, free text) as an answer; a refusal says what to do instead. */
export function validateAnswer(question: Question, value: unknown): Validated {
  switch (question.kind) {
    case 'text':
    case 'long-text':
      return words(value, question.maxLength);
    case 'person':
    case 'ai-system':
      return words(value, MAX_NAME_CHARACTERS);
    case 'one-of':
      return oneOf(question, value);
    case 'many-of':
      return manyOf(question, value);
    case 'countries':
      return countries(value);
    case 'yes-no':
      return yesNo(value);
    case 'number':
      return numberWithin(value, question.min, question.max);
    case 'date':
      return date(value);
    case 'link':
      return link(value);
    default:
      return unreachable(question);
  }
}

type WithOptions = Extract<Question, { kind: 'one-of' | 'many-of' }>;

function words(value: unknown, maxLength: number): Validated {
  if (typeof value !== 'string' || value.trim() === '') return invalid('Please answer in words.');
  const text = value.trim();
  if (text.includes('\0') || !text.isWellFormed()) return invalid('Please leave out characters that cannot be stored.');
  if (text.length > maxLength) {
    return invalid(`Please use at most ${maxLength} characters; this has ${text.length}.`);
  }
  return accept(text);
}

function oneOf(question: WithOptions, value: unknown): Validated {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const option =
    question.options.find(({ id }) => id === asId(only)) ?? question.options.find(({ id }) => offeredId(id) === only);
  return option ? accept(option.id) : invalid(`Please choose one of: ${labels(question)}.`);
}

/** Files hold numbers and true or false where these are what can be chosen. */
function asId(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
}

function manyOf(question: WithOptions, value: unknown): Validated {
  const chosen = new Set<unknown>((Array.isArray(value) ? value : [value]).map(asId));
  const options = question.options.filter(({ id }) => chosen.has(id) || chosen.has(offeredId(id)));
  if (options.length === 0 || options.length !== chosen.size) {
    return invalid(`Please choose one or more of: ${labels(question)}.`);
  }
  const exclusive = options.find((option) => option.exclusive);
  if (exclusive && options.length > 1) {
    return invalid(
      `"${exclusive.label}" cannot be combined with other choices. Please choose it alone, or leave it out.`,
    );
  }
  return accept(options.map(({ id }) => id));
}

function countries(value: unknown): Validated {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const codes = new Set<string>();
  for (const part of parts) {
    const read = typeof part === 'string' ? countryCodes(part) : undefined;
    if (!read) return invalid('Please name one or more countries, such as Germany, France or DE, FR.');
    for (const code of read) codes.add(code);
  }
  return codes.size === 0 ? invalid('Please name at least one country.') : accept([...codes].sort());
}

/** Undefined when a part of the list is no country. "Trinidad and Tobago" is one, "France and Spain" are two. */
function countryCodes(list: string): readonly string[] | undefined {
  const codes: string[] = [];
  for (const part of list.split(/[,;\n]/u)) {
    const whole = countryCode(part);
    const split = whole ? [whole] : part.split(/\band\b|&/iu).map(countryCode);
    for (const code of split) {
      if (!code) return undefined;
      codes.push(code);
    }
  }
  return codes;
}

const YES_NO: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ['yes', true],
  ['no', false],
  ['true', true],
  ['false', false],
]);

function yesNo(value: unknown): Validated {
  const read = YES_NO.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
  return read === undefined ? invalid('Please answer yes or no.') : accept(read);
}

function numberWithin(value: unknown, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): Validated {
  const read = typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/u.test(value) ? Number(value) : value;
  if (typeof read !== 'number' || !Number.isFinite(read)) return invalid('Please give a number, such as 12 or 2.5.');
  if (read < min) return invalid(`Please give a number of at least ${min}.`);
  if (read > max) return invalid(`Please give a number of at most ${max}.`);
  return accept(read);
}

function date(value: unknown): Validated {
  const text = typeof value === 'string' ? value.trim() : '';
  const exists = /^\d{4}-\d{2}-\d{2}$/u.test(text) && isRealDate(text);
  return exists ? accept(text) : invalid('Please give a date that exists, as year-month-day, such as 2027-01-31.');
}

/** JavaScript reads 31 June as 1 July; a date that is not written back as it was read does not exist. */
function isRealDate(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function link(value: unknown): Validated {
  const text = typeof value === 'string' ? value.trim() : '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || !text.isWellFormed() || text.includes('\0')) {
    return invalid('Please give a web address that starts with https://.');
  }
  return text.length > MAX_LINK_CHARACTERS
    ? invalid(`Please give a web address of at most ${MAX_LINK_CHARACTERS} characters.`)
    : accept(text);
}

function labels(question: WithOptions): string {
  return question.options.map(({ label }) => label).join('; ');
}

function invalid(message: string): Validated {
  return refuse('invalid', message);
}
