import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/audit/trail.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { openEmbeddedDatabase } from '../../src/storage/embedded-database.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { createStorage, type Storage } from '../../src/storage/open-storage.ts';
import { consoleApi } from '../support/console-api.ts';
import { createEmptyServerDatabase, databaseKinds } from '../support/database.ts';
import { howMany } from '../support/how-many.ts';
import { seededRandom } from '../support/random.ts';
import { openEverything } from '../support/sealed-words.ts';
import { type StewardProcess, startSteward } from '../support/steward-process.ts';
import { createDeclarer, type Deed, send } from './declarer.ts';
import { everythingSent, type KilledAgainAndAgain, killAgainAndAgain } from './kill-again.ts';

/** How many kills altogether; those of a start are 9 of them. */
const KILLS = Math.max(14, howMany('DURABILITY_KILLS', { usual: 14, thorough: 20 }));
const SEED = Number(process.env.DURABILITY_SEED ?? 20_261_122);
const WHILE_CREATING = 3;
const WHILE_MIGRATING = 3;
const WHILE_RESTARTING = 3;
const WHILE_RUNNING = KILLS - WHILE_CREATING - WHILE_MIGRATING - WHILE_RESTARTING;
const ACKNOWLEDGED_BETWEEN_KILLS = 20;
const PEOPLE = 4;
/** PostgreSQL keeps running, so only our own process is killed there. */
const ON_SERVER = { running: Math.min(5, WHILE_RUNNING), restarting: 1 };

const random = seededRandom(SEED);
const key = randomBytes(32).toString('base64');

describe('a data directory', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'steward-kill-'));
  });
  afterAll(() => rm(home, { recursive: true }));

  it(`survives ${WHILE_MIGRATING} kills between its creation and the end of its migration`, async () => {
    const created = path.join(home, 'created');
    await (await openEmbeddedDatabase(created, silentLog)).close();
    for (let kill = 0; kill < WHILE_MIGRATING; kill += 1) {
      const directory = path.join(home, `migrating-${kill}`);
      await cp(created, directory, { recursive: true });
      const first = startSteward({ DATA_DIR: directory, ENCRYPTION_KEY: key });
      await appears(path.join(directory, 'database.lock'), first);
      await pause(200 + kill * 250 + random() * 200);
      await first.kill();

      const second = startSteward({ DATA_DIR: directory, ENCRYPTION_KEY: key });
      expect(await second.origin, second.stderr()).toBeDefined();
      expect(await second.stop()).toBe(0);
    }
  }, 120_000);

  it(`loses and doubles nothing in ${WHILE_CREATING} kills of its creation, ${WHILE_RESTARTING} of a restart and ${WHILE_RUNNING} of a busy server`, async () => {
    const directory = path.join(home, 'data');
    const environment = { DATA_DIR: directory, ENCRYPTION_KEY: key };
    for (let kill = 0; kill < WHILE_CREATING; kill += 1) {
      const server = startSteward(environment);
      await appears(path.join(directory, 'database.new'), server);
      await pause(random() * 1500);
      await server.kill();
    }

    const history = await killTheConsole(environment, { running: WHILE_RUNNING, restarting: WHILE_RESTARTING });

    const database = await openDatabase({ dataDirectory: directory, log: silentLog });
    await provesNothingLost(await createStorage(database, Buffer.from(key, 'base64'), newId), database.pool, history);
  }, 300_000);
});

describe.runIf(databaseKinds.includes('postgres'))('a server on PostgreSQL', () => {
  it(`loses and doubles nothing in ${ON_SERVER.restarting} kill of a restart and ${ON_SERVER.running} while it is busy`, async () => {
    const { url, drop } = await createEmptyServerDatabase();

    const history = await killTheConsole({ DATABASE_URL: url, ENCRYPTION_KEY: key }, ON_SERVER);

    const database = await openDatabase({ databaseUrl: url, dataDirectory: 'unused', log: silentLog });
    await provesNothingLost(await createStorage(database, Buffer.from(key, 'base64'), newId), database.pool, history);
    await drop();
  }, 300_000);
});

type History = Omit<KilledAgainAndAgain<Deed>, 'server' | 'origin'>;

