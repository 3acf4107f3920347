import type { Context, ImmediateReply, InputValues } from '../chat/vocabulary.ts';
import type { AnswerValue } from './answer.ts';
import type { Effect } from './effect.ts';
import type { InterviewState } from './interview-state.ts';
import type { OpenInterview } from './open-interview.ts';
import { inOwnName } from './own-name.ts';
import { type Questionnaire, questionsOf } from './questionnaire.ts';
import { nextSectionForm } from './section-form.ts';
import { follow, type InterviewStores, type StepOptions, say, sourceOf } from './session.ts';
import { step } from './step.ts';
import { validateAnswer } from './validate-answer.ts';

/** What a form was about: one question, or a page of a section. */
export interface FormPage {
  readonly question?: string | undefined;
  /** What earlier pages left to be answered later. */
  readonly leftOut?: string | undefined;
  /** The only section that is asked for, in a long interview. */
  readonly section?: string | undefined;
}

/**
 * Takes every input of a form as an answer; an invalid one keeps the form open and saves nothing. After a page of a
 * section, what is still to be asked comes as the next page of the same dialog, or in the conversation where none can.
 */
export async function saveForm<Stores extends InterviewStores>(
  context: Context<Stores>,
  { questionnaire, interview }: OpenInterview,
  inputs: InputValues,
  { question, leftOut, section }: FormPage,
  options: Pick<StepOptions<Stores>, 'answered'>,
): Promise<ImmediateReply | undefined> {
  const { answers, errors } = readInputs(questionnaire, inputs, context.actor.displayName);
  if (Object.keys(errors).length > 0) return { kind: 'formErrors', errors };
  if (answers.length === 0)
    return question === undefined
      ? undefined
      : { kind: 'formErrors', errors: { [question]: 'Please answer it first.' } };
  const { state, effects } = answerAll(context, questionnaire, interview.state, answers);
  const next = { ...interview, state };
  if (state !== interview.state) {
    await context.stores.interviews.save(interview, { state }, context.now);
    await follow(context, questionnaire, interview.state, next, options);
  }
  const hasNextPage = question === undefined && !context.event.hasNoNextPage;
  const form = hasNextPage ? nextSectionForm(questionnaire, interview, next, leftOut, section) : undefined;
  const news = effects.filter(({ kind }) => kind !== 'alreadyAnswered');
  if (form) await say(context, questionnaire, next, news.filter(isNoQuestion));
  else await say(context, questionnaire, next, state === interview.state ? unchanged(effects) : news);
  return form && { kind: 'nextForm', form };
}

/** A form that changed nothing says so once, however many answers it held. */
function unchanged(effects: readonly Effect[]): readonly Effect[] {
  const questionIds = effects.flatMap((effect) => (effect.kind === 'alreadyAnswered' ? effect.questionIds : []));
  const others = effects.filter(({ kind }) => kind !== 'alreadyAnswered');
  return questionIds.length > 0 ? [{ kind: 'alreadyAnswered', questionIds }, ...others] : others;
}

/** What is asked in the dialog is not asked in the conversation too. */
function isNoQuestion({ kind }: Effect): boolean {
  return kind !== 'ask' && kind !== 'summary' && kind !== 'overview' && kind !== 'propose';
}

interface GivenAnswer {
  readonly questionId: string;
  readonly value: AnswerValue;
}

export function readInputs(questionnaire: Questionnaire, inputs: InputValues, name: string) {
  const answers: GivenAnswer[] = [];
  const errors: Record<string, string> = {};
  for (const question of questionsOf(questionnaire)) {
    const value = Object.hasOwn(inputs, question.id) ? inputs[question.id] : undefined;
    if (value === undefined || value.length === 0) continue;
    const valid = validateAnswer(question, inOwnName(questionnaire, question.id, value, name));
    if (valid.ok) answers.push({ questionId: question.id, value: valid.value });
    else errors[question.id] = valid.message;
  }
  return { answers, errors };
}

/** What was asked in between is answered by the same form; only where it ends is asked. */
function answerAll<Stores>(
  context: Context<Stores>,
  questionnaire: Questionnaire,
  before: InterviewState,
  answers: readonly GivenAnswer[],
): { readonly state: InterviewState; readonly effects: readonly Effect[] } {
  const source = sourceOf(context);
  return answers.reduce<{ state: InterviewState; effects: readonly Effect[] }>(
    ({ state, effects }, answer) => {
      const taken = step(questionnaire, state, { kind: 'answer', ...answer, source });
      const told = effects.filter(isNoQuestion);
      return { state: taken.state, effects: [...told, ...taken.effects] };
    },
    { state: before, effects: [] },
  );
}
