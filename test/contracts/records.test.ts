import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsoleMessage } from '../../src/channels/console/ports.ts';
import { questionnaireDigest } from '../../src/interviews/questionnaire-digest.ts';
import { newId } from '../../src/kernel/ids.ts';
import { isLostRace } from '../../src/storage/failures.ts';
import { databaseKinds } from '../support/database.ts';
import { aComment, aDecision, anAnswer, anInterview, aReview, aSubmission } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';
import { small } from '../unit/interviews/small.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe.each(databaseKinds)('records on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let priya: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    priya = await organisation.person('Priya', ['governance']);
  });
  const merge = (from: string, into: string) =>
    test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE "organisationId" = $2 AND id = $3', [
      into,
      organisation.id,
      from,
    ]);

  describe('people', () => {
    it('hold roles until they are taken away', async () => {
      const changes = await organisation.transact(async ({ people }) => [
        await people.grant(maya, 'legal', NOW),
        await people.grant(maya, 'legal', NOW),
        await people.grant(maya, 'auditor', NOW),
        await people.revoke(maya, 'legal'),
        await people.revoke(maya, 'legal'),
      ]);

      expect(changes).toEqual(['changed', 'unchanged', 'changed', 'changed', 'unchanged']);
      expect((await organisation.transact(({ people }) => people.find(maya)))?.roles).toEqual(['auditor']);
    });

    it('are listed by name, without those who were merged or erased', async () => {
      const [second, gone] = [await organisation.person('Another Maya'), await organisation.person('Gone')];
      await merge(second, maya);
      await organisation.transact(({ people }) => people.erase(gone, NOW));

      const listed = await organisation.transact(({ people }) => people.list());

      expect(listed.map(({ displayName }) => displayName)).toEqual(['Maya', 'Priya']);
    });

    it('are the same person as everyone they were merged with', async () => {
      const [second, third] = [await organisation.person('Second'), await organisation.person('Third')];
      await merge(second, maya);
      await merge(third, maya);

      for (const id of [maya, second, third]) {
        expect((await organisation.transact(({ people }) => people.samePerson(id))).toSorted()).toEqual(
          [maya, second, third].toSorted(),
        );
      }
      expect(await organisation.transact(({ people }) => people.samePerson(priya))).toEqual([priya]);
    });

    it('lose name, roles and accounts when they are erased', async () => {
      await organisation.transact(({ people }) => people.erase(priya, NOW));

      expect(await organisation.transact(({ people }) => people.find(priya))).toEqual({
        ...{
          id: priya,
          displayName: 'Erased person',
          title: '',
          department: '',
          country: '',
          roles: [],
          erasedAt: NOW,
        },
      });
    });

    it('are told once that this is software', async () => {
      await organisation.transact(async ({ people }) => {
        expect(await people.noticeShown(maya)).toBe(false);
        await people.markNoticeShown(maya, NOW);
        expect(await people.noticeShown(maya)).toBe(true);
      });
    });
  });

  describe('interviews', () => {
    const revisions = async (id: string) =>
      (
        await test.pool.query(
          'SELECT "questionId", revision, kind, "personId", "messageId" FROM answer_revision WHERE "interviewId" = $1 ORDER BY revision',
          [id],
        )
      ).rows;

    it('come back as they were saved', async () => {
      const interview = anInterview(newId(), maya, {
        phase: 'asking',
        current: 'tool',
        answers: { tool: anAnswer(maya, 'Otter.ai') },
      });
      await organisation.transact(({ interviews }) => interviews.create(interview));

      expect(await organisation.transact(({ interviews }) => interviews.find(interview.id))).toEqual(interview);
    });

    it('are read ahead for once, and not as they were before a change', async () => {
      const interview = anInterview(newId(), maya);
      await organisation.transact(({ interviews }) => interviews.create(interview));
      const save = (value: string) =>
        organisation.transact(async ({ interviews }) => {
          interviews.readAhead(interview.id);
          const found = await interviews.find(interview.id);
          if (!found) throw new Error('It is not there');
          interviews.readAhead(interview.id);
          const { state } = found;
          const next = { ...state, revision: state.revision + 1, answers: { tool: anAnswer(maya, value) } };
          await interviews.save(found, { state: next }, NOW);
          return [state, (await interviews.find(interview.id))?.state].map((one) => one?.answers.tool);
        });

      expect([await save('one'), await save('two')]).toEqual([
        [undefined, anAnswer(maya, 'one')],
        [anAnswer(maya, 'one'), anAnswer(maya, 'two')],
      ]);
    });

    it('are saved by one of two who read the same version', async () => {
      const interview = anInterview(newId(), maya);
      await organisation.transact(({ interviews }) => interviews.create(interview));
      const save = (value: string) =>
        organisation.transact(({ interviews }) =>
          interviews.save(
            interview,
            { state: { ...interview.state, revision: 1, answers: { tool: anAnswer(maya, value) } } },
            LATER,
          ),
        );

      const results = await Promise.allSettled([save('one'), save('two')]);

      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(refused.map(isLostRace)).toEqual([true]);
      expect(await revisions(interview.id)).toHaveLength(1);
    });

    it('keep every answer in order, with who, when and in which message', async () => {
      const interview = anInterview(newId(), maya);
      await organisation.transact(async ({ interviews }) => {
        await interviews.create(interview);
        await interviews.save(
          interview,
          { state: { ...interview.state, revision: 1, answers: { tool: anAnswer(maya, 'one') } } },
          NOW,
        );
        const next = await interviews.find(interview.id);
        if (next)
          await interviews.save(
            next,
            { state: { ...next.state, revision: 2, answers: { ...next.state.answers, tool: anAnswer(maya, 'two') } } },
            NOW,
          );
        const last = await interviews.find(interview.id);
        if (last) await interviews.save(last, { state: { ...last.state, revision: 3 } }, NOW);
      });

      const answer = { questionId: 'tool', kind: 'known', personId: maya, messageId: 'message-1' };
      expect(await revisions(interview.id)).toEqual([
        { ...answer, revision: 1 },
        { ...answer, revision: 2 },
      ]);
    });

    it('are open until they are submitted or cancelled, the last touched first', async () => {
      const [first, second, done] = [
        anInterview(newId(), maya),
        anInterview(newId(), maya),
        anInterview(newId(), maya, { phase: 'submitted' }),
      ];
      await organisation.transact(async ({ interviews }) => {
        for (const interview of [first, second, done]) await interviews.create(interview);
        await interviews.save(first, { state: { ...first.state, phase: 'paused' } }, LATER);
      });

      const open = await organisation.transact(({ interviews }) => interviews.openOf(maya));

      expect(open.map(({ id }) => id)).toEqual([first.id, second.id]);
      expect(await organisation.transact(({ interviews }) => interviews.openOf(priya))).toEqual([]);
    });

    it('of somebody who was erased are gone', async () => {
      const interview = anInterview(newId(), maya);
      await organisation.transact(async ({ interviews, people }) => {
        await interviews.create(interview);
        await people.erase(maya, NOW);
      });

      await organisation.transact(async ({ interviews }) => {
        expect(await interviews.find(interview.id)).toBeUndefined();
        expect(await interviews.openOf(maya)).toEqual([]);
      });
    });
  });

  describe('questionnaires', () => {
    it('are published once, and never changed', async () => {
      const publish = (questionnaire: typeof small) =>
        organisation.transact(({ questionnaires }) =>
          questionnaires.publish(questionnaire, questionnaireDigest(questionnaire), NOW),
        );

      expect([
        await publish(small),
        await publish(small),
        await publish({ ...small, title: 'Other' }),
        await publish({ ...small, version: 2 }),
      ]).toEqual(['published', 'already', 'changed', 'published']);
      expect(await organisation.transact(({ questionnaires }) => questionnaires.version('small', 1))).toEqual(small);
    });

    it('are in force once they are adopted, the last one first', async () => {
      const inForce = () => organisation.transact(({ questionnaires }) => questionnaires.inForce('small'));
      await organisation.transact(async ({ questionnaires }) => {
        for (const version of [1, 2]) await questionnaires.publish({ ...small, version }, `digest ${version}`, NOW);
      });
      expect(await inForce()).toBeUndefined();

      await organisation.transact(({ questionnaires }) =>
        questionnaires.adopt({ kind: 'questionnaire', id: 'small', version: 1 }, priya, NOW),
      );
      expect((await inForce())?.version).toBe(1);
      await organisation.transact(({ questionnaires }) =>
        questionnaires.adopt({ kind: 'questionnaire', id: 'small', version: 2 }, priya, LATER),
      );
      expect((await inForce())?.version).toBe(2);
    });

    it('are listed with who adopted them, and adopted once', async () => {
      const adopt = (by: string) =>
        organisation.transact(({ questionnaires }) =>
          questionnaires.adopt({ kind: 'questionnaire', id: 'small', version: 1 }, by, NOW),
        );
      await organisation.transact(async ({ questionnaires }) => {
        for (const version of [1, 2]) await questionnaires.publish({ ...small, version }, `digest ${version}`, NOW);
      });

      expect([await adopt(priya), await adopt(maya)]).toEqual(['adopted', 'already']);
      expect(await organisation.transact(({ questionnaires }) => questionnaires.published())).toEqual([
        { id: 'small', version: 1, digest: 'digest 1', publishedAt: NOW, adopted: { by: priya, at: NOW } },
        { id: 'small', version: 2, digest: 'digest 2', publishedAt: NOW, adopted: undefined },
      ]);
    });

    it('are read in the newest version while none was adopted, and then in the one in force', async () => {
      const forReading = () => organisation.transact(({ questionnaires }) => questionnaires.forReading('small'));
      expect(await forReading()).toBeUndefined();
      await organisation.transact(async ({ questionnaires }) => {
        for (const version of [1, 2]) await questionnaires.publish({ ...small, version }, `digest ${version}`, NOW);
      });

      expect((await forReading())?.version).toBe(2);
      await organisation.transact(({ questionnaires }) =>
        questionnaires.adopt({ kind: 'questionnaire', id: 'small', version: 1 }, priya, NOW),
      );
      expect((await forReading())?.version).toBe(1);
    });
  });

  describe('reviews', () => {
    const begin = async () => {
      const interview = anInterview(newId(), maya);
      const review = aReview(newId(), maya, `REV-${newId()}`);
      const submission = aSubmission(review.id, interview.id, maya);
      await organisation.transact(async ({ interviews, reviews }) => {
        await interviews.create(interview);
        await reviews.create({ review, interviewId: interview.id, createdAt: NOW });
        await reviews.addSubmission(submission);
      });
      return { review, submission };
    };

    it('are numbered without a gap or a double by many at once', async () => {
      const references = await Promise.all(
        Array.from({ length: 8 }, () => organisation.transact(({ reviews }) => reviews.nextReference())),
      );

      expect(references.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((number) => `REV-${number}`));
    });

    it('are saved by one of two who read the same version', async () => {
      const { review } = await begin();
      const claim = (claimedById: string) =>
        organisation.transact(({ reviews }) =>
          reviews.save({ ...review, version: 2, state: 'inReview', claimedById }, 1, LATER),
        );

      const results = await Promise.all([claim(priya), claim(maya)]);

      expect(results.toSorted()).toEqual(['conflict', 'saved']);
    });

    it('give back submissions, decisions, requests and comments as they were made', async () => {
      const { review, submission } = await begin();
      const decision = aDecision(submission, priya, {
        verdict: 'approvedWithConditions',
        reason: 'Because',
        conditions: [{ text: 'Only internally', precondition: true }],
      });

      await organisation.transact(async ({ reviews }) => {
        await reviews.addChangeRequests(review.id, 1, priya, [{ questionId: 'tool', remark: 'Which plan?' }], NOW);
        await reviews.addComment(review.id, aComment(priya, 'Looks good'));
        await reviews.addComment(review.id, { ...aComment(maya, 'Thank you'), audience: 'submitter' });
        await reviews.addDecision(decision, 'what was shown');
      });

      await organisation.transact(async ({ reviews }) => {
        expect(await reviews.submissions(review.id)).toMatchObject([submission]);
        expect(await reviews.decisions(review.id)).toEqual([decision]);
        expect(await reviews.changeRequests(review.id)).toEqual([
          { questionId: 'tool', submissionNumber: 1, reviewerId: priya, remark: 'Which plan?', answered: false },
        ]);
        expect(await reviews.comments(review.id)).toMatchObject([
          { authorId: priya, text: 'Looks good', audience: 'internal', writtenAt: NOW },
          { authorId: maya, text: 'Thank you', audience: 'submitter' },
        ]);
        await reviews.markChangesAnswered(review.id, NOW);
        expect(await reviews.changeRequests(review.id)).toMatchObject([{ answered: true }]);
      });
    });

    it('of an assessment give back its level, and what the rules made of the answers', async () => {
      const interview = anInterview(newId(), maya);
      const route = { kind: 'assessment', level: 'high', assessmentId: newId() } as const;
      const review = { ...aReview(newId(), maya, `REV-${newId()}`), route };
      const impact = {
        level: 'high',
        oversight: 'approve-each-decision',
        rules: { id: 'impact', version: 1 },
        because: [{ rule: 'ranks-people', level: 'high', text: 'It ranks people.', clause: '6.1.4' }],
      } as const;
      const risk = {
        ...{ id: 'bias', cause: 'Past decisions', consequence: 'Unfair ranking', affected: 'applicants' },
        ...{ likelihood: 'likely', severity: 'serious', owner: maya },
        treatment: { kind: 'modify', controls: ['A.7.4'], what: 'Test for bias', due: '2027-06-01' },
      };
      const submission = aSubmission(review.id, interview.id, maya);
      await organisation.transact(async ({ interviews, reviews }) => {
        await interviews.create(interview);
        await reviews.create({ review, interviewId: interview.id, createdAt: NOW });
        await reviews.addSubmission({ ...submission, derived: { ...submission.derived, impact, treatment: [risk] } });
      });

      await organisation.transact(async ({ reviews }) => {
        expect((await reviews.find(review.id))?.review.route).toEqual(route);
        const [found] = await reviews.submissions(review.id);
        expect(found?.derived).toEqual({ ...submission.derived, impact, treatment: [risk] });
      });
    });

    it('stand in the queue while they are open, the most urgent first', async () => {
      const [one, two] = [await begin(), await begin()];
      await organisation.transact(({ reviews }) =>
        reviews.save({ ...one.review, version: 2, state: 'inReview', claimedById: priya, dueAt: LATER }, 1, NOW),
      );

      const queue = await organisation.transact(({ reviews }) => reviews.queue());

      expect(queue.map(({ review }) => review.id)).toEqual([two.review.id, one.review.id]);
      expect(queue[1]?.review).toMatchObject({ state: 'inReview', claimedById: priya, version: 2 });
    });

    it('commit to the answers with a key, so that the same answers of two people differ', async () => {
      const { review } = await begin();
      const hash = (submitterId: string, number: number) =>
        organisation.transact(({ reviews }) =>
          reviews.addSubmission({ ...aSubmission(review.id, newId(), submitterId, number), answers: {} }),
        );

      const hashes = [await hash(maya, 2), await hash(maya, 3), await hash(priya, 4)];

      expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
      expect([hashes[0] === hashes[1], hashes[0] === hashes[2]]).toEqual([true, false]);
    });
  });

  describe('the register', () => {
    const system = () =>
      organisation.transact(({ register }) =>
        register.createSystem(
          { name: 'Otter.ai', aliases: ['otter'], supplierId: undefined, ownerId: maya, state: 'approved' },
          NOW,
        ),
      );
    const facets = {
      product: 'Otter.ai',
      account: 'company',
      purpose: 'calls',
      users: 'team',
      countries: ['se'],
      data: ['none'],
      connectors: ['none'],
      circumstances: ['none'],
    };

    it('knows a supplier by its name, however it is written', async () => {
      const [first, again] = await organisation.transact(async ({ register }) => [
        await register.supplierNamed('Otter', NOW),
        await register.supplierNamed('OTTER', NOW),
      ]);

      expect([first?.id === again?.id, first?.reference]).toEqual([true, 'SUP-1']);
    });

    it('saves a system for one of two who read the same version', async () => {
      const known = await system();
      const rename = (name: string) =>
        organisation.transact(({ register }) => register.saveSystem({ ...known, name }, NOW));

      expect((await Promise.all([rename('one'), rename('two')])).toSorted()).toEqual(['conflict', 'saved']);
      expect((await organisation.transact(({ register }) => register.systems()))[0]).toMatchObject({
        reference: 'AIS-1',
        version: 2,
      });
    });

    it('gives back a use with its system and who joined it, each once', async () => {
      const { id: systemId } = await system();
      const use = await organisation.transact(({ register }) =>
        register.createUse(
          {
            systemId,
            state: 'approved',
            ownerId: maya,
            department: 'Sales',
            facets,
            lane: 'light',
            validUntil: LATER,
            submissionId: undefined,
            decisionId: undefined,
            nextReviewAt: NOW,
          },
          NOW,
        ),
      );

      const joined = await organisation.transact(async ({ register }) => [
        await register.join(use.id, priya, NOW),
        await register.join(use.id, priya, NOW),
      ]);

      expect(joined).toEqual(['joined', 'already']);
      expect(await organisation.transact(({ register }) => register.findUse(use.id))).toMatchObject({
        use: { reference: 'AIU-1', facets, validUntil: LATER },
        system: { name: 'Otter.ai' },
        memberIds: [priya],
      });
      expect(
        await organisation.transact(({ register }) => register.saveUse({ ...use, version: use.version + 5 })),
      ).toBe('conflict');
    });
  });

  describe('the console’s messages', () => {
    const message = (id: string, at: Date, content: ConsoleMessage['content']): ConsoleMessage => ({
      id,
      conversation: 'c',
      author: { kind: 'person', personId: maya },
      at,
      content,
    });

    it('are kept once, and come back newest last, at most as many as asked for', async () => {
      const text = (id: string, at: Date) => message(id, at, { kind: 'text', text: id });
      const results = await organisation.transact(async ({ consoleMessages }) => [
        await consoleMessages.append(text('b', LATER)),
        await consoleMessages.append(text('a', NOW)),
        await consoleMessages.append(text('a', LATER)),
        await consoleMessages.append(
          message('v', new Date(LATER.getTime() + 1), { kind: 'view', view: { name: 'x', subjectId: 'y', part: 'z' } }),
        ),
      ]);

      expect(results).toEqual(['stored', 'stored', 'already', 'stored']);
      const list = (limit: number) => organisation.transact(({ consoleMessages }) => consoleMessages.list('c', limit));
      expect((await list(9)).map(({ id }) => id)).toEqual(['a', 'b', 'v']);
      expect(await list(2)).toEqual([
        text('b', LATER),
        message('v', new Date(LATER.getTime() + 1), { kind: 'view', view: { name: 'x', subjectId: 'y', part: 'z' } }),
      ]);
      expect(await organisation.transact(({ consoleMessages }) => consoleMessages.list('other', 9))).toEqual([]);
    });
  });
});
