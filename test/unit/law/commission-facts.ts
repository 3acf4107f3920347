import type { FactValue } from '../../../src/law/facts.ts';
import type { CheckerPath } from './commission-checker.ts';
import type { TreeCase } from './tree-comparison.ts';

type Known = Readonly<Record<string, FactValue>>;

/** Question of the checker to what each of its answers says in our facts; later questions overrule earlier ones. */
const MEANING: Readonly<Record<string, readonly Known[]>> = {
  Q1: [
    { 'ai-system': false, 'eu-link': ['placed-in-eu'], exclusions: [] },
    { 'gpai-model': false, 'on-market-since': 'later' },
  ],
  QAIS_1: [{ 'ai-system': true }, { 'ai-system': false }, {}],
  QAIS_2: [
    { roles: ['provider'], 'changes-made': [], 'product-own-name': false },
    { roles: ['deployer'], 'product-own-name': false },
    { roles: ['importer'], 'product-own-name': false },
    { roles: ['distributor'], 'product-own-name': false },
    { roles: ['authorised-representative'], 'changes-made': [], 'product-own-name': false },
    { roles: ['product-manufacturer'], 'changes-made': [] },
    { roles: ['deployer'], exclusions: ['personal-use'] },
  ],
  QAIS_2_1: [
    { 'changes-made': ['own-name'] },
    { 'changes-made': ['substantial-modification'] },
    { 'changes-made': ['new-purpose'] },
    { 'changes-made': [] },
  ],
  // In our words a product manufacturer is one who sells under its own name (Art. 2(1)(e)).
  QAIS_2_2: [
    { 'product-own-name': true },
    { 'product-own-name': true },
    { 'product-own-name': false, roles: [], 'eu-link': [] },
  ],
  QAIS_3: [
    { 'eu-link': ['placed-in-eu'] },
    { 'eu-link': ['established-in-eu'] },
    { 'eu-link': ['output-used-in-eu'] },
    { 'eu-link': ['placed-in-eu'] },
    { 'eu-link': [] },
  ],
  QAIS_4: [
    { exclusions: ['military'] },
    { exclusions: ['third-country-authority'] },
    { exclusions: ['research-only'] },
    { exclusions: ['before-market'] },
    { exclusions: [] },
  ],
  QAIS_5: [
    { 'practice-signals': ['manipulation'], 'distorts-behaviour': true, 'significant-harm': true },
    { 'practice-signals': ['vulnerability'], 'distorts-behaviour': true, 'significant-harm': true },
    { 'practice-signals': ['social-scoring'], 'social-score-effects': ['unrelated-context'] },
    { 'practice-signals': ['crime-prediction'], 'crime-only-profiling': true, 'crime-supports-human-facts': false },
    { 'practice-signals': ['face-scraping'], 'scraping-untargeted': true },
    { 'practice-signals': ['emotion-at-work-or-school'], 'emotion-medical-or-safety': false },
    {
      'practice-signals': ['biometric-categorisation'],
      'categorises-sensitive-traits': true,
      'categorises-datasets-only': false,
    },
    { 'practice-signals': ['live-identification'], 'live-for-law-enforcement': true, 'live-permitted': false },
    { 'practice-signals': [] },
  ],
  QAIS_6: [{}, { 'annex-i': 'none' }, {}],
  // The question before says that the product, or the safety component in it, falls under these laws.
  QAIS_6_1: [
    { 'annex-i': 'machinery', 'product-part': 'safety-component' },
    ...Array<Known>(11).fill({ 'annex-i': 'section-a', 'product-part': 'safety-component' }),
    { 'annex-i': 'none' },
  ],
  QAIS_6_2: [{ 'third-party-assessment': true }, { 'third-party-assessment': false }],
  QAIS_6_3: [
    ...Array<Known>(7).fill({ 'annex-i': 'section-b', 'product-part': 'safety-component' }),
    { 'annex-i': 'none' },
  ],
  QAIS_6_4: [
    { 'annex-iii-areas': ['critical-infrastructure'], 'infrastructure-safety': true },
    { 'annex-iii-areas': ['biometrics'] },
    { 'annex-iii-areas': ['education'] },
    { 'annex-iii-areas': ['employment'] },
    { 'annex-iii-areas': ['essential-services'] },
    { 'annex-iii-areas': ['law-enforcement'] },
    { 'annex-iii-areas': ['migration'] },
    { 'annex-iii-areas': ['justice-democracy'] },
    { 'annex-iii-areas': [] },
  ],
  QAIS_6_4_1: purposes('biometrics-use', ['remote-identification', 'categorisation', 'emotion-recognition'], {
    'verification-only': false,
  }),
  QAIS_6_4_2: purposes('education-use', ['admission', 'learning-outcomes', 'level', 'exam-monitoring']),
  QAIS_6_4_3: purposes('employment-use', ['recruitment', 'monitoring']),
  QAIS_6_4_4: purposes('services-use', ['public-benefits', 'credit', 'life-health-insurance', 'emergency'], {
    'benefits-for-authority': true,
    'fraud-detection-only': false,
  }),
  QAIS_6_4_5: purposes(
    'law-enforcement-use',
    ['victim-risk', 'polygraph', 'evidence', 'offending-risk', 'crime-profiling'],
    {
      'for-law-enforcement': true,
    },
  ),
  QAIS_6_4_6: purposes('migration-use', ['polygraph', 'entry-risk', 'applications', 'identification'], {
    'for-migration-authority': true,
    'travel-documents-only': false,
  }),
  QAIS_6_4_7: purposes('justice-use', ['judicial', 'elections'], { 'voters-not-exposed': false }),
  // A yes is said to include that no significant risk and no profiling is there.
  QAIS_6_5: [
    ...['narrow-procedural', 'improves-human-work', 'detects-patterns', 'preparatory'].map((condition) => ({
      'filter-conditions': [condition],
      'pattern-human-review': true,
      'material-influence': false,
      profiling: false,
    })),
    { 'filter-conditions': [] },
  ],
  // The exceptions of Article 50 stand in the checker's results, not in its questions: none of them is there.
  QAIS_7_1: [
    { 'transparency-functions': ['interacts'], 'obvious-ai': false, 'authorised-crime-detection': false },
    { 'transparency-functions': ['synthetic-content'], 'standard-editing': false, 'authorised-crime-detection': false },
    { 'transparency-functions': [], 'authorised-crime-detection': false },
  ],
  QAIS_7_2: [
    { 'transparency-functions': ['emotion-or-categorisation'], 'authorised-crime-detection': false },
    { 'transparency-functions': ['deep-fake'], 'artistic-work': false, 'authorised-crime-detection': false },
    { 'transparency-functions': ['public-text'], 'text-reviewed': false, 'authorised-crime-detection': false },
    { 'transparency-functions': [], 'authorised-crime-detection': false },
  ],
  QAIS_8: [{ 'open-source': true }, { 'open-source': false }],
  QGPAI_1: [{ 'gpai-model': true }, { 'gpai-model': false }],
  QGPAI_2: [
    { 'systemic-risk': ['high-impact'], 'systemic-risk-rebutted': false },
    { 'systemic-risk': ['designated'] },
    { 'systemic-risk': [] },
  ],
  QGPAI_3: ['provider', 'authorised-representative', 'modifier', 'neither'].map((role) => ({ 'gpai-role': role })),
  QGPAI_3_1: [{ 'gpai-significant-modification': true }, { 'gpai-significant-modification': false }],
  QGPAI_7: [{ 'gpai-open-source': true }, { 'gpai-open-source': false }],
};

