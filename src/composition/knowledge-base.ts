import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Assistant, createAssistant } from '../assistant/answer.ts';
import { type ClosedList, createClosedList } from '../controls/closed-list.ts';
import { type Iso42001, loadControls } from '../controls/iso-42001.ts';
import { lawRelevance, withLawQuestions } from '../impact/ask-law.ts';
import { type CarryOver, parseCarryOver } from '../impact/carry-over.ts';
import type { ImpactRules } from '../impact/impact-rules.ts';
import { parseImpactRules } from '../impact/parse-impact-rules.ts';
import { parseQuestionnaire } from '../interviews/parse-questionnaire.ts';
import type { Questionnaire, Relevance } from '../interviews/questionnaire.ts';
import { parseProducts } from '../interviews/understanding/products.ts';
import type { KnownProduct } from '../interviews/understanding.ts';
import { loadPassages, type Passage } from '../knowledge/passage.ts';
import type { Law } from '../law/law.ts';
import { loadLaw } from '../law/load-law.ts';
import { parseReviewPolicy, type ReviewPolicy } from '../reviews/policy.ts';
import { parseRiskCriteria, type RiskCriteria } from '../risks/risk-criteria.ts';
import { loadPrompts, type Prompts } from './prompts.ts';

/** The folder of shipped knowledge, wherever the program is started from. */
const KNOWLEDGE = fileURLToPath(new URL('../../knowledge/', import.meta.url));

/** Everything Steward ships with that is not code. */
export interface KnowledgeBase {
  readonly iso42001: Iso42001;
  readonly ids: ClosedList;
  readonly passages: readonly Passage[];
  readonly assistant: Assistant;
  readonly questionnaires: readonly Questionnaire[];
  readonly products: readonly KnownProduct[];
  readonly policy: ReviewPolicy;
  readonly riskCriteria: RiskCriteria;
  readonly law: Law;
  /** What the law says about the sections of questionnaires that it asks. */
  readonly relevance: Relevance;
  readonly impactRules: ImpactRules;
  /** What a declaration tells about an assessment. */
  readonly carryOver: CarryOver;
  readonly prompts: Prompts;
}

/** Only the closed list of clauses and controls, for what has to work while another shipped file is broken. */
export function loadIso42001(directory: string = KNOWLEDGE): Promise<Iso42001> {
  return loadControls(path.join(directory, 'iso-42001', 'ids.yaml'));
}

/** The versions that decide on what is answered with a questionnaire, and take effect together with it. */
export function policiesWith(
  { policy, impactRules, riskCriteria }: Pick<KnowledgeBase, 'policy' | 'impactRules' | 'riskCriteria'>,
  questionnaireId: string,
): readonly { readonly id: string; readonly version: number }[] {
  return questionnaireId === impactRules.questionnaire ? [policy, impactRules, riskCriteria] : [policy];
}

/** Reads the shipped files. Throws one error that names every fault with its file and line. */
export async function loadKnowledgeBase(directory: string = KNOWLEDGE): Promise<KnowledgeBase> {
  const file = (...parts: string[]) => path.join(directory, ...parts);
  const iso42001 = await loadIso42001(directory);
  const ids = createClosedList(iso42001);
  const passages = await loadPassages(directory);
  const law = await loadLaw();
  const questionnaires = await loadQuestionnaires(file('questionnaires'), ids, law);
  const policyFile = file('rules', 'review-policy.yaml');
  const criteriaFile = file('rules', 'risk-criteria.yaml');
  const impactFile = file('rules', 'impact.yaml');
  const carryFile = file('rules', 'assessment-from-declaration.yaml');
  return {
    iso42001,
    ids,
    passages,
    assistant: createAssistant({ passages, ids }),
    questionnaires,
    law,
    relevance: lawRelevance(law),
    products: parseProducts(await readFile(file('products.yaml'), 'utf8')),
    policy: parseReviewPolicy(await readFile(policyFile, 'utf8'), policyFile),
    riskCriteria: parseRiskCriteria(await readFile(criteriaFile, 'utf8'), criteriaFile, ids.isControl),
    carryOver: parseCarryOver(await readFile(carryFile, 'utf8'), carryFile, questionnaires),
    impactRules: parseImpactRules(await readFile(impactFile, 'utf8'), impactFile, questionnaires, ids),
    prompts: await loadPrompts(),
  };
}

async function loadQuestionnaires(directory: string, ids: ClosedList, law: Law): Promise<readonly Questionnaire[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const questionnaires: Questionnaire[] = [];
  const faults: string[] = [];
  for (const name of files) {
    const full = path.join(directory, name);
    const parsed = parseQuestionnaire(await readFile(full, 'utf8'), full, ids.isClauseOrControl);
    if (parsed.ok) questionnaires.push(withLawQuestions(parsed.questionnaire, law));
    else faults.push(...parsed.faults.map(({ file, line, message }) => `${file}:${line}: ${message}`));
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return questionnaires;
}
