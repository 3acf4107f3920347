import type { Choice, Form, Input } from '../chat/vocabulary.ts';
import { answerTo, questionsIn, visibleQuestions } from './conditions.ts';
import { COUNTRIES } from './countries.ts';
import type { InterviewState } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { readLeftOut, writeLeftOut } from './left-out.ts';
import { offeredId } from './offered-id.ts';
import { pendingQuestions } from './progress.ts';
import type { Question, Questionnaire } from './questionnaire.ts';

/**
 * The next pending questions of one section as one form. No question stands beside one that its `when` depends on.
 * @param leftOut questions that were on an earlier page and are to be answered later.
 * @param only the section that was asked for; where it is complete, its answers can be changed.
 */
export function sectionForm(
  questionnaire: Questionnaire,
  interview: InterviewRecord,
  leftOut: readonly string[] = [],
  only?: string,
): Form | undefined {
  const { state } = interview;
  const pending = pendingQuestions(questionnaire, state).filter(({ id }) => !leftOut.includes(id));
  const at = pending.find(({ id }) => id === state.current) ?? pending[0];
  const section = questionnaire.sections.find(({ id, questions }) =>
    only === undefined ? questions.some((question) => question.id === at?.id) : id === only,
  );
  if (!section) return undefined;
  // Where rules choose the next question, each answer can make another question needless.
  const asked = section.askedBy
    ? pending.filter(({ id }) => section.questions.some((one) => one.id === id)).slice(0, 1)
    : section.questions;
  const open = asked.filter(({ id }) => pending.some((one) => one.id === id));
  const all = leftOut.length === 0 ? visibleQuestions(questionnaire, state.answers) : [];
  const wanted = open.length > 0 ? open : section.questions.filter(({ id }) => all.some((one) => one.id === id));
  if (wanted.length === 0 || (only === undefined && open.length === 0)) return undefined;
  return {
    id: 'interview.form',
    title: section.title,
    intro: [section.intro, 'Leave out what you would rather answer later.'].filter(Boolean).join('\n'),
    inputs: pageOf(wanted).map((question) => formInput(question, state)),
    submitLabel: 'Save answers',
    context: {
      ...{ interview: interview.id, leftOut: writeLeftOut(questionnaire, leftOut) },
      ...(only === undefined ? {} : { section: only }),
    },
  };
}

/** More than this is no page any more; a Slack view takes 100 blocks. */
const MOST_ON_A_PAGE = 25;

/** As many of them as can stand on one page: no question stands beside one that its `when` depends on. */
export function pageOf(questions: readonly Question[]): readonly Question[] {
  const page: Question[] = [];
  for (const question of questions) {
    const depends = question.when && questionsIn(question.when).some((id) => page.some((earlier) => earlier.id === id));
    if (!depends && page.length < MOST_ON_A_PAGE) page.push(question);
  }
  return page;
}

/** One question as a form, such as one whose list is too long for a card of the platform. */
export function questionForm({ title }: Questionnaire, interview: InterviewRecord, question: Question): Form {
  return {
    id: 'interview.form',
    title,
    inputs: [{ ...formInput(question, interview.state), required: !question.optional }],
    submitLabel: 'Save answer',
    context: { interview: interview.id, question: question.id },
  };
}

/** The page after this one, without what was left out on the way; `undefined` where nothing new is left to ask. */
export function nextSectionForm(
  questionnaire: Questionnaire,
  before: InterviewRecord,
  after: InterviewRecord,
  leftOutBefore: string | undefined,
  only?: string,
): Form | undefined {
  const leftOut = readLeftOut(questionnaire, leftOutBefore ?? '');
  const page = sectionForm(questionnaire, before, leftOut, only)?.inputs.map(({ id }) => id) ?? [];
  const pending = pendingQuestions(questionnaire, after.state).map(({ id }) => id);
  const seen = [...leftOut, ...page].filter((id) => pending.includes(id));
  // Where all of a section was to be changed, nothing is left to ask.
  const isDone = only !== undefined && !hasPending(questionnaire, after, only, seen);
  const form = isDone ? undefined : sectionForm(questionnaire, after, seen, only);
  // The question that the first page was opened from has been answered, so the conversation has to ask the next one.
  return form && { ...form, dismissed: { id: 'interview.resume', value: { interview: after.id } } };
}

function hasPending(
  questionnaire: Questionnaire,
  { state }: InterviewRecord,
  sectionId: string,
  seen: readonly string[],
): boolean {
  const section = questionnaire.sections.find(({ id }) => id === sectionId)?.questions ?? [];
  return pendingQuestions(questionnaire, state).some(
    ({ id }) => !seen.includes(id) && section.some((one) => one.id === id),
  );
}

/** One question as an input, with the answer that it has. */
export function formInput(question: Question, { answers }: Pick<InterviewState, 'answers'>): Input {
  const answer = answerTo(answers, question.id);
  const value = answer?.kind === 'known' ? answer.value : undefined;
  const example = question.example && `For example: ${question.example}`;
  const hint = [question.details, example].filter(Boolean).join('\n');
  const base = { id: question.id, label: question.ask, ...(hint ? { hint } : {}) };
  const words = typeof value === 'string' ? { value } : {};
  switch (question.kind) {
    case 'one-of':
      return {
        ...base,
        kind: 'choice',
        choices: choicesOf(question.options),
        ...(typeof value === 'string' ? { value: offeredId(value) } : {}),
      };
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
        ...(typeof value === 'boolean' ? { value: value ? 'yes' : 'no' } : {}),
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
  return options.map(({ id, label }) => ({ id: offeredId(id), label }));
}

function chosen(value: unknown): { values?: readonly string[] } {
  return Array.isArray(value) ? { values: value.map((one) => offeredId(String(one))) } : {};
}
