import { type Questionnaire, questionsOf } from '../questionnaire.ts';

/**
 * The answers in a file of results. SurveyJS writes `{ question: value }`; applications around it, Canada's AIA among
 * them, write it as `data` beside a version and a page. What SurveyJS takes for empty was not answered.
 */
export function givenIn(
  file: Readonly<Record<string, unknown>>,
  questionnaire: Questionnaire,
): Readonly<Record<string, unknown>> {
  const asksForData = questionsOf(questionnaire).some(({ id }) => id === 'data');
  const { data } = file;
  const answers = !asksForData && typeof data === 'object' && data !== null && !Array.isArray(data) ? data : file;
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || (typeof value === 'string' && value.trim() === '');
}
