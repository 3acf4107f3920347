import { action } from '../chat/capability.ts';
import type { Action } from '../chat/card.ts';
import { FACET_LABELS } from '../impact/law-words.ts';
import { isOpen, type Review } from './review.ts';
import type { ReviewCardData } from './review-card-data.ts';

/** What reviewers can do from the card; each click is checked again. */
export function reviewActions(data: ReviewCardData): readonly Action[] {
  const { review, assessment } = data;
  if (!assessment?.isOutdated || !isOpen(review)) return deciding(data);
  const immaterial = action('assessment.immaterial', 'The change does not matter', { declaration: review.id }, 'quiet');
  return [...deciding(data), immaterial];
}

/** Nothing is left to decide once it is decided; an approval can only be revoked. */
function deciding(data: ReviewCardData): readonly Action[] {
  const { review } = data;
  const value = { review: review.id, version: review.version };
  if (review.state === 'approved' || review.state === 'approvedWithConditions') {
    return [...settling(data), action('review.revoke', 'Revoke the approval', value, 'danger')];
  }
  if (!isOpen(review)) return [];
  const reject = action('review.reject', 'Reject', value, 'danger');
  const comment = action('review.comment', 'Comment', value, 'quiet');
  const takeOver = action('review.takeOver', 'Take over', value);
  const handOver = action('review.handOver', 'Hand over', value, 'quiet');
  const advise = action('review.advise', 'Give advice', value, 'quiet');
  const recuse = action('review.recuse', 'Stand aside', value, 'quiet');
  if (review.state === 'changesRequested') return [takeOver, handOver, comment, advise, recuse, reject];
  const claiming =
    review.state === 'submitted'
      ? [action('review.claim', 'Claim', value)]
      : [takeOver, action('review.release', 'Release', value, 'quiet')];
  return [
    ...claiming,
    action('review.approve', 'Approve', value, 'primary'),
    action('review.approveWithConditions', 'Approve with conditions', value),
    action('review.requestChanges', 'Ask for changes', value),
    reject,
    ...settling(data),
    handOver,
    comment,
    advise,
    recuse,
    ...(review.route.kind === 'declaration' ? [action('review.supplierFacts', 'Supplier facts', value, 'quiet')] : []),
  ];
}

/** The level, the law and the committee, where there are any. What was proposed comes first: everything waits for it. */
function settling(data: ReviewCardData): readonly Action[] {
  const { review, committeeDecides = false } = data;
  const { id, version, route, progress } = review;
  if (route.kind !== 'assessment') return [];
  const value = { review: id, version };
  const proposals = progress.proposed.flatMap(({ finding }) => {
    const facet = data.lawFacets?.find((one) => one.proposed?.finding === finding)?.facet;
    const what = facet ? FACET_LABELS[facet].toLowerCase() : 'level';
    const settled = { ...value, finding };
    return [
      action('review.confirmLowering', facet ? `Confirm: ${what}` : 'Confirm the lower level', settled, 'primary'),
      action('review.declineLowering', facet ? `Keep: ${what}` : 'Keep the level', settled),
    ];
  });
  const law = data.lawFacets ? [action('review.decideLaw', 'Decide on the AI Act', value, 'quiet')] : [];
  if (!isOpen(review)) return [...proposals, ...law];
  if (proposals.length > 0) return [...proposals, ...law];
  return [...law, ...levelAndCommittee(review, committeeDecides)];
}

function levelAndCommittee(
  { id, version, progress: { votes, committee } }: Review,
  committeeDecides: boolean,
): readonly Action[] {
  const value = { review: id, version };
  const level = votes.length > 0 || committee ? [] : [action('review.setLevel', 'Another level', value, 'quiet')];
  if (!committeeDecides || committee?.confirmedBy !== undefined) return level;
  return committee
    ? [
        action('review.confirmCommittee', 'Confirm the record', value, 'primary'),
        action('review.returnCommittee', 'Send the record back', value),
      ]
    : [...level, action('review.recordCommittee', 'Record the committee', value)];
}
