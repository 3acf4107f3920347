import type { Answer, Answers } from './answer.ts';
import { answerTo, visibleQuestions } from './conditions.ts';
import type { Progress } from './effect.ts';
import type { InterviewState, Proposal } from './interview-state.ts';
import type { Question, Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';
import { sharedWith } from './shared-parts.ts';

/** Longer ones are opened by section. */
const MOST_ASKED_IN_A_ROW = 20;

export function isLong(questionnaire: Questionnaire): boolean {
  return questionsOf(questionnaire).length > MOST_ASKED_IN_A_ROW;
}

/** The questions still to be asked, in order: without any answer, or to be answered again for a reviewer. */
export function pendingQuestions(questionnaire: Questionnaire, state: InterviewState): readonly Question[] {
  return visibleQuestions(questionnaire, state.answers).filter(
    ({ id }) => !answerTo(state.answers, id) || isRequested(state, id),
  );
}

/** Those of the pending questions that are asked here and now: not what is with a colleague, nor another section. */
export function questionsHere(questionnaire: Questionnaire, state: InterviewState): readonly Question[] {
  const { place } = state;
  if (place.kind === 'overview') return [];
  const section =
    place.kind === 'section' ? questionnaire.sections.find(({ id }) => id === place.sectionId)?.questions : undefined;
  return pendingQuestions(questionnaire, state).filter(
    ({ id }) =>
      (section === undefined ? !sharedWith(questionnaire, state, id) : section.some((one) => one.id === id)) ||
      isRequested(state, id),
  );
}

/** Those of the pending questions without which it cannot be submitted. */
export function blockingQuestions(questionnaire: Questionnaire, state: InterviewState): readonly Question[] {
  return pendingQuestions(questionnaire, state).filter(({ id, optional }) => !optional || isRequested(state, id));
}

export function isRequested(state: InterviewState, questionId: string): boolean {
  return state.changeRequested.some((request) => request.questionId === questionId);
}

export function progressOf(questionnaire: Questionnaire, state: InterviewState): Progress {
  const total = visibleQuestions(questionnaire, state.answers).length;
  return { done: total - pendingQuestions(questionnaire, state).length, total };
}

/**
 * The proposals to confirm now: those whose question applies if all of them are right. The others wait unseen until
 * their question applies; nobody can confirm what was not shown.
 */
export function openProposals(questionnaire: Questionnaire, state: InterviewState): readonly Proposal[] {
  if (state.proposals.length === 0) return [];
  return visibleQuestions(questionnaire, supposedAnswers(state)).flatMap(({ id }) =>
    state.proposals.filter(({ questionId }) => questionId === id),
  );
}

/** The answers as they would be if all proposals are right. */
export function supposedAnswers({ answers, proposals }: InterviewState): Answers {
  const supposed: Record<string, Answer> = { ...answers };
  for (const { questionId, value, source } of proposals) supposed[questionId] = { kind: 'known', value, source };
  return supposed;
}
