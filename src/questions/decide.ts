import type { Role } from '../chat/event.ts';
import { accept, type Outcome } from '../kernel/outcome.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import type { Question, QuestionEvent } from './question.ts';
import { type RefusalCode, refusal } from './words.ts';

export type QuestionCommand =
  | { readonly kind: 'assign' }
  /** Refused as stale when something happened since the card was shown: a colleague may have answered. */
  | { readonly kind: 'answer'; readonly version: number; readonly text: string }
  | { readonly kind: 'askFurther'; readonly text: string };

export const ANSWERING_ROLES: readonly Role[] = ['governance', 'legal', 'data-protection'];

/** Whether a person may do this to a question now, and what then has happened. Deny by default. */
export function decide(
  question: Question,
  command: QuestionCommand,
  by: ActingPerson,
  now: Date,
): Outcome<QuestionEvent, RefusalCode> {
  const moment = { by: by.personId, at: now };
  switch (command.kind) {
    case 'assign':
      if (!mayAnswer(by)) return refusal('notAllowed');
      if (isSame(by, question.askerId)) return refusal('ownQuestion');
      if (question.state === 'answered') return refusal('answered');
      if (question.assignedToId !== undefined && isSame(by, question.assignedToId)) return refusal('alreadyYours');
      return accept({ kind: 'assigned', ...moment });
    case 'answer': {
      const text = command.text.trim();
      if (!mayAnswer(by)) return refusal('notAllowed');
      if (isSame(by, question.askerId)) return refusal('ownQuestion');
      if (command.version !== question.version) return refusal('stale');
      return text === '' ? refusal('textMissing') : accept({ kind: 'answered', text, ...moment });
    }
    case 'askFurther': {
      const text = command.text.trim();
      if (!isSame(by, question.askerId)) return refusal('notYours');
      return text === '' ? refusal('textMissing') : accept({ kind: 'askedFurther', text, ...moment });
    }
    default:
      return unreachable(command);
  }
}

export function mayAnswer({ roles }: Pick<ActingPerson, 'roles'>): boolean {
  return ANSWERING_ROLES.some((role) => roles.includes(role));
}
