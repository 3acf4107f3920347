import type { DossierOptions } from '../report/gather.ts';
import type { Organisation } from '../storage/organisations.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import { riskStandards } from './risks.ts';

/** By what a report explains what it tells. */
export function reportOptions(knowledge: KnowledgeBase, { kind }: Pick<Organisation, 'kind'>): DossierOptions {
  const { impactRules, law, policy } = knowledge;
  return { ...riskStandards(knowledge), impactRules, law, policy, isDemonstration: kind === 'demonstration' };
}
