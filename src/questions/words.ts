import { type Refused, refuse } from '../kernel/outcome.ts';
import type { Question } from './question.ts';

const SENTENCES = {
  notAllowed: 'Questions are answered by governance, legal or data protection.',
  ownQuestion: 'You asked this yourself, so someone else has to answer it.',
  notYours: 'There is no such question, or it is not yours to see.',
  answered: 'This is answered already. You can add to the answer.',
  alreadyYours: 'This is assigned to you already.',
  stale: 'Something has happened since your card was shown, so nothing was sent. Please read it again.',
  textMissing: 'Please write something.',
} as const;

export type RefusalCode = keyof typeof SENTENCES;

/** Refuses with the sentence of the code. */
export function refusal<Code extends RefusalCode>(code: Code): Refused<Code> {
  return refuse(code, SENTENCES[code]);
}

/** Where a question stands, as a sentence. */
export function stateInWords(
  { reference, state, assignedToId }: Question,
  nameOf: (personId: string) => string | undefined,
): string {
  const name = assignedToId === undefined ? undefined : (nameOf(assignedToId) ?? 'Somebody');
  if (state === 'answered') return `${reference} was answered by ${name ?? 'somebody'}.`;
  return name === undefined ? `${reference} is waiting for an answer.` : `${reference} will be answered by ${name}.`;
}
