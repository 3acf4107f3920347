import type { AssessmentStore } from '../impact/assessment.ts';
import type { Law } from '../law/law.ts';
import type { LawRun, LawRunStore } from '../reviews/law-run-store.ts';
import { lawStanding } from '../reviews/law-standing.ts';
import type { ReviewStore } from '../reviews/review-store.ts';
import type { TouchedEntry } from './law-change-card.ts';
import type { RegisterStore } from './register-store.ts';

export interface LawChangeStores {
  readonly lawRuns: LawRunStore;
  readonly reviews: ReviewStore;
  readonly assessments: AssessmentStore;
  readonly register: RegisterStore;
}

/** Those that a change touches, so many from one on, as their register entries are called now. */
export async function touchedBy(
  stores: LawChangeStores,
  key: string,
  page: { readonly skip: number; readonly take: number },
  law: Law,
): Promise<{ readonly total: number; readonly entries: readonly TouchedEntry[] }> {
  const { total, runs } = await stores.lawRuns.touchedBy(key, page);
  const systems = new Map((await stores.register.systems()).map((system) => [system.id, system]));
  const entries: TouchedEntry[] = [];
  for (const run of runs) {
    const record = await stores.reviews.find(run.reviewId);
    if (record?.review.route.kind !== 'assessment') continue;
    const { review } = record;
    const assessment = await stores.assessments.find(record.review.route.assessmentId);
    const system = assessment?.systemId === undefined ? undefined : systems.get(assessment.systemId);
    entries.push({
      reference: system?.reference ?? assessment?.reference ?? review.reference,
      name: system?.name ?? 'not in the register yet',
      reviewId: review.id,
      difference: run.difference,
      asked: run.asked,
      toDecide: isToDecide(run, review.progress, law),
    });
  }
  return { total, entries };
}

function isToDecide({ finding }: LawRun, progress: Parameters<typeof lawStanding>[1], law: Law): boolean {
  return lawStanding(finding, progress, law).facets.some(({ decided, isUndecided }) => decided && isUndecided);
}
