import type { ImpactLevel } from '../impact/levels.ts';
import type { ReviewCommand, ReviewFacts } from './command.ts';
import { concernedIn } from './committee.ts';
import { latestValidity } from './policy.ts';
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
  | 'declineLevel'
  | 'recordCommittee'
  | 'returnCommittee'
  | 'recordSupplierFacts';

const SOMETHING = '…';

/** The command with the least that its form can hold. Whoever is refused even this has no use for the form. */
export function leastCommand(
  kind: WrittenKind,
  review: Review,
  version: number,
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
    case 'declineLevel':
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

function otherLevel({ route }: Review): ImpactLevel {
  return route.kind === 'assessment' && route.level === 'severe' ? 'high' : 'severe';
}

/** Everybody was there, whoever could not decide stood aside, and the others agreed. */
function leastMinutes(review: Review, { committee, humanOf }: ReviewFacts, now: Date) {
  const recused = concernedIn(review, { attendees: committee, recused: [] }, { humanOf });
  const votes = { inFavour: committee.length - recused.length, against: 0, abstained: 0 };
  return { heldOn: now, attendees: committee, recused, votes, verdict: 'approved', conditions: [] } as const;
}
