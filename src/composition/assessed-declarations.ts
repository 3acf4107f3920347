import { assessmentsOf, type FoundAssessment } from '../impact/assess.ts';
import { stateInWords } from '../impact/assessment-cards.ts';
import type { CarryOver } from '../impact/carry-over.ts';
import { type ReviewPolicy, wayOf } from '../reviews/policy.ts';
import type { Review } from '../reviews/review.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { assessmentState } from './assessment-state.ts';
import { changesSince, sinceInWords } from './declared-changes.ts';

/** The assessment of a declaration that counts most: an approved one, else the newest. */
async function assessmentFor(stores: Stores, reviewId: string): Promise<FoundAssessment | undefined> {
  const all = await assessmentsOf(stores, { kind: 'declaration', id: reviewId }, { stateOf: assessmentState });
  return all.find(({ state }) => state === 'approved') ?? all[0];
}

/** Whether an impact assessment is approved of what is declared now, or nobody need mind what changed since. */
export async function isAssessed(stores: Stores, reviewId: string, carryOver: CarryOver): Promise<boolean> {
  const one = await assessmentFor(stores, reviewId);
  return one?.state === 'approved' && (await changesSince(stores, carryOver, one.assessment)).changes.length === 0;
}

/** What reviewers of a declaration read of its assessment, where it needs one. */
export function assessmentInWords(policy: ReviewPolicy, carryOver: CarryOver) {
  return async (stores: Stores, review: Review) => {
    if (!wayOf(policy, review.route).needsAssessment) return undefined;
    const one = await assessmentFor(stores, review.id);
    if (!one) return { words: 'not begun yet' };
    const [newest = one] = await assessmentsOf(
      stores,
      { kind: 'declaration', id: review.id },
      { stateOf: assessmentState },
    );
    const next =
      newest.assessment.id === one.assessment.id ? '' : `; ${newest.assessment.reference} is ${stateInWords(newest)}`;
    const state = `${one.assessment.reference}: ${stateInWords(one)}`;
    const since = one.state === 'approved' ? await changesSince(stores, carryOver, one.assessment) : undefined;
    const isOutdated = since !== undefined && since.changes.length > 0;
    const finder = since?.immaterial && (await stores.people.find(since.immaterial.by))?.displayName;
    const immaterial = since?.immaterial
      ? `; what changed since does not matter to it (${finder ?? 'a colleague'})`
      : '';
    return {
      words: isOutdated ? `${state}, ${sinceInWords(since.changes)}${next}` : `${state}${immaterial}`,
      ...(isOutdated ? { isOutdated } : {}),
      ...(one.review ? { reviewId: one.review.id } : {}),
    };
  };
}
