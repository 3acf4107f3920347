import type { Law } from './law.ts';
import { highRiskStatus, possibleDates } from './outcome.ts';
import { FACET_OF, FACETS, type FacetName, type Undetermined } from './result.ts';
import type { Condition, Dates, Rule } from './rules.ts';
import { type Reading, type Shares, sumOf } from './truth.ts';

/** Something that the facts do not settle, and what would settle it. */
interface OpenPoint {
  readonly facet: FacetName;
  readonly article: string;
  readonly condition: Condition;
}

/** How much one open point of a facet counts when questions are put in order. */
const WEIGHT: Readonly<Record<FacetName, number>> = {
  outOfScope: 64,
  prohibited: 16,
  highRisk: 8,
  roles: 4,
  transparency: 4,
  gpai: 4,
  obligations: 0.5,
};

export interface OpenQuestions {
  readonly undetermined: readonly Undetermined[];
  /** Ids of facts, most decisive first. */
  readonly missing: readonly string[];
}

/** Which facts can still change the outcome, and which parts of it they leave open. */
export function openQuestions(reading: Reading, law: Law): OpenQuestions {
  const points = openPoints(reading, law);
  const shares = FACETS.map((facet) => {
    const some = points.filter((point) => point.facet === facet);
    return { facet, some, share: sumOf(some.map(({ condition }) => [reading.open(condition), 1])) };
  });
  return {
    undetermined: shares.flatMap(({ facet, some, share }) =>
      some.length > 0
        ? [{ facet, articles: [...new Set(some.map(({ article }) => article))], need: byShare(share) }]
        : [],
    ),
    missing: byShare(sumOf(shares.map(({ facet, share }) => [share, WEIGHT[facet]]))),
  };
}

function byShare(shares: Shares): readonly string[] {
  return [...shares].sort(([, one], [, other]) => other - one).map(([fact]) => fact);
}

function openPoints(reading: Reading, law: Law): readonly OpenPoint[] {
  const { truth } = reading;
  const candidates: OpenPoint[] = [
    { facet: 'outOfScope', article: 'Art. 2, Art. 3(1)', condition: { holds: 'covered-system' } },
    ...statusPoints(reading),
  ];
  for (const { rule, condition, dates } of law.rules) {
    const facet = FACET_OF[rule.facet];
    const holds = truth(condition);
    if (!facet || holds === false) continue;
    candidates.push({ facet, article: rule.article, condition });
    if (possibleDates(dates, truth).length > 1)
      candidates.push(...deciding(dates, truth).map((when) => dated(facet, rule, condition, when)));
    if (rule.done) candidates.push(dated(facet, rule, condition, rule.done));
  }
  return candidates.filter(({ condition }) => truth(condition) === undefined);
}

/** A presumption stands without them, but they can still turn it into certainty or into an exemption. */
function statusPoints(reading: Reading): readonly OpenPoint[] {
  if (highRiskStatus(reading) === 'yes') return [];
  return ['definitely-high-risk', 'exempt'].map((name) => ({
    facet: 'highRisk' as const,
    article: 'Art. 6',
    condition: { all: [{ holds: 'covered-system' }, { holds: name }] },
  }));
}

/** The conditions of the dates, up to the one that holds. */
function deciding(dates: Dates, truth: Reading['truth']): readonly Condition[] {
  const settled = dates.findIndex(({ when }) => !when || truth(when) === true);
  return dates.slice(0, settled < 0 ? dates.length : settled).flatMap(({ when }) => (when ? [when] : []));
}

/** What decides a date, or whether a duty is done, matters only where the rule holds. */
function dated(facet: FacetName, { article }: Rule, condition: Condition, decides: Condition): OpenPoint {
  return { facet, article, condition: { all: [condition, decides] } };
}
