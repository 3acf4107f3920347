import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../../src/storage/generated/client.ts';
import { sqlText } from '../../../src/storage/sql-text.ts';
import { databaseKinds, openTestDatabase, type TestDatabase } from '../../support/database.ts';

describe.each(databaseKinds)('a statement in text alone on %s', (kind) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  const read = async (statement: Prisma.Sql) => (await database.pool.query(sqlText(statement))).rows;

  it.each([
    'plain',
    '',
    "it's; DROP TABLE person; --",
    "back\\slash \\' quote",
    '$1 $$2 %s :name',
    "E'\\x41'",
    'ünïcödé 💥\n\t"',
  ])('says %j as it is', async (value) => {
    expect(await read(Prisma.sql`SELECT ${value}::text AS one, ${[value, 'b']} AS many`)).toEqual([
      { one: value, many: [value, 'b'] },
    ]);
  });

  it('says numbers, moments, bytes and nothing as they are, in statements within statements', async () => {
    const at = new Date('2026-11-25T19:00:00.123Z');
    const bytes = new Uint8Array([0, 92, 39, 255]);
    const inner = Prisma.sql`${at} AS at, ${bytes} AS bytes`;

    const rows = await read(
      Prisma.sql`SELECT ${-1.5}::float8 AS number, ${true} AS yes, ${null}::text AS none, ${inner}`,
    );

    expect(rows).toEqual([{ number: -1.5, yes: true, none: null, at, bytes: Buffer.from(bytes) }]);
  });

  it('says no more than what a statement may hold', () => {
    for (const value of [Number.NaN, Symbol('no'), { a: 1 }, [1]])
      expect(() => sqlText(Prisma.sql`SELECT ${value as never}`)).toThrow('cannot be written');
  });
});
