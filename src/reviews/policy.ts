import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Role } from '../chat/event.ts';
import { ROLES } from '../chat/event.ts';
import { IMPACT_LEVELS } from '../impact/levels.ts';
import { LANES } from '../interviews/screening.ts';
import type { Route } from './route.ts';

const Roles = z.array(z.enum(ROLES));

const around = {
  /** Who may claim and hand over, beside those who decide. */
  reviewers: Roles,
  /** Who may comment, beside both: advice is recorded and is no vote. */
  advisers: Roles,
  dueWorkingDays: z.int().min(1).max(60),
  remindWorkingDaysBefore: z.int().min(0).max(60),
  validMonths: z.int().min(1).max(60),
};

const LanePolicy = z.strictObject({
  ...around,
  /** Who may decide, and revoke what was decided. */
  deciders: Roles.min(1),
  /** Approval is refused until an impact assessment is approved. */
  needsAssessment: z.boolean(),
});

/** So many approvals by people with any of these roles. */
const Need = z.strictObject({ roles: Roles.min(1), approvals: z.int().min(1).max(9) });
export type Need = z.infer<typeof Need>;

/** All of the needs, in whatever order; or one decision of the committee, with so many of its members. */
const Step = z.union([
  z.strictObject({ needs: z.array(Need).min(1) }),
  z.strictObject({ committee: z.strictObject({ quorum: z.int().min(2).max(50) }) }),
]);
export type Step = z.infer<typeof Step>;

const LevelPolicy = z.strictObject({
  ...around,
  /** One after the other: a later one waits for the earlier ones. */
  steps: z.array(Step).min(1),
  /** Who is told, beside the governance team, when it is overdue. */
  escalateTo: Roles,
});

/** Who decides on which lane, how soon, and how long an approval holds. Read it with `parseReviewPolicy`. */
export const ReviewPolicy = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'an id has small letters, digits and hyphens'),
  version: z.int().positive(),
  shortestReasonCharacters: z.int().min(1).max(500),
  lanes: z.strictObject({ catalogue: LanePolicy, light: LanePolicy, full: LanePolicy, stop: LanePolicy }),
  /** Who may decide on a level that differs from the computed one; lowering it takes a second person. */
  overriding: z.strictObject({ proposers: Roles.min(1), confirmers: Roles.min(1) }),
  /** The same for what the AI Act makes of a system: law's own people decide. */
  lawDeciding: z.strictObject({ proposers: Roles.min(1), confirmers: Roles.min(1) }),
  levels: z.strictObject({ low: LevelPolicy, moderate: LevelPolicy, high: LevelPolicy, severe: LevelPolicy }),
});
export type ReviewPolicy = z.infer<typeof ReviewPolicy>;

/** The part of the policy that one review follows. */
export interface Way extends Omit<z.infer<typeof LevelPolicy>, 'steps'> {
  readonly steps: readonly Step[];
  readonly needsAssessment: boolean;
  /** Every role whose holders decide one by one; they also revoke what was decided. */
  readonly deciders: readonly Role[];
  /** The roles of those who decide together; none where no committee decides. */
  readonly committee: readonly Role[];
}

export function wayOf(policy: ReviewPolicy, route: Route): Way {
  if (route.kind === 'declaration') {
    const lane = policy.lanes[route.lane];
    return { ...lane, steps: [{ needs: [{ roles: lane.deciders, approvals: 1 }] }], escalateTo: [], committee: [] };
  }
  const level = policy.levels[route.level];
  const deciders = level.steps.flatMap((step) => ('needs' in step ? step.needs.flatMap(({ roles }) => roles) : []));
  const committee = level.steps.some((step) => 'committee' in step) ? COMMITTEE : [];
  return { ...level, needsAssessment: false, deciders, committee };
}

export const COMMITTEE: readonly Role[] = ['committee', 'committee-chair', 'committee-secretary'];

/** Roles whose holders read a review: whoever decides, prepares, advises, or is told when it is late. */
export function readingRoles(way: Way): readonly Role[] {
  return [...new Set([...reviewingRoles(way), ...way.committee, ...way.advisers, ...way.escalateTo])];
}

