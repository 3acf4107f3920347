import { beforeEach, describe, expect, it } from 'vitest';
import type { GivenAnswer, NewAnswer } from '../../src/assistant/answer-store.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { ModelCall } from '../../src/language/model-calls.ts';
import { databaseKinds } from '../support/database.ts';
import { AN_END, aModelCall, NO_LIMITS } from '../support/model-calls.ts';
import { aGivenAnswer } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

describe.each(databaseKinds)('what a model did, on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let tom: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    tom = await organisation.person('Tom');
  });

  const LIMITS = { person: { tokens: 250, cost: 1000 }, organisation: { tokens: 420, cost: 1000 } };
  const reserve = (call: ModelCall, limits = LIMITS) =>
    organisation.transact(({ modelCalls }) => modelCalls.reserve(call, limits));
  const start = (id: string) => organisation.transact(({ modelCalls }) => modelCalls.start(id, NOW));
  const end = (call: ModelCall, change = {}) =>
    organisation.transact(({ modelCalls }) => modelCalls.end(call, { ...AN_END, ...change }, NOW));
  const spent = async () => {
    const { rows } = await test.pool.query(
      'SELECT payer, day, tokens, cost FROM model_spending WHERE "organisationId" = $1',
      [organisation.id],
    );
    return Object.fromEntries(rows.map(({ payer, day, tokens, cost }) => [`${payer} ${day}`, [tokens, cost]]));
  };

  describe('calls', () => {
    it('take what they may cost, and no more than there is', async () => {
      const last = aModelCall(newId(), maya);

      expect(await reserve(aModelCall(newId(), maya))).toBe('reserved');
      expect(await reserve(aModelCall(newId(), maya))).toBe('reserved');
      expect(await reserve(last)).toBe('person');
      expect(await spent()).toEqual({ 'organisation 2027-01-11': [200, 20], [`${maya} 2027-01-11`]: [200, 20] });
      expect(await start(last.id)).toBeUndefined();
    });

    it('of everybody together take no more than there is, however many come at once', async () => {
      const people = await Promise.all(Array.from({ length: 8 }, (_, at) => organisation.person(`Person ${at}`)));

      const outcomes = await Promise.all(people.map((person) => reserve(aModelCall(newId(), person))));

      expect(outcomes.filter((one) => one === 'reserved')).toHaveLength(4);
      expect(outcomes.filter((one) => one === 'organisation')).toHaveLength(4);
      expect((await spent())['organisation 2027-01-11']).toEqual([400, 40]);
    });

    it('stop at a cost as well as at tokens', async () => {
      const limits = { ...LIMITS, person: { tokens: 10_000, cost: 15 } };

      expect(await reserve(aModelCall(newId(), maya), limits)).toBe('reserved');
      expect(await reserve(aModelCall(newId(), maya), limits)).toBe('person');
      expect(await reserve(aModelCall(newId(), tom), limits)).toBe('reserved');
    });

    it('count what they really cost once they have ended, and end once', async () => {
      const call = aModelCall(newId(), maya, { text: 'words of Maya', details: { message: 'm1', revision: 3 } });
      await reserve(call);

      const started = await start(call.id);
      const first = await end(call, { result: { points: ['one'] } });
      const second = await end(call, { charge: { tokens: 90, cost: 9 } });

      expect(started).toMatchObject({
        again: false,
        call: { text: 'words of Maya', details: { message: 'm1', revision: 3 } },
      });
      expect([first, second, await start(call.id)]).toEqual([true, false, undefined]);
      expect(await spent()).toEqual({ 'organisation 2027-01-11': [40, 4], [`${maya} 2027-01-11`]: [40, 4] });
      const { rows } = await test.pool.query('SELECT * FROM model_call WHERE id = $1', [call.id]);
      expect(rows).toMatchObject([
        {
          state: 'ended',
          outcome: 'answered',
          ...{ promptId: 'answer-from-passages', promptVersion: 1, promptDigest: 'digest', model: 'test-model' },
          ...{ inputTokens: 30, outputTokens: 10, tookMs: 250 },
          sentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          receivedHash: expect.stringMatching(/^[0-9a-f]{64}$/),
          sealedText: null,
        },
      ]);
      await expect(test.pool.query(`UPDATE model_call SET outcome = 'other' WHERE id = $1`, [call.id])).rejects.toThrow(
        'append-only',
      );
      expect(await organisation.transact(({ modelCalls }) => modelCalls.result('answer', 'subject'))).toEqual({
        points: ['one'],
      });
    });

    it('keep what a lost attempt had reserved, and need the same once more', async () => {
      const call = aModelCall(newId(), maya);
      await reserve(call);
      await start(call.id);

      expect((await start(call.id))?.again).toBe(true);
      const again = () => organisation.transact(({ modelCalls }) => modelCalls.reserveAgain(call, LIMITS));
      expect([await again(), await again()]).toEqual(['reserved', 'person']);
      await end(call);

      expect((await spent())[`${maya} 2027-01-11`]).toEqual([140, 14]);
    });

    it('that are put back are begun as if for the first time', async () => {
      const call = aModelCall(newId(), maya);
      await reserve(call);
      await start(call.id);
      await organisation.transact(({ modelCalls }) => modelCalls.putBack(call.id));

      expect((await start(call.id))?.again).toBe(false);
    });

    it('have no words left of somebody who was erased', async () => {
      const [waiting, ended] = [aModelCall(newId(), maya, { text: 'words' }), aModelCall(newId(), maya)];
      await reserve(waiting, NO_LIMITS);
      await reserve(ended, NO_LIMITS);
      await start(ended.id);
      await end(ended, { result: 'words' });
      await organisation.transact(({ people }) => people.erase(maya, NOW));

      expect((await start(waiting.id))?.call.text).toBeUndefined();
      expect(await end(waiting, { result: 'words' })).toBe(true);
      expect(await organisation.transact(({ modelCalls }) => modelCalls.result('answer', 'subject'))).toBeUndefined();
    });
  });

  describe('answers', () => {
    const anAnswer = (change: Partial<NewAnswer> = {}): NewAnswer =>
      aGivenAnswer(maya, { wording: { state: 'waiting' }, ...change });
    const asFound = ({ question, answer, ...given }: NewAnswer): Partial<GivenAnswer> => ({
      ...given,
      words: { question, answer },
    });
    const keep = (answer: NewAnswer) => organisation.transact(({ answers }) => answers.keep(answer));
    const find = (id: string) => organisation.transact(({ answers }) => answers.find(id));
    const settle = (answer: NewAnswer) => organisation.transact(({ answers }) => answers.settle(answer, NOW));

    it('are found as they were written', async () => {
      const waiting = anAnswer();
      const unworded = anAnswer({ wording: { state: 'unworded', because: 'capReached', dropped: 2 } });
      await keep(waiting);
      await keep(unworded);

      expect([await find(waiting.id), await find(unworded.id)]).toMatchObject([asFound(waiting), asFound(unworded)]);
    });

    it('are worded once', async () => {
      const record = anAnswer();
      await keep(record);
      const before = await find(record.id);
      const wording = { state: 'worded', dropped: 1 } as const;
      const worded = { ...record, wording, answer: { ...record.answer, text: 'Put better. [1]' } };

      expect([await settle(worded), await settle({ ...record, wording: { state: 'extractive' } })]).toEqual([
        true,
        false,
      ]);
      const after = await find(record.id);
      expect(after).toMatchObject(asFound(worded));
      // Whoever judges it now judges these words.
      expect(after?.questionHash).toBe(before?.questionHash);
      expect(after?.answerHash).not.toBe(before?.answerHash);
    });

    it('of somebody who was erased have no words', async () => {
      const record = anAnswer();
      await keep(record);
      await organisation.transact(({ people }) => people.erase(maya, NOW));

      expect(await find(record.id)).toMatchObject({ id: record.id, words: undefined });
    });
  });
});
