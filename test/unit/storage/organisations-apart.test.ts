import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { createStorage } from '../../../src/storage/open-storage.ts';
import { databaseKinds } from '../../support/database.ts';
import {
  aComment,
  aConcern,
  aConversation,
  aFeedback,
  aGivenAnswer,
  anEvidence,
  anInterview,
  aProposedRisk,
  aQuestion,
  aReview,
} from '../../support/records.ts';
import { NOW, openTestStorage, type TestOrganisation, type TestStorage } from '../../support/storage.ts';

describe.each(databaseKinds)('two organisations with the same ids on %s', (kind) => {
  let test: TestStorage;
  let here: TestOrganisation;
  let there: TestOrganisation;
  const ids = {
    person: newId(),
    reviewer: newId(),
    interview: newId(),
    review: newId(),
    submission: newId(),
    decision: newId(),
    concern: newId(),
    answer: newId(),
    evidence: newId(),
    question: newId(),
    risk: newId(),
    control: newId(),
  };

  beforeAll(async () => {
    test = await openTestStorage(kind);
    here = await test.organisation();
    there = await test.organisation();
    for (const { person } of [here, there]) {
      await person('Same id', [], ids.person);
      await person('Same reviewer', ['governance'], ids.reviewer);
    }
    await here.transact(async (stores) => {
      const conversation = aConversation(ids.person);
      await stores.inbox.open({
        key: 'deed',
        identity: { platform: 'console', workspace: 'console', user: ids.person },
        conversation,
        now: NOW,
      });
      await stores.inbox.saveReply('deed', ids.person, { kind: 'notice', text: 'secret of here' });
      await stores.interviews.create(anInterview(ids.interview, ids.person));
      await stores.evidence.offer(anEvidence(ids.evidence, ids.interview, ids.person));
      await stores.reviews.create({
        review: aReview(ids.review, ids.person),
        interviewId: ids.interview,
        createdAt: NOW,
      });
      await stores.reviews.addComment(ids.review, aComment(ids.reviewer, 'secret of here'));
      await stores.register.createSystem(
        { name: 'Secret.ai', aliases: [], supplierId: undefined, ownerId: undefined, state: 'approved' },
        NOW,
      );
      await stores.concerns.create(aConcern(ids.concern, ids.person), { what: 'secret of here' });
      const risk = aProposedRisk(ids.risk, ids.person, ids.review);
      await stores.risks.create(risk, { kind: 'dismissed', reason: 'secret', by: ids.person, at: NOW }, newId());
      const leftOut = { controlId: 'A.2.2', reason: 'secret of here', byId: ids.person, at: NOW };
      await stores.risks.leaveOut(ids.review, [leftOut]);
      const planned = { id: ids.control, assessmentId: ids.review, controlId: 'A.2.2', ownerId: ids.person } as const;
      await stores.controls.plan({ ...planned, dueOn: '2027-06-01', risks: [], version: 1, state: 'planned' }, NOW);
      const own = { id: ids.control, reference: 'OC-1', title: 'secret', summary: '' };
      await stores.controls.addOwn({ ...own, addedById: ids.person, addedAt: NOW });
      await stores.controls.decide({
        ...{ id: ids.control, controlId: 'A.2.2', stand: { applicable: false, because: 'secret of here' } },
        ...{ decidedById: ids.person, role: 'governance', decidedAt: NOW },
      });
      await stores.answers.keep({ ...aGivenAnswer(ids.person), id: ids.answer });
      await stores.feedback.save({ ...aFeedback(ids.person), words: { text: 'secret of here' } });
      const first = { id: newId(), authorId: ids.person, text: 'secret of here', writtenAt: NOW } as const;
      await stores.questions.create(aQuestion(ids.question, ids.person), { ...first, kind: 'question' });
      await stores.outgoing.add(
        [
          {
            to: { kind: 'governance' },
            content: { kind: 'view', view: { name: 'review.card', subjectId: ids.review } },
          },
        ],
        NOW,
      );
      await stores.jobs.add({ kind: 'test', payload: {}, runAt: NOW, dedupeKey: 'once' });
      await stores.jobs.ensureSchedule('daily', '0 7 * * *', () => NOW);
      await stores.consoleMessages.append({
        id: 'message',
        conversation: 'governance',
        author: { kind: 'person', personId: ids.person },
        at: NOW,
        content: { kind: 'text', text: 'secret of here' },
      });
      stores.audit.record({ process: 'test' }, [{ kind: 'secret.happened', subjectId: 'here' }], NOW);
    });
  });
  afterAll(() => test.close());

  it('show each other nothing through any store', async () => {
    await there.transact(async (stores) => {
      expect(await stores.interviews.find(ids.interview)).toBeUndefined();
      expect(await stores.interviews.openOf(ids.person)).toEqual([]);
      expect(await stores.evidence.find(ids.evidence)).toBeUndefined();
      expect(await stores.evidence.list([ids.evidence])).toEqual([]);
      expect(await stores.evidence.decide(ids.evidence, 'kept', NOW)).toBe('unchanged');
      expect(await stores.reviews.find(ids.review)).toBeUndefined();
      expect(await stores.reviews.queue()).toEqual([]);
      expect(await stores.reviews.submittedBy(ids.person)).toEqual([]);
      expect(await stores.reviews.comments(ids.review)).toEqual([]);
      expect(await stores.concerns.find(ids.concern)).toBeUndefined();
      expect(await stores.concerns.referenced('CON-1')).toBeUndefined();
      expect(await stores.concerns.open()).toEqual([]);
      expect(await stores.concerns.reportedBy([ids.person], NOW)).toEqual([]);
      expect(await stores.answers.find(ids.answer)).toBeUndefined();
      expect(await stores.risks.find(ids.risk)).toBeUndefined();
      expect(await stores.risks.of(ids.review)).toEqual([]);
      expect(await stores.risks.list()).toEqual([]);
      expect(await stores.risks.history(ids.risk)).toEqual([]);
      expect(await stores.risks.leftOut(ids.review)).toEqual([]);
      expect(await stores.controls.implementations()).toEqual([]);
      expect(await stores.controls.own()).toEqual([]);
      expect(await stores.controls.withdrawOwn(ids.control, NOW)).toBe('unchanged');
      expect(await stores.controls.decisions()).toEqual([]);
      expect(await stores.feedback.since(NOW)).toEqual([]);
      expect(await stores.questions.find(ids.question)).toBeUndefined();
      expect(await stores.questions.referenced('Q-1')).toBeUndefined();
      expect(await stores.questions.open()).toEqual([]);
      expect(await stores.questions.askedBy([ids.person], NOW)).toEqual([]);
      expect(await stores.register.systems()).toEqual([]);
      expect(await stores.register.uses()).toEqual([]);
      expect(await stores.outbox.claim({ owner: 'o', now: NOW, forMs: 1, limit: 9 })).toEqual([]);
      expect(await stores.jobs.claim({ owner: 'o', now: NOW, forMs: 1, limit: 9 })).toEqual([]);
      expect(await stores.jobs.claimSchedules(NOW, () => new Date(NOW.getTime() + 1))).toEqual([]);
      expect(await stores.consoleMessages.list('governance', 9)).toEqual([]);
      expect((await stores.trail.head()).sequence).toBe(0);
      expect(await Array.fromAsync(stores.trail.entries())).toEqual([]);
    });
  });

  it('may use the same delivery key, dedupe key and reference', async () => {
    const opened = await there.transact(async ({ inbox, jobs, reviews }) => {
      await jobs.add({ kind: 'test', payload: {}, runAt: NOW, dedupeKey: 'once' });
      expect(await reviews.nextReference()).toBe('REV-1');
      return inbox.open({
        key: 'deed',
        identity: { platform: 'console', workspace: 'console', user: ids.person },
        conversation: aConversation(ids.person),
        now: NOW,
      });
    });

    expect(opened.kind).toBe('new');
  });

  it('encrypt the words of the same person id with different keys', async () => {
    await there.transact(({ consoleMessages }) =>
      consoleMessages.append({
        id: 'message',
        conversation: 'governance',
        author: { kind: 'person', personId: ids.person },
        at: NOW,
        content: { kind: 'text', text: 'said there' },
      }),
    );
    // Erasing the one must leave the other readable.
    await here.transact(({ people }) => people.erase(ids.person, NOW));

    const read = ({ transact }: TestOrganisation) =>
      transact(({ consoleMessages }) => consoleMessages.list('governance', 9));
    expect(await read(here)).toEqual([]);
    expect((await read(there)).map(({ content }) => content)).toEqual([{ kind: 'text', text: 'said there' }]);
  });
});

