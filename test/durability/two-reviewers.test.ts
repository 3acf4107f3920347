import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../src/app.ts';
import { verifyChain } from '../../src/audit/trail.ts';
import type { InboundBody } from '../../src/chat/event.ts';
import { seedDemonstration } from '../../src/composition/demonstration.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { publishQuestionnaires } from '../../src/composition/publish-questionnaires.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Review } from '../../src/reviews/review.ts';
import { openStorage, type Storage } from '../../src/storage/open-storage.ts';
import { type Answer, consoleApi } from '../support/console-api.ts';
import { createEmptyServerDatabase, databaseKinds } from '../support/database.ts';
import { CLIENT_CALLS } from '../support/declaration.ts';
import { aConversation } from '../support/records.ts';
import { type StewardProcess, startSteward } from '../support/steward-process.ts';

const ROUNDS = Number(process.env.DURABILITY_ROUNDS ?? 100);
const IN_A_WEEK = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

/** Nobody does 100 reviews in a minute: pairs take turns, so that no one is held back for haste. */
const PAIRS = [
  ['Priya', 'Jonas'],
  ['Tom', 'Lee'],
  ['Ana', 'Samir'],
] as const;

describe.runIf(databaseKinds.includes('postgres'))('two reviewers in two processes', () => {
  const key = randomBytes(32);
  let drop: () => Promise<void>;
  let storage: Storage;
  let app: App;
  let processes: readonly StewardProcess[];
  let origins: readonly string[];
  const ids = new Map<string, string>();

  beforeAll(async () => {
    const created = await createEmptyServerDatabase();
    drop = created.drop;
    storage = await openStorage({
      databaseUrl: created.url,
      dataDirectory: 'unused',
      encryptionKey: key,
      newId,
      log: silentLog,
    });
    const knowledge = await loadKnowledgeBase();
    const organisation = await seedDemonstration(storage, systemClock);
    await publishQuestionnaires(storage, organisation, knowledge, systemClock);
    app = await createApp({
      storage,
      knowledge,
      organisation,
      clock: systemClock,
      newId,
      log: silentLog,
      rateLimited: false,
    });
    await storage.transact(organisation.id, async ({ people }) => {
      for (const { id, displayName } of await people.list()) ids.set(displayName.split(' ')[0] ?? '', id);
      for (const name of PAIRS.flat()) await people.grant(ids.get(name) ?? '', 'governance', new Date());
    });
    processes = [1, 2].map(() => startSteward({ DATABASE_URL: created.url, ENCRYPTION_KEY: key.toString('base64') }));
    origins = await Promise.all(
      processes.map(async ({ origin, stderr }) => (await origin) ?? Promise.reject(new Error(stderr()))),
    );
  });
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.stop()));
    await app.close();
    await storage.close();
    await drop();
  });

  async function declare(): Promise<Review> {
    const maya = ids.get('Maya') ?? '';
    const does = async (body: InboundBody) => {
      const receipt = await app.router.receive(app.organisation.id, {
        deliveryKey: newId(),
        identity: { platform: 'console', workspace: 'console', user: maya },
        conversation: aConversation(maya),
        body,
      });
      if (receipt.kind !== 'done') throw new Error(receipt.message);
    };
    await does({
      kind: 'message',
      messageId: newId(),
      text: 'I would like to use Otter.ai to transcribe client calls',
    });
    const [open] = await storage.transact(app.organisation.id, ({ interviews }) => interviews.openOf(maya));
    const value = { interview: open?.id ?? '' };
    await does({ kind: 'action', actionId: 'interview.confirmAll', value, inputs: {} });
    await does({ kind: 'form', formId: 'interview.form', context: value, inputs: CLIENT_CALLS });
    await does({ kind: 'action', actionId: 'interview.submit', value, inputs: {} });
    const [record] = await storage.transact(app.organisation.id, ({ reviews }) => reviews.queue());
    if (!record) throw new Error('Nothing was submitted');
    return record.review;
  }

  it(`make exactly one decision each time, ${ROUNDS} times, and the slower one is told how it stands`, async () => {
    const won = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const review = await declare();
      const pair = PAIRS[round % PAIRS.length] ?? PAIRS[0];

      const answers = await Promise.all(
        pair.map((name, side): Promise<Answer> => {
          const id = ids.get(name) ?? '';
          const context = { review: review.id, version: review.version };
          return consoleApi(origins[side] ?? '').post(id, `dm:${id}`, {
            to: 'forms',
            form: 'review.approve',
            context,
            inputs: { nextReviewAt: IN_A_WEEK },
          });
        }),
      );

      const replies = answers.map((answer) =>
        answer.taken ? answer.reply : { kind: 'refused', text: answer.message },
      );
      const winner = replies.indexOf(undefined);
      expect(replies[winner], JSON.stringify(replies)).toBeUndefined();
      expect(replies[1 - winner]).toEqual({
        kind: 'notice',
        text: expect.stringMatching(new RegExp(`${review.reference} was approved on`)),
      });
      won[winner] = (won[winner] ?? 0) + 1;
      const decisions = await storage.transact(app.organisation.id, ({ reviews }) => reviews.decisions(review.id));
      expect(decisions.map(({ reviewerId }) => reviewerId)).toEqual([ids.get(pair[winner] ?? '')]);
    }

    const { uses, verification } = await storage.transact(app.organisation.id, async ({ register, trail }) => ({
      uses: await register.uses(),
      verification: await verifyChain(trail.entries(), await trail.head()),
    }));
    process.stdout.write(`${ROUNDS} rounds: the first process won ${won[0]}, the second ${won[1]}\n`);
    expect(uses).toHaveLength(ROUNDS);
    expect(verification.ok).toBe(true);
  }, 240_000);
});
