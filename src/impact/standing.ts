import type { Standing } from './assessment.ts';
import type { ImpactResult } from './impact-result.ts';

/** The level as it stands now, with what moved it since; `undefined` when no rule came or went. */
export function movedStanding(
  before: Standing | undefined,
  { level, oversight, because }: ImpactResult,
): Standing | undefined {
  const rules = because.map(({ rule }) => rule);
  if (!before) return { level, oversight, rules };
  const added = rules.filter((id) => !before.rules.includes(id));
  const removed = before.rules.filter((id) => !rules.includes(id));
  if (added.length + removed.length === 0) return undefined;
  const from = { level: before.level, oversight: before.oversight };
  return { level, oversight, rules, moved: { from, added, removed } };
}
