import type { Action } from '../chat/card.ts';
import { isOwn, isSame, mayAct, type Reviewer } from './authority.ts';
import { decidingRole, type ReviewPolicy, reviewingRoles, wayOf } from './policy.ts';
import { claimedBy, type Review } from './review.ts';

/** The actions that this reader could do now. It only spares them a refusal: the click is checked all the same. */
export function actionsFor(
  reader: Reviewer,
  review: Review,
  actions: readonly Action[],
  policy: ReviewPolicy,
): readonly Action[] {
  const way = wayOf(policy, review.route);
  const reviews = mayAct(review, reader, reviewingRoles(way)).ok;
  const decides = decidingRole(way, reader.roles) !== undefined && !isOwn(review, reader);
  const claimer = claimedBy(review);
  const isMine = claimer !== undefined && isSame(reader, claimer);
  return actions.filter(({ id }) => {
    switch (id) {
      case 'review.comment':
        return mayAct(review, reader, [...reviewingRoles(way), ...way.advisers]).ok;
      case 'review.claim':
      case 'review.supplierFacts':
        return reviews;
      case 'review.takeOver':
        return reviews && !isMine;
      case 'review.release':
        return isMine;
      default:
        return decides && (claimer === undefined || isMine);
    }
  });
}
