import type { Action } from '../chat/card.ts';
import { isOwn, type Reviewer } from './authority.ts';
import type { ReviewCommand, ReviewFacts } from './command.ts';
import { decide } from './decide.ts';
import { leastCommand, someColleague, type WrittenKind } from './least-command.ts';
import type { Review } from './review.ts';
import type { RefusalCode } from './words.ts';

/** The actions that this reader could do now. It only spares them a refusal: the click is checked all the same. */
export function actionsFor(
  reader: Reviewer,
  review: Review,
  actions: readonly Action[],
  now: Date,
  facts: ReviewFacts,
): readonly Action[] {
  return actions.filter(({ id, value }) => {
    // Whose it is replies instead.
    if (id === 'review.comment' && isOwn(review, reader)) return false;
    const command = commandOf(id, String(value.finding ?? ''), review, now, facts);
    const outcome = command && decide(review, command, reader, now, facts);
    return outcome === undefined || outcome.ok || !isNotTheirs(outcome.code);
  });
}

/** A refusal that only somebody else, or a later step, could escape. What is missing in it is told at the click. */
function isNotTheirs(code: RefusalCode): boolean {
  return NOT_THEIRS.includes(code);
}

const NOT_THEIRS: readonly RefusalCode[] = [
  ...(['notAllowed', 'ownSubmission', 'claimedByOther', 'alreadyYours', 'notClaimed'] as const),
  ...(['recused', 'contributor', 'absentConcerned', 'alreadyVoted', 'notYourTurn'] as const),
  ...(['votesGiven', 'loweringOpen'] as const),
  ...(['nothingProposed', 'samePerson', 'noCommittee', 'nothingRecorded', 'chairAbsent', 'noLevel'] as const),
  ...(['noLaw'] as const),
];

const WRITTEN: Readonly<Record<string, WrittenKind>> = {
  'review.approve': 'approve',
  'review.approveWithConditions': 'approveWithConditions',
  'review.requestChanges': 'requestChanges',
  'review.reject': 'reject',
  'review.revoke': 'revoke',
  'review.comment': 'comment',
  'review.supplierFacts': 'recordSupplierFacts',
  'review.advise': 'advise',
  'review.recuse': 'recuse',
  'review.setLevel': 'setLevel',
  'review.decideLaw': 'decideLaw',
  'review.declineLowering': 'declineLowering',
  'review.recordCommittee': 'recordCommittee',
  'review.returnCommittee': 'returnCommittee',
};

function commandOf(
  actionId: string,
  finding: string,
  review: Review,
  now: Date,
  facts: ReviewFacts,
): ReviewCommand | undefined {
  const { version } = review;
  const written = WRITTEN[actionId];
  if (written) return leastCommand(written, { review, version, finding }, now, facts);
  switch (actionId) {
    case 'review.claim':
    case 'review.takeOver':
      return { kind: 'claim', takeOver: true };
    case 'review.handOver':
      return { kind: 'handOver', to: someColleague(review, facts) };
    case 'review.release':
      return { kind: 'release' };
    case 'review.confirmLowering':
      return { kind: 'confirmLowering', version, finding };
    case 'review.confirmCommittee':
      return { kind: 'confirmCommittee', version };
    default:
      return undefined;
  }
}
