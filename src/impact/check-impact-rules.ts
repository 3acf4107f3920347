import { conditionFaults, type FoundFault } from '../interviews/check-questionnaire.ts';
import { type Condition, type Questionnaire, questionsOf } from '../interviews/questionnaire.ts';
import type { ImpactRule, ImpactRules } from './impact-rules.ts';
import { LIKELIHOODS, SEVERITIES } from './scales.ts';

/** Which ids ISO/IEC 42001 has. */
export interface Standard {
  isClauseOrControl(id: string): boolean;
  isControl(id: string): boolean;
}

/** What the shape of the rules cannot say: what refers to nothing, and what would let a worse answer count for less. */
export function checkImpactRules(
  file: ImpactRules,
  questionnaires: readonly Questionnaire[],
  standard: Standard,
): readonly FoundFault[] {
  const questionnaire = questionnaires.find(({ id }) => id === file.questionnaire);
  if (!questionnaire)
    return [{ path: ['questionnaire'], message: `There is no questionnaire "${file.questionnaire}".` }];
  return [
    ...scaleFaults(file, questionnaire),
    ...riskFaults(file, standard),
    ...file.rules.flatMap((rule, index) => faultsOfRule(rule, index, file, questionnaire, standard)),
    ...baselineFaults(file),
  ];
}

function scaleFaults({ scales }: ImpactRules, questionnaire: Questionnaire): readonly FoundFault[] {
  return scales.flatMap((id, index) =>
    questionsOf(questionnaire).some((question) => question.id === id && question.kind === 'one-of')
      ? []
      : [{ path: ['scales', index], message: `There is no question "${id}" with one of several options.` }],
  );
}

function riskFaults({ risks, rules }: ImpactRules, { isControl }: Standard): readonly FoundFault[] {
  const proposed = new Set(rules.flatMap(({ risks: named }) => named.map(idOf)));
  return Object.entries(risks).flatMap(([id, { treatment }]): FoundFault[] => {
    const path = ['risks', id, 'treatment'];
    return [
      ...(proposed.has(id) ? [] : [{ path: ['risks', id], message: 'No rule proposes this risk.' }]),
      ...treatment.controls.flatMap((control, index) =>
        isControl(control)
          ? []
          : [{ path: [...path, 'controls', index], message: `Annex A has no control "${control}".` }],
      ),
      ...(treatment.kind === 'modify' && treatment.controls.length === 0
        ? [{ path, message: 'A risk is modified by controls: name at least one.' }]
        : []),
    ];
  });
}

function faultsOfRule(
  rule: ImpactRule,
  index: number,
  file: ImpactRules,
  questionnaire: Questionnaire,
  standard: Standard,
): readonly FoundFault[] {
  const path = ['rules', index];
  const faults: FoundFault[] = [];
  if (file.rules.findIndex(({ id }) => id === rule.id) !== index)
    faults.push({ path: [...path, 'id'], message: `There is already a rule "${rule.id}".` });
  if (!rule.level && !rule.oversight && rule.risks.length === 0)
    faults.push({ path, message: 'A rule says at least a level, an oversight or a risk.' });
  if (!standard.isClauseOrControl(rule.clause))
    faults.push({ path: [...path, 'clause'], message: `ISO/IEC 42001 has no clause or control "${rule.clause}".` });
  for (const [place, named] of rule.risks.entries()) {
    if (!Object.hasOwn(file.risks, idOf(named)))
      faults.push({ path: [...path, 'risks', place], message: `There is no risk "${idOf(named)}" in this file.` });
    if (typeof named === 'string') continue;
    for (const [field, scale] of [
      ['likelihoodOf', LIKELIHOODS],
      ['severityOf', SEVERITIES],
    ] as const)
      faults.push(...unratedFaults(named[field], scale, [...path, 'risks', place, field], questionnaire));
  }
  if (!rule.when) return faults;
  const fits = conditionFaults(
    rule.when,
    [...path, 'when'],
    new Map(questionsOf(questionnaire).map((question) => [question.id, question])),
  );
  if (fits.length > 0) return [...faults, ...fits];
  return [...faults, ...fallingFaults(rule.when, [...path, 'when'], file.scales, questionnaire)];
}

function unratedFaults(
  questionId: string | undefined,
  scale: readonly string[],
  path: FoundFault['path'],
  questionnaire: Questionnaire,
): readonly FoundFault[] {
  if (questionId === undefined) return [];
  const question = questionsOf(questionnaire).find(({ id }) => id === questionId);
  const options = question?.kind === 'one-of' ? question.options.map(({ id }) => id) : [];
  return scale.every((step) => options.includes(step))
    ? []
    : [{ path, message: `"${questionId}" cannot be answered with ${scale.join(', ')}.` }];
}

function baselineFaults({ rules }: ImpactRules): readonly FoundFault[] {
  const always = rules.flatMap(({ when }, index) => (when ? [] : [index]));
  if (always.length === 1) return [];
  const message = 'Exactly one rule has no "when": it says what holds for every system.';
  return [{ path: ['rules', always[1] ?? 0], message }];
}

/** Conditions that hold for an answer on a scale and no longer for a worse one. */
function fallingFaults(
  condition: Condition,
  path: FoundFault['path'],
  scales: readonly string[],
  questionnaire: Questionnaire,
): readonly FoundFault[] {
  const within = (part: Condition, ...keys: FoundFault['path']) =>
    fallingFaults(part, [...path, ...keys], scales, questionnaire);
  if ('all' in condition) return condition.all.flatMap((part, index) => within(part, 'all', index));
  if ('any' in condition) return condition.any.flatMap((part, index) => within(part, 'any', index));
  if ('not' in condition) {
    const falling = mentionsScale(condition.not, scales);
    return falling ? [{ path, message: `"not" lets a worse answer to "${falling}" count for less.` }] : [];
  }
  if (!scales.includes(condition.question) || 'answered' in condition || 'unknown' in condition) return [];
  const question = questionsOf(questionnaire).find(({ id }) => id === condition.question);
  const options = question && 'options' in question ? question.options.map(({ id }) => id) : [];
  const counted = countedOptions(condition, options);
  const least = options.findIndex((id) => counted.includes(id));
  const forgotten = options.slice(least).filter((id) => !counted.includes(id));
  return forgotten.length === 0
    ? []
    : [{ path, message: `A worse answer to "${condition.question}" must count as well: ${forgotten.join(', ')}.` }];
}

function countedOptions(condition: Condition, options: readonly string[]): readonly string[] {
  if ('anyOf' in condition) return condition.anyOf;
  if ('noneOf' in condition) return options.filter((id) => !condition.noneOf.includes(id));
  return 'is' in condition ? [String(condition.is)] : [];
}

function mentionsScale(condition: Condition, scales: readonly string[]): string | undefined {
  if ('all' in condition || 'any' in condition) {
    const parts = 'all' in condition ? condition.all : condition.any;
    return parts.map((part) => mentionsScale(part, scales)).find((found) => found !== undefined);
  }
  if ('not' in condition) return mentionsScale(condition.not, scales);
  return scales.includes(condition.question) ? condition.question : undefined;
}

function idOf(named: ImpactRule['risks'][number]): string {
  return typeof named === 'string' ? named : named.risk;
}
