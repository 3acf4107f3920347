import type { AnswerValue, Source } from './answer.ts';
import { answerTo, visibleQuestions } from './conditions.ts';
import type { InterviewState, Proposal } from './interview-state.ts';
import { supposedAnswers } from './progress.ts';
import { type Question, type Questionnaire, questionsOf } from './questionnaire.ts';
import { isDeniedIn } from './understanding/denied.ts';
import { validateAnswer } from './validate-answer.ts';

/** What a model read in a person's words. Nothing of it is believed. */
export interface ModelReading {
  readonly questionId: string;
  readonly value: readonly string[];
  readonly quote: string;
}

/** More than these at once is nobody's pleasure to check. */
const MOST = 8;

/** The questions that still want an answer: neither answered nor proposed. */
export function openQuestions(questionnaire: Questionnaire, state: InterviewState): readonly Question[] {
  return questionsOf(questionnaire).filter(
    ({ id }) =>
      !answerTo(state.answers, id) &&
      ![...state.proposals, ...(state.described?.answers ?? [])].some(({ questionId }) => questionId === id),
  );
}

/**
 * The readings that may be put before the person: for a question that is open, with words that stand in the text and are
 * not denied or only considered there, and with a value that the question accepts.
 */
export function checkReadings(
  questionnaire: Questionnaire,
  state: InterviewState,
  readings: readonly ModelReading[],
  text: string,
  source: Source,
): readonly Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const question of openQuestions(questionnaire, state)) {
    const [reading, ...others] = readings.filter(({ questionId }) => questionId === question.id);
    // Two readings of one question are one too many.
    if (reading === undefined || others.length > 0) continue;
    const quote = reading.quote.trim();
    if (quote === '' || !text.includes(quote) || isDeniedIn(text, quote)) continue;
    const value = valueIn(question, reading, text);
    const valid = value === undefined ? undefined : validateAnswer(question, value);
    if (valid?.ok)
      proposals.set(question.id, { questionId: question.id, value: valid.value, source: { ...source, quote } });
  }
  const supposed = supposedAnswers({ ...state, proposals: [...state.proposals, ...proposals.values()] });
  const visible = visibleQuestions(questionnaire, supposed);
  return visible.flatMap(({ id }) => proposals.get(id) ?? []).slice(0, MOST);
}

/** Words that answer in words must be the person's own. */
function valueIn(question: Question, { value, quote }: ModelReading, text: string): AnswerValue | undefined {
  const words = value.join(' ').trim();
  switch (question.kind) {
    case 'many-of':
      // "None of these" is for the person to say, and for rules that know a denial when they see one.
      return question.options.some(({ id, exclusive }) => exclusive && value.includes(id)) ? undefined : value;
    case 'countries':
      return value;
    case 'text':
    case 'long-text':
    case 'person':
    case 'ai-system':
    case 'link':
      return folded(text).includes(folded(words)) ? words : undefined;
    case 'number':
      return quote.replace(/(?<=\d)[,.\s](?=\d{3}(?!\d))/gu, '').includes(words) ? words : undefined;
    default:
      return words;
  }
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, ' ');
}

/** The state in which they wait for the person; `undefined` when there are none, or nobody is asked at present. */
export function withFurther(state: InterviewState, proposals: readonly Proposal[]): InterviewState | undefined {
  const isUnderWay = state.phase === 'asking' || state.phase === 'confirming' || state.phase === 'reviewing';
  if (proposals.length === 0 || !isUnderWay) return undefined;
  const revision = state.revision + 1;
  return { ...state, revision, further: { revision, proposals } };
}
