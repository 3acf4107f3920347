import pg from 'pg';

/** What proves something: the application may add to it and read it, and nothing else. The triggers say so again. */
export const APPEND_ONLY_TABLES = [
  'adoption',
  'advice',
  'answer_revision',
  'audit_entry',
  'committee_record',
  'committee_ruling',
  'concern_message',
  'control_decision',
  'decision',
  'delegation',
  'delegation_end',
  'document_decision',
  'document_version',
  'immaterial_change',
  'law_change',
  'law_run',
  'next_review_reminder',
  'override',
  'override_ruling',
  'question_message',
  'questionnaire_version',
  'recusal',
  'rights_notification',
  'risk_change',
  'submission',
  'vote',
] as const;

/** Two processes that start at once would otherwise change the same catalogue rows. */
const GRANT_LOCK = 72707370;

/**
 * Gives the application's role what it works with, table by table, where it is not the owner. Harmless when repeated,
 * so that it follows every migration.
 */
export async function grantToApplication(owner: pg.ClientBase, role: string): Promise<void> {
  const to = pg.escapeIdentifier(role);
  await owner.query('BEGIN');
  try {
    await owner.query('SELECT pg_advisory_xact_lock($1)', [GRANT_LOCK]);
    const { rows } = await owner.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables
       WHERE schemaname = current_schema() AND tableowner = current_user AND tablename <> '_prisma_migrations'`,
    );
    const [first] = rows;
    if (first) await owner.query(`GRANT USAGE ON SCHEMA ${pg.escapeIdentifier(first.schema)} TO ${to}`);
    for (const { schema, name } of rows) {
      const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
      await owner.query(`REVOKE ALL ON ${table} FROM ${to}`);
      await owner.query(`GRANT ${rightsOn(name)} ON ${table} TO ${to}`);
    }
    await owner.query('COMMIT');
  } catch (failure) {
    await owner.query('ROLLBACK');
    throw failure;
  }
}

function rightsOn(table: string): string {
  const appendOnly = APPEND_ONLY_TABLES.some((name) => name === table);
  return appendOnly ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
}