describe('the words of a person who was added in a transaction that failed', () => {
  it('are kept under the key that was committed in the end', async () => {
    const test = await openTestStorage('embedded');
    const { transact } = await test.organisation();
    const id = newId();
    const person = {
      id,
      displayName: 'Maya',
      title: '',
      department: '',
      country: '',
      roles: [],
      identity: { platform: 'console', workspace: 'console', user: id },
    };
    const message = {
      id: 'first',
      conversation: 'c',
      author: { kind: 'person', personId: id },
      at: NOW,
      content: { kind: 'text', text: 'first words' },
    } as const;
    const addAndSay = (fails: boolean) =>
      transact(async ({ people, consoleMessages }) => {
        await people.add(person, NOW);
        await consoleMessages.append(message);
        if (fails) throw new Error('at the last moment');
      });

    await expect(addAndSay(true)).rejects.toThrow('last moment');
    await addAndSay(false);

    // Another process, which has nothing in memory.
    const other = await createStorage(
      { pool: test.pool, embedded: true, close: async () => {} },
      test.storage.masterKey,
      newId,
    );
    const [organisation] = await other.organisations.list();
    const list = await other.transact(organisation?.id ?? '', ({ consoleMessages }) => consoleMessages.list('c', 9));
    expect(list.map(({ content }) => content)).toEqual([{ kind: 'text', text: 'first words' }]);
    await test.close();
  });
});
