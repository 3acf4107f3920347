import type { Answers } from '../interviews/answer.ts';
import { answerTo } from '../interviews/conditions.ts';
import type { ProposedRisk } from './impact-result.ts';
import type { ImpactRule, ImpactRules } from './impact-rules.ts';
import { higher } from './levels.ts';
import { LIKELIHOODS, SEVERITIES } from './scales.ts';

/**
 * Each risk once, however many rules propose it, as likely and as severe as the worst of them says.
 * @param fired the rules that hold, the heaviest first.
 */
export function proposedRisks(
  { risks }: ImpactRules,
  fired: readonly ImpactRule[],
  answers: Answers,
): readonly ProposedRisk[] {
  const proposed = new Map<string, ProposedRisk>();
  for (const rule of fired) {
    for (const named of rule.risks) {
      const raised = typeof named === 'string' ? { risk: named } : named;
      const { risk: id } = raised;
      const known = risks[id];
      const base = proposed.get(id) ?? (known && { ...known, id, because: rule.id });
      if (!base) throw new Error(`The rule "${rule.id}" proposes "${id}", which its file does not define.`);
      proposed.set(id, {
        ...base,
        likelihood: greatest(LIKELIHOODS, [
          base.likelihood,
          raised.likelihood,
          answered(LIKELIHOODS, answers, raised.likelihoodOf),
        ]),
        severity: greatest(SEVERITIES, [
          base.severity,
          raised.severity,
          answered(SEVERITIES, answers, raised.severityOf),
        ]),
      });
    }
  }
  const order = Object.keys(risks);
  return [...proposed.values()].sort(
    (one, other) =>
      SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) ||
      LIKELIHOODS.indexOf(other.likelihood) - LIKELIHOODS.indexOf(one.likelihood) ||
      order.indexOf(one.id) - order.indexOf(other.id),
  );
}

function greatest<Step extends string>(scale: readonly [Step, ...Step[]], steps: readonly (Step | undefined)[]): Step {
  return steps.reduce<Step>((most, step) => (step === undefined ? most : higher(scale, most, step)), scale[0]);
}

/** What was answered, where the question was asked and its answer stands on the scale. */
function answered<Step extends string>(
  scale: readonly Step[],
  answers: Answers,
  questionId: string | undefined,
): Step | undefined {
  const answer = questionId === undefined ? undefined : answerTo(answers, questionId);
  return answer?.kind === 'known' ? scale.find((step) => step === answer.value) : undefined;
}
