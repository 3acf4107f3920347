import type { Questionnaire } from '../interviews/questionnaire.ts';
import { shapeFaults } from '../interviews/shape-faults.ts';
import { readLocatedYaml } from '../kernel/located-yaml.ts';
import { checkImpactRules, type Standard } from './check-impact-rules.ts';
import { ImpactRules } from './impact-rules.ts';

/** Reads the rules' file, which says which of the questionnaires it is about. Throws one error that names every fault with its file, line and place. */
export function parseImpactRules(
  yamlText: string,
  fileName: string,
  questionnaires: readonly Questionnaire[],
  standard: Standard,
): ImpactRules {
  const { content, broken, fault } = readLocatedYaml(yamlText, fileName);
  if (broken.length > 0) throw new Error(broken.join('\n'));
  const read = ImpactRules.safeParse(content);
  const faults = read.success
    ? checkImpactRules(read.data, questionnaires, standard)
    : shapeFaults(read.error.issues, content);
  if (read.success && faults.length === 0) return read.data;
  throw new Error(faults.map(({ path, message }) => fault(path, message)).join('\n'));
}
