import { readFileSync } from 'node:fs';
import { parseQuestionnaire } from '../../../src/interviews/parse-questionnaire.ts';
import type { Questionnaire } from '../../../src/interviews/questionnaire.ts';
import { loadLaw } from '../../../src/law/load-law.ts';
import type { AssessmentResult } from '../../../src/register/assessment-result.ts';
import type { Asker } from '../../../src/register/compare.ts';
import type { Coverage } from '../../../src/register/coverage.ts';
import { coverage } from '../../../src/register/coverage.ts';
import { facetWords } from '../../../src/register/facet-words.ts';
import type {
  AiSystem,
  AiUse,
  FacetQuery,
  Facets,
  RegisteredUse,
  RegisterView,
} from '../../../src/register/register.ts';
import type { ResultWords } from '../../../src/register/result-blocks.ts';
import { parseRiskCriteria } from '../../../src/risks/risk-criteria.ts';

const FILE = 'knowledge/questionnaires/ai-use-registration.yaml';

function registrationQuestionnaire(): Questionnaire {
  const parsed = parseQuestionnaire(readFileSync(new URL(`../../../${FILE}`, import.meta.url), 'utf8'), FILE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.questionnaire;
}

const CRITERIA = 'knowledge/rules/risk-criteria.yaml';
const criteria = parseRiskCriteria(
  readFileSync(new URL(`../../../${CRITERIA}`, import.meta.url), 'utf8'),
  CRITERIA,
  () => true,
);

export const questionnaire = registrationQuestionnaire();
export const words = facetWords(questionnaire);
/** Facets, people, controls and ratings in words. */
export const resultWords: ResultWords = {
  nameOf: (id) => (id === 'olga' ? 'Olga Neumann' : undefined),
  titleOf: (id) => (id === 'A.7.4' ? 'Quality of data for AI systems' : undefined),
  criteria,
  law: await loadLaw(),
};
const NOW = new Date('2027-03-01T10:00:00Z');
export const asker: Asker = { personId: 'pat', department: 'Sales', country: 'de' };

export const otter: AiSystem = {
  id: 'system-1',
  reference: 'AIS-1',
  name: 'Otter.ai',
  aliases: ['Otter', 'OtterPilot'],
  supplier: { id: 'supplier-1', reference: 'SUP-1', name: 'Otter.ai, Inc.' },
  state: 'approved',
  version: 1,
};

/** A question to which the use of `aUse()` is the answer. */
export const meetingNotes: Facets = {
  product: 'Otter.ai',
  account: 'company-team',
  purpose: 'meeting-notes',
  users: 'department',
  countries: ['de'],
  data: ['internal'],
  connectors: ['calendar'],
  circumstances: ['people-recorded'],
};

export function aUse(changed: Partial<AiUse> = {}, around: Partial<Omit<RegisteredUse, 'use'>> = {}): RegisteredUse {
  const system = around.system ?? otter;
  const use: AiUse = {
    id: 'use-1',
    reference: 'AIU-12',
    systemId: system.id,
    state: 'approved',
    ownerId: 'olga',
    department: 'Sales',
    facets: meetingNotes,
    lane: 'light',
    validUntil: new Date('2028-01-01T00:00:00Z'),
    version: 3,
    ...changed,
  };
  return { use, system, conditions: [], memberIds: [], ...around };
}

export function aRegister(uses: readonly RegisteredUse[], changed: Partial<RegisterView> = {}): RegisterView {
  return { systems: [...new Set(uses.map(({ system }) => system))], uses, underReview: [], ...changed };
}

export function ask(query: FacetQuery, register: RegisterView, by: Asker = asker): Coverage {
  return coverage(query, register, NOW, by, words);
}

/** What an approved assessment of Otter.ai came to. */
export function aResult(changed: Partial<AssessmentResult> = {}): AssessmentResult {
  const decidedAt = new Date('2027-01-15T10:00:00Z');
  const submitted = { questionnaireId: 'ai-system-impact-assessment', questionnaireVersion: 1, answersHash: 'ab' };
  const derived = { because: [], unknowns: [], contradictions: [] };
  return {
    assessment: { id: 'asm', reference: 'ASM-1', systemId: otter.id, declarationId: undefined, interviewId: 'int' },
    review: { id: 'rev', reference: 'REV-2', state: 'approved', ownerId: 'olga', submitterId: 'olga' },
    holds: true,
    ...{ level: 'high', computedLevel: 'high', override: undefined, oversight: 'approve-each-decision' },
    ...{ law: undefined, settled: { overrides: [], proposed: [] } },
    because: [{ rule: 'ranks-people', level: 'high', text: 'It ranks people.', clause: '6.1.4' }],
    rules: { id: 'impact', version: 1 },
    risks: [
      {
        ...{ reference: 'RSK-1', cause: 'Past decisions', consequence: 'Good people are passed over' },
        ...{ affected: 'applicants', likelihood: 'likely', severity: 'serious', rating: 'high' },
        ...{ lowered: undefined, ownerId: 'olga', acceptance: { kind: 'none' } },
        treatment: { kind: 'modify', what: 'Test for bias', controls: ['A.7.4'], rating: 'low' },
      },
    ],
    controls: [
      {
        id: 'A.7.4',
        because: [{ risk: 'RSK-1', consequence: 'Good people are passed over' }],
        implementation: undefined,
      },
    ],
    leftOut: [{ id: 'A.2.2', reason: 'Decided for the organisation' }],
    evidence: [],
    approvals: [{ by: 'olga', role: 'governance', at: decidedAt }],
    decision: {
      ...{ id: 'dec', reviewId: 'rev', submissionId: 'sub', verdict: 'approved', reviewerId: 'olga', submitterId: 'x' },
      ...{ identityId: 'i', role: 'governance', inPlaceOfId: undefined, delegationId: undefined, reason: undefined },
      ...{ questionnaireId: submitted.questionnaireId, questionnaireVersion: 1, policyVersion: 1, conditions: [] },
      ...{ decidedAt, validUntil: new Date('2028-01-15'), nextReviewAt: new Date('2027-07-15') },
    },
    submission: { id: 'sub', number: 1, ...submitted, answers: {}, submittedAt: decidedAt, derived },
    ...changed,
  };
}
