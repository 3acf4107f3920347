import { answerTo, visibleQuestions } from './conditions.ts';
import type { InterviewState, Part, SharedPart } from './interview-state.ts';
import type { Question, Questionnaire } from './questionnaire.ts';

/** The colleague who was asked for this question, if anybody was. */
export function sharedWith(
  questionnaire: Questionnaire,
  state: InterviewState,
  questionId: string,
): SharedPart | undefined {
  return state.shared.find(({ part }) => idsIn(questionnaire, part).includes(questionId));
}

/** The questions of a part that apply as things stand. */
export function questionsIn(
  questionnaire: Questionnaire,
  { answers }: Pick<InterviewState, 'answers'>,
  part: Part,
): readonly Question[] {
  const ids = idsIn(questionnaire, part);
  return visibleQuestions(questionnaire, answers).filter(({ id }) => ids.includes(id));
}

/** What the colleague has still to answer of it. Somebody else's “I don't know” is no answer to the one who may know. */
export function openIn(
  questionnaire: Questionnaire,
  state: InterviewState,
  { part, personId }: SharedPart,
): readonly Question[] {
  const questions = questionsIn(questionnaire, state, part);
  if (part.kind === 'question') return questions;
  return questions.filter(({ id }) => {
    const answer = answerTo(state.answers, id);
    const isRequested = state.changeRequested.some(({ questionId }) => questionId === id);
    return !answer || isRequested || (answer.kind === 'unknown' && answer.source.personId !== personId);
  });
}

/** Without what has been answered, applies no more, or was submitted. */
export function stillShared(questionnaire: Questionnaire, state: InterviewState): InterviewState {
  if (state.shared.length === 0) return state;
  const hasEnded = state.phase === 'submitted' || state.phase === 'cancelled';
  const shared = hasEnded
    ? []
    : state.shared.filter((one) => one.part.kind === 'coAuthor' || openIn(questionnaire, state, one).length > 0);
  return shared.length === state.shared.length ? state : { ...state, shared };
}

function idsIn({ sections }: Questionnaire, part: Part): readonly string[] {
  const of = (ids: readonly string[]) =>
    sections.flatMap(({ id, questions }) => (ids.includes(id) ? questions.map((question) => question.id) : []));
  switch (part.kind) {
    case 'question':
      return [part.questionId];
    case 'section':
      return of([part.sectionId]);
    case 'coAuthor':
      return of(part.sectionIds);
    default:
      return part satisfies never;
  }
}
