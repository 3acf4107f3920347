/**
 * An approved assessment of a system that is in use, to be repeated by a day: as long as no next version is begun, or
 * has taken its place. It stays one when its approval has ended on its own day.
 */
export interface NextReview {
  readonly assessmentId: string;
  readonly reference: string;
  /** Who wrote it, after any merge, and who began it. */
  readonly ownerId: string;
  readonly startedById: string;
  readonly system: { readonly id: string; readonly reference: string; readonly name: string };
  /** The start of a day in UTC, as the decision named it. */
  readonly dueAt: Date;
  readonly hasLapsed: boolean;
}

export interface NextReviewStore {
  /** Those that are due before this moment, or all; the earliest first. */
  planned(before?: Date): Promise<readonly NextReview[]>;
  of(assessmentId: string): Promise<NextReview | undefined>;
  /** `again`: somebody was reminded of this day with this lead before. */
  noteReminder(
    review: Pick<NextReview, 'assessmentId' | 'dueAt'>,
    daysBefore: number,
    now: Date,
  ): Promise<'first' | 'again'>;
}

/** Days before the day on which it is due; 0 is that day. Its owner is reminded once for each. */
const LEADS = [30, 7, 0] as const;
/** After so many days its owner is reminded once more, and the governance team is told. */
const ESCALATED_AFTER_DAYS = 7;
const DAY_MS = 24 * 3_600_000;

/** Whole days in UTC until it is due; negative once it is overdue. */
export function daysUntil(dueAt: Date, now: Date): number {
  return Math.floor(dueAt.getTime() / DAY_MS) - Math.floor(now.getTime() / DAY_MS);
}

/** Its day has passed, or its approval has ended on that day. */
export function isOverdue({ dueAt, hasLapsed }: Pick<NextReview, 'dueAt' | 'hasLapsed'>, now: Date): boolean {
  return hasLapsed || daysUntil(dueAt, now) < 0;
}

/** Within the days in which its owner is reminded, or past them. */
export function isSoon({ dueAt }: Pick<NextReview, 'dueAt'>, now: Date): boolean {
  return daysUntil(dueAt, now) <= LEADS[0];
}

/** The first moment at which what is due is no concern of today's. */
export function endOfReminding(now: Date): Date {
  return new Date((Math.floor(now.getTime() / DAY_MS) + LEADS[0] + 1) * DAY_MS);
}

export interface ReachedLead {
  readonly daysBefore: number;
  /** Whether the governance team is told, beside the owner. */
  readonly escalates: boolean;
}

/** The last lead that has been reached by now: one message, however many were passed over. */
export function reachedLead(dueAt: Date, now: Date): ReachedLead | undefined {
  const days = daysUntil(dueAt, now);
  if (days <= -ESCALATED_AFTER_DAYS) return { daysBefore: -ESCALATED_AFTER_DAYS, escalates: true };
  const daysBefore = LEADS.findLast((lead) => days <= lead);
  return daysBefore === undefined ? undefined : { daysBefore, escalates: false };
}
