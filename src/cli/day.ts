import { Refused } from './command.ts';

/** @throws {Refused} when it is no day of the calendar. */
export function dayIn(text: string): Date {
  const day = new Date(`${text}T00:00:00Z`);
  const exists = /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(day.getTime());
  if (!exists || day.toISOString().slice(0, 10) !== text)
    throw new Refused(`A day is written as 2026-12-02, not "${text}".`, 2);
  return day;
}
