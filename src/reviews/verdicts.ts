import { accept } from '../kernel/outcome.ts';
import type { Reviewer } from './authority.ts';
import { isOwn, isSame } from './authority.ts';
import { type Capacity, capacitiesOf, inCapacity, isConcernedVoter } from './capacity.ts';
import type { ReviewFacts, ReviewOutcome } from './command.ts';
import { isTooShort, wayOf } from './policy.ts';
import { hasVoted } from './progress.ts';
import type { RequestedChange, Review } from './review.ts';
import { claimedBy, isContributor, isOpen, isRecused } from './review.ts';
import { refusal, rolesInWords, stateInWords } from './words.ts';

/** What every verdict has to pass: role, not one's own, the card that was shown, an open review, the claim. */
export function underDecision(
  review: Review,
  version: number,
  by: Reviewer,
  facts: ReviewFacts,
  verdict: (capacities: readonly [Capacity, ...Capacity[]]) => ReviewOutcome,
): ReviewOutcome {
  const { deciders } = wayOf(facts.policy, review.route);
  const held = capacitiesOf(deciders, by, facts);
  if (held.length === 0) return refusal('notAllowed', rolesInWords(deciders));
  if (isOwn(review, by)) return refusal('ownSubmission');
  if (isRecused(review, by)) return refusal('recused');
  if (isContributor(review, by)) return refusal('contributor');
  const [first, ...others] = held.filter((capacity) => !isConcernedVoter(review, capacity));
  if (!first) return refusal('absentConcerned');
  if (version !== review.version) return refusal('stale', stateInWords(review));
  if (!isOpen(review)) return refusal('alreadyDecided', stateInWords(review));
  // Where several decide, a claim only says who prepares it.
  const claimer = review.route.kind === 'declaration' ? claimedBy(review) : undefined;
  if (claimer !== undefined && !isSame(by, claimer)) return refusal('claimedByOther');
  return verdict([first, ...others]);
}

export function requestChanges(
  review: Review,
  requests: readonly RequestedChange[],
  capacity: Capacity,
  moment: Moment,
  { policy, questions }: ReviewFacts,
): ReviewOutcome {
  if (review.state === 'changesRequested') return refusal('awaitingChanges');
  if (requests.length === 0) return refusal('requestsMissing');
  for (const { questionId, remark } of requests) {
    const question = questions.find((asked) => asked.questionId === questionId);
    if (!question) return refusal('questionNotInSubmission', questionId);
    if (remark.trim() === '') return refusal('remarkMissing', question.label);
  }
  const { submissionNumber } = review;
  return accept([
    {
      kind: 'changesRequested',
      requests,
      ...inCapacity(capacity),
      submissionNumber,
      policyVersion: policy.version,
      ...moment,
    },
  ]);
}

/** Also while the submitter is asked for changes: they may never answer. */
export function reject(
  review: Review,
  reason: string,
  capacity: Capacity,
  moment: Moment,
  { policy, humanOf }: ReviewFacts,
): ReviewOutcome {
  const { by } = moment;
  const voters = capacity.absent ? [by, capacity.absent.personId] : [by];
  if (voters.some((id) => hasVoted(review.progress, id, humanOf))) return refusal('alreadyVoted');
  const text = reason.trim();
  if (isTooShort(text, policy)) return refusal('reasonMissing', String(policy.shortestReasonCharacters));
  const { submissionNumber } = review;
  return accept([
    {
      kind: 'rejected',
      reason: text,
      ...inCapacity(capacity),
      submissionNumber,
      policyVersion: policy.version,
      ...moment,
    },
  ]);
}

interface Moment {
  readonly by: string;
  readonly at: Date;
}
