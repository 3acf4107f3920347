import { IMPLIED_CATEGORY } from '../understanding/data-words.ts';
import type { OptionQuestion } from '../understanding/phrases.ts';
import { type Quoted, quoted, type Settled } from './propose-from-text.ts';
import type { Told } from './read-cues.ts';

/** Quotes beside each other on a card: more say nothing new. */
const MOST_QUOTES = 3;

/** What all places together say about a question with options. */
export function settleOptions(
  question: OptionQuestion,
  told: readonly Told[],
  isPurpose: boolean,
): Settled | undefined {
  return question.kind === 'one-of' ? settleOne(told, isPurpose) : settleMany(question, told);
}

/** Pairs of options where the first says more exactly what the second says as well. */
const MORE_EXACT: readonly (readonly [string, string])[] = [
  ['trial', 'in-use'],
  ['company-enterprise', 'company-team'],
  ['company-enterprise', 'built-in-company'],
  ['confirmed', 'helps'],
  ['limits', 'measured'],
  ['general', 'own'],
];

function settleOne(told: readonly Told[], isPurpose: boolean): Settled | undefined {
  const denied = new Set(told.filter((one) => one.denied).map(({ optionId }) => optionId));
  const said = told.filter((one) => !one.denied && !denied.has(one.optionId));
  const ids = [...new Set(said.map(({ optionId }) => optionId))];
  const left = ids.filter((id) => !MORE_EXACT.some(([exact, vague]) => vague === id && withExact(said, exact, id)));
  const [only] = left;
  if (only === undefined) return undefined;
  if (left.length === 1)
    return { kind: 'value', value: only, rests: restsOf(said.filter((one) => one.optionId === only)) };
  if (isPurpose) {
    const foremost = foremostOf(left, said);
    return foremost === undefined
      ? undefined
      : { kind: 'value', value: foremost, rests: restsOf(said.filter((one) => one.optionId === foremost)) };
  }
  return {
    kind: 'conflict',
    says: left.flatMap((id) => restsOf(said.filter((one) => one.optionId === id)).slice(0, 1)),
  };
}

/** "In use" says no other thing than "in use as a pilot" beside it. */
function withExact(said: readonly Told[], exact: string, vague: string): boolean {
  const places = (id: string) => said.filter(({ optionId }) => optionId === id).map(({ at }) => at);
  return places(exact).length > 0 && (exact !== 'trial' || places(vague).every((at) => places(exact).includes(at)));
}

/** What a tool is for is said first and most; what else it touches comes after. */
function foremostOf(ids: readonly string[], said: readonly Told[]): string | undefined {
  const weight = (id: string) =>
    said.reduce((sum, one) => (one.optionId === id ? sum + one.quote.split(' ').length / (1 + one.at / 2) : sum), 0);
  const [first, second] = [...ids].sort((a, b) => weight(b) - weight(a));
  return first !== undefined && second !== undefined && weight(first) >= 1.5 * weight(second) ? first : undefined;
}

function settleMany(question: OptionQuestion, told: readonly Told[]): Settled | undefined {
  const said = told.filter((one) => !one.denied);
  const denied = told.filter((one) => one.denied && !isImplied(one, told));
  const contradicted = said.filter(({ optionId }) => denied.some((one) => one.optionId === optionId));
  const [first] = contradicted;
  if (first) {
    const against = denied.filter(({ optionId }) => optionId === first.optionId);
    return { kind: 'conflict', says: [...restsOf(against).slice(0, 1), ...restsOf(contradicted).slice(0, 1)] };
  }
  const ids = question.options.filter(
    ({ id, exclusive }) => !exclusive && said.some(({ optionId }) => optionId === id),
  );
  if (ids.length === 0) return undefined;
  const value = ids.map(({ id }) => id);
  return {
    kind: 'value',
    value,
    rests: restsOf(value.flatMap((id) => said.filter(({ optionId }) => optionId === id).slice(0, 1))),
  };
}

/** "No health data" denies health, not every personal datum. */
function isImplied({ optionId, quote }: Told, told: readonly Told[]): boolean {
  return optionId === IMPLIED_CATEGORY && told.some((one) => one.quote === quote && one.optionId !== IMPLIED_CATEGORY);
}

function restsOf(told: readonly Told[]): readonly Quoted[] {
  const byQuote = new Map(told.map((one) => [one.quote, quoted(one)]));
  const all = [...byQuote.values()];
  const isWithin = (one: Quoted, other: Quoted) =>
    other !== one && other.place === one.place && other.quote.includes(one.quote);
  return all.filter((one) => !all.some((other) => isWithin(one, other))).slice(0, MOST_QUOTES);
}
