import type { ProposedRisk } from './impact-result.ts';
import type { ImpactRule, ImpactRules } from './impact-rules.ts';
import { higher } from './levels.ts';
import { LIKELIHOODS, SEVERITIES } from './scales.ts';

/**
 * Each risk once, however many rules propose it, as likely and as severe as the worst of them says.
 * @param fired the rules that hold, the heaviest first.
 */
export function proposedRisks({ risks }: ImpactRules, fired: readonly ImpactRule[]): readonly ProposedRisk[] {
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
        likelihood: higher(LIKELIHOODS, base.likelihood, raised.likelihood ?? base.likelihood),
        severity: higher(SEVERITIES, base.severity, raised.severity ?? base.severity),
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
