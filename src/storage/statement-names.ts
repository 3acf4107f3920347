import { createHash } from 'node:crypto';

/** Statements of varying length (an IN list, many rows) come in endless variety, and each name stays in the session. */
const MOST_NAMES = 500;
const UNNAMED = '';

/**
 * Names for prepared statements: the database parses and plans a named one once per connection, not on every use.
 * A name is made of the text, so that two clients of one pool agree on it.
 */
export function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= MOST_NAMES) return UNNAMED;
    const name = `steward_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
    names.set(sql, name);
    return name;
  };
}
