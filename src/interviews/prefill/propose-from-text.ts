import { isDeepStrictEqual } from 'node:util';
import type { AnswerValue } from '../answer.ts';
import { type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import { attentionTo } from '../understanding/create-understanding.ts';
import type { Attention } from '../understanding/finding.ts';
import { vocabularyOf } from '../understanding/phrases.ts';
import type { KnownProduct } from '../understanding.ts';
import { validateAnswer } from '../validate-answer.ts';
import { type DescribedPart, partsOfText } from './described.ts';
import { fromCountries, fromDates, fromNames, fromPeriods, fromReach, fromSystem, fromUse } from './find-singles.ts';
import { fromCues, fromLabel, fromOptions, type Said } from './readings.ts';
import { MOST_SENTENCES, sentencesOf, sentencesTold } from './sentences-told.ts';
import { settleOptions } from './settle-options.ts';

/** An answer that a description supports, with the words that say so. */
export interface TextProposal {
  readonly questionId: string;
  readonly value: AnswerValue;
  /** At least one, each verbatim in the text, with its place in words. */
  readonly rests: readonly Quoted[];
}

export interface Quoted {
  readonly quote: string;
  readonly place: string;
}

/** A question to which a description gives answers that cannot all be right. Nothing is proposed for it. */
export interface TextConflict {
  readonly questionId: string;
  readonly says: readonly Quoted[];
}

export interface FromText {
  /** In the order of the questionnaire. */
  readonly proposals: readonly TextProposal[];
  readonly conflicts: readonly TextConflict[];
  /** It was too long to be read to its end. */
  readonly isCut: boolean;
}

export interface AboutText {
  readonly today: Date;
  /** Systems of the register, which are believed before the shipped list. */
  readonly registered: readonly KnownProduct[];
  readonly products: readonly KnownProduct[];
}

/**
 * What a description says about the questions of a questionnaire, by rules alone: the same text gives the same
 * proposals. What is denied never turns into its opposite; what is only considered, or said of another system,
 * proposes nothing.
 */
export function proposeFromText(
  questionnaire: Questionnaire,
  text: string | readonly DescribedPart[],
  about: AboutText,
): FromText {
  const parts = typeof text === 'string' ? partsOfText(text) : text;
  const { today, registered, products } = about;
  const context = { questionnaire, asked: undefined, known: {}, today, registered };
  const attention = attentionTo(context, products);
  const sentences = sentencesTold(parts);
  const said = [
    ...sentences.flatMap((sentence) => {
      const labelled = fromLabel(sentence, attention);
      const answered = new Set(labelled.map(({ questionId }) => questionId));
      const others = [...fromCues(sentence, attention), ...fromOptions(sentence, attention)];
      return [...labelled, ...others.filter(({ questionId }) => !answered.has(questionId))];
    }),
    ...[fromSystem, fromNames, fromCountries, fromDates, fromUse, fromReach, fromPeriods].flatMap((reader) =>
      reader(sentences, attention),
    ),
  ];
  const proposals: TextProposal[] = [];
  const conflicts: TextConflict[] = [];
  for (const question of questionsOf(questionnaire)) {
    const settled = settle(
      question,
      said.filter(({ questionId }) => questionId === question.id),
      attention,
    );
    if (settled?.kind === 'conflict') conflicts.push({ questionId: question.id, says: settled.says });
    if (settled?.kind !== 'value') continue;
    const valid = validateAnswer(question, settled.value);
    if (valid.ok) proposals.push({ questionId: question.id, value: valid.value, rests: settled.rests });
  }
  return { proposals, conflicts, isCut: sentencesOf(parts) > MOST_SENTENCES };
}

export type Settled =
  | { readonly kind: 'value'; readonly value: AnswerValue; readonly rests: readonly Quoted[] }
  | { readonly kind: 'conflict'; readonly says: readonly Quoted[] };

function settle(question: Question, said: readonly Said[], { context }: Attention): Settled | undefined {
  if (said.length === 0) return undefined;
  if (question.kind === 'one-of' || question.kind === 'many-of') {
    const isPurpose = vocabularyOf(context.questionnaire).purpose === question.id;
    return settleOptions(
      question,
      said.flatMap((one) => (one.kind === 'option' ? [one] : [])),
      isPurpose,
    );
  }
  const values = said.flatMap((one) => (one.kind === 'value' ? [one] : []));
  const [first, ...others] = values;
  if (!first) return undefined;
  if (values.every((one) => one.inWords)) return inWords(question, values);
  const different = others.filter(({ value }) => !isSame(value, first.value));
  if (different.length > 0) return { kind: 'conflict', says: [first, ...different].map(quoted) };
  return { kind: 'value', value: first.value, rests: [quoted(first)] };
}

type Value = Extract<Said, { readonly kind: 'value' }>;

/** As many sentences as the answer may hold, in their order; each is a quote of its own. */
function inWords(question: Question, values: readonly Value[]): Settled {
  const most = question.kind === 'text' || question.kind === 'long-text' ? question.maxLength : 0;
  const taken: Value[] = [];
  for (const one of values) {
    const length = taken.reduce((sum, { quote }) => sum + quote.length + 1, 0);
    if (
      taken.length < MOST_TAKEN &&
      length + one.quote.length <= most &&
      !taken.some(({ quote }) => quote === one.quote)
    )
      taken.push(one);
  }
  return { kind: 'value', value: taken.map(({ quote }) => quote).join(' '), rests: taken.map(quoted) };
}

const MOST_TAKEN = 3;

function isSame(left: AnswerValue, right: AnswerValue): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase();
  return isDeepStrictEqual(left, right);
}

export const quoted = ({ quote, place }: Quoted): Quoted => ({ quote, place });
