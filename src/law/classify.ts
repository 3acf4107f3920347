import { type DecidedValues, truthsOf } from './decided.ts';
import type { Fact, Facts } from './facts.ts';
import type { Law } from './law.ts';
import { openQuestions } from './open-questions.ts';
import { outcomeOf } from './outcome.ts';
import type { Result } from './result.ts';
import { readConditions } from './truth.ts';
import { wouldChange } from './would-change.ts';

/**
 * What the AI Act makes of these facts on this day. What the facts do not settle is undetermined, never guessed.
 * @param on the day in question, by its date in UTC.
 * @param decided what people have decided on some facets; the rest, duties above all, follows from it.
 */
export function classify(facts: Facts, on: Date, law: Law, decided: DecidedValues = {}): Result {
  const truths = truthsOf(decided, facts, law);
  const reading = readConditions(facts, law, truths);
  return {
    ...outcomeOf(reading, on, law),
    ...openQuestions(reading, law),
    wouldChange: wouldChange(facts, law, truths),
  };
}

/**
 * The facts whose answer can still change the result, most decisive first. The day does not matter: the result also
 * says what will apply.
 */
export function nextQuestions(facts: Facts, law: Law, decided: DecidedValues = {}): readonly Fact[] {
  const { missing } = openQuestions(readConditions(facts, law, truthsOf(decided, facts, law)), law);
  return missing.flatMap((id) => law.facts.filter((fact) => fact.id === id));
}
