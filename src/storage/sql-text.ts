import pg from 'pg';
import type { Prisma } from './generated/client.ts';

/** A statement with its values written into it, for what goes to the database in one message with others. */
export function sqlText({ strings, values }: Prisma.Sql): string {
  return strings.map((text, index) => (index === 0 ? text : `${literal(values[index - 1])}${text}`)).join('');
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return pg.escapeLiteral(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `'${value.toISOString()}'::timestamptz`;
  if (value instanceof Uint8Array) return `'\\x${Buffer.from(value).toString('hex')}'::bytea`;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    return `ARRAY[${value.map((one) => pg.escapeLiteral(one)).join(',')}]::text[]`;
  throw new Error(`A value of type ${typeof value} cannot be written into a statement`);
}
