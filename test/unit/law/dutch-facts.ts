import type { FactValue } from '../../../src/law/facts.ts';
import type { DutchPath } from './dutch-tree.ts';
import type { TreeCase } from './tree-comparison.ts';

type Known = Readonly<Record<string, FactValue>>;

const ROLES: readonly Known[] = [
  { roles: ['provider'] },
  { roles: ['provider', 'deployer'] },
  { roles: ['provider', 'deployer'] },
  { roles: ['provider'] },
  { roles: ['deployer'] },
  { roles: ['deployer'], 'changes-made': ['substantial-modification'] },
  { roles: ['importer'] },
  { roles: ['distributor'] },
  // It asks for no model before it ends.
  { roles: [], 'gpai-model': false },
];

const EXCLUSIONS: readonly Known[] = [
  { exclusions: ['military'] },
  { exclusions: ['third-country-authority'], 'third-country-safeguards': true },
  { exclusions: ['research-only'] },
  { exclusions: ['before-market'], 'real-world-testing': false },
];

const PRACTICES: readonly Known[] = [
  { 'practice-signals': ['manipulation'], 'distorts-behaviour': true, 'significant-harm': true },
  { 'practice-signals': ['vulnerability'], 'distorts-behaviour': true, 'significant-harm': true },
  { 'practice-signals': ['social-scoring'], 'social-score-effects': ['disproportionate'] },
  { 'practice-signals': ['crime-prediction'], 'crime-only-profiling': true, 'crime-supports-human-facts': false },
  { 'practice-signals': ['face-scraping'], 'scraping-untargeted': true },
  { 'practice-signals': ['emotion-at-work-or-school'], 'emotion-medical-or-safety': false },
  {
    'practice-signals': ['biometric-categorisation'],
    'categorises-sensitive-traits': true,
    'categorises-datasets-only': false,
  },
  { 'practice-signals': ['live-identification'], 'live-for-law-enforcement': true, 'live-permitted': false },
  { 'practice-signals': ['intimate-imagery'], 'intimate-consent': false, 'imagery-purpose': 'intended' },
];

const PERMITTED: Known = {
  'practice-signals': ['live-identification'],
  'live-for-law-enforcement': true,
  'live-permitted': true,
};

const PURPOSES: readonly Known[] = [
  ...uses('biometrics', 'biometrics-use', ['remote-identification', 'categorisation', 'emotion-recognition'], {
    'verification-only': false,
  }),
  { 'annex-iii-areas': ['critical-infrastructure'], 'infrastructure-safety': true },
  ...uses('education', 'education-use', ['admission', 'learning-outcomes', 'level', 'exam-monitoring']),
  ...uses('employment', 'employment-use', ['recruitment', 'work-decisions', 'task-allocation', 'monitoring']),
  ...uses('essential-services', 'services-use', ['public-benefits', 'credit', 'life-health-insurance', 'emergency'], {
    'benefits-for-authority': true,
    'fraud-detection-only': false,
  }),
  ...uses(
    'law-enforcement',
    'law-enforcement-use',
    ['victim-risk', 'polygraph', 'evidence', 'offending-risk', 'crime-profiling'],
    {
      'for-law-enforcement': true,
    },
  ),
  ...uses('migration', 'migration-use', ['polygraph', 'entry-risk', 'applications', 'identification'], {
    'for-migration-authority': true,
    'travel-documents-only': false,
  }),
  ...uses('justice-democracy', 'justice-use', ['judicial', 'dispute-resolution', 'elections'], {
    'voters-not-exposed': false,
  }),
];

const SMALL_PARTS: readonly Known[] = [
  'narrow-procedural',
  'improves-human-work',
  'detects-patterns',
  'preparatory',
].map((condition) => ({ 'filter-conditions': [condition], 'pattern-human-review': true, 'material-influence': false }));

const DISCLOSURES: readonly Known[] = [
  { 'transparency-functions': ['interacts'], 'obvious-ai': false, 'public-reports-crime': false },
  { 'transparency-functions': ['synthetic-content'], 'standard-editing': false },
  { 'transparency-functions': ['emotion-or-categorisation'] },
  { 'transparency-functions': ['deep-fake'], 'artistic-work': false },
];

function uses(area: string, fact: string, purposes: readonly string[], conditions: Known = {}): Known[] {
  return purposes.map((purpose) => ({ ...conditions, 'annex-iii-areas': [area], [fact]: [purpose] }));
}

