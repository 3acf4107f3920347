import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import type { Language } from '../../src/composition/language.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { openTestDatabase } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { MODEL_KEY, mockLanguage } from '../support/mock-language.ts';
import { everythingSent, type Mock, startMockModel } from '../support/mock-model.ts';

/** What the passage really says. */
const SUPPORTED = 'The organisation assesses the impact of its AI systems on individuals and societies.';
const QUESTION = 'What does clause 6.1.4 ask for?';

const knowledge = await loadKnowledgeBase();

const answers = (...sentences: { text: string; sources: number[] }[]) => ({
  content: JSON.stringify({ sentences, sufficient: true }),
  usage: { prompt_tokens: 900, completion_tokens: 80 },
});

describe('an answer that a model words', () => {
  let mock: Mock;
  let journey: Journey;

  beforeEach(async () => {
    mock = await startMockModel();
    journey = await beginJourney('embedded', undefined, mockLanguage(mock));
  });
  afterEach(async () => {
    await journey.end();
    await mock.stop();
  });

  it('changes in place, and drops what no passage says', async () => {
    const { maya } = journey;
    mock.on(
      { responseFormat: 'json_schema' },
      answers(
        { text: SUPPORTED, sources: [1] },
        { text: 'Certification is mandatory for every company.', sources: [1] },
        { text: 'See https://evil.example for more.', sources: [1] },
      ),
    );

    await maya.says(QUESTION);

    const news = await maya.sees(/Worded by a language model/);
    expect(news).toContain(SUPPORTED);
    expect(news).toContain('2 sentences were left out');
    expect(news).not.toMatch(/mandatory|evil/);
    expect(await maya.counts(/What I found/)).toBe(1);
    expect(journey.errors()).toEqual([]);
  });

  it.each([
    [
      'rateLimited',
      () => mock.on({ predicate: () => true }, { error: { message: 'no' }, status: 429, retryAfter: 600 }),
      /too much to do/,
    ],
    [
      'unavailable',
      () => mock.on({ predicate: () => true }, { error: { message: 'no' }, status: 401 }),
      /cannot be reached/,
    ],
    ['malformed', () => mock.on({ predicate: () => true }, { content: 'I would rather talk.' }), /could not be read/],
    [
      'refused',
      () => mock.on({ predicate: () => true }, { content: 'I', finishReason: 'content_filter' }),
      /would not word/,
    ],
    [
      'unsupported',
      () => mock.on({ predicate: () => true }, answers({ text: 'Pay the invoice today.', sources: [1] })),
      /did not hold/,
    ],
    [
      'insufficient',
      () => mock.on({ predicate: () => true }, { content: '{"sentences":[],"sufficient":false}' }),
      /no clearer answer/,
    ],
  ])('stays word for word, with an honest note, when the model is %s', async (_, lay, note) => {
    const { maya } = journey;
    lay();

    await maya.says(QUESTION);
    for (let at = 0; at < 8; at += 1) await journey.passes({ hours: 0.003 });

    const news = await maya.sees(note);
    expect(news).toMatch(/word for word/);
    expect(news).not.toMatch(/changes by itself/);
    expect(journey.errors()).toEqual([]);
  });

  it('tries again when it was asked to wait, or the endpoint was away, while somebody waits', async () => {
    const { maya, tom } = journey;
    mock.on({ predicate: () => true }, answers({ text: SUPPORTED, sources: [1] }));
    mock.nextRequestError(429, { message: 'slow down' });

    await maya.says(QUESTION);
    await maya.sees(/changes by itself/);
    await journey.passes({ hours: 0.002 });
    await maya.sees(/Worded by a language model/);

    mock.nextRequestError(500, { message: 'boom' });
    await tom.says(QUESTION);
    await journey.passes({ hours: 0.002 });
    await tom.sees(/Worded by a language model/);
    expect(mock.getRequests()).toHaveLength(4);
  });

  it('sends the question and the passages, and nothing that is nobody’s business', async () => {
    const { maya } = journey;
    mock.on({ predicate: () => true }, answers({ text: SUPPORTED, sources: [1] }));

    await maya.says(
      'Priya Raman asks what clause 6.1.4 says about the impact assessment of an AI system on individuals, groups and societies, +49 151 2345 6789, password: hunter2canary',
    );

    const sent = everythingSent(mock);
    expect(sent).toContain('6.1.4');
    expect(sent).toContain('PERSON_1');
    for (const canary of ['Priya', 'Raman', '2345', 'hunter2canary', 'Maya', 'Lindqvist', MODEL_KEY])
      expect(sent).not.toContain(canary);
  });

  it('asks no model where the gate lets nothing pass', async () => {
    const { maya } = journey;
    mock.on({ predicate: () => true }, answers({ text: SUPPORTED, sources: [1] }));

    await maya.says('Who won the football match yesterday?');
    await maya.says('What does clause 6.1.9 ask for?');

    expect(mock.getRequests()).toEqual([]);
  });
});

