import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { databaseKinds } from '../support/database.ts';
import { aConcern, aDecision, anInterview, aQuestion, aReview, aSubmission } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

describe.each(databaseKinds)('desks on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let olga: string;
  let priya: string;
  let lena: string;
  let everyone: readonly string[];
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    olga = await organisation.person('Olga');
    priya = await organisation.person('Priya', ['governance']);
    lena = await organisation.person('Lena', ['legal']);
    const lee = await organisation.person('Lee', ['administrator']);
    everyone = [maya, olga, priya, lena, lee];
    await posts(...everyone);
  });
  const posts = (...people: readonly string[]) =>
    organisation.transact(({ outgoing }) =>
      outgoing.add(
        people.map((personId) => ({
          to: { kind: 'person', personId } as const,
          content: { kind: 'view', view: { name: 'desk.home', subjectId: personId } } as const,
        })),
        NOW,
      ),
    );
  const showing = async (...ids: readonly string[]) =>
    new Set(await organisation.transact(({ desks }) => desks.showing(ids)));
  const review = async () => {
    const [interview, reviewId] = [anInterview(newId(), maya), newId()];
    const submission = aSubmission(reviewId, interview.id, maya);
    await organisation.transact(async ({ interviews, reviews }) => {
      await interviews.create(interview);
      const asked = { ...aReview(reviewId, maya, `REV-${reviewId}`), ownerId: olga };
      await reviews.create({ review: asked, interviewId: interview.id, createdAt: NOW });
      await reviews.addSubmission(submission);
    });
    return { reviewId, submission };
  };

  it('show a review to its submitter, its owner and those who act on it', async () => {
    const { reviewId } = await review();

    expect(await showing(reviewId)).toEqual(new Set([maya, olga, priya, lena]));
  });

  it('show a use to its owner and members, also by the review that approved it', async () => {
    const { reviewId, submission } = await review();
    const [tom, una] = [await organisation.person('Tom'), await organisation.person('Una')];
    await posts(tom, una);
    const decision = aDecision(submission, priya);
    const use = await organisation.transact(async ({ register, reviews }) => {
      await reviews.addDecision(decision, 'shown');
      const draft = {
        name: 'Otter.ai',
        aliases: [],
        supplierId: undefined,
        ownerId: undefined,
        state: 'approved',
      } as const;
      const { id: systemId } = await register.createSystem(draft, NOW);
      const facets = {
        ...{ product: 'Otter.ai', account: 'company', purpose: 'calls', users: 'team' },
        ...{ countries: ['se'], data: ['none'], connectors: ['none'], circumstances: ['none'] },
      };
      const created = await register.createUse(
        {
          ...{ systemId, state: 'approved', ownerId: tom, department: 'Sales', facets, lane: 'light' },
          ...{ validUntil: NOW, submissionId: submission.id, decisionId: decision.id, nextReviewAt: NOW },
        },
        NOW,
      );
      await register.join(created.id, una, NOW);
      return created;
    });

    expect(await showing(use.id)).toEqual(new Set([tom, una]));
    expect(await showing(reviewId)).toEqual(new Set([maya, olga, priya, lena, tom, una]));
  });

  it('show a concern and a question to who brought it and to those who act on it', async () => {
    const [concern, question] = [aConcern(newId(), maya), aQuestion(newId(), olga)];
    await organisation.transact(async ({ concerns, questions }) => {
      await concerns.create(concern, { what: 'x' });
      const first = { id: newId(), kind: 'question', authorId: olga, text: 'x', writtenAt: NOW } as const;
      await questions.create(question, first);
    });

    expect(await showing(concern.id)).toEqual(new Set([maya, priya, lena]));
    expect(await showing(question.id)).toEqual(new Set([olga, priya, lena]));
  });

  it('are only those that were posted, under the id of whom an account was merged into', async () => {
    const { reviewId } = await review();
    const head = await organisation.person('Maya Lindqvist');
    await test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE "organisationId" = $2 AND id = $3', [
      head,
      organisation.id,
      maya,
    ]);

    expect(await showing(reviewId)).toEqual(new Set([olga, priya, lena]));
    await posts(head);
    expect(await showing(reviewId)).toEqual(new Set([head, olga, priya, lena]));
  });

  it('show nothing that is not there, whatever is asked', async () => {
    expect(await showing()).toEqual(new Set());
    expect(await showing(newId(), 'no id', `${newId()}/tool`, maya)).toEqual(new Set());
  });
});
