import type { Role } from '../chat/event.ts';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import { type ActingPerson, isSame } from '../people/acting-person.ts';

/** While somebody is away, a colleague votes and advises in their place. */
export interface Delegation {
  readonly id: string;
  readonly absentId: string;
  readonly delegateId: string;
  readonly from: Date;
  readonly until: Date;
  readonly recordedAt: Date;
  /** Somebody came back earlier. */
  readonly endedAt?: Date;
}

/** A delegation in force, with the absent person as they are now: a role that they have lost is nobody's to use. */
export interface Delegated {
  readonly id: string;
  readonly absent: ActingPerson;
}

/** Whoever is away for longer hands over their role. */
export const LONGEST_DAYS = 92;

const DAY_MS = 24 * 3_600_000;

export function isInForce({ from, until, endedAt }: Delegation, now: Date): boolean {
  return from <= now && now < until && (endedAt === undefined || now < endedAt);
}

/** Whether it holds at any moment between the two. */
function touches({ from: begins, until: ends, endedAt }: Delegation, from: Date, until: Date): boolean {
  const end = endedAt && endedAt < ends ? endedAt : ends;
  return begins < until && from < end;
}

export interface AbsenceFacts {
  /** Roles with a vote or with advice that counts, anywhere in the policy. */
  readonly roles: readonly Role[];
  readonly delegate: (ActingPerson & { readonly erased: boolean }) | undefined;
  /** All delegations by the person who is going away. */
  readonly own: readonly Delegation[];
  /** All delegations by the colleague. */
  readonly delegates: readonly Delegation[];
}

export type AbsenceRefusal =
  | 'nothingToDelegate'
  | 'noSuchColleague'
  | 'yourself'
  | 'badPeriod'
  | 'tooLong'
  | 'alreadyAway'
  | 'delegateAway';

/** Whether somebody may hand their decisions to a colleague for this time. */
export function mayDelegate(
  by: ActingPerson,
  { from, until }: { readonly from: Date; readonly until: Date },
  now: Date,
  { roles, delegate, own, delegates }: AbsenceFacts,
): Outcome<{ readonly delegateId: string }, AbsenceRefusal> {
  if (!by.roles.some((role) => roles.includes(role)))
    return refuse('nothingToDelegate', 'You decide on nothing here, so there is nothing to hand over.');
  if (!delegate || delegate.erased) return refuse('noSuchColleague', 'I do not know this colleague.');
  if (isSame(by, delegate.personId)) return refuse('yourself', 'Please name somebody else than yourself.');
  // An invalid date is before nothing.
  if (!(from < until) || !(now < until)) return refuse('badPeriod', 'The last day has to be today or later.');
  if (until.getTime() - from.getTime() > LONGEST_DAYS * DAY_MS)
    return refuse(
      'tooLong',
      `Please give at most ${LONGEST_DAYS} days; for longer, an administrator gives your role to somebody.`,
    );
  if (own.some((one) => touches(one, from, until)))
    return refuse('alreadyAway', 'Somebody decides for you then already. End that first.');
  if (delegates.some((one) => touches(one, from, until)))
    return refuse('delegateAway', 'This colleague is away then, too. Please name somebody else.');
  return accept({ delegateId: delegate.personId });
}
