import { answerTo } from './conditions.ts';
import type { InterviewState } from './interview-state.ts';
import { supposedAnswers } from './progress.ts';
import { type Questionnaire, questionsOf } from './questionnaire.ts';

/** Which interview it is, among several of one person: the questionnaire and, once it is known, the AI system. */
export function titleOf(questionnaire: Questionnaire, state: InterviewState): string {
  const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system')?.id;
  const answer = tool === undefined ? undefined : answerTo(supposedAnswers(state), tool);
  return answer?.kind === 'known' ? `${questionnaire.title}: ${String(answer.value)}` : questionnaire.title;
}
