import type { ReviewCommand, ReviewFacts } from './command.ts';
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
  | 'recordSupplierFacts';

const SOMETHING = '…';

/** The command with the least that its form can hold. Whoever is refused even this has no use for the form. */
export function leastCommand(
  kind: WrittenKind,
  review: Review,
  version: number,
  now: Date,
  { policy, questions }: ReviewFacts,
): ReviewCommand {
  const reason = SOMETHING.repeat(policy.shortestReasonCharacters);
  const terms = { version, nextReviewAt: latestValidity(policy, review.route, now) };
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
    case 'comment':
      return { kind, text: SOMETHING };
    case 'recordSupplierFacts':
      return { kind, version, facts: { dataRegion: SOMETHING, trainsOnOurData: 'unknown', source: SOMETHING } };
  }
}
