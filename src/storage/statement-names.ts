/** Statements of varying length (an IN list, many rows) come in endless variety, and each name stays in the session. */
const MOST_NAMES = 500;

/**
 * Names for prepared statements: the database parses and plans a named one once per connection instead of on every
 * use, which halves the time that a short transaction waits. The first `MOST_NAMES` texts get one, later ones run
 * unnamed.
 */
export function createStatementNames(): (query: { readonly sql: string }) => string | undefined {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= MOST_NAMES) return known;
    const name = `steward_${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