/** Reads a policy file. Throws one error that names every fault with file, line and place. */
export function parseReviewPolicy(yamlText: string, fileName: string): ReviewPolicy {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map(({ pos, message }) => `${fileName}:${lines.linePos(pos[0]).line}: ${message}`);
  if (broken.length > 0) throw new Error(broken.join('\n'));

  const content: unknown = document.toJS();
  const read = ReviewPolicy.safeParse(content);
  const faults = read.success ? [...impossibleReminders(read.data), ...levelFaults(read.data)] : read.error.issues;
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

function impossibleReminders(policy: ReviewPolicy): readonly PolicyFault[] {
  const ways = [
    ...LANES.map((lane) => ({ path: ['lanes', lane], way: policy.lanes[lane] })),
    ...IMPACT_LEVELS.map((level) => ({ path: ['levels', level], way: policy.levels[level] })),
  ];
  return ways
    .filter(({ way }) => way.remindWorkingDaysBefore >= way.dueWorkingDays)
    .map(({ path }) => ({
      path: [...path, 'remindWorkingDaysBefore'],
      message: 'the reminder would come before the submission; it must be smaller than dueWorkingDays',
    }));
}

/** Levels by which nobody could decide, or one person alone on something severe. */
function levelFaults({ levels }: ReviewPolicy): readonly PolicyFault[] {
  const faults = IMPACT_LEVELS.flatMap((level): readonly PolicyFault[] => {
    const { steps, advisers } = levels[level];
    const path = ['levels', level, 'steps'];
    const voting = steps.flatMap((step) => ('needs' in step ? step.needs.flatMap(({ roles }) => roles) : []));
    const twice = voting.find((role, at) => voting.indexOf(role) !== at);
    const both = voting.find((role) => advisers.includes(role));
    const together = voting.find((role) => COMMITTEE.includes(role));
    const committees = steps.filter((step) => 'committee' in step).length;
    return [
      ...(voting.length === 0 ? [{ path, message: 'a step with needs is missing: nobody could reject it' }] : []),
      ...(twice ? [{ path, message: `${twice} stands in two needs; one vote counts for one of them` }] : []),
      ...(both ? [{ path, message: `${both} decides and advises; advice is no vote` }] : []),
      ...(together ? [{ path, message: `${together} decides in a step of the committee, not alone` }] : []),
      ...(committees > 1 ? [{ path, message: 'the committee decides once' }] : []),
    ];
  });
  const severe = levels.severe.steps.map((step) =>
    'needs' in step ? step.needs.reduce((sum, { approvals }) => sum + approvals, 0) : step.committee.quorum,
  );
  if (severe.reduce((sum, people) => sum + people) < 2)
    faults.push({ path: ['levels', 'severe', 'steps'], message: 'one person alone could approve what is severe' });
  return faults;
}

interface PolicyFault {
  readonly path: readonly string[];
  readonly message: string;
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** When a decision is due: so many working days (Monday to Friday, UTC) after the submission, at the same hour. */
export function dueDate(policy: ReviewPolicy, route: Route, submittedAt: Date): Date {
  return addWorkingDays(submittedAt, wayOf(policy, route).dueWorkingDays);
}

/** When to remind of a decision that is due. */
export function reminderDate(policy: ReviewPolicy, route: Route, dueAt: Date): Date {
  return addWorkingDays(dueAt, -wayOf(policy, route).remindWorkingDaysBefore);
}

/** The last moment until which an approval given now can hold. */
export function latestValidity(policy: ReviewPolicy, route: Route, now: Date): Date {
  const end = new Date(now);
  end.setUTCMonth(end.getUTCMonth() + wayOf(policy, route).validMonths);
  // 31 August plus six months is 3 March for the calendar; the end of February is meant.
  if (end.getUTCDate() !== now.getUTCDate()) end.setUTCDate(0);
  return end;
}

/** Every role with a vote or with advice that counts, anywhere: what somebody who is away can hand over. */
export function rolesToDelegate({ lanes, levels }: ReviewPolicy): readonly Role[] {
  const ofLanes = LANES.flatMap((lane) => [...lanes[lane].deciders, ...lanes[lane].advisers]);
  const ofLevels = IMPACT_LEVELS.flatMap((level) => [
    ...levels[level].advisers,
    ...levels[level].steps.flatMap((step) => ('needs' in step ? step.needs.flatMap(({ roles }) => roles) : [])),
  ]);
  return [...new Set([...ofLanes, ...ofLevels])];
}

/** The role with which a person may decide, the first that the policy names; `undefined` when none of theirs may. */
export function decidingRole(way: Pick<Way, 'deciders'>, roles: readonly Role[]): Role | undefined {
  return way.deciders.find((role) => roles.includes(role));
}

/** Roles that may claim a review or take it over. */
export function reviewingRoles(way: Way): readonly Role[] {
  return [...way.deciders, ...way.reviewers];
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
