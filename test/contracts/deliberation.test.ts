import { beforeEach, describe, expect, it } from 'vitest';
import type { ImpactLevel } from '../../src/impact/levels.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { NewSubmission } from '../../src/reviews/submission.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { databaseKinds } from '../support/database.ts';
import { aDecision, anInterview, aReview, aSubmission, aVote } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const NOBODY = { inPlaceOf: undefined, delegationId: undefined };
const LATER = new Date(NOW.getTime() + 86_400_000);

describe.each(databaseKinds)('deliberations on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let olga: string;
  let priya: string;
  let lena: string;
  let ming: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    olga = await organisation.person('Olga');
    priya = await organisation.person('Priya', ['governance']);
    lena = await organisation.person('Lena', ['legal']);
    ming = await organisation.person('Ming', ['committee-chair', 'committee']);
  });

  const begin = async (change: Partial<NewSubmission> = {}, level: ImpactLevel = 'high'): Promise<NewSubmission> => {
    const interview = anInterview(newId(), maya);
    const route = { kind: 'assessment', level, assessmentId: newId() } as const;
    const review = { ...aReview(newId(), maya, `REV-${newId()}`), ownerId: olga, route };
    const submission = { ...aSubmission(review.id, interview.id, maya), ...change };
    await organisation.transact(async ({ interviews, reviews }) => {
      await interviews.create(interview);
      await reviews.create({ review, interviewId: interview.id, createdAt: NOW });
      await reviews.addSubmission(submission);
    });
    return submission;
  };
  const deed = ({ id, reviewId }: NewSubmission, by: string, role: string) => ({
    ...{ id: newId(), reviewId, submissionId: id, identityId: newId(), by, role, at: NOW, shown: 'what was shown' },
    ...{ policyVersion: 2, reason: `Because ${role}` },
  });
  const votes = (submission: NewSubmission, by: string, change: object = {}) =>
    organisation.transact(({ deliberation }) =>
      deliberation.addVote({ ...aVote(deed(submission, by, 'governance')), ...change }),
    );
  const progress = ({ reviewId }: NewSubmission) =>
    organisation.transact(async ({ reviews }) => (await reviews.find(reviewId))?.review.progress);
  const merge = (personId: string, into: string) =>
    test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE "organisationId" = $2 AND id = $3', [
      into,
      organisation.id,
      personId,
    ]);
  const minutesOf = (attendees: readonly string[], inFavour: number, against = 0) => ({
    ...{ recordedBy: lena, recordedAt: NOW, heldOn: NOW, attendees, recused: [], reason: 'Agreed.' },
    votes: { inFavour, against, abstained: 0 },
    outcome: { verdict: 'approved', conditions: [], validUntil: LATER, nextReviewAt: LATER } as const,
  });
  const records = (submission: NewSubmission, inFavour = 1, by = lena) =>
    organisation.transact(({ deliberation }) =>
      deliberation.addMinutes({
        ...deed(submission, by, 'committee-secretary'),
        ...{ record: minutesOf([ming], inFavour), dissent: 'I dissent.' },
      }),
    );
  const proposes = (submission: NewSubmission, by = priya) =>
    organisation.transact(({ deliberation }) =>
      deliberation.addOverride({
        ...deed(submission, by, 'governance'),
        ...{ finding: 'impact.level', computed: 'high', decided: 'low', isLowering: true },
      }),
    );
  const rules = (work: (stores: Stores['deliberation']) => Promise<void>) =>
    organisation.transact(({ deliberation }) => work(deliberation));

  it('give back what was said, with its words', async () => {
    const submission = await begin();
    const terms = { verdict: 'approvedWithConditions', conditions: [{ text: 'Tell them', precondition: false }] };
    await votes(submission, priya, terms);
    await organisation.transact(async ({ deliberation }) => {
      const advice = {
        stance: 'against',
        formal: true,
        text: 'Better not.',
        inPlaceOf: undefined,
        delegationId: undefined,
      } as const;
      const { reason: _, policyVersion: _version, ...said } = deed(submission, lena, 'legal');
      await deliberation.addAdvice({ ...said, ...advice });
      await deliberation.addRecusal(deed(submission, ming, 'committee'));
    });

    const said = await organisation.transact(({ deliberation }) => deliberation.of(submission.reviewId));

    expect(said).toMatchObject({
      votes: [{ by: priya, role: 'governance', ...terms, reason: 'Because governance' }],
      advice: [{ by: lena, stance: 'against', formal: true, text: 'Better not.' }],
      recusals: [{ by: ming, reason: 'Because committee' }],
    });
    expect(await progress(submission)).toMatchObject({
      votes: [{ by: priya, ...terms, validUntil: expect.any(Date) }],
      advice: [{ by: lena, stance: 'against', formal: true }],
    });
  });

  it('count for the submission in hand alone', async () => {
    const submission = await begin();
    await votes(submission, priya);
    await organisation.transact(async ({ reviews }) => {
      const record = await reviews.find(submission.reviewId);
      if (record) await reviews.save({ ...record.review, submissionNumber: 2, version: 2 }, 1, NOW);
      await reviews.addSubmission({ ...submission, id: newId(), number: 2 });
    });

    expect(await progress(submission)).toEqual({ votes: [], advice: [], overrides: [], proposed: [] });
  });

  it('hold no vote of whoever submitted or owns it, under whichever account', async () => {
    const submission = await begin();
    const again = await organisation.person('Olga again', ['governance']);
    await merge(again, olga);

    for (const by of [maya, olga, again]) await expect(votes(submission, by)).rejects.toThrow();
    const advice = {
      stance: 'against',
      formal: true,
      text: 'No.',
      inPlaceOf: undefined,
      delegationId: undefined,
    } as const;
    const { reason: _, policyVersion: _version, ...own } = deed(submission, maya, 'legal');
    await expect(rules((store) => store.addAdvice({ ...own, ...advice }))).rejects.toThrow(/other than the submitter/);
    await expect(proposes(submission, olga)).rejects.toThrow();
    expect(await progress(submission)).toEqual({ votes: [], advice: [], overrides: [], proposed: [] });
  });

  it('hold no vote of whoever wrote parts of it, under whichever account; they advise', async () => {
    const tom = await organisation.person('Tom', ['legal']);
    const again = await organisation.person('Tom again', ['governance']);
    await merge(again, tom);
    const submission = await begin({ contributors: [tom] });

    for (const by of [tom, again]) await expect(votes(submission, by)).rejects.toThrow(/answered no part of it/);
    await expect(proposes(submission, tom)).rejects.toThrow(/answered no part of it/);
    await expect(records(submission, 1, tom)).rejects.toThrow(/answered no part of it/);
    const decision = aDecision(submission, tom);
    const decides = organisation.transact(({ reviews }) => reviews.addDecision(decision, 'shown'));
    await expect(decides).rejects.toThrow(/answered no part of it/);
    await records(submission);
    const rulesOn = rules((store) => store.ruleOnMinutes('confirmed', deed(submission, tom, 'committee-chair')));
    await expect(rulesOn).rejects.toThrow(/answered no part of it/);

    const advice = { stance: 'against', formal: true, text: 'No.', ...NOBODY } as const;
    const { reason: _, policyVersion: _version, ...said } = deed(submission, tom, 'legal');
    await rules((store) => store.addAdvice({ ...said, ...advice }));
    await votes(submission, priya);
    expect(await progress(submission)).toMatchObject({ votes: [{ by: priya }], advice: [{ by: tom }] });
  });

  it('hold no minutes in which somebody took part who wrote parts of it', async () => {
    const submission = await begin({ contributors: [ming] });

    await expect(records(submission)).rejects.toThrow(/answered no part of it/);
  });

  it('hold one vote of a person, under whichever account and through whomever', async () => {
    const submission = await begin();
    const again = await organisation.person('Priya again', ['governance']);
    await merge(again, priya);
    const delegation = { id: newId(), absentId: lena, delegateId: priya, from: NOW, until: LATER, recordedAt: NOW };
    await organisation.transact(({ delegations }) => delegations.add({ ...delegation, identityId: newId() }));
    await votes(submission, priya, { inPlaceOf: lena, delegationId: delegation.id, role: 'legal' });

    for (const by of [priya, again, lena]) await expect(votes(submission, by)).rejects.toThrow();
    expect(await progress(submission)).toMatchObject({ votes: [{ by: priya, inPlaceOf: lena, role: 'legal' }] });
  });

  it('hold no vote in somebody’s place without a delegation that holds', async () => {
    const submission = await begin();
    const delegation = { id: newId(), absentId: lena, delegateId: priya, from: NOW, until: LATER, recordedAt: NOW };
    await organisation.transact(({ delegations }) => delegations.add({ ...delegation, identityId: newId() }));
    const instead = { inPlaceOf: lena, delegationId: delegation.id };

    await expect(votes(submission, ming, instead)).rejects.toThrow();
    await expect(votes(submission, priya, { ...instead, at: LATER })).rejects.toThrow();
    await expect(votes(submission, priya, { ...instead, delegationId: newId() })).rejects.toThrow();
    await organisation.transact(({ delegations }) => delegations.end(delegation.id, lena, NOW));
    await expect(votes(submission, priya, instead)).rejects.toThrow();
    expect(await organisation.transact(({ delegations }) => delegations.inForce(NOW))).toEqual([]);
  });

  it('let a second person confirm, and nobody their own', async () => {
    const submission = await begin();
    const lowering = { ...deed(submission, priya, 'governance'), reason: undefined };
    await proposes(submission);
    await records(submission);

    await expect(rules((store) => store.ruleOnOverride('confirmed', 'impact.level', lowering))).rejects.toThrow();
    await expect(
      rules((store) => store.ruleOnOverride('confirmed', 'impact.level', { ...lowering, by: olga })),
    ).rejects.toThrow();
    await expect(rules((store) => store.ruleOnMinutes('confirmed', { ...lowering, by: lena }))).rejects.toThrow();
    await rules((store) => store.ruleOnOverride('confirmed', 'impact.level', { ...lowering, by: lena, role: 'legal' }));
    await rules((store) => store.ruleOnMinutes('confirmed', { ...lowering, by: ming, role: 'committee-chair' }));

    expect(await progress(submission)).toMatchObject({
      overrides: [{ computed: 'high', decided: 'low', by: priya, confirmedBy: lena }],
      committee: { recordedBy: lena, confirmedBy: ming, reason: 'Agreed.', votes: { inFavour: 1 } },
    });
  });

  it('forget minutes that were sent back, and a lowering that was declined', async () => {
    const submission = await begin();
    await proposes(submission);
    await records(submission);
    const ruling = { ...deed(submission, ming, 'committee-chair'), reason: 'Not so.' };
    await rules((store) => store.ruleOnOverride('declined', 'impact.level', ruling));
    await rules((store) => store.ruleOnMinutes('returned', ruling));

    expect(await progress(submission)).toEqual({ votes: [], advice: [], overrides: [], proposed: [] });
    const said = await organisation.transact(({ deliberation }) => deliberation.of(submission.reviewId));
    expect(said.minutes).toMatchObject([{ dissent: 'I dissent.', ruling: { verdict: 'returned', reason: 'Not so.' } }]);
    expect(said.overrides).toMatchObject([{ decided: 'low', ruling: { verdict: 'declined', by: ming } }]);
  });

  it('hold no minutes whose votes do not add up', async () => {
    const submission = await begin();

    await expect(records(submission, 2)).rejects.toThrow();
    await expect(records(submission, 0)).rejects.toThrow();
    await expect(records(submission, 1, maya)).rejects.toThrow();
  });

  it('hold no approval of what is severe by one person', async () => {
    const submission = await begin({}, 'severe');
    const decides = () => organisation.transact(({ reviews }) => reviews.addDecision(aDecision(submission, priya), ''));
    await votes(submission, priya);

    await expect(decides()).rejects.toThrow();
    await votes(submission, lena);
    await decides();
  });

  it('are only ever added to', async () => {
    const submission = await begin();
    await votes(submission, priya);
    const delegation = { id: newId(), absentId: lena, delegateId: priya, from: NOW, until: LATER, recordedAt: NOW };
    await organisation.transact(({ delegations }) => delegations.add({ ...delegation, identityId: newId() }));

    for (const table of ['vote', 'delegation']) {
      await expect(test.pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
      await expect(test.pool.query(`UPDATE ${table} SET "organisationId" = "organisationId"`)).rejects.toThrow(
        /append-only/,
      );
    }
  });
});
