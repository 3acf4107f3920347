import type { Choice, Form, Input } from '../chat/vocabulary.ts';
import { answerTo, questionsIn } from './conditions.ts';
import { COUNTRIES } from './countries.ts';
import type { InterviewRecord } from './interview-store.ts';
import { pendingQuestions } from './progress.ts';
import type { Question, Questionnaire } from './questionnaire.ts';

/**
 * The next pending questions of one section as one form. No question stands beside one that its `when` depends on.
 * @param leftOut questions that were on an earlier page and are to be answered later.
 */
export function sectionForm(
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  leftOut: readonly string[] = [],
): Form | undefined {
  const pending = pendingQuestions(questionnaire, interview.state).filter(({ id }) => !leftOut.includes(id));
  const at = pending.find(({ id }) => id === interview.state.current) ?? pending[0];
  const section = questionnaire.sections.find(({ questions }) => questions.some(({ id }) => id === at?.id));
  if (!section) return undefined;
  const page: Question[] = [];
  // Where rules choose the next question, each answer can make another question needless.
  const asked = section.askedBy ? pending.slice(0, 1) : section.questions;
  for (const question of asked) {
    if (!pending.some(({ id }) => id === question.id)) continue;
    const depends = question.when && questionsIn(question.when).some((id) => page.some((earlier) => earlier.id === id));
    if (!depends) page.push(question);
  }
  return {
    id: 'interview.form',
    title: section.title,
    intro: 'Leave out what you would rather answer later.',
    inputs: page.map((question) => formInput(question, interview)),
    submitLabel: 'Save answers',
    context: { interview: interview.id, leftOut: leftOut.join(SEPARATOR) },
  };
}

/** One question as a form, such as one whose list is too long for a card of the platform. */
export function questionForm({ title }: Questionnaire, interview: InterviewRecord, question: Question): Form {
  return {
    id: 'interview.form',
    title,
    inputs: [{ ...formInput(question, interview), required: !question.optional }],
    submitLabel: 'Save answer',
    context: { interview: interview.id, question: question.id },
  };
}

const SEPARATOR = ',';

/** The page after this one, without what was left out on the way; `undefined` where nothing new is left to ask. */
export function nextSectionForm(
  questionnaire: Questionnaire,
  before: InterviewRecord,
  after: InterviewRecord,
  leftOutBefore: string | undefined,
): Form | undefined {
  const leftOut = leftOutBefore ? leftOutBefore.split(SEPARATOR) : [];
  const page = sectionForm(questionnaire, before, leftOut)?.inputs.map(({ id }) => id) ?? [];
  const pending = pendingQuestions(questionnaire, after.state).map(({ id }) => id);
  const seen = [...leftOut, ...page].filter((id) => pending.includes(id));
  const form = sectionForm(questionnaire, after, seen);
  // The question that the first page was opened from has been answered, so the conversation has to ask the next one.
  return form && { ...form, dismissed: { id: 'interview.resume', value: { interview: after.id } } };
}

function formInput(question: Question, interview: InterviewRecord): Input {
  const answer = answerTo(interview.state.answers, question.id);
  const value = answer?.kind === 'known' ? answer.value : undefined;
  const base = {
    id: question.id,
    label: question.ask,
    ...(question.example ? { hint: `For example: ${question.example}` } : {}),
  };
  const words = typeof value === 'string' ? { value } : {};
  switch (question.kind) {
    case 'one-of':
      return { ...base, kind: 'choice', choices: choicesOf(question.options), ...words };
    case 'many-of':
      return { ...base, kind: 'choices', choices: choicesOf(question.options), ...chosen(value) };
    case 'countries':
      return {
        ...base,
        kind: 'choices',
        choices: choicesOf(COUNTRIES.map(({ id, name }) => ({ id, label: name }))),
        compact: true,
        ...chosen(value),
      };
    case 'yes-no':
      return {
        ...base,
        kind: 'choice',
        choices: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
      };
    case 'number':
      return { ...base, kind: 'number', ...(typeof value === 'number' ? { value } : {}) };
    case 'date':
      return { ...base, kind: 'date', ...words };
    case 'text':
    case 'long-text':
      return {
        ...base,
        kind: 'text',
        multiline: question.kind === 'long-text',
        maxLength: question.maxLength,
        ...words,
      };
    default:
      return { ...base, kind: 'text', ...words };
  }
}

function choicesOf(options: readonly Choice[]): readonly Choice[] {
  return options.map(({ id, label }) => ({ id, label }));
}

function chosen(value: unknown): { values?: readonly string[] } {
  return Array.isArray(value) ? { values: value.map(String) } : {};
}
