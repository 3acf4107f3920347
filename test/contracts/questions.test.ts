import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type { Question } from '../../src/questions/question.ts';
import { databaseKinds } from '../support/database.ts';
import { aGivenAnswer, aQuestion } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe.each(databaseKinds)('answers and questions on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let priya: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    priya = await organisation.person('Priya', ['governance']);
  });

  const message = (text: string, authorId: string, what: 'question' | 'answer' | 'followUp') => ({
    ...{ id: newId(), kind: what, authorId, text, writtenAt: NOW },
  });
  const begin = async (change: Partial<Question> = {}) => {
    const question = { ...aQuestion(newId(), maya, `Q-${newId()}`), ...change };
    const first = message('May we?', question.askerId, 'question');
    await organisation.transact(({ questions }) => questions.create(question, first));
    return { question, first };
  };
  const save = (question: Question, version: number, now = LATER) =>
    organisation.transact(({ questions }) => questions.save(question, version, now));

  describe('given answers', () => {
    it('come back as they were given, with a commitment to each text under the asker’s key', async () => {
      const [one, same, other] = [aGivenAnswer(maya), aGivenAnswer(maya), aGivenAnswer(priya)];
      await organisation.transact(async ({ answers }) => {
        for (const answer of [one, same, other]) await answers.keep(answer);
      });

      const found = await organisation.transact(async ({ answers }) =>
        Promise.all([one, same, other].map(({ id }) => answers.find(id))),
      );

      const { question, answer, ...given } = one;
      expect(found[0]).toMatchObject({
        ...{ ...given, words: { question, answer } },
        ...{ band: answer.band, score: answer.score, passages: ['iso42001:6.1.4'] },
      });
      expect(found[0]?.questionHash).toMatch(/^[0-9a-f]{64}$/);
      expect(found[0]?.questionHash).not.toBe(found[0]?.answerHash);
      expect(found[1]?.questionHash).toBe(found[0]?.questionHash);
      expect(found[2]?.questionHash).not.toBe(found[0]?.questionHash);
    });

    it('are forgotten when they are old, and lose their words with the asker', async () => {
      const [old, kept] = [aGivenAnswer(maya), { ...aGivenAnswer(maya), answeredAt: LATER }];
      await organisation.transact(async ({ answers, people }) => {
        for (const answer of [old, kept]) await answers.keep(answer);
        await answers.forget(LATER);
        await people.erase(maya, LATER);
      });

      await organisation.transact(async ({ answers }) => {
        expect(await answers.find(old.id)).toBeUndefined();
        expect(await answers.find(kept.id)).toMatchObject({ id: kept.id, words: undefined });
      });
    });
  });

  describe('questions', () => {
    it('are numbered without a gap or a double by many at once', async () => {
      const references = await Promise.all(
        Array.from({ length: 6 }, () => organisation.transact(({ questions }) => questions.nextReference())),
      );

      expect(references.toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `Q-${number}`));
    });

    it('come back as they were asked, with everything that was said in order', async () => {
      const tried = { answerId: newId(), band: 'unsure', score: 0.4, passages: ['guidance:x'] } as const;
      const { question, first } = await begin({ tried });
      const later = [message('Yes.', priya, 'answer'), message('And abroad?', maya, 'followUp')];
      await organisation.transact(async ({ questions }) => {
        for (const one of later) await questions.addMessage(question.id, one);
      });

      const record = { question, messages: [first, ...later] };
      await organisation.transact(async ({ questions }) => {
        expect(await questions.find(question.id)).toEqual(record);
        expect(await questions.referenced(question.reference)).toEqual(record);
        expect(await questions.ofAnswer(maya, tried.answerId)).toEqual(record);
        expect(await questions.ofAnswer(priya, tried.answerId)).toBeUndefined();
        expect(await questions.find(newId())).toBeUndefined();
      });
    });

    it('are asked once of the same answer', async () => {
      const tried = { answerId: newId(), band: 'abstain', score: 0, passages: [] } as const;
      await begin({ tried });

      await expect(begin({ tried })).rejects.toThrow();
      await begin({ tried, askerId: priya });
    });

    it('are saved by one of two who read the same version', async () => {
      const { question } = await begin();
      const assign = (assignedToId: string) => save({ ...question, version: 2, assignedToId }, 1);

      expect((await Promise.all([assign(priya), assign(maya)])).toSorted()).toEqual(['conflict', 'saved']);
    });

    it('wait until they are answered, the oldest first, and for their asker a little longer', async () => {
      const [first, second] = [await begin(), await begin({ askedAt: LATER })];
      await save({ ...first.question, version: 2, state: 'answered', assignedToId: priya }, 1);

      await organisation.transact(async ({ questions }) => {
        expect((await questions.open()).map(({ question: { id } }) => id)).toEqual([second.question.id]);
        const asked = async (since: Date) => (await questions.askedBy([maya], since)).map(({ question: { id } }) => id);
        expect(await asked(LATER)).toEqual([second.question.id, first.question.id]);
        expect(await asked(new Date(LATER.getTime() + 1))).toEqual([second.question.id]);
        expect(await questions.askedBy([priya], NOW)).toEqual([]);
      });
    });

    it('lose the words of whoever is erased, and keep the others’', async () => {
      const { question } = await begin();
      await organisation.transact(async ({ questions, people }) => {
        await questions.addMessage(question.id, message('Yes.', priya, 'answer'));
        await people.erase(maya, NOW);
      });

      const found = await organisation.transact(({ questions }) => questions.find(question.id));

      expect(found?.messages.map(({ text }) => text)).toEqual([undefined, 'Yes.']);
    });
  });
});
