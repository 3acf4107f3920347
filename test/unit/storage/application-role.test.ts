import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/app.ts';
import { seedDemonstration } from '../../../src/composition/demonstration.ts';
import { loadKnowledgeBase } from '../../../src/composition/knowledge-base.ts';
import { publishQuestionnaires } from '../../../src/composition/publish-questionnaires.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { APPEND_ONLY_TABLES } from '../../../src/storage/grants.ts';
import { openStorage, type Storage } from '../../../src/storage/open-storage.ts';
import { consoleApi } from '../../support/console-api.ts';
import { createEmptyServerDatabase, databaseKinds } from '../../support/database.ts';
import { createTestOrganisation, NOW, type TestOrganisation } from '../../support/storage.ts';

const role = `steward_application_${process.pid}`;

describe.runIf(databaseKinds.includes('postgres'))('an application whose role does not own the tables', () => {
  let ownerUrl: string;
  let drop: () => Promise<void>;
  let storage: Storage;
  /** What anybody could do who has the application's credentials. */
  let bare: pg.Pool;
  let here: TestOrganisation;
  let there: TestOrganisation;
  let maya: string;

  const open = () => {
    const url = new URL(ownerUrl);
    url.username = role;
    // An address that asks for another time zone must not get it.
    url.searchParams.set('options', '-c TimeZone=Asia/Tokyo');
    bare ??= new pg.Pool({ connectionString: url.href });
    return openStorage({
      databaseUrl: url.href,
      migrationDatabaseUrl: ownerUrl,
      dataDirectory: 'unused',
      encryptionKey: key,
      newId,
      log: silentLog,
    });
  };
  const key = randomBytes(32);

  beforeAll(async () => {
    ({ url: ownerUrl, drop } = await createEmptyServerDatabase());
    await asOwner(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE ROLE ${role} LOGIN`);
    storage = await open();
    here = await createTestOrganisation(storage);
    there = await createTestOrganisation(storage);
    maya = await here.person('Maya', ['legal']);
    await there.person('Tom', ['governance']);
  });
  afterAll(async () => {
    await storage.close();
    await bare.end();
    await asOwner(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await drop();
  });

  async function asOwner(statement: string): Promise<pg.QueryResult> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  }

  it('reads and writes its own organisation', async () => {
    expect((await here.transact(({ people }) => people.list())).map(({ displayName }) => displayName)).toEqual([
      'Maya',
    ]);
    expect((await there.transact(({ people }) => people.list())).map(({ displayName }) => displayName)).toEqual([
      'Tom',
    ]);
    await here.transact(async ({ people, audit }) => {
      await people.revoke(maya, 'legal');
      audit.record({ process: 'test' }, [{ kind: 'role.revoked', subjectId: maya }], NOW);
    });
  });

  it('is shown nothing where no organisation is named', async () => {
    expect((await bare.query('SELECT * FROM person')).rows).toEqual([]);
    expect((await bare.query('SELECT * FROM audit_entry')).rows).toEqual([]);
  });

  it('is shown one organisation only, and writes into no other', async () => {
    const client = await bare.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('steward.organisation', $1, true)`, [here.id]);

    expect((await client.query('SELECT "displayName" FROM person')).rows).toEqual([{ displayName: 'Maya' }]);
    expect(
      (await client.query('UPDATE person SET "displayName" = $1 WHERE "organisationId" = $2', ['taken', there.id]))
        .rowCount,
    ).toBe(0);
    await expect(
      client.query(
        'INSERT INTO job ("organisationId", id, kind, payload, state, attempts, "maxAttempts", "runAt", "createdAt") VALUES ($1, $2, $3, $4, $5, 0, 1, now(), now())',
        [there.id, newId(), 'x', {}, 'ready'],
      ),
    ).rejects.toThrow('row-level security');
    await client.query('ROLLBACK');
    client.release();
  });

  it('does not carry an organisation from one transaction into the next', async () => {
    const single = await openStorageWithOneConnection();
    await single.transact(here.id, ({ people }) => people.list());
    // On the same connection, after the commit.
    expect((await single.organisations.list()).length).toBeGreaterThan(1);
    expect(await single.transact(there.id, ({ people }) => people.find(maya))).toBeUndefined();
    await single.close();
  });

  async function openStorageWithOneConnection(): Promise<Storage> {
    const url = new URL(ownerUrl);
    url.username = role;
    return openStorage({
      databaseUrl: url.href,
      migrationDatabaseUrl: ownerUrl,
      dataDirectory: 'unused',
      poolSize: 1,
      encryptionKey: key,
      newId,
      log: silentLog,
    });
  }

  it.each(APPEND_ONLY_TABLES)('may add to %s and read it, and nothing else', async (table) => {
    await bare.query(`SELECT FROM ${table}`);
    await expect(bare.query(`UPDATE ${table} SET "organisationId" = "organisationId"`)).rejects.toThrow(
      'permission denied',
    );
    await expect(bare.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(bare.query(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
  });

  it('may neither change tables nor lift what binds it', async () => {
    await expect(bare.query('CREATE TABLE public.mine ()')).rejects.toThrow('permission denied');
    await expect(bare.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL')).rejects.toThrow('must be owner');
    await expect(bare.query('ALTER TABLE person DISABLE ROW LEVEL SECURITY')).rejects.toThrow('must be owner');
    await expect(bare.query('TRUNCATE person')).rejects.toThrow('permission denied');
  });

  it('works in UTC whatever its address asks for', async () => {
    const runAt = new Date('2027-07-01T23:30:00.123Z');
    await here.transact(({ jobs }) => jobs.add({ kind: 'zone', payload: {}, runAt }));

    const { rows } = await asOwner(
      `SELECT to_char("runAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') AS at FROM job WHERE kind = 'zone'`,
    );
    expect(rows).toEqual([{ at: '2027-07-01T23:30:00.123' }]);
  });

  it('gets its rights anew at each start, and loses what it was given too much', async () => {
    await asOwner(`GRANT DELETE ON audit_entry TO ${role}; REVOKE UPDATE ON person FROM ${role}`);
    const [one, two] = await Promise.all([open(), open()]);

    await expect(bare.query('DELETE FROM audit_entry')).rejects.toThrow('permission denied');
    await bare.query('UPDATE person SET title = title');
    await Promise.all([one.close(), two.close()]);
  });

  it('runs the whole product: seeding, questionnaires, schedules, a message and its answer', async () => {
    const knowledge = await loadKnowledgeBase();
    const clock = () => NOW;
    const organisation = await seedDemonstration(storage, clock);
    await publishQuestionnaires(storage, organisation, knowledge, clock);
    const errors: string[] = [];
    const log = {
      ...silentLog,
      error: (sentence: string, _fields: object, cause?: unknown) => void errors.push(`${sentence} ${String(cause)}`),
    };
    const app = await createApp({ storage, knowledge, organisation, clock, newId, log, rateLimited: false });
    const http = createServer(app.http);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const bound = http.address();
    const api = consoleApi(`http://127.0.0.1:${bound !== null && typeof bound === 'object' ? bound.port : 0}`);
    const [person] = await api.people();
    const id = person?.id ?? '';

    const answer = await api.post(id, `dm:${id}`, {
      to: 'messages',
      text: 'I would like to use Otter.ai to transcribe client calls',
    });
    await app.drain();

    expect(answer.status).toBe(200);
    expect((await api.read(`dm:${id}`, id)).filter(({ card }) => card).length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    await app.close();
  });
});
