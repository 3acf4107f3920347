import { type Questionnaire, questionsOf } from './questionnaire.ts';

/** “Me” as the answer to who it is: whoever reads it later would take it for somebody else. */
export function inOwnName<Value>(
  questionnaire: Questionnaire,
  questionId: string,
  value: Value,
  name: string,
): Value | string {
  if (typeof value !== 'string' || !/^\s*(?:me|myself|i)\s*[.!]?\s*$/i.test(value)) return value;
  const asksForPerson = questionsOf(questionnaire).some(({ id, kind }) => id === questionId && kind === 'person');
  return asksForPerson ? name : value;
}
