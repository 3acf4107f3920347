import { accept, type Outcome, refuse } from '../../kernel/outcome.ts';
import type { QuestionFile } from '../questionnaire.ts';
import { type Choice, type Choices, choicesOf, readChoices } from './choices.ts';
import { weighted } from './embedded-scores.ts';
import { generated, phrasesIn } from './generated-words.ts';
import type { Survey } from './survey.ts';
import type { Known } from './translate-condition.ts';
import { wordsOf } from './words.ts';

type Element = Readonly<Record<string, unknown>>;

/** The part of a question that its kind decides, and how conditions look at its answer. */
export interface Kind {
  readonly fields:
    | Pick<Extract<QuestionFile, { kind: 'one-of' }>, 'kind' | 'options' | 'counts'>
    | Pick<Extract<QuestionFile, { kind: 'many-of' }>, 'kind' | 'options' | 'counts'>
    | Pick<Extract<QuestionFile, { kind: 'text' }>, 'kind' | 'maxLength'>
    | Pick<Extract<QuestionFile, { kind: 'long-text' }>, 'kind' | 'maxLength'>
    | Pick<Extract<QuestionFile, { kind: 'number' }>, 'kind' | 'min' | 'max'>
    | { readonly kind: 'yes-no' | 'date' };
  readonly answer: Known['answer'];
}

type Read = Outcome<Kind, 'cannot'>;

/** SurveyJS sets no limit to words; these are beyond what anybody types. */
const TEXT_CHARACTERS = 2_000;
const COMMENT_CHARACTERS = 20_000;

/** What kind of question an element is. @param containerName of the panel or page right around it. */
export function readKind(element: Element, name: string, containerName: string, survey: Survey): Read {
  switch (element.type) {
    case 'text':
      return textKind(element);
    case 'comment':
      return accept(words('long-text', element.maxLength, COMMENT_CHARACTERS));
    case 'radiogroup':
    case 'dropdown':
    case 'buttongroup':
      return withChoices('one-of', element, name, containerName, survey);
    case 'checkbox':
    case 'tagbox':
      return withChoices('many-of', element, name, containerName, survey);
    case 'boolean':
      return booleanKind(element, survey);
    case 'rating':
      return ratingKind(element, survey);
    default:
      return cannot(
        typeof element.type === 'string' ? `there is no kind of question for “${element.type}”` : 'it has no type',
      );
  }
}

function words(kind: 'text' | 'long-text', maxLength: unknown, most: number): Kind {
  const given = typeof maxLength === 'number' && Number.isInteger(maxLength) && maxLength > 0 ? maxLength : most;
  return { fields: { kind, maxLength: given }, answer: { kind: 'words' } };
}

function textKind(element: Element): Read {
  switch (element.inputType) {
    case 'number':
    case 'range': {
      const bound = (value: unknown) => (typeof value === 'number' ? value : undefined);
      const isRange = element.inputType === 'range';
      const [min, max] = [
        bound(element.min) ?? (isRange ? 0 : undefined),
        bound(element.max) ?? (isRange ? 100 : undefined),
      ];
      const fields = {
        kind: 'number' as const,
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
      };
      return accept({ fields, answer: { kind: 'number' } });
    }
    case 'date':
      return accept({ fields: { kind: 'date' }, answer: { kind: 'date' } });
    case 'password':
      return cannot('Steward asks for no passwords');
    default:
      return accept(words('text', element.maxLength, TEXT_CHARACTERS));
  }
}

const SCORED = ['radiogroup', 'dropdown', 'checkbox'];

function withChoices(
  kind: 'one-of' | 'many-of',
  element: Element,
  name: string,
  containerName: string,
  survey: Survey,
): Read {
  if (element.storeOthersAsComment === false && (element.showOtherItem === true || element.hasOther === true))
    return cannot('what is entered for “other” would take the place of a choice');
  const choices = readChoices(element, survey);
  if (!choices.ok) return choices;
  const scored = SCORED.includes(String(element.type)) ? weighted(choices.value, name, containerName) : undefined;
  return accept(choiceKind(kind, choices.value, scored));
}

function choiceKind(
  kind: 'one-of' | 'many-of',
  { options, values }: Choices,
  scored?: ReturnType<typeof weighted>,
): Kind {
  const fields = scored
    ? { kind, options: [...scored.options], counts: scored.counts }
    : { kind, options: [...options] };
  return { fields, answer: { kind: kind === 'one-of' ? 'one' : 'many', values } };
}

/** Yes or no, unless the survey has words or values of its own for them. */
function booleanKind(element: Element, survey: Survey): Read {
  const own = ['labelTrue', 'labelFalse', 'valueTrue', 'valueFalse'].some(
    (property) => element[property] !== undefined,
  );
  if (!own) return accept({ fields: { kind: 'yes-no' }, answer: { kind: 'yes-no' } });
  const side = (value: unknown, label: unknown, otherwise: boolean): Choice => ({
    value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : otherwise,
    words:
      wordsOf(label, survey.language) ??
      generated(survey.language, survey.languages, ({ yes, no }) => (otherwise ? yes : no)),
    isExclusive: false,
  });
  const choices = choicesOf([
    side(element.valueTrue, element.labelTrue, true),
    side(element.valueFalse, element.labelFalse, false),
  ]);
  return choices.ok ? accept(choiceKind('one-of', choices.value)) : choices;
}

const MOST_RATES = 100;

function ratingKind(element: Element, survey: Survey): Read {
  if (Array.isArray(element.rateValues) && element.rateValues.length > 0) {
    const choices = readChoices({ choices: element.rateValues }, survey);
    return choices.ok ? accept(choiceKind('one-of', choices.value)) : choices;
  }
  const [min, step] = [numberOr(element.rateMin, 1), numberOr(element.rateStep, 1)];
  const max = numberOr(element.rateMax, min + (numberOr(element.rateCount, 5) - 1) * step);
  const count = Math.floor((max - min) / step) + 1;
  if (!(step > 0) || !(count > 0) || count > MOST_RATES) return cannot(`its rates from ${min} to ${max} are no list`);
  const ends = new Map([
    [0, wordsOf(element.minRateDescription, survey.language)],
    [count - 1, wordsOf(element.maxRateDescription, survey.language)],
  ]);
  const choices = Array.from({ length: count }, (_, index): Choice => {
    const value = Number((min + index * step).toFixed(6));
    const end = ends.get(index);
    const others = Object.entries(end?.others ?? {}).map(([language, text]) => [language, `${value} (${text})`]);
    const label = end && { own: `${value} (${end.own})`, others: Object.fromEntries(others) };
    return { value, words: label, isExclusive: false };
  });
  const read = choicesOf(choices);
  return read.ok ? accept(choiceKind('one-of', read.value)) : read;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

/** The words entered beside a question: SurveyJS keeps them under the question's name with this ending. */
export const COMMENT_ENDING = '-Comment';

/** Asked for “other”, which then has to be described, or as a remark beside any choice. */
export function commentOf(element: Element): 'other' | 'remark' | undefined {
  if (element.showCommentArea === true || element.hasComment === true) return 'remark';
  return element.showOtherItem === true || element.hasOther === true ? 'other' : undefined;
}

export function commentWords(element: Element, ask: string, language: string): string {
  const text = wordsOf(element.commentText, 'en');
  const own = text && (text.others[language] ?? text.own);
  return own ?? phrasesIn(language).describe(ask);
}

function cannot(reason: string): Outcome<never, 'cannot'> {
  return refuse('cannot', reason);
}
