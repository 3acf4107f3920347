import type { Assessment } from '../impact/assessment.ts';
import type { ReviewPicture } from '../reviews/review-picture.ts';
import type { RiskCriteria } from '../risks/risk-criteria.ts';
import type { RiskChange } from '../risks/risk-store.ts';
import type { ReportStores } from './gather.ts';
import { frozenRisks, type ReportedRisk } from './reported-risk.ts';

/**
 * The risks of the version before, with which what was submitted is compared: of an earlier submission of the same
 * review, else of the approved assessment that it carries on from. `undefined` where it is the first.
 */
export async function risksBefore(
  stores: ReportStores,
  assessment: Assessment,
  picture: ReviewPicture | undefined,
  criteria: RiskCriteria,
): Promise<readonly ReportedRisk[] | undefined> {
  if (!picture) return undefined;
  const earlier = (await stores.reviews.submissions(picture.record.review.id)).at(-2);
  if (earlier)
    return keptIn(stores, assessment.id, earlier.derived.treatment, picture.submission.submittedAt, criteria);
  const previousId = assessment.follows?.assessmentId;
  const record = previousId === undefined ? undefined : await stores.reviews.ofAssessment(previousId);
  const approved = record && (await stores.reviews.submissions(record.review.id)).at(-1);
  const decision = record && (await stores.reviews.decisions(record.review.id)).at(-1);
  if (previousId === undefined || !approved) return undefined;
  return keptIn(stores, previousId, approved.derived.treatment, decision?.decidedAt, criteria);
}

/** As they were submitted, and accepted until then. */
async function keptIn(
  stores: ReportStores,
  assessmentId: string,
  frozen: Parameters<typeof frozenRisks>[0] | undefined,
  until: Date | undefined,
  criteria: RiskCriteria,
): Promise<readonly ReportedRisk[]> {
  const risks = await stores.risks.of(assessmentId);
  const history = new Map<string, readonly RiskChange[]>();
  for (const { id } of risks) history.set(id, await stores.risks.history(id));
  return frozenRisks(frozen ?? [], risks, history, until, criteria).filter(({ state }) => state === 'kept');
}
