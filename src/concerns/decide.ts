import type { Role } from '../chat/event.ts';
import { type Accepted, accept, type Outcome as Decided, type Refused } from '../kernel/outcome.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import { type Concern, type ConcernEvent, type ConcernKind, handlerOf, type Outcome } from './concern.ts';
import { type RefusalCode, refusal, stateInWords } from './words.ts';

export type ConcernCommand =
  | { readonly kind: 'take'; readonly takeOver?: boolean }
  /** Goes to the reporter, whoever that is. */
  | { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'reply'; readonly text: string }
  /** Refused as stale when something happened since the card was shown. */
  | { readonly kind: 'close'; readonly version: number; readonly outcome: Outcome; readonly reason: string };

/** One word explains nothing to the person who reported it. */
export const SHORTEST_REASON_CHARACTERS = 10;

/** Incidents are legal's business too: somebody outside may have to be told. */
export const HANDLING_ROLES: Readonly<Record<ConcernKind, readonly Role[]>> = {
  concern: ['governance'],
  incident: ['governance', 'legal'],
};

/** Whether a person may do this to a concern now, and what then has happened. Deny by default. */
export function decide(
  concern: Concern,
  command: ConcernCommand,
  by: ActingPerson,
  now: Date,
): Decided<ConcernEvent, RefusalCode> {
  const moment = { by: by.personId, at: now };
  if (command.kind === 'reply') {
    if (!isSame(by, concern.reporterId)) return refusal('notYours');
    if (concern.state === 'closed') return refusal('closed', stateInWords(concern));
    const text = command.text.trim();
    return text === '' ? refusal('textMissing') : accept({ kind: 'replied', text, ...moment });
  }
  const allowed = mayHandle(concern, by);
  if (!allowed.ok) return allowed;
  if (concern.state === 'closed') return refusal('closed', stateInWords(concern));
  const handler = handlerOf(concern);
  const isMine = handler !== undefined && isSame(by, handler);
  switch (command.kind) {
    case 'take':
      if (isMine) return refusal('alreadyYours');
      if (handler !== undefined && !command.takeOver) return refusal('takenByOther');
      return accept({ kind: 'taken', ...moment });
    case 'ask': {
      const text = command.text.trim();
      if (!isMine) return refusal('takeFirst');
      return text === '' ? refusal('textMissing') : accept({ kind: 'asked', text, ...moment });
    }
    case 'close': {
      const reason = command.reason.trim();
      if (!isMine) return refusal('takeFirst');
      if (command.version !== concern.version) return refusal('stale');
      if ([...reason].length < SHORTEST_REASON_CHARACTERS)
        return refusal('reasonMissing', String(SHORTEST_REASON_CHARACTERS));
      return accept({ kind: 'closed', outcome: command.outcome, reason, ...moment });
    }
    default:
      return unreachable(command);
  }
}

/** By role, and never one's own: who reported it does not handle it. */
export function mayHandle(
  concern: Pick<Concern, 'kind' | 'reporterId'>,
  person: ActingPerson,
): Accepted<true> | Refused<'notYours' | 'ownConcern'> {
  if (!HANDLING_ROLES[concern.kind].some((role) => person.roles.includes(role))) return refusal('notYours');
  return isSame(person, concern.reporterId) ? refusal('ownConcern') : accept(true);
}
