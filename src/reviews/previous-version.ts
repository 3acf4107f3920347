import type { AssessmentStore } from '../impact/assessment.ts';
import type { Review } from './review.ts';
import type { PreviousVersion } from './review-picture.ts';
import type { ReviewStore } from './review-store.ts';

/** What was approved of the version of an assessment before, for those who decide on this one or read of it. */
export async function previousVersion(
  { assessments, reviews }: { readonly assessments: AssessmentStore; readonly reviews: ReviewStore },
  { route }: Review,
): Promise<PreviousVersion | undefined> {
  const assessment = route.kind === 'assessment' ? await assessments.find(route.assessmentId) : undefined;
  const previous = assessment?.follows && (await assessments.find(assessment.follows.assessmentId));
  const record = previous && (await reviews.ofAssessment(previous.id));
  const submission = record && (await reviews.submissions(record.review.id)).at(-1);
  if (!previous || !submission) return undefined;
  return { reference: previous.reference, answers: submission.answers, derived: submission.derived };
}
