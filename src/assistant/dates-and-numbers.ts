import { areOthers, placesSaid } from './named-places.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const MONTH = `(${MONTHS.join('|')})`;
const DAY_FIRST = new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?${MONTH}(?:,?\s+(\d{4}))?\b`, 'giu');
const MONTH_FIRST = new RegExp(String.raw`\b${MONTH}\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))\b`, 'giu');
const MONTH_OF_YEAR = new RegExp(String.raw`\b${MONTH},?\s+(\d{4})\b`, 'giu');
const ANY_DATE = new RegExp(
  [DAY_FIRST, MONTH_FIRST, MONTH_OF_YEAR, /\b\d{4}-\d{2}-\d{2}\b/u]
    .map(({ source }) => source.replace(/\((?!\?)/gu, '(?:'))
    .join('|'),
  'giu',
);
const ISO = /\b(\d{4})-(\d{2})-(\d{2})\b/gu;

const NUMBER_WORDS: Readonly<Record<string, string>> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  fifteen: '15',
  twenty: '20',
  thirty: '30',
  sixty: '60',
  ninety: '90',
  hundred: '100',
  thousand: '1000',
  million: '1000000',
  billion: '1000000000',
  dozen: '12',
};
/** How often: as good as a number. */
const FREQUENCIES =
  /\b(?:hourly|daily|weekly|fortnightly|monthly|quarterly|half-yearly|yearly|annual|annually|biennial|biennially|twice|every year|every month|every quarter)\b/giu;

/** Every date that a text names, as `2027-12-02`, `--12-02` without its year, or `2027-12`. */
export function datesIn(text: string): readonly string[] {
  const dates: string[] = [];
  const add = (day: string, month: string, year: string | undefined) =>
    dates.push(`${year ?? '-'}-${monthNumber(month)}-${day.padStart(2, '0')}`);
  for (const [, day = '', month = '', year] of text.matchAll(DAY_FIRST)) add(day, month, year);
  for (const [, month = '', day = '', year] of text.matchAll(MONTH_FIRST)) add(day, month, year);
  for (const [, year, month = '', day = ''] of text.matchAll(ISO)) dates.push(`${year}-${month}-${day}`);
  for (const [, month = '', year = ''] of text.matchAll(MONTH_OF_YEAR)) dates.push(`${year}-${monthNumber(month)}`);
  return dates;
}

/**
 * The dates that a sentence gives to what is asked about, each also as its month of the year and as its day without the
 * year. "Annex III from 2 December 2027 and Annex I from 2 August 2028" gives each annex the date that follows it.
 */
export function datesSaid(sentence: string, places: readonly string[]): ReadonlySet<string> {
  const said = [...sentence.matchAll(ANY_DATE)].flatMap((match) => {
    const before = placesSaid(sentence.slice(0, match.index).split(PLACE_STARTS).at(-1) ?? '');
    return areOthers(places, before) ? [] : datesIn(match[0]);
  });
  return new Set(said.flatMap((date) => [date, date.slice(0, 7), `-${date.slice(4)}`, date.replace(/^\d{4}/u, '-')]));
}

/** What stands before the last place that is named does not matter for what follows it. */
const PLACE_STARTS = /(?=\b(?:art(?:icles?|s?\.)|annex(?:es)?|recitals?)\s)/iu;

/** Dates are compared as dates, however they are written. */
export function withoutDates(text: string): string {
  return [DAY_FIRST, MONTH_FIRST, ISO, MONTH_OF_YEAR].reduce((rest, pattern) => rest.replace(pattern, ' '), text);
}

/** Every number and frequency that a text names, in digits or in words, one way of writing for each. */
export function numbersIn(text: string): readonly string[] {
  const digits = text.replace(/(?<=\d)[,\s](?=\d{3}(?!\d))/gu, '').match(/\d+(?:\.\d+)*/gu) ?? [];
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const written = words.flatMap((word) => (Object.hasOwn(NUMBER_WORDS, word) ? [NUMBER_WORDS[word] ?? ''] : []));
  const often = (text.match(FREQUENCIES) ?? []).map((word) => word.toLowerCase().replace(/ly$/u, ''));
  return [...digits, ...written, ...often];
}

function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1).padStart(2, '0');
}
