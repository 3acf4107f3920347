import { unreachable } from '../kernel/unreachable.ts';
import { advise } from './advise.ts';
import { approve } from './approve.ts';
import type { Reviewer } from './authority.ts';
import { claim, handOver, release } from './claiming.ts';
import type { ReviewCommand, ReviewFacts, ReviewOutcome } from './command.ts';
import { confirmCommittee, recordCommittee, returnCommittee } from './committee.ts';
import { decideLaw } from './decide-law.ts';
import { expire, revoke, supersede } from './ending.ts';
import { recuse } from './recuse.ts';
import { comment, recordSupplierFacts } from './remarks.ts';
import { resubmit } from './resubmit.ts';
import type { Review } from './review.ts';
import { setLevel } from './set-level.ts';
import { confirmLowering, declineLowering } from './settle.ts';
import { reject, requestChanges, underDecision } from './verdicts.ts';
import { vote } from './vote.ts';

/** Whether a person may do this to a review now, and what then has happened. Deny by default. */
export function decide(
  review: Review,
  command: ReviewCommand,
  by: Reviewer,
  now: Date,
  facts: ReviewFacts,
): ReviewOutcome {
  const moment = { by: by.personId, at: now };
  switch (command.kind) {
    case 'claim':
      return claim(review, command.takeOver ?? false, by, now, facts);
    case 'release':
      return release(review, by, now, facts);
    case 'handOver':
      return handOver(review, command.to, by, now, facts);
    case 'approve':
    case 'approveWithConditions':
      return underDecision(review, command.version, by, facts, (capacities) =>
        review.route.kind === 'declaration'
          ? approve(review, command, capacities[0], by, now, facts)
          : vote(review, command, capacities, by, now, facts),
      );
    case 'requestChanges':
      return underDecision(review, command.version, by, facts, ([first]) =>
        requestChanges(review, command.requests, first, moment, facts),
      );
    case 'reject':
      return underDecision(review, command.version, by, facts, ([first]) =>
        reject(review, command.reason, first, moment, facts),
      );
    case 'comment':
      return comment(review, command, by, now, facts);
    case 'advise':
      return advise(review, command, by, now, facts);
    case 'recuse':
      return recuse(review, command, by, now, facts);
    case 'setLevel':
      return setLevel(review, command, by, now, facts);
    case 'decideLaw':
      return decideLaw(review, command, by, now, facts);
    case 'confirmLowering':
      return confirmLowering(review, command, by, now, facts);
    case 'declineLowering':
      return declineLowering(review, command, by, now, facts);
    case 'recordCommittee':
      return recordCommittee(review, command, by, now, facts);
    case 'confirmCommittee':
      return confirmCommittee(review, command, by, now, facts);
    case 'returnCommittee':
      return returnCommittee(review, command, by, now, facts);
    case 'recordSupplierFacts':
      return recordSupplierFacts(review, command, by, now, facts);
    case 'resubmit':
      return resubmit(review, command, by, now, facts);
    case 'revoke':
      return revoke(review, command, by, now, facts);
    case 'expire':
      return expire(review, now);
    case 'supersede':
      return supersede(review, command.byReference, by, now, facts);
    default:
      return unreachable(command);
  }
}
