import type { Answers } from '../interviews/answer.ts';
import { answerTo, visibleQuestions } from '../interviews/conditions.ts';
import { describeAnswer } from '../interviews/present.ts';
import { type Question, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { Submission } from './submission.ts';

/** “Otter.ai: transcribing client calls”. */
export function subjectOf(questionnaire: Questionnaire, answers: Answers): string {
  const words = (question: Question | undefined) => {
    const answer = question && answerTo(answers, question.id);
    return question && answer?.kind === 'known' ? describeAnswer(question, answer) : undefined;
  };
  const questions = questionsOf(questionnaire);
  const tool = words(questions.find(({ kind }) => kind === 'ai-system')) ?? 'An AI tool';
  const purpose = words(questions.find(({ id }) => id === 'purpose' || id === 'intendedUse'));
  return purpose ? `${tool}: ${purpose}` : tool;
}

/** Questions that a screening rule looks at and nobody could answer. */
export function unknownsOf(questionnaire: Questionnaire, submission: Submission): readonly Question[] {
  return questionsOf(questionnaire).filter(({ id }) => submission.derived.unknowns.includes(id));
}

export function answered(questionnaire: Questionnaire, answers: Answers): readonly Question[] {
  return visibleQuestions(questionnaire, answers).filter(({ id }) => answerTo(answers, id));
}
