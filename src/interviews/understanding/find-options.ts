import { type Option, questionsOf } from '../questionnaire.ts';
import { chosenPlaces } from './choice.ts';
import { HARMLESS_CATEGORY, IMPLIED_CATEGORY } from './data-words.ts';
import { type Attention, everything, type Finder, type Finding, knownList, unclear, value } from './finding.ts';
import { matchOptions, type OptionMatch } from './options.ts';
import { type OptionQuestion, vocabularyOf } from './phrases.ts';
import { polarityOf } from './polarity.ts';
import type { Reading } from './reading.ts';
import { wordsOf } from './reading.ts';
import { plain } from './tokens.ts';

export const findOneOf: Finder<'one-of'> = (question, reading, attention) => {
  const matches = matchOptions(question, reading, vocabularyOf(attention.context.questionnaire), attention.asked);
  if (attention.asked) {
    const direct = exactOption(question, reading) ?? chosen(question, reading);
    if (direct !== undefined) return direct;
  }
  const positive = withoutObjects(
    matches.filter((match) => !match.negated),
    reading,
    attention,
  );
  const ids = [...new Set(positive.flatMap((match) => match.optionIds))];
  const [only] = ids;
  if (only === undefined) return attention.asked ? withoutMatch(question, reading, matches) : undefined;
  if (ids.length > 1 || positive.some((match) => match.considered))
    return unclear(reading, positive, inOrder(question, ids));
  return value(reading, positive, only);
};

/** In "summarise customer e-mails" the e-mails are data; they are no purpose beside the summarising. */
function withoutObjects(
  matches: readonly OptionMatch[],
  reading: Reading,
  attention: Attention,
): readonly OptionMatch[] {
  if (matches.length === 0 || (attention.asked && matches.length === 1)) return matches;
  const vocabulary = vocabularyOf(attention.context.questionnaire);
  const data = questionsOf(attention.context.questionnaire).flatMap((question) =>
    question.kind === 'many-of' ? matchOptions(question, reading, vocabulary, false) : [],
  );
  const isObject = (match: OptionMatch) =>
    !match.isDeed && data.some((object) => object.from <= match.from && object.to >= match.to);
  const left = matches.filter((match) => !isObject(match));
  return attention.asked && left.length === 0 ? matches : left;
}

export const findManyOf: Finder<'many-of'> = (question, reading, attention) => {
  if (attention.asked) {
    const direct = exactOption(question, reading) ?? chosen(question, reading);
    if (direct !== undefined) return direct;
  }
  const matches = matchOptions(question, reading, vocabularyOf(attention.context.questionnaire), attention.asked);
  const positive = matches.filter((match) => !match.negated);
  const denied = new Set(matches.filter((match) => match.negated).flatMap(deniedBy));
  const said = new Set(positive.flatMap((match) => match.optionIds));
  // "customer e-mails, but no personal data" contradicts itself; what is denied anywhere is not taken from elsewhere.
  const ids = inOrder(
    question,
    [...said].filter((id) => !denied.has(id)),
  );
  const known = attention.correcting ? knownList(attention.context, question.id) : [];
  if (ids.length === 0) {
    const left = known.filter((id) => !denied.has(id));
    if (left.length > 0 && left.length < known.length)
      return value(
        reading,
        matches.filter((match) => match.negated),
        left,
      );
    return attention.asked || (attention.correcting && matches.length > 0)
      ? withoutMatch(question, reading, matches)
      : undefined;
  }
  if (positive.some((match) => match.considered) || mixesExclusive(question, ids))
    return unclear(reading, positive, ids);
  const kept = adds(reading) ? known.filter((id) => !denied.has(id) && !isExclusive(question, id)) : [];
  return value(reading, positive, inOrder(question, [...new Set([...kept, ...ids])]));
};

/** "No health data" denies health, not every personal datum; "no personal data" denies those. */
function deniedBy({ optionIds }: OptionMatch): readonly string[] {
  return optionIds.length > 1 ? optionIds.filter((id) => id !== IMPLIED_CATEGORY) : optionIds;
}

