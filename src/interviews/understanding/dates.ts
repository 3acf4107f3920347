import type { Reading, Span } from './reading.ts';

interface DateMatch extends Span {
  /** ISO dates that the words can mean: one is an answer, none or several must be asked. */
  readonly days: readonly string[];
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  couple: 2,
};
const VAGUE = new Set(
  'spring summer autumn winter fall christmas easter holidays soon later recently earlier asap eventually someday sometime mid early late around roughly about before after'.split(
    ' ',
  ),
);

const iso = (day: Date): string => day.toISOString().slice(0, 10);

/** Undefined for a day that no calendar has, such as 31 February. */
function dayOf(year: number, month: number, day: number): Date | undefined {
  if (year < 1990 || year > 2199) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : undefined;
}

function monthOf(word: string): number | undefined {
  if (word.length < 3) return undefined;
  const found = MONTHS.findIndex(
    (month) => month === word || (month.startsWith(word) && (word.length === 3 || word === 'sept')),
  );
  return found < 0 ? undefined : found + 1;
}

const plusDays = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);

/** The same day of another month, or that month's last day. */
function plusMonths(date: Date, months: number): Date {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date.getUTCDate(), last)));
}

interface Found {
  readonly length: number;
  readonly days: readonly (Date | undefined)[];
}

/** Every date in the text; day before month, as in Britain. `today` counts in UTC. */
export function matchDates(reading: Reading, today: Date): readonly DateMatch[] {
  const matches: DateMatch[] = [];
  let index = 0;
  while (index < reading.tokens.length) {
    const found = dateAt(reading, index, today);
    if (found === undefined) {
      index += 1;
      continue;
    }
    const span = { from: index, to: index + found.length - 1 };
    const unclear = reading.negated[index] === true || isVague(reading, index);
    matches.push({ ...span, days: unclear ? [] : found.days.flatMap((day) => (day === undefined ? [] : [iso(day)])) });
    index += found.length;
  }
  return matches;
}

/** Words that speak of time without a day in them: "before Christmas", "soon". */
export function vagueTime(reading: Reading): Span | undefined {
  const at = reading.tokens.findIndex(
    (token) =>
      (VAGUE.has(token.word) && !['about', 'around', 'after', 'before'].includes(token.word)) ||
      /^(?:19|20)\d\d$/.test(token.word),
  );
  return at < 0 ? undefined : { from: at, to: at };
}

function isVague(reading: Reading, index: number): boolean {
  const before = reading.tokens[index - 1];
  const earlier = reading.tokens[index - 2];
  return (
    (before !== undefined && VAGUE.has(before.word)) ||
    (before?.word === 'of' && earlier?.word === 'middle') ||
    reading.considered[index] === true
  );
}

function dateAt(reading: Reading, index: number, today: Date): Found | undefined {
  const words = reading.tokens.slice(index, index + 7);
  const word = (at: number): string => words[at]?.word ?? '';
  if (words[0]?.kind !== 'word') return undefined;
  const start = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate()));
  return (
    numeric(reading, index, start) ??
    edge(word, start) ??
    written(word, start) ??
    quarter(word, start) ??
    relative(word, start)
  );
}

function numeric(reading: Reading, index: number, today: Date): Found | undefined {
  const from = reading.tokens[index]?.start ?? 0;
  if (/[\p{L}\p{N}./-]/u.test(reading.text.slice(Math.max(0, from - 1), from))) return undefined;
  const match =
    /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([./-])(\d{1,2})(?:\5(\d{4}|\d{2}))?)(?![\p{L}\p{N}/-]|\.\d)/u.exec(
      reading.text.slice(from, from + 24),
    );
  if (match === null) return undefined;
  const [, isoYear, isoMonth, isoDay, day, separator, month, year] = match;
  const length = year === undefined && isoYear === undefined ? 2 : 3;
  if (isoYear !== undefined) return { length, days: [dayOf(Number(isoYear), Number(isoMonth), Number(isoDay))] };
  if (year === undefined)
    return separator === '/' ? { length, days: [coming(Number(month), Number(day), today)] } : undefined;
  return { length, days: [dayOf(Number(year) + (year.length === 2 ? 2000 : 0), Number(month), Number(day))] };
}

/** The next such day, today included. */
function coming(month: number, day: number, today: Date): Date | undefined {
  const here = dayOf(today.getUTCFullYear(), month, day);
  if (here === undefined && !(month === 2 && day === 29)) return undefined;
  return here !== undefined && here >= today ? here : dayOf(today.getUTCFullYear() + 1, month, day);
}

function dayNumber(word: string): number | undefined {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word);
  return match === null ? undefined : Number(match[1]);
}

const yearOf = (word: string): number | undefined => (/^(?:19|20)\d\d$/.test(word) ? Number(word) : undefined);

function written(word: (at: number) => string, today: Date): Found | undefined {
  const day = dayNumber(word(0));
  const of = word(1) === 'of' ? 1 : 0;
  const month = day === undefined ? undefined : monthOf(word(1 + of));
  if (day !== undefined && month !== undefined) return dated(day, month, yearOf(word(2 + of)), 2 + of, today);
  const first = monthOf(word(0));
  if (first === undefined) return undefined;
  const later = word(1) === 'the' ? 1 : 0;
  const second = dayNumber(word(1 + later));
  if (second !== undefined) return dated(second, first, yearOf(word(2 + later)), 2 + later, today);
  const year = yearOf(word(1));
  if (year !== undefined) return { length: 2, days: [dayOf(year, first, 1)] };
  // "may", "march" and "mar" are other words too; here they are months only when the text says nothing after them.
  return first === 5 && word(1) !== '' ? undefined : { length: 1, days: [coming(first, 1, today)] };
}

