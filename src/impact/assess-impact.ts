import type { Answers } from '../interviews/answer.ts';
import { answerTo, countingAnswers, holds, questionsIn, visibleQuestions } from '../interviews/conditions.ts';
import { type Question, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { ImpactReason, ImpactResult } from './impact-result.ts';
import type { ImpactRule, ImpactRules } from './impact-rules.ts';
import { higher, IMPACT_LEVELS, type ImpactLevel, OVERSIGHTS, type Oversight } from './levels.ts';
import { proposedRisks } from './proposed-risks.ts';

/** What the rules make of the answers so far. The highest level and the highest oversight of the rules that hold win. */
export function assessImpact(rules: ImpactRules, questionnaire: Questionnaire, answers: Answers): ImpactResult {
  const counting = countingAnswers(questionnaire, answers);
  const fired = heaviestFirst(rules.rules.filter(({ when }) => when === undefined || holds(when, counting)));
  return {
    level: fired.reduce<ImpactLevel>((level, rule) => higher(IMPACT_LEVELS, level, rule.level ?? 'low'), 'low'),
    oversight: fired.reduce<Oversight>(
      (oversight, rule) => higher(OVERSIGHTS, oversight, rule.oversight ?? 'use-policy'),
      'use-policy',
    ),
    because: fired.map(reasonOf),
    risks: proposedRisks(rules, fired, counting),
    unknowns: unknownsOf(rules, questionnaire, counting),
    rules: { id: rules.id, version: rules.version },
  };
}

/** Rules of the same weight stay in the order of the file. */
function heaviestFirst(rules: readonly ImpactRule[]): readonly ImpactRule[] {
  const weight = ({ level, oversight }: ImpactRule): number =>
    (level ? IMPACT_LEVELS.indexOf(level) : -1) * OVERSIGHTS.length + (oversight ? OVERSIGHTS.indexOf(oversight) : -1);
  return rules.toSorted((one, other) => weight(other) - weight(one));
}

function reasonOf({ id, level, oversight, because, clause }: ImpactRule): ImpactReason {
  return { rule: id, ...(level && { level }), ...(oversight && { oversight }), text: because, clause };
}

/**
 * Questions without whose answers no rule can tell a level, as they are asked at present; none once one of them is
 * answered. A level that nobody has said anything for would be read as a finding.
 */
export function awaitedQuestions(
  rules: ImpactRules,
  questionnaire: Questionnaire,
  answers: Answers,
): readonly Question[] {
  const decisive = decisiveQuestions(rules, questionnaire);
  const asked = visibleQuestions(questionnaire, answers).filter(({ id }) => decisive.has(id));
  return asked.some(({ id }) => answerTo(answers, id)?.kind === 'known') ? [] : asked;
}

/** The questions on whose answers the rules that hold rest. */
export function questionsBehind(
  { rules }: ImpactRules,
  questionnaire: Questionnaire,
  answers: Answers,
): ReadonlySet<string> {
  const counting = countingAnswers(questionnaire, answers);
  return new Set(rules.flatMap(({ when }) => (when && holds(when, counting) ? questionsIn(when) : [])));
}

function unknownsOf(rules: ImpactRules, questionnaire: Questionnaire, counting: Answers): readonly string[] {
  const decisive = decisiveQuestions(rules, questionnaire);
  return questionsOf(questionnaire)
    .filter(({ id }) => decisive.has(id) && answerTo(counting, id)?.kind === 'unknown')
    .map(({ id }) => id);
}

/** What the rules look at, and what decides whether those questions are asked at all. */
function decisiveQuestions({ rules }: ImpactRules, questionnaire: Questionnaire): ReadonlySet<string> {
  const decisive = new Set(rules.flatMap(({ when }) => (when ? questionsIn(when) : [])));
  for (const { id, when } of questionsOf(questionnaire).toReversed()) {
    if (!when || !decisive.has(id)) continue;
    for (const earlier of questionsIn(when)) decisive.add(earlier);
  }
  return decisive;
}
