import type { PGlite } from '@electric-sql/pglite';

/**
 * Looks into the open transaction of an embedded database, from beside: its one session belongs to whatever transaction
 * is under way, so this sees what is not committed yet.
 */
export interface Peek {
  run(statements: string): Promise<void>;
  /** How many rows this transaction has inserted, updated or deleted, by table. */
  rowsWritten(): Promise<ReadonlyMap<string, number>>;
  /** Of every row there is, or of every row of one organisation. */
  digest(organisationId?: string): Promise<string>;
}

export async function createPeek(database: PGlite): Promise<Peek> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
    WHERE column_name = 'organisationId' AND table_schema = 'public' ORDER BY table_name`,
  );
  const tables = rows.map(({ name }) => name);

  return {
    run: async (statements) => void (await database.exec(statements)),
    async rowsWritten() {
      const written = await database.query<{ name: string; rows: number }>(
        `SELECT name, rows FROM (
          SELECT relname AS name, (pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
            + pg_stat_get_xact_tuples_deleted(oid))::int AS rows
          FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) AS written
        WHERE rows > 0`,
      );
      return new Map(written.rows.map(({ name, rows: count }) => [name, count]));
    },
    async digest(organisationId) {
      const where = organisationId === undefined ? '' : `WHERE "organisationId" = '${organisationId}'`;
      const parts = tables.map(
        (name) =>
          `SELECT coalesce(string_agg(row::text, chr(10) ORDER BY row::text), '') AS part FROM "${name}" AS row ${where}`,
      );
      const { rows: digests } = await database.query<{ digest: string }>(
        `SELECT md5(string_agg(part, chr(10))) AS digest FROM (${parts.join(' UNION ALL ')}) AS parts`,
      );
      return digests[0]?.digest ?? '';
    },
  };
}
