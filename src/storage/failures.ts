import { z } from 'zod';
import { LostRace } from '../kernel/lost-race.ts';

const PrismaFailure = z.object({
  code: z.string().optional(),
  meta: z
    .object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string().optional() }) }).optional() })
    .optional(),
});

/** Lost a race that the database resolved by refusing one side; running the work again is right. */
const LOST_RACE = new Set(['40001', '40P01']);
/** The server is away, restarting or out of connections (SQLSTATE classes 08, 53, 57) or the wire broke. */
const AWAY_SQLSTATE = /^(08|53|57)/;
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]);

/** The work may be run again at once. */
export function isLostRace(failure: unknown): boolean {
  return failure instanceof LostRace || codesOf(failure).some((code) => code === 'P2034' || LOST_RACE.has(code));
}

/** The same event, delivered again later, may succeed. */
export function isTransient(failure: unknown): boolean {
  return isLostRace(failure) || codesOf(failure).some((code) => AWAY.has(code) || AWAY_SQLSTATE.test(code));
}

function codesOf(failure: unknown, depth = 0): readonly string[] {
  if (depth > 5 || failure === null || typeof failure !== 'object') return [];
  const parsed = PrismaFailure.safeParse(failure);
  const own = parsed.success ? [parsed.data.code, parsed.data.meta?.driverAdapterError?.cause.originalCode] : [];
  const cause = 'cause' in failure ? codesOf(failure.cause, depth + 1) : [];
  return [...own.filter((code) => code !== undefined), ...cause];
}