/** "As well", "also": added to what is known instead of taking its place. */
const adds = (reading: Reading): boolean =>
  /\b(?:also|too|as well|add|adding|plus|additionally|and also)\b/.test(wordsOf(reading, 0, 30));

const inOrder = (question: OptionQuestion, ids: readonly string[]): readonly string[] =>
  question.options.filter((option) => ids.includes(option.id)).map((option) => option.id);

const isExclusive = (question: OptionQuestion, id: string): boolean =>
  question.options.some((option) => option.id === id && option.exclusive);

const mixesExclusive = (question: OptionQuestion, ids: readonly string[]): boolean =>
  ids.length > 1 && ids.some((id) => isExclusive(question, id));

/** The message is an option's id or label, as a button writes it. */
export function exactOption(question: OptionQuestion, reading: Reading): Finding | undefined {
  if (reading.tokens.length > 30) return undefined;
  const words = wordsOf(reading);
  const asWords = (text: string): string => (plain(text).match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? []).join(' ');
  const option = question.options.find(({ id, label }) => asWords(id) === words || asWords(label) === words);
  return option && value(reading, [everything(reading)], question.kind === 'many-of' ? [option.id] : option.id);
}

function chosen(question: OptionQuestion, reading: Reading): Finding | undefined {
  const places = chosenPlaces(reading, question.options.length);
  if (places === undefined) return undefined;
  const ids = places.flatMap((place) => question.options[place]?.id ?? []);
  const all = [everything(reading)];
  const several = question.kind === 'one-of' ? ids.length !== 1 : mixesExclusive(question, ids);
  if (ids.length < places.length || several) return unclear(reading, all, ids);
  const [only] = ids;
  return question.kind === 'many-of' || only === undefined
    ? value(reading, all, inOrder(question, ids))
    : value(reading, all, only);
}

const NONE_OF_THEM =
  /^(?:(?:no|well|it|there|we|really|absolutely|has|have|is|are|use|put|in) )*(?:none|nothing|none of (?:these|those|them|the above|that|it)|nothing sensitive|nothing like that|nothing of the kind|no|neither|neither of them|not any|nope|nothing at all|none at all|nothing special)(?: at all| really| here| sensitive| of that kind| applies)*$/;

/** A yes, a no or a "none of these" where the words name no option. */
function withoutMatch(
  question: OptionQuestion,
  reading: Reading,
  matches: readonly OptionMatch[],
): Finding | undefined {
  const all = [everything(reading)];
  if (question.kind === 'many-of' && reading.tokens.length < 12 && NONE_OF_THEM.test(wordsOf(reading))) {
    const none = question.options.filter((option) => option.exclusive);
    const [only] = none;
    return only !== undefined && none.length === 1 ? value(reading, all, [only.id]) : unclear(reading, all);
  }
  const says = polarityOf(reading);
  const beginning = says?.polarity === 'yes' ? /^yes\b/i : says?.polarity === 'no' ? /^no\b/i : undefined;
  const fitting: readonly Option[] = beginning ? question.options.filter((option) => beginning.test(option.label)) : [];
  const [option] = fitting;
  if (option !== undefined && fitting.length === 1 && question.kind === 'one-of') return value(reading, all, option.id);
  if (fitting.length > 1)
    return unclear(
      reading,
      all,
      fitting.map((one) => one.id),
    );
  const left = question.kind === 'many-of' && matches.length > 0 ? afterDenial(question, matches, reading) : [];
  if (left.length > 0) return unclear(reading, all, left);
  const denies = matches.length > 0 || (says !== undefined && says.polarity !== 'unknown');
  return denies ? unclear(reading, all) : undefined;
}

/** What “no personal data” leaves open: none at all, or what everybody may know. */
function afterDenial(question: OptionQuestion, matches: readonly OptionMatch[], reading: Reading): readonly string[] {
  if (/\b(?:except|all|any|everything|anything)\b/.test(wordsOf(reading, 0, 30))) return [];
  const denied = new Set(matches.flatMap(({ optionIds }) => optionIds));
  const left = question.options.filter(({ id, exclusive }) => exclusive || id === HARMLESS_CATEGORY);
  return left.flatMap(({ id }) => (denied.has(id) ? [] : [id]));
}