/** Where the tree asks for a whole list at once, the entries of the list take turns from path to path. */
export function createDutchReader(): (path: DutchPath) => TreeCase {
  const turns = new Map<readonly Known[], number>();
  const next = (list: readonly Known[]): Known => {
    const turn = turns.get(list) ?? 0;
    turns.set(list, turn + 1);
    return list[turn % list.length] ?? {};
  };

  return (path) => {
    const { answers, labels, conclusion } = path;
    const at = (question: string) => answers.get(question);
    // The tree takes a user in the Netherlands for granted.
    const facts: Record<string, FactValue> = {
      'eu-link': ['placed-in-eu', 'established-in-eu'],
      'changes-made': [],
      'on-market-since': 'later',
    };
    const add = (known: Known) => Object.assign(facts, known);

    add(ROLES[at('1.2') ?? -1] ?? {});
    add(definition(answers));
    if (at('1.5') !== undefined) add(at('1.5') === 0 ? next(EXCLUSIONS) : { exclusions: [] });
    if (at('2.1') === 1) add({ 'practice-signals': [] });
    if (at('2.2') !== undefined) add(at('2.2') === 0 ? PERMITTED : next(PRACTICES));
    if (at('2.3') !== undefined)
      add({
        'annex-i': ['section-a', 'section-b', 'none'][at('2.3') ?? 2] ?? 'none',
        'product-part': 'safety-component',
      });
    if (at('2.7.1') !== undefined) add({ 'third-party-assessment': at('2.7.1') === 0 });
    if (at('2.4') !== undefined) add(at('2.4') === 0 ? next(PURPOSES) : { 'annex-iii-areas': [] });
    if (at('2.5') !== undefined) add({ profiling: at('2.5') === 0 });
    if (at('2.6') !== undefined) add(at('2.6') === 0 ? next(SMALL_PARTS) : { 'filter-conditions': [] });
    if (at('2.6') === 0 && labels.has('aanbieder'))
      add({ 'provider-position': 'exempt', 'exemption-documented': true });
    if (at('2.8') !== undefined)
      add(
        at('2.8') === 0
          ? { 'systemic-risk': ['high-impact'], 'systemic-risk-rebutted': false }
          : { 'systemic-risk': [] },
      );
    if (at('2.9') === 1) add({ 'transparency-functions': [], 'authorised-crime-detection': false });
    const disclosure = at('2.9') === 0 ? next(DISCLOSURES) : {};
    if (at('2.9') === 0) add({ ...disclosure, 'authorised-crime-detection': at('2.10') === 0 });
    const model = labels.has('AI-model voor algemene doeleinden');
    if (at('2.11') !== undefined) add({ [model ? 'gpai-open-source' : 'open-source']: at('2.11') === 0 });
    if (model) add({ 'gpai-role': labels.has('aanbieder') ? 'provider' : 'neither' });

    if (model) return { facts, says: modelSays(labels, conclusion) };
    const says = systemSays(labels, conclusion, at('2.6') === 0, disclosure);
    return { facts, says: { ...says, ...assessmentSays(path, String(facts['services-use'])) } };
  };
}

function definition(answers: DutchPath['answers']): Known {
  if (answers.get('1.1') === 1) return { 'ai-system': false, 'gpai-model': false };
  const kind = answers.get('1.4.2');
  if (kind === 1) return { 'ai-system': false, 'gpai-model': true };
  // A general-purpose AI system is an AI system (Art. 3(66)).
  if (kind === 0 || answers.get('1.4.1') === 0) return { 'ai-system': true, 'gpai-model': false };
  if (kind === 2) return { 'ai-system': false, 'gpai-model': false };
  return answers.get('1.4.1') === 2 ? { 'ai-system': answers.get('1.6.3') === 0, 'gpai-model': false } : {};
}

function systemSays(
  labels: DutchPath['labels'],
  conclusion: string,
  exempt: boolean,
  disclosure: Known,
): TreeCase['says'] {
  if (conclusion.startsWith('11.')) return { scope: 'outside' };
  const provider = labels.has('aanbieder') ? 'yes' : 'no';
  if (labels.has('verboden AI')) return { scope: 'covered', prohibited: 'yes', provider };
  const high = labels.has('hoog-risico AI');
  const said: Record<string, string> = { scope: 'covered', prohibited: 'no', provider };
  // An importer's and a distributor's path can end before the tree has asked.
  if (high || labels.has('geen hoog-risico AI')) said.highRisk = high ? 'yes' : exempt ? 'exempt' : 'no';
  const duty = labels.has('transparantieverplichting');
  const byProvider = ['interacts', 'synthetic-content'].includes(String(disclosure['transparency-functions']));
  if (duty) said[byProvider ? 'provider disclosure' : 'deployer disclosure'] = 'yes';
  else if (labels.has('geen transparantieverplichting'))
    Object.assign(said, { 'provider disclosure': 'no', 'deployer disclosure': 'no' });
  return said;
}

function modelSays(labels: DutchPath['labels'], conclusion: string): TreeCase['says'] {
  if (conclusion.startsWith('11.')) return { scope: 'outside' };
  if (!labels.has('aanbieder')) return { 'general-purpose': 'no duties' };
  return { 'general-purpose': labels.has('systeemrisico') ? 'systemic-risk' : 'model' };
}

/** Whom the tree's words send to Art. 27: for the points of Annex III it names, every deployer; else it depends on who that is. */
function assessmentSays({ labels, duties }: DutchPath, service: string): TreeCase['says'] {
  const letter = new Map([
    ['public-benefits', 'a'],
    ['credit', 'b'],
    ['life-health-insurance', 'c'],
    ['emergency', 'd'],
  ]).get(service);
  const named = /bijlage III, 5, ([a-d]) en ([a-d])/.exec(duties);
  if (!labels.has('gebruiksverantwoordelijke') || !labels.has('hoog-risico AI') || letter === undefined || !named)
    return {};
  return { 'Art. 27': named.slice(1).includes(letter) ? 'yes' : 'undetermined' };
}
