import type { Answer, AnswerValue } from './answer.ts';
import { countryName } from './countries.ts';
import type { Question } from './questionnaire.ts';

const dateInWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/** An answer in the words in which people read it: option labels, names of countries, dates. */
export function describeAnswer(question: Question, answer: Answer | undefined): string {
  if (!answer) return 'not answered yet';
  if (answer.kind === 'unknown') return 'not known yet';
  return answer.kind === 'skipped' ? 'left out' : describeValue(question, answer.value);
}

export function describeValue(question: Question, value: AnswerValue): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'object') return value.map((part) => describePart(question, part)).join(', ');
  return describePart(question, String(value));
}

/** What is no longer in the questionnaire is shown as it was stored, never hidden. */
function describePart(question: Question, part: string): string {
  switch (question.kind) {
    case 'one-of':
    case 'many-of':
      return question.options.find(({ id }) => id === part)?.label ?? part;
    case 'countries':
      return countryName(part);
    case 'date': {
      const date = new Date(`${part}T00:00:00Z`);
      return Number.isNaN(date.getTime()) ? part : dateInWords.format(date);
    }
    default:
      return part;
  }
}
