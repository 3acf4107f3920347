import { readFileSync } from 'node:fs';
import { parseQuestionnaire } from '../../../src/interviews/parse-questionnaire.ts';
import type { Questionnaire } from '../../../src/interviews/questionnaire.ts';
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

const FILE = 'knowledge/questionnaires/ai-use-registration.yaml';

function registrationQuestionnaire(): Questionnaire {
  const parsed = parseQuestionnaire(readFileSync(new URL(`../../../${FILE}`, import.meta.url), 'utf8'), FILE);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.questionnaire;
}

export const questionnaire = registrationQuestionnaire();
export const words = facetWords(questionnaire);
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
