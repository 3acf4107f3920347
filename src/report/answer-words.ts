import { dayInWords } from '../chat/day-in-words.ts';
import type { Answer } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import { describeAnswer } from '../interviews/present.ts';
import { questionsOf } from '../interviews/questionnaire.ts';
import type { Dossier, DossierNames } from './dossier.ts';

/** The answer to a question in words; `undefined` where nothing was answered. */
export function answerInWords({ questionnaire, answers }: Dossier, questionId: string): string | undefined {
  const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
  const answer = answers && answerTo(answers, questionId);
  return question && answer ? describeAnswer(question, answer) : undefined;
}

/** Who said so and when, and on what it rests where it was pre-filled. */
export function sourceInWords({ source }: Answer, { person }: DossierNames): string {
  const { personId, at, quote, place, carriedFrom } = source;
  const who = `${person(personId)}, ${dayInWords(new Date(at))}`;
  const rests =
    carriedFrom === undefined
      ? quote === undefined
        ? undefined
        : `read ${place === undefined ? 'in their words' : `in ${place}`}: “${quote}”`
      : carriedIn(carriedFrom);
  return rests === undefined ? who : `${who}; confirmed, pre-filled: ${rests}`;
}

function carriedIn({ kind, reference }: NonNullable<Answer['source']['carriedFrom']>): string {
  switch (kind) {
    case 'declaration':
      return `from the declaration ${reference}`;
    case 'register':
      return `from the register, ${reference}`;
    case 'answers':
      return `from other answers (${reference})`;
    case 'assessment':
      return `unchanged since ${reference}`;
    default:
      return kind satisfies never;
  }
}
