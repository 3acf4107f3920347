import type { ImpactLevel } from '../impact/levels.ts';
import { type DecidedFacet, type DecidedValues, leavesOpen } from '../law/decided.ts';
import type { Reviewer } from './authority.ts';
import type { ReviewCommand, ReviewFacts } from './command.ts';
import { concernedIn } from './committee.ts';
import { latestValidity, reviewingRoles, wayOf } from './policy.ts';
import { LEVEL_FINDING } from './progress-after.ts';
import type { Review } from './review.ts';

/** What somebody does to a review by writing something into a form. */
export type WrittenKind =
  | 'approve'
  | 'approveWithConditions'
  | 'requestChanges'
  | 'reject'
  | 'revoke'
  | 'comment'
  | 'advise'
  | 'recuse'
  | 'setLevel'
  | 'decideLaw'
  | 'declineLowering'
  | 'recordCommittee'
  | 'returnCommittee'
  | 'recordSupplierFacts';

/** What a button says of the card that it stood on. */
export interface Shown {
  readonly review: Review;
  readonly version: number;
  /** Of which finding a lower value is to be settled. */
  readonly finding?: string | undefined;
}

const SOMETHING = '…';

/** The command with the least that its form can hold. Whoever is refused even this has no use for the form. */
export function leastCommand(
  kind: WrittenKind,
  { review, version, finding = LEVEL_FINDING }: Shown,
  now: Date,
  facts: ReviewFacts,
): ReviewCommand {
  const { policy, questions } = facts;
  const reason = SOMETHING.repeat(policy.shortestReasonCharacters);
  const terms = { version, nextReviewAt: latestValidity(policy, review.route, now), reason };
  switch (kind) {
    case 'approve':
      return { kind, ...terms };
    case 'approveWithConditions':
      return { kind, ...terms, conditions: [{ text: SOMETHING, precondition: false }] };
    case 'requestChanges':
      return {
        kind,
        version,
        requests: questions.slice(0, 1).map(({ questionId }) => ({ questionId, remark: SOMETHING })),
      };
    case 'reject':
    case 'revoke':
      return { kind, version, reason };
    case 'advise':
      return { kind, stance: 'inFavour', text: SOMETHING };
    case 'recuse':
      return { kind };
    case 'setLevel':
      return { kind, version, level: otherLevel(review), reason };
    case 'decideLaw':
      return { kind, version, values: otherValues(facts), reason };
    case 'declineLowering':
      return { kind, version, finding, reason };
    case 'returnCommittee':
      return { kind, version, reason };
    case 'recordCommittee':
      return { kind, version, minutes: { ...leastMinutes(review, facts, now), ...terms } };
    case 'comment':
      return { kind, text: SOMETHING };
    case 'recordSupplierFacts':
      return { kind, version, facts: { dataRegion: SOMETHING, trainsOnOurData: 'unknown', source: SOMETHING } };
  }
}

/** Whom anybody who may hand it over could hand it to. */
export function someColleague({ route }: Review, { policy }: Pick<ReviewFacts, 'policy'>): Reviewer {
  return { personId: SOMETHING, samePersonIds: [], roles: reviewingRoles(wayOf(policy, route)) };
}

function otherLevel({ route }: Review): ImpactLevel {
  return route.kind === 'assessment' && route.level === 'severe' ? 'high' : 'severe';
}

/** What is computed, on a facet on which nobody has decided; else another value of one that nothing waits for. */
function otherValues({ law }: ReviewFacts): DecidedValues {
  const free = (law?.facets ?? []).filter(({ proposed }) => !proposed);
  const undecided = free.find(({ isUndecided, inForce }) => isUndecided && !leavesOpen(inForce));
  if (undecided) return { [undecided.facet]: undecided.inForce };
  const [first] = free;
  return first ? { [first.facet]: EITHER[first.facet].find((value) => value !== first.inForce) } : {};
}

const EITHER: Readonly<Record<DecidedFacet, readonly [string, string]>> = {
  outOfScope: ['covered', 'outside'],
  prohibited: ['none', SOMETHING],
  highRisk: ['no', 'yes'],
  roles: ['none', SOMETHING],
  transparency: ['none', SOMETHING],
  gpai: ['no', 'model'],
};

/** Everybody was there, whoever could not decide stood aside, and the others agreed. */
function leastMinutes(review: Review, { committee, humanOf }: ReviewFacts, now: Date) {
  const recused = concernedIn(review, { attendees: committee, recused: [] }, { humanOf });
  const votes = { inFavour: committee.length - recused.length, against: 0, abstained: 0 };
  return { heldOn: now, attendees: committee, recused, votes, verdict: 'approved', conditions: [] } as const;
}
