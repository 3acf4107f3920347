import type { AnswerValue } from '../answer.ts';
import { type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import { find } from '../understanding/find.ts';
import type { Attention } from '../understanding/finding.ts';
import { matchOptions, type OptionMatch } from '../understanding/options.ts';
import { isFiller, isOptionQuestion, type OptionQuestion, vocabularyOf } from '../understanding/phrases.ts';
import { questionNamed } from '../understanding/topics.ts';
import { readCues, type Told } from './read-cues.ts';
import { LIMITS, type ToldSentence, wordsBetween } from './sentences-told.ts';

/** What one place of a description says about one question: a value, or options said and denied. */
export type Said =
  | {
      readonly kind: 'value';
      readonly questionId: string;
      readonly value: AnswerValue;
      readonly quote: string;
      readonly place: string;
      readonly at: number;
      /** The answer is these words themselves; others may go on from them. */
      readonly inWords?: boolean;
    }
  | ({ readonly kind: 'option' } & Told);

/** Labels of forms, by the words that questionnaires use for their questions. */
const LABELS: readonly (readonly [RegExp, string])[] = [
  [/^(?:person |who is )?(?:responsible|in charge|owner|system owner|contact)(?: person)?$/i, 'owner'],
  [/^(?:name|name of the (?:tool|system|model|product)|tool|system|product)$/i, 'tool'],
  [/^(?:go live|start|start date|planned start)$/i, 'start'],
  [/^(?:vendor|provider|manufacturer|supplied by)$/i, 'supplier'],
];

const SAYS_NOTHING =
  /^(?:none|no|yes|nobody|n\/a|-|\?|not (?:applicable|known|decided)|unknown|open|tbd|to be decided)$/i;

/** What a line of a form answers, when its label names a question. */
export function fromLabel(sentence: ToldSentence, attention: Attention): readonly Said[] {
  const { labelled, place, at } = sentence;
  if (!labelled) return [];
  const { questionnaire } = attention.context;
  const named = LABELS.find(([pattern]) => pattern.test(labelled.label.trim()))?.[1];
  const question = (named && questionNamed(named, questionnaire)) ?? questionNamed(labelled.label, questionnaire);
  if (!question) return [];
  const finding = find(question, labelled.answer, { ...attention, asked: true });
  if (finding?.kind !== 'value' || SAYS_NOTHING.test(finding.quote.trim())) return [];
  const quote = sentence.text.includes(finding.quote) ? quoteWithLabel(sentence, finding.quote) : finding.quote;
  return asSaid(question, finding.value, quote, place, at);
}

/** "Owner: Signe Madsen" rather than the name alone: the label says what it means. */
function quoteWithLabel({ text }: ToldSentence, quote: string): string {
  return text.slice(0, text.indexOf(quote) + quote.length);
}

function asSaid(question: Question, value: AnswerValue, quote: string, place: string, at: number): readonly Said[] {
  if (isOptionQuestion(question)) {
    const ids = typeof value === 'object' ? value : [String(value)];
    return ids.map((optionId) => ({
      kind: 'option',
      questionId: question.id,
      optionId,
      denied: false,
      quote,
      place,
      at,
    }));
  }
  return [{ kind: 'value', questionId: question.id, value, quote, place, at }];
}

/** What the cues say, for the questions and options that this questionnaire has. */
export function fromCues(sentence: ToldSentence, attention: Attention): readonly Said[] {
  const questions = new Map(questionsOf(attention.context.questionnaire).map((question) => [question.id, question]));
  return readCues(sentence).flatMap((told): readonly Said[] => {
    const question = questions.get(told.questionId);
    if (!question) return [];
    if (told.optionId === '') {
      const inWords = question.kind === 'text' || question.kind === 'long-text';
      const { questionId, quote, place, at } = told;
      return inWords ? [{ kind: 'value', questionId, value: quote, quote, place, at, inWords }] : [];
    }
    if (question.kind === 'yes-no') {
      const value = (told.optionId === 'yes') !== told.denied;
      const { questionId, quote, place, at } = told;
      return [{ kind: 'value', questionId, value, quote, place, at }];
    }
    const has = isOptionQuestion(question) && question.options.some(({ id }) => id === told.optionId);
    return has ? [{ kind: 'option', ...told }] : [];
  });
}

/** Options in their own words: the labels and synonyms of the questionnaire, where they speak for themselves. */
export function fromOptions(sentence: ToldSentence, attention: Attention): readonly Said[] {
  const vocabulary = vocabularyOf(attention.context.questionnaire);
  const options = questionsOf(attention.context.questionnaire).filter(isOptionQuestion);
  if (LIMITS.test(sentence.words)) return [];
  const shared = sharedPhrases(attention.context.questionnaire);
  return options.flatMap((question) =>
    matchOptions(question, sentence.reading, vocabulary, false)
      .filter((match) => isTelling(match, question, vocabulary.purpose) && !shared.has(stemsOf(sentence, match)))
      .flatMap((match) =>
        match.optionIds.map(
          (optionId): Said => ({
            ...{ kind: 'option', questionId: question.id, optionId, denied: match.negated },
            ...{ quote: wordsBetween(sentence, match), place: sentence.place, at: sentence.at },
          }),
        ),
      ),
  );
}

/** One word is enough for what a tool is for ("to translate") and for data ("CVs"). */
function isTelling(match: OptionMatch, { id, kind }: OptionQuestion, purpose: string | undefined): boolean {
  return !match.considered && (match.strength > 1 || id === purpose || kind === 'many-of');
}

function stemsOf({ reading }: ToldSentence, { from, to }: OptionMatch): string {
  const telling = reading.tokens.slice(from, to + 1).filter((token) => !isFiller(token));
  return telling.map(({ stem }) => stem).join(' ');
}

const compiled = new WeakMap<Questionnaire, ReadonlySet<string>>();

/** Phrases that say nothing without their question: those of several questions, such as "not checked", and all that deny. */
function sharedPhrases(questionnaire: Questionnaire): ReadonlySet<string> {
  const known = compiled.get(questionnaire);
  if (known) return known;
  const users = new Map<string, number>();
  for (const phrases of vocabularyOf(questionnaire).phrases.values())
    for (const { stems, denies, isData } of phrases) {
      const key = stems.join(' ');
      users.set(key, (users.get(key) ?? 0) + (isData ? 0 : denies ? 2 : 1));
    }
  const shared = new Set([...users].flatMap(([key, count]) => (count > 1 ? [key] : [])));
  compiled.set(questionnaire, shared);
  return shared;
}
