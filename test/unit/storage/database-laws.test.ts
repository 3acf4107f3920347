import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { classify } from '../../../src/law/classify.ts';
import { loadLaw } from '../../../src/law/load-law.ts';
import type { Decision } from '../../../src/reviews/review-store.ts';
import type { NewSubmission } from '../../../src/reviews/submission.ts';
import { APPEND_ONLY_TABLES } from '../../../src/storage/grants.ts';
import { databaseKinds } from '../../support/database.ts';
import { deliberate } from '../../support/deliberation.ts';
import {
  aConcern,
  aDecision,
  aDocument,
  aDocumentDecision,
  anAnswer,
  anInterview,
  aProposedRisk,
  aQuestion,
  aReview,
  aSubmission,
} from '../../support/records.ts';
import { NOW, openTestStorage, type TestOrganisation, type TestStorage } from '../../support/storage.ts';
import { small } from '../interviews/small.ts';

describe.each(databaseKinds)('the database itself on %s', (kind) => {
  let test: TestStorage;
  let organisation: TestOrganisation;
  let submitter: string;
  let reviewer: string;
  let submission: NewSubmission;

  beforeAll(async () => {
    test = await openTestStorage(kind);
    organisation = await test.organisation();
    submitter = await organisation.person('Maya');
    reviewer = await organisation.person('Priya', ['governance']);
    const [interviewId, reviewId] = [newId(), newId()];
    submission = aSubmission(reviewId, interviewId, submitter);
    // One row at least in each table that may only grow.
    await organisation.transact(async (stores) => {
      const { interviews, reviews, questionnaires, documents, concerns, questions, audit } = stores;
      await interviews.create(
        anInterview(interviewId, submitter, { answers: { tool: anAnswer(submitter, 'Otter.ai') } }),
      );
      await reviews.create({ review: aReview(reviewId, submitter), interviewId, createdAt: NOW });
      await reviews.addSubmission(submission);
      await reviews.addDecision(aDecision(submission, reviewer), 'shown');
      await questionnaires.publish(small, 'digest', NOW);
      await questionnaires.adopt({ kind: 'questionnaire', id: small.id, version: small.version }, reviewer, NOW);
      const concern = aConcern(newId(), submitter);
      await concerns.create(concern, { what: 'x' });
      await concerns.addMessage(concern.id, {
        ...{ id: newId(), kind: 'reply', authorId: submitter, text: 'x', writtenAt: NOW },
      });
      await questions.create(aQuestion(newId(), submitter), {
        ...{ id: newId(), kind: 'question', authorId: submitter, text: 'x', writtenAt: NOW },
      });
      const document = await documents.propose(aDocument(submitter), NOW);
      if (document !== 'unchanged') await documents.decide(aDocumentDecision(document, reviewer));
      await stores.risks.create(
        aProposedRisk(newId(), submitter),
        { kind: 'proposed', by: undefined, at: NOW },
        newId(),
      );
      await stores.controls.decide({
        ...{ id: newId(), controlId: 'A.2.2', stand: { applicable: false, because: 'x' } },
        ...{ decidedById: reviewer, role: 'governance', decidedAt: NOW },
      });
      const result = classify({}, NOW, await loadLaw());
      const difference = { facets: [], begun: [], added: [], gone: [], moved: [], perhaps: [], asks: [] };
      await stores.lawRuns.add({
        ...{ id: newId(), reviewId, submissionId: submission.id, cause: 'x', difference, isTouched: false, asked: [] },
        ...{ finding: { on: '2026-12-02', facts: {}, result }, at: NOW },
      });
      await stores.lawRuns.addChange({ key: 'x', previous: undefined, looked: 1, touched: 0, completedAt: NOW });
      await stores.rightsNotifications.add({
        ...{ id: newId(), assessmentId: newId(), state: 'notified', onDay: '2027-01-01', note: 'x' },
        ...{ recordedById: reviewer, recordedAt: NOW },
      });
      await stores.assessments.addFinding({
        ...{ id: newId(), declarationId: reviewId, submissionId: submission.id, assessmentId: newId() },
        ...{ foundById: reviewer, identityId: newId(), role: 'governance', reason: 'x', foundAt: NOW },
      });
      await stores.nextReviews.noteReminder({ assessmentId: newId(), dueAt: NOW }, 30, NOW);
      audit.record({ process: 'test' }, [{ kind: 'test.happened', subjectId: 'x' }], NOW);
    });
    const secretary = await organisation.person('Lena', ['committee-secretary']);
    const chair = await organisation.person('Ming', ['committee-chair', 'committee']);
    await organisation.transact((stores) =>
      deliberate(stores, { submitter, voter: reviewer, secretary, chair, words: () => 'Because.' }),
    );
  });
  afterAll(() => test.close());

  it.each(APPEND_ONLY_TABLES)('refuses to change, delete or empty %s', async (table) => {
    const { rows } = await test.pool.query(`SELECT count(*)::int AS rows FROM ${table}`);

    expect(rows[0]?.rows).toBeGreaterThan(0);
    await expect(test.pool.query(`UPDATE ${table} SET "organisationId" = "organisationId"`)).rejects.toThrow(
      `${table} is append-only`,
    );
    await expect(test.pool.query(`DELETE FROM ${table}`)).rejects.toThrow(`${table} is append-only`);
    await expect(test.pool.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
    expect((await test.pool.query(`SELECT count(*)::int AS rows FROM ${table}`)).rows).toEqual(rows);
  });

  it('keeps what kind an organisation is, for ever', async () => {
    await expect(
      test.pool.query(`UPDATE organisation SET kind = 'real' WHERE id = $1`, [organisation.id]),
    ).rejects.toThrow('cannot change');
    await expect(
      test.pool.query(
        `INSERT INTO organisation SELECT (jsonb_populate_record(organisation, $2)).* FROM organisation WHERE id = $1`,
        [organisation.id, { id: newId(), kind: 'other' }],
      ),
    ).rejects.toThrow('organisation_kind');
  });

  it('links an external workspace to one organisation only', async () => {
    const other = await test.organisation();
    const workspace = { id: newId(), platform: 'slack', externalId: `T${randomUUID()}` };

    expect(await test.storage.organisations.link(organisation.id, workspace, NOW)).toBe('linked');
    expect(await test.storage.organisations.link(other.id, { ...workspace, id: newId() }, NOW)).toBe('already');
  });

  const decide = (decision: Decision) => organisation.transact(({ reviews }) => reviews.addDecision(decision, 'shown'));

  it('refuses a decision by the submitter', async () => {
    await expect(decide(aDecision(submission, submitter))).rejects.toThrow();
  });

  it('refuses a decision that names somebody else as the submitter', async () => {
    const other = await organisation.person('Other', ['governance']);

    await expect(decide(aDecision(submission, submitter, { submitterId: other }))).rejects.toThrow();
    await expect(decide(aDecision(submission, other, { submissionId: newId() }))).rejects.toThrow();
  });

  it('refuses a decision by somebody who was found to be the submitter, in either direction', async () => {
    const [second, third] = [
      await organisation.person('Maya again', ['governance']),
      await organisation.person('Head', ['governance']),
    ];
    const merge = (from: string, into: string | null) =>
      test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE "organisationId" = $2 AND id = $3', [
        into,
        organisation.id,
        from,
      ]);

    await merge(second, submitter);
    await expect(decide(aDecision(submission, second))).rejects.toThrow();
    await merge(submitter, third);
    await expect(decide(aDecision(submission, third))).rejects.toThrow();
    await merge(second, third);
    await expect(decide(aDecision(submission, second))).rejects.toThrow();

    await merge(submitter, null);
    await merge(second, null);
    await decide(aDecision(submission, second));
  });

  it('refuses a second decision of the same reviewer on the same submission', async () => {
    await expect(decide(aDecision(submission, reviewer))).rejects.toThrow();
  });

  it('binds every table that has an organisation to the one that is named', async () => {
    const { rows } = await test.pool.query<{ name: string; secured: boolean; policies: number }>(`
      SELECT relname AS name, relrowsecurity AS secured, (SELECT count(*)::int FROM pg_policy WHERE polrelid = pg_class.oid) AS policies
      FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'organisationId'
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`);
    const unbound = rows.filter(({ secured, policies }) => !secured || policies !== 1).map(({ name }) => name);

    expect(rows.length).toBeGreaterThan(20);
    // Which organisation a workspace belongs to is asked before one is known.
    expect(unbound).toEqual(['workspace']);
  });
});
