import type { Answers } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import { describeAnswer } from '../interviews/present.ts';
import { type Question, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { ReviewCardData } from './review-card-data.ts';
import type { Submission } from './submission.ts';

type Version = Pick<Submission, 'answers' | 'derived'>;

/** What differs from the version before; nothing where there is none. */
export function changesBetween(
  questionnaire: Questionnaire,
  before: Version | undefined,
  after: Version,
): ReviewCardData['changes'] {
  return before ? [...levelBetween(before, after), ...answersBetween(questionnaire, before, after)] : [];
}

/** What the rules make of it now, and made of it before. */
function levelBetween(before: Version, after: Version): ReviewCardData['changes'] {
  const [one, other] = [before.derived.impact?.level, after.derived.impact?.level];
  return one === undefined || other === undefined || one === other
    ? []
    : [{ label: 'Computed level', before: one, after: other }];
}

function answersBetween(
  questionnaire: Questionnaire,
  { answers: before }: Version,
  { answers: after }: Version,
): ReviewCardData['changes'] {
  if (!before || !after) return [];
  const words = (question: Question, answers: Answers) => {
    const answer = answerTo(answers, question.id);
    return answer ? describeAnswer(question, answer) : 'not asked';
  };
  return questionsOf(questionnaire)
    .map((question) => ({ label: question.label, before: words(question, before), after: words(question, after) }))
    .filter((change) => change.before !== change.after);
}