/** One list of facts for each purpose of a point of Annex III, its carve-outs answered as the point demands, and for none. */
function purposes(fact: string, uses: readonly string[], conditions: Known = {}): Known[] {
  return [...uses.map((use) => ({ ...conditions, [fact]: [use] })), { [fact]: [] }];
}

/** What the checker's path tells about the system in our facts, and what its flags say of each facet. */
export function commissionCase({ answers, flags }: CheckerPath): TreeCase {
  const facts: Record<string, FactValue> = {};
  for (const [question, [answer = -1]] of answers) {
    if (question === 'QAIS_1_1') facts['ai-system'] = answer === 0 && answers.get(question)?.includes(4) === true;
    else Object.assign(facts, MEANING[question]?.[answer]);
  }
  const provider = roleOf(flags) === 'provider';
  // Who answers as provider states its own position, which the checker then asks to document.
  if (provider && answers.has('QAIS_6_5') && (answers.get('QAIS_6_5')?.[0] ?? 4) < 4)
    Object.assign(facts, { 'provider-position': 'exempt', 'exemption-documented': true });
  return { facts, says: answers.has('QAIS_1') ? systemSays(answers, flags) : modelSays(answers, flags) };
}

const OUTSIDE = [
  'flag_ai_system_outsidescope',
  'flag_outofscope',
  'flag_aisystem_obligations_exclusions_output',
  'flag_aisystem_role_and_obligation_outofscope',
  'flag_obligations_aisystem_opensource',
];

function systemSays(answers: CheckerPath['answers'], flags: CheckerPath['flags']): TreeCase['says'] {
  const is = (flag: string) => flags.get(flag) === true;
  if (OUTSIDE.some(is)) return { scope: 'outside' };
  if (is('flag_obligations_prohibitedsystems_result_output')) return { scope: 'covered', prohibited: 'yes' };
  const high = is('flag_risklevel_aisystem_highrisk_output');
  const exempt = is('flag_derogation_6_5_granted_at_least_for_one_subquestion_6_4_x');
  const becomes = is('flag_role_distriimportdeployer_becomeprovider_result') || is('flag_role_manutoprovider_output');
  const yes = (holds: boolean) => (holds ? 'yes' : 'no');
  const said: Record<string, string> = {
    scope: 'covered',
    prohibited: 'no',
    highRisk: high ? 'yes' : exempt ? 'exempt' : 'no',
    provider: yes(roleOf(flags) === 'provider' || becomes),
  };
  if (answers.has('QAIS_7_1')) said['provider disclosure'] = yes(is('flag_obligation_transparency_provider'));
  if (answers.has('QAIS_7_2')) said['deployer disclosure'] = yes(is('flag_obligation_transparency_deployer'));
  // Its text names 5(b) and 5(c) for every deployer; for the other points it depends on who the deployer is.
  const service = answers.get('QAIS_6_4_4')?.[0];
  if (high && is('flag_fr_impact_assessment_deployer') && (service === 1 || service === 2)) said['Art. 27'] = 'yes';
  return said;
}

function modelSays(answers: CheckerPath['answers'], flags: CheckerPath['flags']): TreeCase['says'] {
  if (flags.get('flag_notaimodel_result_output') === true || flags.get('flag_outofscope_gpai') === true)
    return { 'general-purpose': 'no duties' };
  if (flags.get('flag_obligations_authorisedrep_nosystemicrisk_opensource') === true)
    return { 'general-purpose': 'no duties' };
  const systemic = (answers.get('QGPAI_2')?.[0] ?? 2) < 2;
  return { 'general-purpose': systemic ? 'systemic-risk' : 'model' };
}

function roleOf(flags: CheckerPath['flags']): unknown {
  return flags.get('flag_ai_system_role');
}
