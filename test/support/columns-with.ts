import type pg from 'pg';

/** Every column of every table that holds the word, as text or as bytes. */
export async function columnsWith(pool: pg.Pool, word: string): Promise<readonly string[]> {
  const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
    `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns WHERE table_schema = 'public'`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const value = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const { rows } = await pool.query(`SELECT 1 FROM "${table}" WHERE ${value} ILIKE '%' || $1 || '%' LIMIT 1`, [word]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found.toSorted();
}
