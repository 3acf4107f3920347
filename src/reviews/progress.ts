import type { Role } from '../chat/event.ts';
import type { Override } from './override.ts';
import type { Need, Step, Way } from './policy.ts';

export interface ConditionText {
  readonly text: string;
  /** Nothing is covered by the approval until a named person has verified that this is met. */
  readonly precondition: boolean;
}

/** What an approval demands, and how long it holds. */
export interface Terms {
  readonly verdict: 'approved' | 'approvedWithConditions';
  readonly conditions: readonly ConditionText[];
  readonly validUntil: Date;
  readonly nextReviewAt: Date;
}

/** One person's approval, which counts for one of the required roles. */
export interface Vote extends Terms {
  readonly by: string;
  readonly at: Date;
  readonly role: Role;
  /** The absent person who has delegated the decision. */
  readonly inPlaceOf?: string;
}

export const STANCES = ['inFavour', 'withConditions', 'against'] as const;
export type Stance = (typeof STANCES)[number];

/** No vote. Who decides against formal advice says why. */
export interface Advice {
  readonly by: string;
  readonly at: Date;
  readonly role: Role;
  readonly stance: Stance;
  /** Given in a role that the policy names as adviser; anybody else's is an opinion. */
  readonly formal: boolean;
  readonly inPlaceOf?: string;
}

/** What the committee's secretary has recorded. It counts once the chair has confirmed it. */
export interface CommitteeRecord {
  readonly recordedBy: string;
  readonly recordedAt: Date;
  /** The day of the meeting. */
  readonly heldOn: Date;
  readonly attendees: readonly string[];
  /** Those of them who left the decision to the others. */
  readonly recused: readonly string[];
  readonly votes: { readonly inFavour: number; readonly against: number; readonly abstained: number };
  readonly outcome: Terms | { readonly verdict: 'rejected' };
  /** `undefined` once the secretary's words have been erased. */
  readonly reason: string | undefined;
  readonly confirmedBy?: string;
}

/** What has come together for the submission in hand. */
export interface Progress {
  readonly votes: readonly Vote[];
  /** The last word of each adviser. */
  readonly advice: readonly Advice[];
  readonly committee?: CommitteeRecord;
  /** What people have decided on findings, the rules notwithstanding: the last word on each that needs no more. */
  readonly overrides: readonly Override[];
  /** Lower values that wait for their second approver, at most one for each finding. */
  readonly proposed: readonly Override[];
}

export const NOTHING_YET: Progress = { votes: [], advice: [], overrides: [], proposed: [] };

/** What was decided on, or proposed for, one finding. */
export function wordOn(words: readonly Override[], finding: string): Override | undefined {
  return words.find((one) => one.finding === finding);
}

/** Answers one and the same id for all accounts of a human being. */
export type HumanOf = (personId: string) => string;

/** Those who took part in the committee's decision, confirmed or not. */
export function committeeVoters({ committee }: Progress): readonly string[] {
  return committee ? committee.attendees.filter((id) => !committee.recused.includes(id)) : [];
}

/** Whether this human being has had their say, under any account, in a colleague's place, or through a colleague. */
export function hasVoted(progress: Progress, personId: string, humanOf: HumanOf): boolean {
  const human = humanOf(personId);
  const counted = [
    ...progress.votes.flatMap(({ by, inPlaceOf }) => (inPlaceOf === undefined ? [by] : [by, inPlaceOf])),
    ...committeeVoters(progress),
  ];
  return counted.some((id) => humanOf(id) === human);
}

/** How many approvals a need still waits for. */
export function missingOf({ roles, approvals }: Need, { votes }: Progress, humanOf: HumanOf): number {
  const voters = new Set(votes.filter(({ role }) => roles.includes(role)).map(({ by }) => humanOf(by)));
  return Math.max(0, approvals - voters.size);
}

function isDone(step: Step, progress: Progress, humanOf: HumanOf): boolean {
  return 'committee' in step
    ? progress.committee?.confirmedBy !== undefined
    : step.needs.every((need) => missingOf(need, progress, humanOf) === 0);
}

/** The first step that is not done; `undefined` when everything has come together. */
export function currentStep(way: Pick<Way, 'steps'>, progress: Progress, humanOf: HumanOf): Step | undefined {
  return way.steps.find((step) => !isDone(step, progress, humanOf));
}
