import type { Dossier } from './dossier.ts';
import type { PrintedFact } from './printed.ts';
import type { ReportedRisk } from './reported-risk.ts';
import { riskFacts } from './risk-facts.ts';

/** What is compared without saying anything about what changed: the rule that proposed a risk is how it is found again. */
const NOT_COMPARED = 'Proposed by rule';

/**
 * In sentences, what differs between the risks of two versions: ratings, treatments, controls, owners, what remains and
 * who accepted it. Those that did not change are left out.
 */
export function riskChanges(
  before: readonly ReportedRisk[],
  after: readonly ReportedRisk[],
  words: Pick<Dossier, 'names' | 'rules'>,
): readonly string[] {
  const left = new Set(before);
  const changed = after.flatMap((risk) => {
    const same = sameRisk(risk, [...left]);
    if (!same) return [`${named(risk)}: new. ${inOneLine(riskFacts(risk, words))}`];
    left.delete(same);
    const differences = factsBetween(riskFacts(same, words), riskFacts(risk, words));
    return differences.length === 0 ? [] : [`${named(risk, same)}: ${differences.join('; ')}`];
  });
  return [...changed, ...[...left].map((risk) => `${named(risk)}: no longer among the risks`)];
}

/** Within one assessment by its id; a version that carried it over gave it a new one, and kept what it says. */
function sameRisk(risk: ReportedRisk, among: readonly ReportedRisk[]): ReportedRisk | undefined {
  const sameRule = among.filter(({ rule }) => (rule ?? undefined) === (risk.rule ?? undefined));
  return (
    among.find(({ id }) => id === risk.id) ??
    sameRule.find(({ cause, consequence }) => cause === risk.cause && consequence === risk.consequence) ??
    sameRule.find(({ consequence }) => consequence === risk.consequence)
  );
}

function factsBetween(before: readonly PrintedFact[], after: readonly PrintedFact[]): readonly string[] {
  const values = (facts: readonly PrintedFact[]) => new Map(facts.map(({ label, value }) => [label, value]));
  const [one, other] = [values(before), values(after)];
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((label) => label !== NOT_COMPARED && one.get(label) !== other.get(label))
    .map((label) => `${label}: ${flat(one.get(label) ?? 'nothing')} → ${flat(other.get(label) ?? 'nothing')}`);
}

function inOneLine(facts: readonly PrintedFact[]): string {
  return facts.map(({ label, value }) => `${label}: ${flat(value)}`).join('; ');
}

function named({ reference, consequence }: ReportedRisk, before?: ReportedRisk): string {
  const was = before?.reference === undefined || before.reference === reference ? '' : ` (${before.reference} before)`;
  return `${reference ?? ''}${was} ${consequence}`.trim();
}

function flat(value: string): string {
  return value.replaceAll('\n', ', ');
}
