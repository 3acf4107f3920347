import { type Fact, type Facts, type FactValue, optionIds } from './facts.ts';
import type { Law } from './law.ts';
import { highRiskStatus, modelStatus, possibleDates } from './outcome.ts';
import { type Change, FACET_OF, FACETS, type FacetName } from './result.ts';
import { type Reading, readConditions } from './truth.ts';

/** Tries every other value of every known fact, one fact at a time. */
export function wouldChange(facts: Facts, law: Law, decided: ReadonlyMap<string, boolean>): readonly Change[] {
  const reading = readConditions(facts, law, decided);
  const now = signature(reading, law);
  return law.facts.flatMap((fact) => {
    const value = Object.hasOwn(facts, fact.id) ? facts[fact.id] : undefined;
    if (value === undefined || !reading.read.has(fact.id)) return [];
    return otherValues(fact, value).flatMap((to): readonly Change[] => {
      const then = signature(readConditions({ ...facts, [fact.id]: to }, law, decided), law);
      const changes = FACETS.filter((facet) => then[facet] !== now[facet]);
      return changes.length > 0 ? [{ fact: fact.id, to, changes }] : [];
    });
  });
}

/** For a list: with one option more or less. */
function otherValues(fact: Fact, value: FactValue): readonly FactValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return optionIds(fact).filter((id) => id !== value);
  return optionIds(fact).map((id) => optionIds(fact).filter((each) => value.includes(each) !== (each === id)));
}

type Signature = Readonly<Record<FacetName, string>>;

/** What has to be equal for an outcome to be the same, as one text for each facet. */
export function signature(reading: Reading, law: Law): Signature {
  const parts: Record<FacetName, string> = {
    outOfScope: String(reading.truth({ holds: 'covered-system' })),
    prohibited: '',
    highRisk: highRiskStatus(reading),
    roles: '',
    transparency: '',
    gpai: modelStatus(reading),
    obligations: '',
  };
  for (const { rule, condition, dates } of law.rules) {
    const facet = FACET_OF[rule.facet];
    const holds = facet ? reading.truth(condition) : false;
    if (!facet || holds === false) continue;
    const done = rule.done ? reading.truth(rule.done) : '';
    parts[facet] += ` ${rule.id}${holds ? '' : '?'}${possibleDates(dates, reading.truth).join('/')}${done}`;
  }
  return parts;
}
