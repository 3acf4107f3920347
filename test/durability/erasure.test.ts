import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/audit/trail.ts';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { newId } from '../../src/kernel/ids.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { evolve } from '../../src/risks/risk.ts';
import { columnsWith } from '../support/columns-with.ts';
import { cardInWords } from '../support/console-api.ts';
import { type DatabaseKind, databaseKinds, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { answersDeclaration, CLIENT_CALLS, declares } from '../support/declaration.ts';
import { deliberate } from '../support/deliberation.ts';
import { beginJourney, type Journey, type Name } from '../support/journey.ts';
import { AN_END, aModelCall, NO_LIMITS } from '../support/model-calls.ts';
import {
  aComment,
  aDocument,
  aDocumentDecision,
  anAnswer,
  anInterview,
  aProposedRisk,
  aReview,
} from '../support/records.ts';
import { openEverything, SEALED_COLUMNS } from '../support/sealed-words.ts';
import { NOW, openTestStorage } from '../support/storage.ts';

/** A word that nobody says by chance; what follows it names the field. */
const CANARY = 'Zwitscherling';

/**
 * Facts of the register that an approval makes are the organisation's, not the person's, and stay in plain text: the
 * names of systems and suppliers, conditions, and where a supplier's data goes.
 */
const REGISTER_FACTS = [
  'ai_system.name',
  'ai_system.aliases',
  'ai_system.supplierFacts',
  'condition.text',
  'review.supplierFacts',
  'supplier.name',
];

/** Sealed with the key from the environment: a platform's secrets, which no person said. */
const NOBODYS_WORDS = ['slack_installation.sealedInstallation'];

type Pool = TestDatabase['pool'];

describe.each(databaseKinds)('the words of a person on %s', (kind: DatabaseKind) => {
  let journey: Journey;
  let pool: Pool;
  const opened = async (word: string) =>
    (await openEverything(pool, journey.storage.masterKey)).filter(({ text }) => text.includes(word));
  const erase = (name: Name) =>
    journey.storage.transact(DEMONSTRATION.organisationId, async ({ people, audit }) => {
      await people.erase(journey[name].id, journey.now());
      audit.record({ process: 'test' }, [{ kind: 'person.erased', subjectId: journey[name].id }], journey.now());
    });
  const verify = () =>
    journey.storage.transact(DEMONSTRATION.organisationId, async ({ trail }) =>
      verifyChain(trail.entries(), await trail.head()),
    );

  beforeAll(async () => {
    const database = await openTestDatabase(kind);
    pool = database.pool;
    journey = await beginJourney(kind, database);
    const { maya, priya, jonas, tom, lee, storage, now } = journey;

    // Maya says something in every place where she can, and so does her reviewer.
    await answersDeclaration(
      maya,
      { ...CLIENT_CALLS, alternatives: `${CANARY} maya answer` },
      `I would like to use Otter.ai to transcribe client calls. ${CANARY} maya message`,
    );
    await maya.shares([{ id: 'F1', name: `${CANARY} maya file.pdf`, bytes: 5 }]);
    await maya.clicks('Keep it');
    await maya.clicks('Submit');
    await (await priya.inTeam.opensForm('Ask for changes')).fills({
      questions: ['alternatives'],
      remark: `${CANARY} priya remark`,
    });
    await maya.does({
      to: 'forms',
      form: 'interview.form',
      context: { interview: String((await maya.button(/Submit|Answer/)).value.interview) },
      inputs: { alternatives: `${CANARY} maya second answer` },
    });
    await maya.clicks('Submit');
    await (await priya.inTeam.opensForm('Comment')).fills({ comment: `${CANARY} priya comment` });
    await (await priya.inTeam.opensForm('Approve with conditions')).fills({
      conditions: `${CANARY} priya condition`,
      reason: `${CANARY} priya reason`,
    });
    await jonas.says('who approved AIU-1, and why?');
    await jonas.sees(new RegExp(`${CANARY} priya reason`));
    await maya.says(`what about ${CANARY} maya question?`);
    await (await maya.opensForm('Not helpful')).fills({ text: `${CANARY} maya feedback` });
    await maya.clicks('Ask the governance team');
    await (await priya.inTeam.opensForm('Answer')).fills({ text: `${CANARY} priya answer` });
    const draft = await answersDeclaration(
      maya,
      { account: 'personal-free', alternatives: `${CANARY} maya draft` },
      'I want to use ChatGPT to write marketing texts',
    );
    await tom.says(`I would like to use DeepL to translate contracts. ${CANARY} tom message`);
    const asks = (who: typeof maya, colleague: typeof maya, interview: string, note: string) =>
      who.does({
        ...{ to: 'forms', form: 'together.ask', context: { interview } },
        inputs: { colleague: colleague.id, part: 'question:tool', note: `${CANARY} ${note}` },
      });
    await asks(maya, tom, draft, 'maya note');
    await asks(tom, maya, String((await tom.button('All correct')).value.interview), 'tom note');
    await (await maya.opensForm('Answer')).fills({ tool: `${CANARY} maya as a colleague` });
    await maya.does({
      to: 'forms',
      form: 'concern.report',
      inputs: { kind: 'concern', what: `${CANARY} maya concern`, affected: `${CANARY} maya affected` },
    });
    await priya.clicks('Take on');
    await (await priya.opensForm('Ask the reporter')).fills({ text: `${CANARY} priya asks` });
    await (await maya.opensForm('Answer')).fills({ text: `${CANARY} maya answers` });
    await storage.transact(DEMONSTRATION.organisationId, async (stores) => {
      const { failures, reviews, outgoing, modelCalls, documents, consoleFiles, rightsNotifications, risks } = stores;
      const address = new Secret(`https://contoso.sharepoint.com/?tempauth=${CANARY} maya address`);
      await stores.fileAddresses.keep(maya.id, [{ fileId: newId(), address }], now());
      const [waiting, ended] = [newId(), newId()].map((id) =>
        aModelCall(id, maya.id, { text: `${CANARY} maya model` }),
      );
      if (!waiting || !ended) throw new Error('There are two calls');
      await modelCalls.reserve(waiting, NO_LIMITS);
      await modelCalls.reserve(ended, NO_LIMITS);
      await modelCalls.start(ended.id, now());
      await modelCalls.end(ended, { ...AN_END, result: [`${CANARY} maya summary`] }, now());
      const identity = { platform: 'console', workspace: 'console', user: maya.id } as const;
      await failures.save({
        id: newId(),
        deliveryKey: 'failed',
        identity,
        body: { text: `${CANARY} maya failed` },
        reason: 'Error',
        failedAt: now(),
      });
      const document = await documents.propose(aDocument(priya.id), now());
      if (document === 'unchanged') throw new Error('There was no document');
      const reason = `${CANARY} maya document`;
      await documents.decide(aDocumentDecision(document, maya.id, { verdict: 'rejected', reason }));
      await consoleFiles.keep(maya.id, newId(), Buffer.from(`${CANARY} maya shared file`), now());
      const risk = aProposedRisk(newId(), maya.id);
      await risks.create(risk, { kind: 'proposed', by: undefined, at: now() }, newId());
      const dismissed = { kind: 'dismissed', by: maya.id, at: now(), reason: `${CANARY} maya risk` } as const;
      await risks.save(evolve(risk, dismissed), risk.version, dismissed, newId());
      await rightsNotifications.add({
        ...{ id: newId(), assessmentId: newId(), state: 'notified', onDay: '2027-01-11', note: `${CANARY} maya note` },
        ...{ recordedById: maya.id, recordedAt: now() },
      });
      const said: Readonly<Record<string, string>> = { [priya.id]: 'priya', [jonas.id]: 'jonas', [lee.id]: 'lee' };
      const words = (personId: string) => `${CANARY} ${said[personId]} deliberates`;
      await deliberate(stores, { submitter: tom.id, voter: priya.id, secretary: jonas.id, chair: lee.id, words });
      const [submitted] = await reviews.submittedBy(maya.id);
      await reviews.addComment(submitted?.review.id ?? '', aComment(maya.id, `${CANARY} maya comment`));
      const [declared] = await reviews.submissions(submitted?.review.id ?? '');
      await stores.assessments.addFinding({
        ...{ id: newId(), declarationId: submitted?.review.id ?? '', submissionId: declared?.id ?? '' },
        ...{ assessmentId: newId(), foundById: priya.id, identityId: newId(), role: 'governance', foundAt: now() },
        reason: `${CANARY} priya finds`,
      });
      const card = { headline: `${CANARY} maya unsent card`, blocks: [] };
      await outgoing.add(
        [{ to: { kind: 'person', personId: maya.id }, content: { kind: 'card', card, wordsOf: maya.id } }],
        new Date('2040-01-01'),
      );
    });
  });
  afterAll(() => journey.end());

  it('are in no table in plain text, except for what became a fact of the register', async () => {
    const plain = (await columnsWith(pool, CANARY)).filter((column) => !REGISTER_FACTS.includes(column));

    expect(plain).toEqual([]);
    // The search does find what is there in plain text.
    expect(await columnsWith(pool, `${CANARY} priya condition`)).toEqual(['condition.text']);
    expect(await columnsWith(pool, 'Maya Lindqvist')).toContain('person.displayName');
  });

  it('were said in every place that keeps words, so that this test means something', async () => {
    const places = new Set((await opened(CANARY)).map(({ table }) => table));

    // A reply to a click repeats nothing that somebody wrote freely.
    const silent = ['delivery'];
    expect([...places, ...silent].toSorted()).toEqual(
      [...new Set(SEALED_COLUMNS.map((column) => column.split('.')[0]))].toSorted(),
    );
    const { rows } = await pool.query(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name LIKE 'sealed%'`,
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual([...SEALED_COLUMNS, ...NOBODYS_WORDS].toSorted());
  });

  it('cannot be read any more once they are erased, and everyone else’s can', async () => {
    await erase('maya');

    expect(await opened(`${CANARY} maya`)).toEqual([]);
    expect((await opened(`${CANARY} tom`)).length).toBeGreaterThan(0);
    expect((await opened(`${CANARY} priya`)).length).toBeGreaterThan(0);
    expect(await columnsWith(pool, 'Maya Lindqvist')).toEqual([]);
  });

  it('leave a chain that verifies and holds no name', async () => {
    expect(await verify()).toMatchObject({ ok: true });
    expect(await columnsWith(pool, CANARY)).toEqual(['condition.text']);
  });

  it('leave cards that can be shown to everyone else', async () => {
    const { priya, tom, api } = journey;
    const cards = (await api.read('governance', priya.id)).flatMap(({ card }) => (card ? [card] : []));
    const shown = [...cards.map(cardInWords), await priya.desk(), await tom.desk()].join('\n');

    expect(shown).toMatch(/REV-1/);
    expect(shown).not.toMatch(/Zwitscherling maya|Maya|cannot be shown/);
    expect(journey.errors()).toEqual([]);
  });

  it('of a reviewer are gone from the interviews that they sent back, too', async () => {
    await erase('priya');

    expect(await opened(`${CANARY} priya`)).toEqual([]);
    const { jonas, api } = journey;
    const shown = (await api.read('governance', jonas.id))
      .flatMap(({ card }) => (card ? [cardInWords(card)] : []))
      .join('\n');
    expect(shown).not.toMatch(/priya (remark|comment|reason)|Priya|cannot be shown/);
    expect(journey.errors()).toEqual([]);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('are not added to: the erased person is a stranger', async () => {
    const receipt = await journey.app.router.receive(DEMONSTRATION.organisationId, {
      deliveryKey: 'after',
      identity: { platform: 'console', workspace: 'console', user: journey.maya.id },
      conversation: {
        platform: 'console',
        workspace: 'console',
        conversation: `dm:${journey.maya.id}`,
        visibility: 'direct',
      },
      body: { kind: 'message', messageId: 'after', text: 'I am back' },
    });

    expect(receipt).toMatchObject({ kind: 'refused' });
  });

  it('of an account that was merged into the erased one go with it', async () => {
    const { lee, tom, storage, now } = journey;
    await pool.query('UPDATE person SET "mergedInto" = $1 WHERE id = $2', [lee.id, tom.id]);

    await erase('lee');

    expect(await opened(`${CANARY} tom`)).toEqual([]);
    await storage.transact(DEMONSTRATION.organisationId, async ({ people }) => {
      expect((await people.find(tom.id))?.erasedAt).toEqual(now());
    });
  });
});

describe.runIf(databaseKinds.includes('postgres'))('erasing a reviewer', () => {
  it('keeps what the submitter answers at the same moment', async () => {
    const tested = await openTestStorage('postgres');
    const { transact, person } = await tested.organisation();
    const [maya, priya] = [await person('Maya'), await person('Priya', ['governance'])];
    const [interviewId, reviewId] = [newId(), newId()];
    const remark = 'Please say which.';
    await transact(async ({ interviews, reviews }) => {
      await interviews.create(anInterview(interviewId, maya, { changeRequested: [{ questionId: 'tool', remark }] }));
      await reviews.create({ review: aReview(reviewId, maya), interviewId, createdAt: NOW });
      await reviews.addChangeRequests(reviewId, 1, priya, [{ questionId: 'tool', remark }], NOW);
    });
    // What was read is erased before it is saved; saving finds that out, and the whole is run again.
    let erased: Promise<void> | undefined;
    let runs = 0;
    await transact(async ({ interviews }) => {
      runs += 1;
      const interview = await interviews.find(interviewId);
      if (!interview) throw new Error('The interview is lost');
      erased ??= transact(({ people }) => people.erase(priya, NOW));
      await erased;
      const answers = { owner: anAnswer(maya, 'Maya') };
      await interviews.save(interview, { state: { ...interview.state, revision: 1, answers } }, NOW);
    });
    expect(runs).toBe(2);

    const after = await transact(({ interviews }) => interviews.find(interviewId));
    expect(after?.state).toMatchObject({
      answers: { owner: { value: 'Maya' } },
      changeRequested: [{ questionId: 'tool', remark: '(erased)' }],
    });
    await tested.close();
  });
});

describe('an open review of somebody who was erased', () => {
  it('cannot be approved, because nobody knows what it is about, but can be rejected', async () => {
    const journey = await beginJourney();
    const { maya, priya, storage, now } = journey;
    await declares(maya);
    await storage.transact(DEMONSTRATION.organisationId, ({ people }) => people.erase(maya.id, now()));

    const refused = await priya.inTeam.clicks('Approve');
    const rejected = await (await priya.inTeam.opensForm('Reject')).fills({ reason: 'The person has left us.' });

    expect(refused).toMatchObject({ kind: 'notice', text: expect.stringContaining('erased') });
    expect(rejected).toBeUndefined();
    expect(journey.errors()).toEqual([]);
    await journey.end();
  });
});
