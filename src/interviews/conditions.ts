import { unreachable } from '../kernel/unreachable.ts';
import type { Answer, Answers, AnswerValue } from './answer.ts';
import type { Condition, Question, Questionnaire, Section } from './questionnaire.ts';

/** The answer to a question, safe for ids such as `constructor` that every object seems to have. */
export function answerTo(answers: Answers, questionId: string): Answer | undefined {
  return Object.hasOwn(answers, questionId) ? answers[questionId] : undefined;
}

/**
 * Whether a condition certainly holds. What is unanswered, unknown or skipped decides nothing, not even under `not`:
 * only `answered` and `unknown` look at it.
 */
export function holds(condition: Condition, answers: Answers): boolean {
  return truth(condition, answers) === true;
}

/** The questions that apply, in order. The answer to one that does not apply counts for nothing, unless it is `seen`. */
export function visibleQuestions(questionnaire: Questionnaire, answers: Answers): readonly Question[] {
  const visible: Question[] = [];
  const counting: Record<string, Answer> = {};
  const seen = questionnaire.hiddenAnswers === 'seen' ? answers : counting;
  for (const section of questionnaire.sections) {
    for (const question of applicable(section, questionnaire, seen, answers)) {
      if (question.when && !holds(question.when, seen)) continue;
      visible.push(question);
      const answer = answerTo(answers, question.id);
      if (answer) counting[question.id] = answer;
    }
  }
  return visible;
}

/** Of a section that other rules ask: what was answered, and the one question that decides most now. */
function applicable(
  section: Section,
  { relevance }: Questionnaire,
  counting: Answers,
  answers: Answers,
): readonly Question[] {
  const { askedBy, dueUnder, questions } = section;
  if (askedBy === undefined && dueUnder === undefined) return questions;
  if (!relevance) throw new Error(`Nothing says which questions of the section ${section.id} matter`);
  if (dueUnder !== undefined && !relevance.isDue(dueUnder, counting)) return [];
  if (askedBy === undefined) return questions;
  const answered = questions.filter(({ id }) => answerTo(answers, id));
  const next = relevance.next(section, answers);
  return next === undefined ? answered : [...answered, ...questions.filter(({ id }) => id === next)];
}

/** The answers of the questions that apply; the others are kept in the interview, for the day they apply again. */
export function countingAnswers(questionnaire: Questionnaire, answers: Answers): Answers {
  const counting: Record<string, Answer> = {};
  for (const { id } of visibleQuestions(questionnaire, answers)) {
    const answer = answerTo(answers, id);
    if (answer) counting[id] = answer;
  }
  return counting;
}

/** The ids of all questions that a condition looks at. */
export function questionsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(questionsIn);
  if ('any' in condition) return condition.any.flatMap(questionsIn);
  if ('not' in condition) return questionsIn(condition.not);
  return [condition.question];
}

/** `undefined` when the answers do not say. */
function truth(condition: Condition, answers: Answers): boolean | undefined {
  if ('all' in condition) return every(condition.all.map((part) => truth(part, answers)));
  if ('any' in condition) return negate(every(condition.any.map((part) => negate(truth(part, answers)))));
  if ('not' in condition) return negate(truth(condition.not, answers));
  const answer = answerTo(answers, condition.question);
  if ('answered' in condition) return condition.answered === (answer?.kind === 'known');
  if ('unknown' in condition) return condition.unknown ? answer?.kind === 'unknown' : answer?.kind === 'known';
  return answer?.kind === 'known' ? matches(condition, answer.value) : undefined;
}

type ValueCondition = Extract<
  Condition,
  | { is: unknown }
  | { anyOf: unknown }
  | { noneOf: unknown }
  | { atLeast: unknown }
  | { sameText: unknown }
  | { containsText: unknown }
>;

function matches(condition: ValueCondition, value: AnswerValue): boolean {
  if ('is' in condition) return value === condition.is;
  if ('anyOf' in condition) return listed(value).some((id) => condition.anyOf.includes(id));
  if ('noneOf' in condition) return !listed(value).some((id) => condition.noneOf.includes(id));
  if ('atLeast' in condition) return typeof value === 'number' && value >= condition.atLeast;
  if ('sameText' in condition) return plain(value).trim() === plain(condition.sameText).trim();
  if ('containsText' in condition) return plain(value).includes(plain(condition.containsText));
  return unreachable(condition);
}

function plain(value: AnswerValue): string {
  return String(value).toLowerCase();
}

function listed(value: AnswerValue): readonly string[] {
  return typeof value === 'object' ? value : [String(value)];
}

function every(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function negate(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
