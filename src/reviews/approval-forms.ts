import type { Form, Input } from '../chat/form.ts';
import { latestValidity, type ReviewPolicy } from './policy.ts';
import type { Review } from './review.ts';
import { formOf, INPUT, isoDay, linesInput, nextReviewInput, reasonInput } from './review-form.ts';
import type { VoteForm } from './vote-form.ts';

const NO_VOTE: VoteForm = { capacities: [], departs: false };

export function approveForm(review: Review, policy: ReviewPolicy, now: Date, vote: VoteForm = NO_VOTE): Form {
  return formOf(review, 'review.approve', 'Approve', 'Approve', [
    ...voteInputs(vote),
    reasonInput('What the submitter should know', false, vote),
    nextReviewInput(review, policy, now),
    {
      kind: 'date',
      id: INPUT.validUntil,
      label: 'Approved until',
      value: isoDay(latestValidity(policy, review.route, now)),
    },
  ]);
}

export function conditionsForm(review: Review, policy: ReviewPolicy, now: Date, vote: VoteForm = NO_VOTE): Form {
  return formOf(review, 'review.approveWithConditions', 'Approve with conditions', 'Approve with conditions', [
    ...voteInputs(vote),
    linesInput(INPUT.conditions, 'Conditions', 'One per line. They hold as long as it is used.'),
    linesInput(
      INPUT.preconditions,
      'Before it may be used',
      'One per line. Nothing is covered until these are verified.',
    ),
    reasonInput('Why', false, vote),
    nextReviewInput(review, policy, now),
  ]);
}

function voteInputs({ capacities: [first, ...others] }: VoteForm): readonly Input[] {
  if (!first || others.length === 0) return [];
  const choices = [first, ...others];
  return [{ kind: 'choice', id: INPUT.as, label: 'You decide as', required: true, value: first.id, choices }];
}
