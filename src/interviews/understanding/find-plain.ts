import { matchCountries } from './countries.ts';
import { matchDates, vagueTime } from './dates.ts';
import { everything, type Finder, type Finding, knownList, unclear, value } from './finding.ts';
import { matchNumbers } from './numbers.ts';
import { answersMe, matchLinks, matchPeople } from './people.ts';
import { polarityOf } from './polarity.ts';
import type { Reading, Span } from './reading.ts';
import { wordsOf } from './reading.ts';
import { stem } from './stem.ts';
import { tokensOf } from './tokens.ts';

export const findYesNo: Finder<'yes-no'> = (question, reading, { asked }) => {
  const all = [everything(reading)];
  if (!asked || reading.tokens.length === 0) return undefined;
  const says = polarityOf(reading);
  if (says?.polarity === 'yes' || says?.polarity === 'no')
    return statedAgainst(question.ask, reading) ?? value(reading, [says], says.polarity === 'yes');
  if (says !== undefined) return unclear(reading, all);
  if (reading.tokens[0]?.word !== 'no' || /^no (?:problem|worries|doubt)\b/.test(wordsOf(reading, 0, 2)))
    return undefined;
  const about = new Set(tokensOf(question.ask).map((token) => token.stem));
  const same = reading.tokens.slice(1).some((token) => token.word.length > 3 && about.has(stem(token.word)));
  return same && !asksNegatively(question.ask) ? value(reading, all, false) : unclear(reading, all);
};

const asksNegatively = (ask: string): boolean => /\b(?:no|not|without|never|un\w+ed)\b/i.test(ask);

/** "We do not check it" to "does it act without a check?" means the opposite of its beginning. */
function statedAgainst(ask: string, reading: Reading): Finding | undefined {
  const states = /^(?:we|it|they|nobody|no one|none|nothing|that|this|there|he|she)\b/.test(wordsOf(reading, 0, 1));
  return states && reading.tokens.length > 3 && asksNegatively(ask)
    ? unclear(reading, [everything(reading)])
    : undefined;
}

export const findNumber: Finder<'number'> = (_question, reading, { asked }) => {
  if (!asked) return undefined;
  const [first, ...others] = matchNumbers(reading);
  if (first === undefined) return polarityUnclear(reading);
  if (others.length > 0 || first.value === undefined) return unclear(reading, [first, ...others]);
  return value(reading, [first], first.value);
};

const TIME_CUE = new Set(
  'from since start starts starting started begin begins beginning launch launching live on by'.split(' '),
);

export const findDate: Finder<'date'> = (_question, reading, { asked, context }) => {
  const dates = matchDates(reading, context.today).filter((match) => asked || follows(reading, match, TIME_CUE));
  const [first, ...others] = dates;
  if (first === undefined) {
    const vague = asked ? vagueTime(reading) : undefined;
    return vague ? unclear(reading, [vague]) : asked ? polarityUnclear(reading) : undefined;
  }
  const [day] = first.days;
  const clear = others.length === 0 && first.days.length === 1 && day !== undefined;
  if (clear) return value(reading, [first], day);
  return asked ? unclear(reading, dates) : undefined;
};

function follows(reading: Reading, span: Span, cues: ReadonlySet<string>): boolean {
  return reading.tokens.slice(Math.max(0, span.from - 2), span.from).some((token) => cues.has(token.word));
}

export const findPerson: Finder<'person'> = (_question, reading, { asked }) => {
  if (!asked) return undefined;
  if (answersMe(wordsOf(reading, 0, 5))) return value(reading, [everything(reading)], 'me');
  const people = matchPeople(reading);
  const named = people.filter((person) => !person.negated);
  const certain = named.filter((person) => person.value.startsWith('@') || person.value.includes('@'));
  const meant = certain.length > 0 ? certain : named;
  const [first, ...others] = meant;
  if (first === undefined) return people.length > 0 ? unclear(reading, people) : polarityUnclear(reading);
  const same = others.every((person) => person.value === first.value);
  return same
    ? value(reading, [first], first.value)
    : unclear(reading, meant, [...new Set(meant.map((person) => person.value))]);
};

export const findLink: Finder<'link'> = (_question, reading, { asked }) => {
  const [first, ...others] = asked ? matchLinks(reading) : [];
  if (first === undefined) return undefined;
  if (others.length > 0)
    return unclear(
      reading,
      [first, ...others],
      [first, ...others].map((link) => link.value),
    );
  return value(reading, [first], first.value);
};

export const findCountries: Finder<'countries'> = (question, reading, { asked, context, correcting }) => {
  const matches = matchCountries(reading, asked);
  const named = matches.filter((match) => !match.negated);
  const denied = new Set(matches.filter((match) => match.negated).flatMap((match) => match.codes));
  const codes = [...new Set(named.flatMap((match) => match.codes))].filter((code) => !denied.has(code));
  const known = correcting ? knownList(context, question.id) : [];
  if (codes.length === 0) {
    const left = known.filter((code) => !denied.has(code));
    if (left.length > 0 && left.length < known.length) return value(reading, matches, left);
    if (named.length > 0) return asked ? unclear(reading, named) : undefined;
    return asked && matches.length > 0
      ? unclear(reading, [everything(reading)])
      : asked
        ? polarityUnclear(reading)
        : undefined;
  }
  if (named.some((match) => match.vague))
    return asked ? unclear(reading, named, named.some((match) => match.codes.length > 5) ? [] : codes) : undefined;
  const adding = /\b(?:also|too|as well|add|plus)\b/.test(wordsOf(reading, 0, 30));
  return value(reading, named, [...new Set([...(adding ? known : []), ...codes])]);
};

/** A yes, a no or a maybe where something else was asked: it answers, but not clearly. */
function polarityUnclear(reading: Reading): Finding | undefined {
  const says = polarityOf(reading);
  return says === undefined || says.polarity === 'unknown' ? undefined : unclear(reading, [everything(reading)]);
}
