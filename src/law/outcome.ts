import type { AppliedRule, Law } from './law.ts';
import type { Finding, HeldRole, HighRiskStatus, Obligation, Result } from './result.ts';
import type { Dates, Role, Rule } from './rules.ts';
import type { Reading, Truth } from './truth.ts';

/** What follows from the facts themselves, before looking at what else could have been answered. */
export type Outcome = Omit<Result, 'undetermined' | 'missing' | 'wouldChange'>;

/** @param on the day in question, by its date in UTC. */
export function outcomeOf(reading: Reading, on: Date, law: Law): Outcome {
  const day = on.toISOString().slice(0, 10);
  const holding = law.rules.filter(({ condition }) => reading.truth(condition) === true);
  const of = (...facets: readonly Rule['facet'][]) => holding.filter(({ rule }) => facets.includes(rule.facet));
  const found = (applied: AppliedRule) => finding(applied, reading, day);
  const withRole = (facet: Rule['facet']) =>
    of(facet).flatMap((each) => (each.rule.role ? [{ each, role: each.rule.role }] : []));
  return {
    prohibited: of('prohibited').map((each) => ({ ...found(each), practice: each.rule.id })),
    highRisk: {
      status: highRiskStatus(reading),
      basis: of('annex-i', 'annex-iii', 'exemption').map(found),
    },
    transparency: withRole('transparency').map(({ each, role }) => ({ ...found(each), role })),
    gpai: { status: modelStatus(reading), basis: of('gpai').map(found) },
    roles: withRole('role').map(
      ({ each, role }): HeldRole => ({ role, article: each.rule.article, text: each.rule.text }),
    ),
    outOfScope: of('out-of-scope').map(found),
    because: of(
      'out-of-scope',
      'role',
      'prohibited',
      'annex-i',
      'annex-iii',
      'exemption',
      'note',
      'transparency',
      'gpai',
    ).map(({ rule: { article, text } }) => ({ article, text })),
    obligations: withRole('obligation').map(({ each, role }) => obligation(each, role, reading, day)),
  };
}

/** The law presumes; only a documented position of the provider can end that, and profiling ends the position. */
export function highRiskStatus({ truth }: Reading): HighRiskStatus {
  const covered = truth({ holds: 'covered-system' });
  if (covered !== true) return covered === false ? 'no' : 'undetermined';
  if (truth({ holds: 'definitely-high-risk' }) === true) return 'yes';
  if (truth({ holds: 'exempt' }) === true) return 'exempt';
  const listed = truth({ holds: 'listed' });
  const product = truth({ holds: 'high-risk-product' });
  if (listed === false && product === false) return 'no';
  if (listed === true) return truth({ holds: 'position-on-file' }) === true ? 'undetermined' : 'presumed';
  return 'undetermined';
}

export function modelStatus({ truth }: Reading): 'no' | 'model' | 'systemic-risk' | 'undetermined' {
  const model = truth({ all: [{ holds: 'covered-model' }, { holds: 'gpai' }] });
  if (model !== true) return model === false ? 'no' : 'undetermined';
  const systemic = truth({ holds: 'gpai-systemic' });
  if (systemic === undefined) return 'undetermined';
  return systemic ? 'systemic-risk' : 'model';
}

/** The days that are still possible, the earliest alternative first; one when the facts settle it. */
export function possibleDates(dates: Dates | readonly [], truth: Reading['truth']): readonly string[] {
  const possible: string[] = [];
  for (const { when, date } of dates) {
    const applies: Truth = when ? truth(when) : true;
    if (applies !== false) possible.push(date);
    if (applies === true) break;
  }
  return [...new Set(possible)];
}

function finding({ rule, dates }: AppliedRule, { truth }: Reading, day: string): Finding {
  const { id, article, text, unverified } = rule;
  return { rule: id, article, text, ...when(possibleDates(dates, truth), day), unverified };
}

function obligation({ rule, dates }: AppliedRule, role: Role, { truth }: Reading, day: string): Obligation {
  const { id, article, text, unverified, done } = rule;
  const obliged = { rule: id, article, duty: text, role, ...when(possibleDates(dates, truth), day), unverified };
  return done ? { ...obliged, done: truth(done) ?? null } : obliged;
}

function when(
  dates: readonly string[],
  day: string,
): { readonly from: string | null; readonly inForce: boolean | null } {
  const [first] = dates;
  const from = dates.length === 1 && first !== undefined ? first : null;
  if (dates.every((date) => date <= day)) return { from, inForce: true };
  return { from, inForce: dates.every((date) => date > day) ? false : null };
}
