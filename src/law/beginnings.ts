import type { Facts } from './facts.ts';
import type { Law } from './law.ts';
import { possibleDates } from './outcome.ts';
import { FACET_OF } from './result.ts';
import { readConditions } from './truth.ts';

/** Something of the Act that begins to apply to a system within a span of days. */
export interface Beginning {
  readonly rule: string;
  readonly article: string;
  readonly text: string;
  /** The days on which it may begin; one, where the facts settle it. */
  readonly days: readonly string[];
  /** Facts that decide whether it applies at all, or from which of the days; empty where it certainly does. */
  readonly need: readonly string[];
  readonly unverified: boolean;
}

/**
 * What begins to apply after the day `from`, up to and including the day `to`, each by its date in UTC. What unknown
 * facts leave open is among it, with the facts that would settle it.
 */
export function beginningsBetween(facts: Facts, from: Date, to: Date, law: Law): readonly Beginning[] {
  const reading = readConditions(facts, law);
  const [after, until] = [dayOf(from), dayOf(to)];
  return law.rules.flatMap(({ rule, condition, dates }): readonly Beginning[] => {
    const holds = reading.truth(condition);
    if (holds === false || FACET_OF[rule.facet] === undefined) return [];
    const possible = possibleDates(dates, reading.truth);
    const days = possible.filter((day) => day > after && day <= until);
    if (days.length === 0) return [];
    const open = [condition, ...dates.flatMap(({ when }) => (when && possible.length > 1 ? [when] : []))];
    const need = [...new Set(open.flatMap((one) => [...reading.open(one).keys()]))];
    const { id, article, text, unverified } = rule;
    return [{ rule: id, article, text, days, need, unverified }];
  });
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A registered system with the facts on which its assessment was decided. */
export interface ClassifiedSystem {
  readonly reference: string;
  readonly name: string;
  readonly facts: Facts;
}

export interface TouchedSystem extends Omit<ClassifiedSystem, 'facts'> {
  readonly begins: readonly Beginning[];
}

/** The systems for which something begins within the span, each with what it is; the others are left out. */
export function touchedSystems(
  systems: readonly ClassifiedSystem[],
  from: Date,
  to: Date,
  law: Law,
): readonly TouchedSystem[] {
  return systems
    .map(({ reference, name, facts }) => ({ reference, name, begins: beginningsBetween(facts, from, to, law) }))
    .filter(({ begins }) => begins.length > 0);
}
