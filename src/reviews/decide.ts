import { unreachable } from '../kernel/unreachable.ts';
import { approve } from './approve.ts';
import type { Reviewer } from './authority.ts';
import { claim, handOver, release } from './claiming.ts';
import type { ReviewCommand, ReviewFacts, ReviewOutcome } from './command.ts';
import { expire, revoke, supersede } from './ending.ts';
import { comment, recordSupplierFacts } from './remarks.ts';
import { resubmit } from './resubmit.ts';
import type { Review } from './review.ts';
import { reject, requestChanges, underDecision } from './verdicts.ts';

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
      return underDecision(review, command.version, by, facts, (role) =>
        approve(review, command, role, by, now, facts),
      );
    case 'requestChanges':
      return underDecision(review, command.version, by, facts, (role) =>
        requestChanges(review, command.requests, role, moment, facts),
      );
    case 'reject':
      return underDecision(review, command.version, by, facts, (role) =>
        reject(review, command.reason, role, moment, facts),
      );
    case 'comment':
      return comment(review, command, by, now, facts);
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
