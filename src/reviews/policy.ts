import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Role } from '../chat/event.ts';
import { ROLES } from '../chat/event.ts';
import type { Lane } from '../interviews/screening.ts';
import { LANES } from '../interviews/screening.ts';

const Roles = z.array(z.enum(ROLES));

const LanePolicy = z.strictObject({
  /** Who may decide, and revoke what was decided. */
  deciders: Roles.min(1),
  /** Who may claim and hand over, beside the deciders. */
  reviewers: Roles,
  /** Who may comment, beside both: advice is recorded and is no vote. */
  advisers: Roles,
  /** Approval is refused until an impact assessment is approved. */
  needsAssessment: z.boolean(),
  dueWorkingDays: z.int().min(1).max(60),
  remindWorkingDaysBefore: z.int().min(0).max(60),
  validMonths: z.int().min(1).max(60),
});
export type LanePolicy = z.infer<typeof LanePolicy>;

/** Who decides on which lane, how soon, and how long an approval holds. Read it with `parseReviewPolicy`. */
export const ReviewPolicy = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id has small letters, digits and hyphens'),
  version: z.int().positive(),
  shortestReasonCharacters: z.int().min(1).max(500),
  lanes: z.strictObject({ catalogue: LanePolicy, light: LanePolicy, full: LanePolicy, stop: LanePolicy }),
});
export type ReviewPolicy = z.infer<typeof ReviewPolicy>;

/** Reads a policy file. Throws one error that names every fault with file, line and place. */
export function parseReviewPolicy(yamlText: string, fileName: string): ReviewPolicy {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(({ pos, message }) => `${fileName}:${lines.linePos(pos[0]).line}: ${message}`);
  if (broken.length > 0) throw new Error(broken.join('\n'));

  const content: unknown = document.toJS();
  const read = ReviewPolicy.safeParse(content);
  const faults = read.success ? impossibleReminders(read.data) : read.error.issues;
  if (read.success && faults.length === 0) return read.data;
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (hasRange(node)) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  throw new Error(
    faults.map(({ path, message }) => `${fileName}:${lineOf(path)}: ${path.join('.')}: ${message}`).join('\n'),
  );
}

function impossibleReminders(policy: ReviewPolicy): readonly { path: readonly string[]; message: string }[] {
  return LANES.filter((lane) => policy.lanes[lane].remindWorkingDaysBefore >= policy.lanes[lane].dueWorkingDays).map(
    (lane) => ({
      path: ['lanes', lane, 'remindWorkingDaysBefore'],
      message: 'the reminder would come before the submission; it must be smaller than dueWorkingDays',
    }),
  );
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** When a decision is due: so many working days (Monday to Friday, UTC) after the submission, at the same hour. */
export function dueDate(policy: ReviewPolicy, lane: Lane, submittedAt: Date): Date {
  return addWorkingDays(submittedAt, policy.lanes[lane].dueWorkingDays);
}

/** When to remind of a decision that is due. */
export function reminderDate(policy: ReviewPolicy, lane: Lane, dueAt: Date): Date {
  return addWorkingDays(dueAt, -policy.lanes[lane].remindWorkingDaysBefore);
}

/** The last moment until which an approval given now can hold. */
export function latestValidity(policy: ReviewPolicy, lane: Lane, now: Date): Date {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + policy.lanes[lane].validMonths);
  // 31 August plus six months is 3 March for the calendar; the end of February is meant.
  if (end.getUTCDate() !== now.getUTCDate()) end.setUTCDate(0);
  return end;
}

/** The role with which a person may decide, the first that the policy names; `undefined` when none of theirs may. */
export function decidingRole(policy: LanePolicy, roles: readonly Role[]): Role | undefined {
  return policy.deciders.find((role) => roles.includes(role));
}

/** Roles that may claim a review or take it over. */
export function reviewingRoles(policy: LanePolicy): readonly Role[] {
  return [...policy.deciders, ...policy.reviewers];
}

/** One word explains nothing to the person who reads it. */
export function isTooShort(reason: string, policy: ReviewPolicy): boolean {
  return [...reason].length < policy.shortestReasonCharacters;
}

function addWorkingDays(from: Date, days: number): Date {
  const day = new Date(from);
  const step = Math.sign(days);
  for (let left = Math.abs(days); left > 0; ) {
    day.setUTCDate(day.getUTCDate() + step);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) left -= 1;
  }
  return day;
}
