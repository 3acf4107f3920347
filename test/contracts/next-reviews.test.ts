import { beforeEach, describe, expect, it } from 'vitest';
import { remindOfNextReviews } from '../../src/impact/remind-of-next-reviews.ts';
import { newId } from '../../src/kernel/ids.ts';
import { evolve } from '../../src/reviews/review.ts';
import { databaseKinds } from '../support/database.ts';
import { aDecision, anInterview, aReview, aSubmission } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const DUE = new Date('2027-03-01T00:00:00Z');
const A_MONTH_BEFORE = new Date('2027-02-01T07:20:00Z');
const A_WEEK_BEFORE = new Date('2027-02-22T07:20:00Z');
const A_WEEK_AFTER = new Date('2027-03-08T07:20:00Z');

interface Begun {
  readonly id: string;
  readonly interview: string;
}

describe.each(databaseKinds)('next reviews on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let priya: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    priya = await organisation.person('Priya', ['governance']);
  });

  async function aSystem(name = 'Kestrel', state: 'approved' | 'retired' = 'approved'): Promise<string> {
    const entry = { name, aliases: [], supplierId: undefined, ownerId: undefined, state };
    return (await organisation.transact(({ register }) => register.createSystem(entry, NOW))).id;
  }

  /** Of Maya; the later ones follow an earlier one. */
  async function begun(systemId: string, follows?: string, startedAt = NOW): Promise<Begun> {
    const [id, interview] = [newId(), anInterview(newId(), maya)];
    await organisation.transact(async ({ assessments, interviews }) => {
      await interviews.create(interview);
      await assessments.create({
        ...{ id, reference: await assessments.nextReference(), interviewId: interview.id, systemId },
        ...{ declarationId: undefined, declaredNumber: undefined, startedById: maya },
        follows: follows === undefined ? undefined : { assessmentId: follows, changes: [] },
        ...{ standing: { level: 'low', oversight: 'use-policy', rules: [] }, startedAt },
      });
    });
    return { id, interview: interview.id };
  }

  /** Submitted, and decided on by Priya. */
  async function decided(
    { id, interview }: Begun,
    verdict: 'approved' | 'rejected' | 'expired' = 'approved',
  ): Promise<void> {
    await organisation.transact(async ({ reviews }) => {
      const route = { kind: 'assessment', level: 'low', assessmentId: id } as const;
      const review = { ...aReview(newId(), maya, await reviews.nextReference()), route };
      const submission = aSubmission(review.id, interview, maya);
      await reviews.create({ review, interviewId: interview, createdAt: NOW });
      await reviews.addSubmission(submission);
      const dates =
        verdict === 'rejected'
          ? { nextReviewAt: undefined, validUntil: undefined }
          : { nextReviewAt: DUE, validUntil: DUE };
      const recorded = verdict === 'rejected' ? verdict : 'approved';
      await reviews.addDecision(aDecision(submission, priya, { verdict: recorded, ...dates }), 'shown');
      const by = { by: priya, at: NOW, role: 'governance', submissionNumber: 1, policyVersion: 1 } as const;
      const after = evolve(
        review,
        verdict === 'rejected'
          ? { kind: 'rejected', reason: 'No.', ...by }
          : { kind: 'approved', ...by, nextReviewAt: DUE, validUntil: DUE },
      );
      await reviews.save(after, review.version, NOW);
      if (verdict === 'expired') await reviews.save(evolve(after, { kind: 'expired', at: DUE }), after.version, DUE);
    });
  }

  async function approved(systemId: string): Promise<string> {
    const one = await begun(systemId);
    await decided(one);
    return one.id;
  }
  const planned = async (before?: Date) =>
    (await organisation.transact(({ nextReviews }) => nextReviews.planned(before))).map(
      ({ assessmentId }) => assessmentId,
    );
  const remind = (now: Date) => organisation.transact((stores) => remindOfNextReviews(stores, now));
  const sent = async () => {
    const { rows } = await test.pool.query<{ to: { kind: string; personId?: string } }>(
      `SELECT destination AS to FROM outbox_message WHERE "organisationId" = $1 AND view->>'name' = 'assessment.nextReviews' ORDER BY id`,
      [organisation.id],
    );
    return rows.map(({ to }) => to.personId ?? to.kind);
  };

  it('are those of approved assessments of systems in use, with their day and owner', async () => {
    const id = await approved(await aSystem());
    await approved(await aSystem('Old', 'retired'));
    await begun(await aSystem('Draft'));

    const all = await organisation.transact(({ nextReviews }) => nextReviews.planned());

    expect(all).toEqual([
      expect.objectContaining({ assessmentId: id, ownerId: maya, dueAt: DUE, hasLapsed: false, reference: 'ASM-1' }),
    ]);
    expect(all[0]?.system).toMatchObject({ name: 'Kestrel', reference: 'AIS-1' });
    expect(await planned(DUE)).toEqual([]);
    expect(await planned(new Date(DUE.getTime() + 1))).toEqual([id]);
  });

  it('are over once the next version is begun, and come back when it is cancelled or rejected', async () => {
    const system = await aSystem();
    const id = await approved(system);
    const cancelled = await begun(system, id);
    expect(await planned()).toEqual([]);

    await organisation.transact(async ({ interviews }) => {
      const interview = await interviews.find(cancelled.interview);
      if (!interview) throw new Error('It is not there');
      await interviews.save(interview, { state: { ...interview.state, phase: 'cancelled' } }, NOW);
    });
    expect(await planned()).toEqual([id]);

    const rejected = await begun(system, id);
    expect(await planned()).toEqual([]);
    await decided(rejected, 'rejected');
    expect(await planned()).toEqual([id]);
  });

  it('stay where the approval has ended on its day, until something newer of the system is under way', async () => {
    const system = await aSystem();
    const lapsed = await begun(system);
    await decided(lapsed, 'expired');
    const one = await organisation.transact(({ nextReviews }) => nextReviews.of(lapsed.id));
    expect(one?.hasLapsed).toBe(true);

    await begun(system, undefined, new Date(NOW.getTime() + 1000));

    expect(await planned()).toEqual([]);
  });

  it('are over when every use of the system has ended', async () => {
    const system = await aSystem();
    const id = await approved(system);
    const use = await organisation.transact(({ register }) =>
      register.createUse(
        {
          ...{ systemId: system, state: 'approved', department: 'Sales', lane: 'light', ownerId: maya },
          ...{ submissionId: undefined, decisionId: undefined },
          facets: {
            ...{ product: 'Kestrel', account: 'company-team', purpose: 'meeting-notes', users: 'department' },
            ...{ countries: ['se'], data: ['internal'], connectors: [], circumstances: [] },
          },
        },
        NOW,
      ),
    );
    expect(await planned()).toEqual([id]);

    await organisation.transact(({ register }) => register.saveUse({ ...use, state: 'retired' }));

    expect(await planned()).toEqual([]);
  });

  it('remind their owner once for each lead, also when the job runs again or fails in between', async () => {
    const id = await approved(await aSystem());
    await expect(
      organisation.transact(async (stores) => {
        await remindOfNextReviews(stores, A_MONTH_BEFORE);
        throw new Error('The process died');
      }),
    ).rejects.toThrow('The process died');
    expect(await sent()).toEqual([]);

    expect(await remind(A_MONTH_BEFORE)).toEqual([id]);
    expect(await remind(A_MONTH_BEFORE)).toEqual([]);
    expect(await sent()).toEqual([maya]);
    expect(await remind(A_WEEK_BEFORE)).toEqual([id]);
    expect(await sent()).toEqual([maya, maya]);
    await remind(A_WEEK_AFTER);
    await remind(A_WEEK_AFTER);

    expect((await sent()).toSorted()).toEqual([maya, maya, maya, 'governance'].toSorted());
  });

  it('go to the team once their owner is gone', async () => {
    const id = await approved(await aSystem());
    await organisation.transact(({ people }) => people.erase(maya, NOW));

    expect(await remind(A_MONTH_BEFORE)).toEqual([id]);

    expect(await sent()).toEqual(['governance']);
  });

  it('belong to whom their owner was merged into', async () => {
    const id = await approved(await aSystem());
    const second = await organisation.person('Maja');
    await organisation.transact(({ people }) => people.merge(maya, second));

    expect(await organisation.transact(({ nextReviews }) => nextReviews.of(id))).toMatchObject({ ownerId: second });
  });
});
