import type { AssessmentState, FoundAssessment } from '../impact/assess.ts';
import type { Review } from '../reviews/review.ts';
import type { Stores } from '../storage/stores/stores.ts';

/** Where an assessment stands, from its interview and the review that it was submitted to. */
export async function assessmentState(
  { reviews }: Stores,
  { interview }: FoundAssessment['found'],
): Promise<Pick<FoundAssessment, 'state' | 'review'>> {
  const record = interview.reviewId === undefined ? undefined : await reviews.find(interview.reviewId);
  if (!record) return { state: interview.state.phase === 'cancelled' ? 'ended' : 'draft', review: undefined };
  const { id, reference } = record.review;
  return { state: STATES[record.review.state], review: { id, reference } };
}

const STATES: Readonly<Record<Review['state'], AssessmentState>> = {
  submitted: 'submitted',
  inReview: 'submitted',
  changesRequested: 'draft',
  approved: 'approved',
  approvedWithConditions: 'approved',
  rejected: 'ended',
  expired: 'ended',
  revoked: 'ended',
  superseded: 'ended',
};
