import { createHash } from 'node:crypto';
import type { Law } from './law.ts';

/** A digest of every fact, condition, rule and date: it changes with any of them, words included. */
function lawDigest({ facts, rules, conditions }: Law): string {
  const whole = JSON.stringify([facts, rules, [...conditions]]);
  return createHash('sha256').update(whole).digest('hex').slice(0, DIGEST_CHARACTERS);
}

/** Enough to tell versions apart that follow one another. */
const DIGEST_CHARACTERS = 16;

/** The last day of application of any rule that has come by then; the first of all where none has. */
function lastBeginning({ rules }: Law, on: Date): string {
  const today = on.toISOString().slice(0, 'YYYY-MM-DD'.length);
  const days = [...new Set(rules.flatMap(({ dates }) => dates.map(({ date }) => date)))].toSorted();
  return days.findLast((day) => day <= today) ?? days[0] ?? today;
}

/** Names the law as it stands on a day. Another one means that what was computed before may be computed otherwise now. */
export function lawKey(law: Law, on: Date): string {
  return `${lawDigest(law)}@${lastBeginning(law, on)}`;
}