function dated(day: number, month: number, year: number | undefined, length: number, today: Date): Found {
  if (year === undefined) return { length, days: [coming(month, day, today)] };
  return { length: length + 1, days: [dayOf(year, month, day)] };
}

/** "end of March", "start of Q2 2027", "end of the year". */
function edge(word: (at: number) => string, today: Date): Found | undefined {
  if (!['end', 'start', 'beginning', 'begin'].includes(word(0))) return undefined;
  const skip =
    (word(1) === 'of' ? 1 : 0) + (['the', 'this', 'next'].includes(word(1 + (word(1) === 'of' ? 1 : 0))) ? 1 : 0);
  const unit = word(1 + skip);
  const next = word(skip) === 'next' ? 1 : 0;
  const ends = word(0) === 'end';
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  if (months !== undefined) return { length: 2 + skip, days: [edgeOf(periodStart(today, months, next), months, ends)] };
  const found =
    monthOf(unit) === undefined
      ? quarter((at) => word(1 + skip + at), today)
      : written((at) => word(1 + skip + at), today);
  const [first] = found?.days ?? [];
  if (found === undefined || first === undefined || first.getUTCDate() !== 1) return undefined;
  // "end of November" in November is still to come.
  const running = monthOf(unit) === today.getUTCMonth() + 1 && found.length === 1 ? periodStart(today, 1, 0) : first;
  const length = monthOf(unit) === undefined ? 3 : 1;
  return { length: 1 + skip + found.length, days: [edgeOf(ends ? running : first, length, ends)] };
}

const edgeOf = (start: Date, months: number, ends: boolean): Date =>
  ends ? plusDays(plusMonths(start, months), -1) : start;

function periodStart(today: Date, months: number, ahead: number): Date {
  const first = Math.floor(today.getUTCMonth() / months) * months + ahead * months;
  return new Date(Date.UTC(today.getUTCFullYear(), first, 1));
}

function quarter(word: (at: number) => string, today: Date): Found | undefined {
  const number = /^q([1-4])$/.exec(word(0))?.[1];
  if (number === undefined) return undefined;
  const month = Number(number) * 3 - 2;
  const of = word(1) === 'of' ? 1 : 0;
  const year = yearOf(word(1 + of));
  if (year !== undefined) return { length: 2 + of, days: [dayOf(year, month, 1)] };
  return { length: 1, days: [coming(month, 1, today)] };
}

function relative(word: (at: number) => string, today: Date): Found | undefined {
  if (['today', 'now', 'immediately', 'straightaway'].includes(word(0))) return { length: 1, days: [today] };
  if (word(0) === 'right' && (word(1) === 'now' || word(1) === 'away')) return { length: 2, days: [today] };
  if (word(0) === 'day' && word(1) === 'after' && word(2) === 'tomorrow')
    return { length: 3, days: [plusDays(today, 2)] };
  if (word(0) === 'tomorrow') return { length: 1, days: [plusDays(today, 1)] };
  if (word(0) === 'yesterday') return { length: 1, days: [plusDays(today, -1)] };
  return near(word, today) ?? distance(word, today);
}

/** "in three weeks", "two months ago". */
function distance(word: (at: number) => string, today: Date): Found | undefined {
  const inside = word(0) === 'in' ? 1 : 0;
  const article = word(inside) === 'a' && word(inside + 1) === 'couple' ? 1 : 0;
  const at = inside + article;
  const of = word(at) === 'couple' && word(at + 1) === 'of' ? 1 : 0;
  const text = word(at);
  const count = /^\d{1,3}$/.test(text) ? Number(text) : Object.hasOwn(NUMBERS, text) ? NUMBERS[text] : undefined;
  const unit = /^(day|week|month|year)s?$/.exec(word(at + 1 + of))?.[1];
  if (count === undefined || unit === undefined) return undefined;
  const ago = word(at + 2 + of) === 'ago';
  const ahead = inside === 1 || (word(at + 2 + of) === 'from' && word(at + 3 + of) === 'now');
  if (!ago && !ahead) return undefined;
  const signed = ago ? -count : count;
  const length = at + 2 + of + (ago ? 1 : inside === 1 ? 0 : 2);
  if (unit === 'day' || unit === 'week') return { length, days: [plusDays(today, signed * (unit === 'week' ? 7 : 1))] };
  return { length, days: [plusMonths(today, signed * (unit === 'year' ? 12 : 1))] };
}

/** "next Monday", "on Friday", "next week", "next quarter", "last Tuesday". */
function near(word: (at: number) => string, today: Date): Found | undefined {
  const which = word(0);
  const monday = plusDays(today, -((today.getUTCDay() + 6) % 7));
  const leading = ['next', 'this', 'last', 'coming'].includes(which) ? 1 : 0;
  const unit = word(leading);
  const weekday = WEEKDAYS.indexOf(unit);
  if (weekday >= 0) {
    const upcoming = plusDays(today, ((weekday - ((today.getUTCDay() + 6) % 7) + 6) % 7) + 1);
    const following = plusDays(monday, 7 + weekday);
    if (which === 'last') return { length: 2, days: [plusDays(upcoming, -7)] };
    const days = which === 'next' && upcoming.getTime() !== following.getTime() ? [upcoming, following] : [upcoming];
    return { length: 1 + leading, days };
  }
  if (leading === 0 || !['week', 'month', 'quarter', 'year', ...VAGUE].includes(unit)) return undefined;
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  if (which !== 'next' && which !== 'coming') return { length: 2, days: [] };
  if (unit === 'week') return { length: 2, days: [plusDays(monday, 7)] };
  return { length: 2, days: months === undefined ? [] : [periodStart(today, months, 1)] };
}
