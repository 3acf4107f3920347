import type { AuditLog, OutgoingMessages } from '../chat/router-stores.ts';
import { questionIdOf } from '../impact/ask-law.ts';
import type { LawFinding } from '../impact/law-finding.ts';
import { answerTo } from '../interviews/conditions.ts';
import type { NewId } from '../kernel/ids.ts';
import { beginningsBetween } from '../law/beginnings.ts';
import { classify, nextQuestions } from '../law/classify.ts';
import { differenceBetween, isDifferent } from '../law/difference.ts';
import type { Facts, FactValue } from '../law/facts.ts';
import type { Law } from '../law/law.ts';
import { lawKey } from '../law/version.ts';
import type { LawRun, LawRunStore } from './law-run-store.ts';
import { lawStanding } from './law-standing.ts';
import { isApproved, type Review } from './review.ts';
import type { ReviewStore } from './review-store.ts';
import type { Submission } from './submission.ts';

interface WatchStores {
  readonly lawRuns: LawRunStore;
  readonly reviews: ReviewStore;
  readonly outgoing: OutgoingMessages;
  readonly audit: AuditLog;
}

/** What one transaction computes in its time, also on the embedded database. */
const MOST_AT_ONCE = 100;

export type Watched =
  | { readonly kind: 'unchanged' }
  /** More wait: to be gone on with after this review. */
  | { readonly kind: 'more'; readonly after: string }
  | { readonly kind: 'completed'; readonly touched: number };

/**
 * Computes every assessment again, open or approved, when the rules have changed or a day of application has come: from its frozen facts and
 * the answers given since. Each is computed once for each change, whatever is interrupted and begun again; when the last is done, the team
 * gets one list. New questions go to the owner at once.
 */
export async function watchLaw(
  stores: WatchStores,
  law: Law,
  after: string | undefined,
  now: Date,
  newId: NewId,
): Promise<Watched> {
  const key = lawKey(law, now);
  if (await stores.lawRuns.change(key)) return { kind: 'unchanged' };
  const page = await stores.lawRuns.reviewsAfter(after, MOST_AT_ONCE);
  const touched: string[] = [];
  for (const reviewId of page) {
    const run = await computeAgain(stores, reviewId, { cause: key, law, now, newId });
    if (run?.isTouched) touched.push(reviewId);
  }
  if (touched.length > 0) await stores.outgoing.refresh(touched, now);
  const last = page.at(-1);
  if (last !== undefined && page.length === MOST_AT_ONCE) return { kind: 'more', after: last };
  return complete(stores, key, now);
}

async function complete(stores: WatchStores, key: string, now: Date): Promise<Watched> {
  const { lawRuns, outgoing, audit } = stores;
  const looked = await lawRuns.countOf(key);
  const { total: touched } = await lawRuns.touchedBy(key, { skip: 0, take: 0 });
  const [last] = await lawRuns.changes(1);
  await lawRuns.addChange({ key, previous: last?.key, looked, touched, completedAt: now });
  audit.record(
    { process: 'law.watch' },
    [{ kind: 'law.computedAgain', subjectId: key, details: { looked, touched } }],
    now,
  );
  if (touched > 0) {
    const view = { name: 'law.change', subjectId: key } as const;
    await outgoing.add([{ to: { kind: 'governance' }, content: { kind: 'view', view } }], now);
  }
  return { kind: 'completed', touched };
}

interface Again {
  readonly cause: string;
  readonly law: Law;
  readonly now: Date;
  readonly newId: NewId;
  readonly answer?: LawRun['answer'];
}

/** `undefined` where nothing was asked about the Act, or it was computed for this cause already. */
export async function computeAgain(
  { lawRuns, reviews, outgoing }: Pick<WatchStores, 'lawRuns' | 'reviews' | 'outgoing'>,
  reviewId: string,
  { cause, law, now, newId, answer }: Again,
): Promise<LawRun | undefined> {
  const record = await reviews.find(reviewId);
  const submission = (await reviews.submissions(reviewId)).at(-1);
  const before = submission?.law;
  if (!record || !submission || !before) return undefined;
  const earlier = await lawRuns.of(submission.id);
  if (earlier.some((one) => one.cause === cause)) return undefined;
  const facts = withAnswer(before.facts, answer);
  const finding = { on: now.toISOString().slice(0, 10), facts, result: classify(facts, now, law) };
  const begins = beginningsBetween(facts, new Date(before.on), now, law);
  const difference = differenceBetween(before.result, finding.result, begins);
  const asked = newQuestions(record.review, submission, finding, difference.asks, earlier, law);
  const run: LawRun = {
    ...{ id: newId(), reviewId, submissionId: submission.id, cause, finding, difference, asked, at: now },
    isTouched: isDifferent(difference),
    ...(answer ? { answer } : {}),
  };
  await lawRuns.add(run);
  if (asked.length > 0 && !answer) {
    const view = { name: 'law.questions', subjectId: reviewId } as const;
    await outgoing.add(
      [{ to: { kind: 'person', personId: record.review.ownerId }, content: { kind: 'view', view } }],
      now,
    );
  }
  return run;
}

function withAnswer(facts: Facts, answer: LawRun['answer']): Facts {
  if (!answer || answer.value === null) return facts;
  const value: FactValue = answer.value;
  return { ...facts, [answer.fact]: value };
}

/**
 * Of what is needed now and was not before, that which can still change what counts, and which nobody was asked yet: “I don't know” is
 * never asked again. What is under review is asked by its reviewers.
 */
function newQuestions(
  review: Review,
  submission: Submission,
  finding: LawFinding,
  asks: readonly string[],
  earlier: readonly LawRun[],
  law: Law,
): readonly string[] {
  if (!isApproved(review) || asks.length === 0) return [];
  const answered = new Set(earlier.flatMap(({ answer }) => answer?.fact ?? []));
  const { inForce } = lawStanding(finding, review.progress, law);
  return nextQuestions(finding.facts, law, inForce)
    .map(({ id }) => id)
    .filter((id) => asks.includes(id) && !answered.has(id))
    .filter((id) => answerTo(submission.answers ?? {}, questionIdOf(id)) === undefined);
}

/** What the owner was asked and has not answered, as far as it still matters, the most decisive first. */
export function openLawQuestions(
  review: Review,
  submission: Submission,
  runs: readonly LawRun[],
  law: Law,
): readonly string[] {
  const finding = submission.law;
  if (!finding || !isApproved(review)) return [];
  const asked = new Set(runs.flatMap((run) => run.asked));
  const answered = new Set(runs.flatMap(({ answer }) => answer?.fact ?? []));
  const { inForce } = lawStanding(finding, review.progress, law);
  return nextQuestions(finding.facts, law, inForce)
    .map(({ id }) => id)
    .filter((id) => asked.has(id) && !answered.has(id));
}
