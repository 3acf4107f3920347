import type { Answer, Answers } from '../../../../src/interviews/answer.ts';
import { parseQuestionnaire } from '../../../../src/interviews/parse-questionnaire.ts';
import { type Questionnaire, questionsOf } from '../../../../src/interviews/questionnaire.ts';
import { type ImportedSurvey, importSurvey } from '../../../../src/interviews/surveyjs/import-survey.ts';
import { writeQuestionnaire } from '../../../../src/interviews/surveyjs/write-questionnaire.ts';
import { validateAnswer } from '../../../../src/interviews/validate-answer.ts';
import { SOURCE } from '../small.ts';

export interface Imported extends Omit<ImportedSurvey, 'questionnaire'> {
  /** As it is read back from the file that was written. */
  readonly questionnaire: Questionnaire;
}

/** Imports a survey by way of its file; what cannot be imported at all is a fault of the test. */
export function imported(survey: unknown): Imported {
  const read = importSurvey(survey, { id: 'survey', version: 1, title: 'Survey' });
  if (!read.ok) throw new Error(read.message);
  const parsed = parseQuestionnaire(writeQuestionnaire(read.value.questionnaire, 'survey.json'), 'survey.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults, null, 1));
  return { ...read.value, questionnaire: parsed.questionnaire };
}

/** Values as SurveyJS has them, each checked by its question. */
export function answersOf(questionnaire: Questionnaire, values: Readonly<Record<string, unknown>>): Answers {
  const answers: Record<string, Answer> = {};
  for (const question of questionsOf(questionnaire)) {
    if (values[question.id] === undefined) continue;
    const valid = validateAnswer(question, values[question.id]);
    if (!valid.ok) throw new Error(`${question.id}: ${valid.message}`);
    answers[question.id] = { kind: 'known', value: valid.value, source: SOURCE };
  }
  return answers;
}
