import { readFileSync } from 'node:fs';
import type { Role } from '../../../src/chat/event.ts';
import { loadControls } from '../../../src/controls/iso-42001.ts';
import type { ProposedRisk } from '../../../src/impact/impact-result.ts';
import type { ActingPerson } from '../../../src/people/acting-person.ts';
import type { AssessmentStanding, Deciding, RiskCommand } from '../../../src/risks/decide.ts';
import { decide } from '../../../src/risks/decide.ts';
import { evolve, type Risk, type Treatment } from '../../../src/risks/risk.ts';
import { parseRiskCriteria } from '../../../src/risks/risk-criteria.ts';

export const NOW = new Date('2027-03-01T10:00:00Z');
export const REASON = 'It was measured on last year’s data.';

const CRITERIA_FILE = 'knowledge/rules/risk-criteria.yaml';
export const CRITERIA_TEXT = readFileSync(CRITERIA_FILE, 'utf8');
export const { controls: CONTROLS } = await loadControls('knowledge/iso-42001/ids.yaml');
export const isAnnexControl = (id: string): boolean => CONTROLS.some((control) => control.id === id);
export const CRITERIA = parseRiskCriteria(CRITERIA_TEXT, CRITERIA_FILE, isAnnexControl);

export const person = (
  personId: string,
  roles: readonly Role[] = [],
  samePersonIds: readonly string[] = [],
): ActingPerson => ({ personId, roles, samePersonIds });

export const owner = person('owner');
export const coAuthor = person('coAuthor');
export const riskOwner = person('riskOwner');
export const manager = person('manager', ['management']);

const ASSESSMENT: AssessmentStanding = {
  id: 'assessment-1',
  reference: 'ASM-1',
  ownerId: 'owner',
  authorIds: ['owner', 'coAuthor'],
  state: 'draft',
  title: 'CV ranking',
};

export function aContext(assessment: Partial<AssessmentStanding> = {}): Deciding {
  return {
    criteria: CRITERIA,
    assessment: { ...ASSESSMENT, ...assessment },
    isControl: (id) => isAnnexControl(id) || id === 'OC-1',
    isMember: (id) => id !== 'nobody',
  };
}

export function aProposal(change: Partial<ProposedRisk> = {}): ProposedRisk {
  return {
    id: 'unfair-ranking',
    cause: 'The model learned from past hiring',
    consequence: 'Suitable people are not invited',
    affected: 'applicants',
    likelihood: 'likely',
    severity: 'serious',
    treatment: { kind: 'modify', controls: ['A.7.4'], what: 'Test the ranking for bias every quarter' },
    because: 'ranks-people',
    ...change,
  };
}

/** As a rule proposed it. */
export function aRisk(change: Partial<Risk> = {}): Risk {
  const proposed = aProposal();
  const { cause, consequence, affected, likelihood, severity } = proposed;
  const risk: Risk = {
    id: 'risk-1',
    reference: 'RSK-1',
    assessmentId: ASSESSMENT.id,
    proposed,
    description: { cause, consequence, affected, likelihood, severity },
    ownerId: 'riskOwner',
    version: 1,
    state: 'proposed',
  };
  return Object.assign(risk, change);
}

/** Likely and serious, which is high. */
export function aKeptRisk(treatment?: Partial<Treatment>, change: Partial<Risk> = {}): Risk {
  const kept = { ...aRisk(change), state: 'kept', acceptance: { kind: 'none' } } as const;
  return treatment ? { ...kept, treatment: { ...aTreatment, ...treatment } } : kept;
}

/** What remains is high, too, because serious things may still happen. */
export const aTreatment: Treatment = {
  kind: 'modify',
  what: 'Test the ranking for bias every quarter',
  controls: ['A.7.4'],
  ownerId: 'riskOwner',
  dueOn: '2027-06-01',
  residual: { likelihood: 'possible', severity: 'critical' },
  raisedBecause: 'Less often, and worse when it happens.',
};

type Timeless = RiskCommand extends infer One ? (One extends RiskCommand ? Omit<One, 'version'> : never) : never;

export const codeOf = (risk: Risk, command: Timeless, by: ActingPerson, context = aContext()): string => {
  const outcome = decide(risk, { ...command, version: risk.version }, by, NOW, context);
  return outcome.ok ? outcome.value.kind : outcome.code;
};

/** Plays commands that have to be accepted, one after the other. */
export function played(
  risk: Risk,
  steps: readonly (readonly [Timeless, ActingPerson])[],
  context: Deciding = aContext(),
): Risk {
  return steps.reduce((current, [command, by]) => {
    const outcome = decide(current, { ...command, version: current.version }, by, NOW, context);
    if (!outcome.ok) throw new Error(`Refused: ${outcome.code}`);
    return evolve(current, outcome.value);
  }, risk);
}