describe('a model in trouble', () => {
  it.each([
    ['too slow', { latency: 20_000 }, {}, /took too long/],
    ['cut off', { truncateAfterChunks: 2 }, {}, /cannot be reached/],
    ['garbled', {}, { malformedRate: 1 }, /could not be read|cannot be reached/],
    ['disconnected', {}, { disconnectRate: 1 }, /cannot be reached/],
  ])('keeps its time limit and stays word for word when the answer is %s', async (_, how, chaos, note) => {
    const mock = await startMockModel();
    const journey = await beginJourney('embedded', undefined, mockLanguage(mock, undefined, 1_500));
    const { tom } = journey;
    mock.on({ predicate: () => true }, answers({ text: SUPPORTED, sources: [1] }), how);
    mock.setChaos(chaos);
    const began = performance.now();

    await tom.says(QUESTION);

    expect(await tom.sees(note)).toMatch(/word for word/);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(mock.getRequests().length).toBeLessThanOrEqual(2);
    expect(journey.errors()).toEqual([]);
    await journey.end();
    await mock.stop();
  });
});

describe('the allowance', () => {
  const COST = 980;

  it('stops before the call, to the token, and begins anew the next day', async () => {
    const mock = await startMockModel();
    mock.on({ predicate: () => true }, answers({ text: 'Nothing.', sources: [] }));
    const database = await openTestDatabase();
    const tokens = { perPerson: 40_000, perOrganisation: 50_000 };
    const journey = await beginJourney('embedded', database, mockLanguage(mock, { tokens }));
    const { maya, tom } = journey;
    const spent = async (payer: string) => {
      const { rows } = await database.pool.query('SELECT tokens FROM model_spending WHERE payer = $1', [payer]);
      return rows.map((row) => Number(row.tokens));
    };
    const asksUntilStopped = async (who: typeof maya) => {
      const before = mock.getRequests().length;
      for (let at = 0; at < 40; at += 1) {
        await who.says(QUESTION);
        if (/allowance for the language model is used up/.test(await who.news())) break;
      }
      return mock.getRequests().length - before;
    };

    const byMaya = await asksUntilStopped(maya);
    const { rows } = await database.pool.query('SELECT DISTINCT "reservedTokens" FROM model_call');
    const reserved = Number(rows[0]?.reservedTokens);
    expect(rows).toHaveLength(1);
    // One more call could have gone beyond the limit, and only that stops it.
    expect(byMaya).toBe(Math.floor((tokens.perPerson - reserved) / COST) + 1);
    expect(await spent(maya.id)).toEqual([byMaya * COST]);

    const byTom = await asksUntilStopped(tom);
    expect(byMaya + byTom).toBe(Math.floor((tokens.perOrganisation - reserved) / COST) + 1);
    expect(await spent('organisation')).toEqual([(byMaya + byTom) * COST]);

    await tom.says(QUESTION);
    expect(mock.getRequests()).toHaveLength(byMaya + byTom);

    await journey.passes({ days: 1 });
    await maya.says(QUESTION);
    expect(mock.getRequests()).toHaveLength(byMaya + byTom + 1);

    await journey.end();
    await mock.stop();
  });
});

describe('what waited for a model when Steward ended', () => {
  const LATER = new Date('2027-01-11T09:00:20Z');

  async function interrupted() {
    const mock = await startMockModel();
    mock.nextRequestError(429, { message: 'busy' });
    mock.on({ predicate: () => true }, answers({ text: SUPPORTED, sources: [1] }));
    const database = await openTestDatabase();
    const journey = await beginJourney('embedded', database, mockLanguage(mock));
    await journey.maya.says(QUESTION);
    await journey.maya.sees(/changes by itself/);
    await journey.app.close();
    return {
      ...{ mock, database, journey },
      /** The same database, served again. */
      async continues(language?: Language): Promise<string> {
        const { storage, app } = journey;
        const again = await createApp({
          ...{ storage, language, organisation: app.organisation, knowledge, newId, log: silentLog },
          clock: () => LATER,
        });
        await again.drain();
        const shown = await journey.api.read(journey.maya.conversation, journey.maya.id);
        await again.close();
        return JSON.stringify(shown.at(-1)?.card);
      },
      async end() {
        await journey.end();
        await mock.stop();
      },
    };
  }

  it('is worded by the next process, and a call that was lost stays paid', async () => {
    const test = await interrupted();
    const { pool } = test.database;
    // As a process leaves it that dies between the call and its end.
    await pool.query(`UPDATE model_call SET state = 'started', "startedAt" = "reservedAt"`);
    const { rows: reserved } = await pool.query('SELECT "reservedTokens" AS tokens FROM model_call');

    const shown = await test.continues(await mockLanguage(test.mock)(() => LATER));

    expect(shown).toContain(SUPPORTED);
    const { rows } = await pool.query(`SELECT tokens FROM model_spending WHERE payer = 'organisation'`);
    expect(rows).toEqual([{ tokens: reserved[0]?.tokens + 980 }]);
    await test.end();
  });

  it('gets an honest note where the model is gone', async () => {
    const test = await interrupted();

    expect(await test.continues()).toMatch(/cannot be reached/);
    expect(test.mock.getRequests()).toHaveLength(1);
    await test.end();
  });
});
