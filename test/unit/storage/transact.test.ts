import path from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { verifyChain } from '../../../src/audit/trail.ts';
import { LostRace } from '../../../src/kernel/lost-race.ts';
import { isLostRace, isTransient } from '../../../src/storage/failures.ts';
import { databaseKinds } from '../../support/database.ts';
import { readSources } from '../../support/imports.ts';
import { NOW, storageOfSuite } from '../../support/storage.ts';

const note = (kind: string) => [{ kind, subjectId: 'thing' }];

describe.each(databaseKinds)('transact on %s', (kind) => {
  const test = storageOfSuite(kind);

  it('answers what the work answered, once it is committed', async () => {
    const { id, transact } = await test.organisation();

    const answered = await transact(async ({ audit }) => {
      audit.record({ process: 'test' }, note('thing.happened'), NOW);
      return 42;
    });

    expect(answered).toBe(42);
    const { rows } = await test.pool.query('SELECT sequence FROM audit_entry WHERE "organisationId" = $1', [id]);
    expect(rows).toEqual([{ sequence: 1 }]);
  });

  it('never reports a refused commit as success', async () => {
    const { id, transact } = await test.organisation();
    // A constraint that is checked only at the commit: the one moment at which an adapter may lose the failure.
    await test.pool.query(`
      CREATE OR REPLACE FUNCTION refuse_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not at the commit'; END $$;
      CREATE CONSTRAINT TRIGGER refuse_commit AFTER INSERT ON job DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_commit()`);

    const result = transact(({ jobs }) => jobs.add({ kind: 'test', payload: {}, runAt: NOW }));

    await expect(result).rejects.toThrow();
    await test.pool.query('DROP TRIGGER refuse_commit ON job');
    const { rows } = await test.pool.query('SELECT count(*)::int AS jobs FROM job WHERE "organisationId" = $1', [id]);
    expect(rows).toEqual([{ jobs: 0 }]);
  });

  it('keeps what two at the same moment read and write apart', async () => {
    const { person, transact } = await test.organisation();
    const [maya, tom] = [await person('Maya'), await person('Tom')];
    const granted = (personId: string) =>
      transact(async ({ people }) => {
        await people.grant(personId, 'legal', NOW);
        const [own, other] = await Promise.all([people.find(personId), people.find(personId === maya ? tom : maya)]);
        if (personId === maya) throw new Error(`not for ${own?.roles.join()} and ${other?.roles.join()}`);
        return own?.roles;
      });

    const [first, second] = await Promise.allSettled([granted(maya), granted(tom)]);

    expect(first).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringMatching(/^not for legal and /) },
    });
    expect(second).toEqual({ status: 'fulfilled', value: ['legal'] });
    const roles = await transact(async ({ people }) => [await people.find(maya), await people.find(tom)]);
    expect(roles.map((one) => one?.roles)).toEqual([[], ['legal']]);
  });

  it('asks one connection one thing at a time, as its driver wants', async () => {
    const { person, transact } = await test.organisation();
    const everybody = [await person('Maya'), await person('Tom'), await person('Ines')];
    const warnings: Error[] = [];
    const warn = (warning: Error) => void warnings.push(warning);
    process.on('warning', warn);

    const found = await transact(async ({ people, outgoing }) => {
      await outgoing.refresh(['interview'], NOW);
      return Promise.all(everybody.map((id) => people.find(id)));
    });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warn);

    expect(found.map((one) => one?.id)).toEqual(everybody);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['with', true],
    ['without', false],
  ])('rejects when the work swallows a failed statement, %s an audit entry', async (_with, audited) => {
    const { id, person, transact } = await test.organisation();
    const maya = await person('Maya');

    const result = transact(async ({ people, audit }) => {
      await people.grant(maya, 'legal', NOW);
      if (audited) audit.record({ process: 'test' }, note('role.granted'), NOW);
      // The same person again breaks the primary key.
      await people
        .add(
          {
            id: maya,
            displayName: 'Maya',
            title: '',
            department: '',
            country: '',
            roles: [],
            identity: { platform: 'console', workspace: 'console', user: 'x' },
          },
          NOW,
        )
        .catch(() => {});
      return 'ok';
    });

    await expect(result).rejects.toThrow(/aborted|rolled back/);
    const { rows } = await test.pool.query('SELECT role FROM role_grant WHERE "organisationId" = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('keeps nothing of work that throws', async () => {
    const { transact, person } = await test.organisation();
    const maya = await person('Maya');

    await expect(
      transact(async ({ people }) => {
        await people.grant(maya, 'legal', NOW);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');

    expect((await transact(({ people }) => people.find(maya)))?.roles).toEqual([]);
  });

  it('runs work again that lost a race, and counts it once', async () => {
    const { transact } = await test.organisation();
    let runs = 0;

    await transact(async ({ jobs }) => {
      runs += 1;
      await jobs.add({ kind: 'test', payload: { runs }, runAt: NOW });
      if (runs < 3) throw new LostRace('The thing');
    });

    const claimed = await transact(({ jobs }) => jobs.claim({ owner: 'me', now: NOW, forMs: 1000, limit: 10 }));
    expect(claimed.map(({ payload }) => payload)).toEqual([{ runs: 3 }]);
  });

  it('runs nothing again that failed otherwise', async () => {
    const { transact } = await test.organisation();
    let runs = 0;

    await expect(
      transact(async () => {
        runs += 1;
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');

    expect(runs).toBe(1);
  });

  it.each(['40001', '40P01'])('runs work again that the database refused with %s', async (code) => {
    const { transact, person } = await test.organisation();
    const maya = await person('Maya');
    await test.pool.query(`
      CREATE OR REPLACE FUNCTION refuse_some() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'race' USING ERRCODE = '${code}'; END $$;
      CREATE TRIGGER refuse_some BEFORE INSERT ON role_grant FOR EACH ROW WHEN (NEW.role = 'legal') EXECUTE FUNCTION refuse_some()`);
    let runs = 0;

    await transact(async ({ people }) => {
      runs += 1;
      await people.grant(maya, runs < 2 ? 'legal' : 'auditor', NOW);
    });

    await test.pool.query('DROP TRIGGER refuse_some ON role_grant');
    expect(runs).toBe(2);
    expect((await transact(({ people }) => people.find(maya)))?.roles).toEqual(['auditor']);
  });

  it('gives up a race that it keeps losing', async () => {
    const { transact } = await test.organisation();
    let runs = 0;

    await expect(
      transact(async () => {
        runs += 1;
        throw new LostRace('The thing');
      }),
    ).rejects.toThrow('changed meanwhile');

    expect(runs).toBe(5);
  });

  it('appends the audit entry as the last statement', async () => {
    const { transact, person } = await test.organisation();
    const maya = await person('Maya');
    // Notes when each row was written within its transaction.
    await test.pool.query(`
      CREATE TABLE IF NOT EXISTS statement_order (number serial, what text);
      CREATE OR REPLACE FUNCTION note_statement() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO statement_order (what) VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
      CREATE TRIGGER note_statement AFTER INSERT ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION note_statement();
      CREATE TRIGGER note_statement AFTER INSERT ON role_grant FOR EACH STATEMENT EXECUTE FUNCTION note_statement();
      CREATE TRIGGER note_statement AFTER INSERT ON job FOR EACH STATEMENT EXECUTE FUNCTION note_statement()`);

    await transact(async ({ audit, people, jobs }) => {
      audit.record({ process: 'test' }, note('first.recorded'), NOW);
      await people.grant(maya, 'legal', NOW);
      await jobs.add({ kind: 'test', payload: {}, runAt: NOW });
    });

    const { rows } = await test.pool.query('SELECT what FROM statement_order ORDER BY number');
    expect(rows.map(({ what }) => what)).toEqual(['role_grant', 'job', 'audit_entry']);
    await test.pool.query(
      'DROP TRIGGER note_statement ON audit_entry; DROP TRIGGER note_statement ON role_grant; DROP TRIGGER note_statement ON job; DROP TABLE statement_order',
    );
  });

  it('links the entries of many transactions at once into one chain', async () => {
    const { transact } = await test.organisation();

    await Promise.all(
      Array.from({ length: 30 }, (_, number) =>
        transact(async ({ audit }) => audit.record({ process: 'test' }, note(`thing.number${number}`), NOW)),
      ),
    );

    const { verification } = await transact(async ({ trail }) => {
      return { verification: await verifyChain(trail.entries(), await trail.head()) };
    });
    expect(verification).toMatchObject({ ok: true, entries: 30 });
  });

  it('stores an instant as it was, whatever the time zone of the session', async () => {
    const { id, transact } = await test.organisation();
    const runAt = new Date('2027-07-01T23:30:00.123Z');

    await transact(({ jobs }) => jobs.add({ kind: 'test', payload: {}, runAt }));

    const { rows } = await test.pool.query(
      `SELECT to_char("runAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') AS at, current_setting('TimeZone') AS zone FROM job WHERE "organisationId" = $1`,
      [id],
    );
    expect(rows).toEqual([{ at: '2027-07-01T23:30:00.123', zone: 'UTC' }]);
  });
});

describe('the stores', () => {
  it('read nothing by findUnique, which Prisma would share between transactions', async () => {
    const sources = await readSources(path.join(import.meta.dirname, '../../../src/storage'));

    const shared = sources.filter(({ name, text }) => !name.startsWith('generated/') && /\.findUnique/.test(text));
    expect(
      shared.map(({ name }) => name),
      'Use findFirst with plain fields',
    ).toEqual([]);
  });
});

describe('the classes of failure', () => {
  it('knows a lost race and a database that is away, however deep they are wrapped', async () => {
    const fromDriver = (originalCode: string) =>
      new Error('outer', {
        cause: Object.assign(new Error('inner'), {
          code: 'P2010',
          meta: { driverAdapterError: { cause: { originalCode } } },
        }),
      });

    expect([fromDriver('40001'), fromDriver('40P01'), new LostRace('It')].map(isLostRace)).toEqual([true, true, true]);
    expect([fromDriver('23505'), fromDriver('57P01'), new Error('no'), undefined, 'text'].map(isLostRace)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    const away = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    expect([fromDriver('57P01'), fromDriver('08006'), fromDriver('53300'), away].map(isTransient)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([fromDriver('23505'), fromDriver('22021'), new pg.DatabaseError('no', 2, 'error')].map(isTransient)).toEqual(
      [false, false, false],
    );
  });
});
