import { z } from 'zod';
import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import { type OptionFile, OptionId } from '../questionnaire.ts';
import { generated } from './generated-words.ts';
import type { Survey } from './survey.ts';
import { stringsOf, type Words, wordsOf } from './words.ts';

export interface Choices {
  readonly options: readonly OptionFile[];
  /** As SurveyJS keeps them. */
  readonly values: readonly (string | number | boolean)[];
}

const Value = z.union([z.string(), z.number(), z.boolean()]);
const Item = z.union([
  Value.transform((value) => ({ value, text: undefined, isExclusive: undefined })),
  z.looseObject({ value: Value, text: z.unknown().optional(), isExclusive: z.boolean().optional() }),
]);

/** The choices of an element, with those that SurveyJS adds: none, other, refused, don't know. */
export function readChoices(element: Readonly<Record<string, unknown>>, survey: Survey): Outcome<Choices, 'cannot'> {
  if (element.choices === undefined) return cannot('it has no choices of its own');
  if (!Array.isArray(element.choices)) return cannot('its choices are no list');
  const read: Choice[] = [];
  for (const [index, written] of element.choices.entries()) {
    const item = Item.safeParse(written);
    if (!item.success) return cannot(`its choice ${index + 1} has no value that is a text, a number or true or false`);
    const { value, text, isExclusive } = item.data;
    read.push({ value, words: wordsOf(text, survey.language), isExclusive: isExclusive === true });
  }
  return choicesOf([...read, ...added(element, survey)]);
}

export interface Choice {
  readonly value: string | number | boolean;
  readonly words: Words | undefined;
  readonly isExclusive: boolean;
}

/** A choice without words is called by its value. */
export function choicesOf(choices: readonly Choice[]): Outcome<Choices, 'cannot'> {
  if (choices.length === 0) return cannot('it has no choices');
  const options: OptionFile[] = [];
  for (const { value, words, isExclusive } of choices) {
    const id = OptionId.safeParse(String(value));
    if (!id.success) return cannot(`the value of its choice “${String(value)}”: ${id.error.issues[0]?.message}`);
    if (options.some((option) => option.id === id.data)) return cannot(`it has the choice “${id.data}” twice`);
    const strings = stringsOf({ label: words });
    options.push({
      id: id.data,
      label: words?.own ?? id.data,
      ...(isExclusive ? { exclusive: true } : {}),
      ...(strings ? { strings } : {}),
    });
  }
  return accept({ options, values: choices.map(({ value }) => value) });
}

const ADDED = [
  { value: 'none', shownBy: ['showNoneItem', 'hasNone'], text: 'noneText', isExclusive: true },
  { value: 'other', shownBy: ['showOtherItem', 'hasOther'], text: 'otherText', isExclusive: false },
  { value: 'refused', shownBy: ['showRefuseItem'], text: 'refuseText', isExclusive: true },
  { value: 'dontknow', shownBy: ['showDontKnowItem'], text: 'dontKnowText', isExclusive: true },
] as const;

function added(element: Readonly<Record<string, unknown>>, { language, languages }: Survey): readonly Choice[] {
  return ADDED.filter(({ shownBy }) => shownBy.some((property) => element[property] === true)).map(
    ({ value, text, isExclusive }) => ({
      value,
      words: wordsOf(element[text], language) ?? generated(language, languages, (phrases) => phrases[value]),
      isExclusive,
    }),
  );
}

function cannot(reason: string): Outcome<never, 'cannot'> {
  return refuse('cannot', reason);
}