async function killTheConsole(
  environment: Readonly<Record<string, string>>,
  kills: { readonly running: number; readonly restarting: number },
): Promise<History> {
  const { server, origin, ...history } = await killAgainAndAgain<Deed>({
    ...{ environment, kills, random, acknowledgedBetween: ACKNOWLEDGED_BETWEEN_KILLS },
    doers: async (first) => (await people(first)).map(createDeclarer),
    repeat: send,
  });
  await everythingSent(origin);
  expect(await server.stop()).toBe(0);
  return history;
}

async function people(origin: string): Promise<readonly string[]> {
  return (await consoleApi(origin).people()).slice(0, PEOPLE).map(({ id }) => id);
}

async function provesNothingLost(storage: Storage, pool: pg.Pool, { deeds, repeated, kills }: History): Promise<void> {
  const opened = await openEverything(pool, storage.masterKey);
  const texts = (table: string) => opened.filter((words) => words.table === table).map(({ text }) => text);
  const given = deeds.filter(({ posted }) => posted.to === 'forms');
  const said = deeds.filter(({ posted }) => posted.to === 'messages');
  const count = (list: readonly string[], words = '') => list.filter((text) => text.includes(words)).length;
  const numbers = async (sql: string) => (await pool.query<{ number: number }>(sql)).rows.map(({ number }) => number);

  const acknowledged = deeds.filter((deed) => deed.acknowledged).length;
  process.stdout.write(
    `${kills} kills of a busy server: ${acknowledged} acknowledged deeds, ${given.length} answers, ${repeated} sent again\n`,
  );
  expect(acknowledged).toBe(deeds.length);
  expect(acknowledged).toBeGreaterThanOrEqual(kills * ACKNOWLEDGED_BETWEEN_KILLS);
  expect(repeated).toBeGreaterThan(kills);

  const answers = texts('answer_revision');
  expect(given.filter(({ words }) => count(answers, words) !== 1)).toEqual([]);
  const messages = texts('console_message').filter((text) => text.startsWith('{"kind":"text"'));
  expect(said.filter(({ words }) => count(messages, words) !== 1)).toEqual([]);
  expect(await numbers('SELECT count(*)::int AS number FROM delivery')).toEqual([deeds.length]);
  expect(await numbers('SELECT count(*)::int AS number FROM interview')).toEqual([said.length]);

  const submitted = deeds.flatMap(({ submits }) => submits ?? []);
  const { rows } = await pool.query<{ interview: string }>('SELECT "interviewId"::text AS interview FROM submission');
  expect(submitted.length).toBeGreaterThan(0);
  expect(rows.map(({ interview }) => interview).toSorted()).toEqual(submitted.toSorted());

  // Every message that was queued was posted, once, but for views that a later message of the same place shows.
  const unsent = `SELECT count(*)::int AS number FROM outbox_message WHERE state <> 'open' OR "sentRevision" < "wantedRevision"`;
  expect(await numbers(unsent)).toEqual([0]);
  const posted = `SELECT (SELECT count(*) FROM outbox_message WHERE "externalId" IS NOT NULL)::int
    - (SELECT count(*) FROM console_message WHERE "authorId" IS NULL)::int AS number`;
  expect(await numbers(posted)).toEqual([0]);
  const missing = `SELECT count(*)::int AS number FROM outbox_message AS unposted WHERE "externalId" IS NULL AND NOT EXISTS (
    SELECT FROM outbox_message AS newer WHERE newer.destination = unposted.destination AND newer.view = unposted.view
      AND newer.id > unposted.id AND newer."externalId" IS NOT NULL)`;
  expect(await numbers(missing)).toEqual([0]);
  expect(await numbers('SELECT count(*)::int AS number FROM failed_event')).toEqual([0]);

  const [organisation] = await storage.organisations.list();
  const verification = await storage.transact(organisation?.id ?? '', async ({ trail }) =>
    verifyChain(trail.entries(), await trail.head()),
  );
  expect(verification).toMatchObject({ ok: true });
  expect(verification.entries).toBeGreaterThan(given.length);
  await storage.close();
}

async function appears(file: string, server: StewardProcess): Promise<void> {
  const gone = server.ended.then(({ code }) => {
    throw new Error(`Steward ended with ${code}: ${server.stderr()}`);
  });
  gone.catch(() => {});
  const there = async () => {
    while (!(await stat(file).catch(() => undefined))) await pause(5);
  };
  await Promise.race([there(), gone]);
}
