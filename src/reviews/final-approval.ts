import type { Role } from '../chat/event.ts';
import { accept } from '../kernel/outcome.ts';
import type { ReviewFacts, ReviewOutcome } from './command.ts';
import { heldUpByLaw } from './held-up-by-law.ts';
import { wayOf } from './policy.ts';
import { committeeVoters, currentStep, type Terms } from './progress.ts';
import type { Review } from './review.ts';
import { isSevere } from './route.ts';
import { refusal } from './words.ts';

interface Completing {
  readonly by: string;
  readonly at: Date;
  readonly role: Role;
  readonly reason?: string;
}

/** The approval that all the votes come to, once nothing is missing; otherwise nothing has happened yet. */
export function completion(
  review: Review,
  completing: Completing,
  { policy, humanOf, openRisks, law }: Pick<ReviewFacts, 'policy' | 'humanOf' | 'openRisks' | 'law'>,
): ReviewOutcome {
  const { progress } = review;
  if (currentStep(wayOf(policy, review.route), progress, humanOf)) return accept([]);
  // Time has passed since the first votes, and the law may have moved with it.
  const heldUp = heldUpByLaw(law);
  if (heldUp) return heldUp;
  if (openRisks.length > 0) return refusal('risksOpen', openRisks.join(' '));
  if (isSevere(review.route) && decidersOf(review).size < 2) return refusal('onePerson');

  const terms = termsIn(review);
  const conditions = terms.flatMap((one) => one.conditions);
  const approval = {
    ...completing,
    submissionNumber: review.submissionNumber,
    policyVersion: policy.version,
    validUntil: earliest(terms.map(({ validUntil }) => validUntil)),
    nextReviewAt: earliest(terms.map(({ nextReviewAt }) => nextReviewAt)),
  };
  return accept([
    conditions.length === 0
      ? { kind: 'approved', ...approval }
      : { kind: 'approvedWithConditions', conditions, ...approval },
  ]);

  function decidersOf({ progress: { votes, committee } }: Review): ReadonlySet<string> {
    const confirmed = committee?.confirmedBy === undefined ? [] : [committee.recordedBy, committee.confirmedBy];
    return new Set([...votes.map(({ by }) => by), ...confirmed, ...committeeVoters(progress)].map(humanOf));
  }
}

/** Whatever anybody made a condition is one; it holds until the earliest day that anybody gave. */
function termsIn({ progress: { votes, committee } }: Review): readonly Terms[] {
  const decided =
    committee?.confirmedBy !== undefined && committee.outcome.verdict !== 'rejected' ? committee.outcome : undefined;
  return decided ? [...votes, decided] : votes;
}

function earliest(dates: readonly Date[]): Date {
  return dates.reduce((first, date) => (date < first ? date : first));
}
