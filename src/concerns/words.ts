import { dayInWords } from '../chat/day-in-words.ts';
import { type Refused, refuse } from '../kernel/outcome.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { Concern, ConcernKind, Outcome } from './concern.ts';

const SENTENCES = {
  notYours: 'There is no such concern, or it is not yours to see.',
  ownConcern: 'You reported this yourself, so someone else has to handle it.',
  closed: 'There is nothing left to do here. {detail}',
  alreadyYours: 'You have taken this on already.',
  takenByOther: 'A colleague has taken this on. Take it over first if you want to go on with it.',
  takeFirst: 'Please take it on first, so that the reporter knows who asks.',
  stale: 'Something has happened since your card was shown, so nothing was done. Please read it again.',
  reasonMissing: 'Please give a reason of at least {detail} characters; the person who reported it will read it.',
  textMissing: 'Please write something.',
} as const;

export type RefusalCode = keyof typeof SENTENCES;

/** Refuses with the sentence of the code. */
export function refusal<Code extends RefusalCode>(code: Code, detail = ''): Refused<Code> {
  return refuse(code, SENTENCES[code].replace('{detail}', () => detail).trim());
}

/** Where a concern stands, as a sentence. */
export function stateInWords(
  concern: Concern,
  nameOf: (personId: string) => string | undefined = () => undefined,
): string {
  const { reference } = concern;
  const by = (personId: string) => {
    const name = nameOf(personId);
    return name === undefined ? '' : ` by ${name}`;
  };
  switch (concern.state) {
    case 'open':
      return `${reference} is waiting for someone to take it on.`;
    case 'taken':
      return `${reference} was taken on${by(concern.handlerId)}.`;
    case 'closed':
      return `${reference} was closed on ${dayInWords(concern.closedAt)}${by(concern.handlerId)}: ${OUTCOME_WORDS[concern.outcome].toLowerCase()}.`;
    default:
      return unreachable(concern);
  }
}

export const KIND_WORDS: Readonly<Record<ConcernKind, string>> = { concern: 'Concern', incident: 'Incident' };

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  corrected: 'Something was corrected',
  passedOn: 'Passed on to those who act on it',
  nothingToDo: 'Understood, and nothing has to be done',
  notConfirmed: 'Could not be confirmed',
};
