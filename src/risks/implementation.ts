import { accept, type Outcome, type Refused, refuse } from '../kernel/outcome.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';
import type { RiskCriteria } from './risk-criteria.ts';

/** How far a control is that an approved treatment has chosen (8.3). */
export type ControlImplementation = ImplementationHead & ImplementationState;

export interface ImplementationHead {
  readonly id: string;
  readonly assessmentId: string;
  /** Of Annex A, or the reference of one of our own. */
  readonly controlId: string;
  readonly ownerId: string;
  /** ISO day. */
  readonly dueOn: string;
  /** References of the risks that it is for. */
  readonly risks: readonly string[];
  /** When its owner was last reminded. */
  readonly remindedAt?: Date;
  readonly version: number;
}

export type ImplementationState =
  | { readonly state: 'planned' | 'underWay' }
  | { readonly state: 'done'; readonly evidence: string; readonly doneById: string; readonly doneAt: Date }
  | { readonly state: 'notApplicable'; readonly reason: string; readonly saidById: string; readonly saidAt: Date };

export type ImplementationCommand =
  | { readonly kind: 'begin' | 'replan' }
  | { readonly kind: 'finish'; readonly evidence: string }
  | { readonly kind: 'drop'; readonly reason: string };

const SENTENCES = {
  notYours: 'There is no such control, or it is not yours to see.',
  notAllowed: 'Only its owner and the governance team say how far a control is.',
  noEvidence: 'Please give the https address of what proves it.',
  reasonMissing: 'Please give a reason of at least {detail} characters.',
  unchanged: 'It is like that already.',
  droppedByOthers: 'That a control applies no more is for the governance team to say, not for its owner.',
} as const;
export type ImplementationRefusal = keyof typeof SENTENCES;

export function implementationRefusal<Code extends ImplementationRefusal>(code: Code, detail = ''): Refused<Code> {
  return refuse(
    code,
    SENTENCES[code].replace('{detail}', () => detail),
  );
}

/** Whether this person may say so, and how it then stands. */
export function implement(
  implementation: ControlImplementation,
  command: ImplementationCommand,
  by: ActingPerson,
  now: Date,
  { shortestReasonCharacters }: Pick<RiskCriteria, 'shortestReasonCharacters'>,
): Outcome<ControlImplementation, ImplementationRefusal> {
  if (!maySay(implementation, by)) return implementationRefusal('notAllowed');
  const head = { ...headOf(implementation), version: implementation.version + 1 };
  switch (command.kind) {
    case 'begin':
    case 'replan': {
      const state = command.kind === 'begin' ? 'underWay' : 'planned';
      return implementation.state === state ? implementationRefusal('unchanged') : accept({ ...head, state });
    }
    case 'finish': {
      const evidence = command.evidence.trim();
      if (!isHttps(evidence)) return implementationRefusal('noEvidence');
      return accept({ ...head, state: 'done', evidence, doneById: by.personId, doneAt: now });
    }
    case 'drop': {
      const reason = command.reason.trim();
      if (isSame(by, implementation.ownerId)) return implementationRefusal('droppedByOthers');
      if ([...reason].length < shortestReasonCharacters)
        return implementationRefusal('reasonMissing', String(shortestReasonCharacters));
      return accept({ ...head, state: 'notApplicable', reason, saidById: by.personId, saidAt: now });
    }
    default:
      return unreachable(command);
  }
}

export function maySay({ ownerId }: Pick<ImplementationHead, 'ownerId'>, person: ActingPerson): boolean {
  return isSame(person, ownerId) || person.roles.includes('governance');
}

export function isOpen({ state }: ControlImplementation): boolean {
  return state === 'planned' || state === 'underWay';
}

const DAY_MS = 24 * 3_600_000;

/** How many days it is late by now; negative before it is due. */
export function daysLate({ dueOn }: Pick<ImplementationHead, 'dueOn'>, now: Date): number {
  return Math.ceil((now.getTime() - endOf(dueOn).getTime()) / DAY_MS);
}

export function isOverdue(implementation: ControlImplementation, now: Date): boolean {
  return isOpen(implementation) && now > endOf(implementation.dueOn);
}

/** Whether it is due within the days in which owners are reminded. */
export function isSoon(
  implementation: ControlImplementation,
  { remindDaysBefore }: Pick<RiskCriteria, 'remindDaysBefore'>,
  now: Date,
): boolean {
  return isOpen(implementation) && daysLate(implementation, now) >= -remindDaysBefore;
}

/** Whether its owner is to be reminded now, and whether the governance team is to know as well. */
export function reminderFor(
  implementation: ControlImplementation,
  { remindDaysBefore, remindEveryDays, escalateDaysAfter }: RiskCriteria,
  now: Date,
): 'none' | 'owner' | 'escalate' {
  if (!isOpen(implementation)) return 'none';
  const due = endOf(implementation.dueOn).getTime();
  const sinceDue = now.getTime() - due;
  const every = remindEveryDays * DAY_MS;
  const last = sinceDue > 0 ? due + Math.floor(sinceDue / every) * every : due - remindDaysBefore * DAY_MS;
  if (now.getTime() < last) return 'none';
  if (implementation.remindedAt && implementation.remindedAt.getTime() >= last) return 'none';
  return sinceDue >= escalateDaysAfter * DAY_MS ? 'escalate' : 'owner';
}

function endOf(day: string): Date {
  return new Date(`${day}T23:59:59.999Z`);
}

export function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:';
}

function headOf(implementation: ControlImplementation): ImplementationHead {
  const { id, assessmentId, controlId, ownerId, dueOn, risks, remindedAt, version } = implementation;
  const head = { id, assessmentId, controlId, ownerId, dueOn, risks, version };
  return remindedAt ? { ...head, remindedAt } : head;
}
