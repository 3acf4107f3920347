import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../answer.ts';
import { answerTo, visibleQuestions } from '../conditions.ts';
import type { DescribedAnswer, InterviewState } from '../interview-state.ts';
import type { Questionnaire } from '../questionnaire.ts';

/** More on one card is scrolled past instead of read. */
const MOST_SHOWN = 6;

export interface Screenful {
  /** In the order of the questionnaire. */
  readonly shown: readonly DescribedAnswer[];
  /** How many come after them. */
  readonly later: number;
}

/** What is to be looked at now: answers that apply if all of them are right, and say something new. */
export function screenful(questionnaire: Questionnaire, state: InterviewState): Screenful {
  const answers = state.described?.answers ?? [];
  const supposed: Record<string, Answer> = { ...state.answers };
  for (const { questionId, value } of answers) {
    if (!answerTo(state.answers, questionId)) supposed[questionId] = { kind: 'known', value, source: NOBODY };
  }
  const open = visibleQuestions(questionnaire, supposed).flatMap(({ id }) =>
    answers.filter((one) => one.questionId === id && !isKnown(state, one)),
  );
  return { shown: open.slice(0, MOST_SHOWN), later: Math.max(0, open.length - MOST_SHOWN) };
}

const NOBODY = { personId: '', at: '', messageId: '' };

function isKnown({ answers }: InterviewState, { questionId, value }: DescribedAnswer): boolean {
  const answer = answerTo(answers, questionId);
  return answer?.kind === 'known' && isDeepStrictEqual(answer.value, value);
}

/** Whether the person has answered otherwise: it is replaced only where they say so. */
export function differs(state: InterviewState, one: DescribedAnswer): boolean {
  return answerTo(state.answers, one.questionId)?.kind === 'known' && !isKnown(state, one);
}
