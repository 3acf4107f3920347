import type { AnswerValue } from './answer.ts';
import type { InterviewState } from './interview-state.ts';
import { supposedAnswers } from './progress.ts';
import type { Questionnaire } from './questionnaire.ts';
import { questionsOf } from './questionnaire.ts';
import type { UnderstandingContext } from './understanding.ts';

/** What the next message is read against. A proposal counts as known here, so that it can be corrected. */
export function understandingContext(
  questionnaire: Questionnaire,
  state: InterviewState,
): Pick<UnderstandingContext, 'questionnaire' | 'asked' | 'known'> {
  const asked = questionsOf(questionnaire).find(({ id }) => id === state.current);
  const known = Object.entries(supposedAnswers(state)).flatMap(([id, answer]): [string, AnswerValue][] =>
    answer.kind === 'known' ? [[id, answer.value]] : [],
  );
  return { questionnaire, asked, known: Object.fromEntries(known) };
}
