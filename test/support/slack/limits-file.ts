import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FILE = path.join(process.env.TEST_DATA_DIR ?? path.resolve('../shared/data'), 'slack/block-kit-limits.json');

/** Whether the limits of Block Kit are there; says so in one line where they are not. */
export const hasBlockKitLimits = existsSync(FILE);
if (!hasBlockKitLimits) process.stdout.write('TEST_DATA_DIR has no Block Kit limits: blocks are not checked.\n');

const limits: unknown = hasBlockKitLimits ? JSON.parse(readFileSync(FILE, 'utf8')) : {};

/** A number of the file, such as `limit('button', 'text', 'max_length')`. */
export function limit(...names: readonly string[]): number {
  let found: unknown = limits;
  for (const name of names) found = Object.entries(found ?? {}).find(([key]) => key === name)?.[1];
  if (typeof found === 'number') return found;
  // Without the file everything passes, and what checks blocks is skipped.
  if (!hasBlockKitLimits) return Number.POSITIVE_INFINITY;
  throw new Error(`The file of limits has no ${names.join('.')}`);
}
