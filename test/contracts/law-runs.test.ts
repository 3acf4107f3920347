import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { touchedSystems } from '../../src/law/beginnings.ts';
import { classify } from '../../src/law/classify.ts';
import { loadLaw } from '../../src/law/load-law.ts';
import { lawKey } from '../../src/law/version.ts';
import { touchedBy } from '../../src/register/law-changes.ts';
import { watchLaw } from '../../src/reviews/law-watch.ts';
import { evolve } from '../../src/reviews/review.ts';
import { databaseKinds } from '../support/database.ts';
import { aDecision, aReview, aSubmission } from '../support/records.ts';
import { openTestStorage, type TestOrganisation, type TestStorage } from '../support/storage.ts';
import { workedPairs } from '../unit/law/worked-case.ts';

const law = await loadLaw();
const THE_DAY_BEFORE = new Date('2026-12-01T08:00:00Z');
const THE_DAY = new Date('2026-12-02T06:45:00Z');
const SYSTEMS = 200;

const worked = workedPairs().flatMap(({ first, second }) => [first, second]);
const systems = Array.from({ length: SYSTEMS }, (_, at) => ({
  reference: `ASM-${at + 1}`,
  name: `System ${at + 1}`,
  facts: worked[at % worked.length]?.facts ?? {},
}));

describe.each(databaseKinds)('a register of two hundred systems when a day of application comes (%s)', (kind) => {
  let test: TestStorage;
  let organisation: TestOrganisation;
  beforeAll(async () => {
    test = await openTestStorage(kind);
    organisation = await test.organisation();
    const maya = await organisation.person('Maya');
    const priya = await organisation.person('Priya', ['governance']);
    for (const { reference, facts } of systems)
      await organisation.transact(async ({ reviews, assessments }) => {
        const [id, interviewId, reviewId] = [newId(), newId(), newId()];
        await assessments.create({
          ...{
            id,
            reference,
            interviewId,
            declarationId: undefined,
            declaredNumber: undefined,
            follows: undefined,
            systemId: undefined,
            startedById: maya,
          },
          ...{ standing: { level: 'low', oversight: 'use-policy', rules: [] }, startedAt: THE_DAY_BEFORE },
        });
        const begun = aReview(reviewId, maya, reference.replace('ASM', 'REV'));
        const review = { ...begun, route: { kind: 'assessment', level: 'low', assessmentId: id } } as const;
        await reviews.create({ review, interviewId, createdAt: THE_DAY_BEFORE });
        const submission = aSubmission(reviewId, interviewId, maya);
        const finding = { on: '2026-12-01', facts, result: classify(facts, THE_DAY_BEFORE, law) };
        await reviews.addSubmission({ ...submission, derived: { ...submission.derived, law: finding } });
        await reviews.addDecision(aDecision(submission, priya), 'shown');
        const dates = { validUntil: THE_DAY, nextReviewAt: THE_DAY, policyVersion: 1, submissionNumber: 1 };
        const approved = { kind: 'approved', by: priya, at: THE_DAY_BEFORE, role: 'governance', ...dates } as const;
        await reviews.save(evolve(review, approved), review.version, THE_DAY_BEFORE);
      });
  }, 120_000);
  afterAll(() => test.close());

  const watch = (after?: string) => organisation.transact((stores) => watchLaw(stores, law, after, THE_DAY, newId));

  it('is computed in parts, of which none is lost or done twice when one dies', async () => {
    const first = await watch();
    if (first.kind !== 'more') throw new Error('It took one part only');
    await expect(
      organisation.transact(async (stores) => {
        await watchLaw(stores, law, first.after, THE_DAY, newId);
        throw new Error('The process died');
      }),
    ).rejects.toThrow('The process died');

    // The next day begins anew, and passes over what is done.
    const again = await watch();
    if (again.kind !== 'more') throw new Error('It forgot the rest');
    const rest = await watch(again.after);
    const end = rest.kind === 'more' ? await watch(rest.after) : rest;

    expect(end.kind).toBe('completed');
    expect(await watch()).toEqual({ kind: 'unchanged' });
    const key = lawKey(law, THE_DAY);
    const change = await organisation.transact(({ lawRuns }) => lawRuns.change(key));
    expect(change).toMatchObject({ looked: SYSTEMS });
  }, 120_000);

  it('lists exactly those that 2 December 2026 touches, each with what begins', async () => {
    const expected = touchedSystems(systems, THE_DAY_BEFORE, THE_DAY, law);
    const { total, entries } = await organisation.transact((stores) =>
      touchedBy(stores, lawKey(law, THE_DAY), { skip: 0, take: SYSTEMS }, law),
    );

    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(SYSTEMS);
    expect(total).toBe(expected.length);
    expect(entries.map(({ reference }) => reference).toSorted()).toEqual(
      expected.map(({ reference }) => reference).toSorted(),
    );
    for (const { reference, difference } of entries) {
      const begins = expected.find((one) => one.reference === reference)?.begins.map(({ rule }) => rule) ?? [];
      expect(difference.begun.map(({ rule }) => rule).toSorted()).toEqual(begins.toSorted());
    }
  });
});
