import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { leastAnswers } from './answer-everything.ts';
import { startsAssessment } from './begin-assessment.ts';
import { answersDeclaration, CLIENT_CALLS } from './declaration.ts';
import { answersRest, type Deeds, deedsOf, treatsRest } from './deeds.ts';
import type { Journey } from './journey.ts';
import type { Persona } from './persona.ts';
import { aConversation } from './records.ts';

/** A declaration in the full lane: it judges people. */
const JUDGES_PEOPLE = {
  ...CLIENT_CALLS,
  purpose: 'recruiting-screening',
  users: 'department',
  data: ['personal'],
  circumstances: ['evaluates-people'],
  peopleInformed: 'informed',
  purposeDetail: 'It reads applications and puts the ones that fit best on top, for our recruiters.',
};

/** What its owner answers: serious for applicants, so that governance, legal and management decide. */
export const RANKING = {
  stage: 'trial',
  ourRole: ['user'],
  decisions: ['hiring'],
  affected: ['applicants'],
  autonomy: 'confirmed',
  data: ['personal'],
  features: ['profiles-people'],
  harm: ['individuals', 'groups'],
  individualHarms: ['unfair', 'livelihood'],
  individualSeverity: 'serious',
  individualLikelihood: 'likely',
  individualReversibility: 'with-effort',
  individualResidual: 'significant',
  groupHarms: ['shut-out'],
  groupSeverity: 'serious',
  groupLikelihood: 'possible',
  groupReversibility: 'hardly',
  groupResidual: 'significant',
  influence: 'strong',
  fairness: 'not-checked',
  dataSources: ['people-themselves', 'suppliers-secret'],
  misuse: ['blind-trust', 'tricked'],
  dpiaSigns: ['scoring', 'weak'],
  version: 'Release 2027.1',
  model: 'The supplier does not say',
  overseer: 'Maya Lindqvist, head of recruiting',
  assessors: 'Maya Lindqvist with Tom Okafor',
  benefits: 'Recruiters see fitting applications first; applicants hear back within days.',
  alternativesReason: 'Reading in the order of arrival, which took three weeks.',
  retentionPeriod: 'Six months after the decision',
  supplierDocuments: 'https://example.com/hirevue/validation',
  performanceFigures: 'At least 95 of 100 suitable applications among the first 200',
  'law-ai-system': 'yes',
  'law-roles': ['deployer'],
  'law-eu-link': ['established-in-eu'],
  'law-public-body': 'public-service',
  'law-on-market-since': 'before-2027-08-02',
  'law-significantly-changed': 'yes',
  'law-annex-iii-areas': ['employment'],
  'law-employment-use': ['recruitment'],
  'law-profiling': 'yes',
  rightsProcesses: 'Choosing whom to invite for nursing and administrative posts, as its manual describes.',
  rightsPeriod: 'From December 2027, about 200 applications a week, until the contract ends in 2030.',
  rightsPeople: 'Applicants of all ages; people with gaps in their career more than others.',
  rightsRisks: 'Indirect discrimination by career gaps; nobody hears why they were passed over.',
  rightsOversight: 'A trained recruiter reads every application that is not to be invited.',
  rightsMeasures:
    'The head of recruiting switches it off; complaints go to the ombudsperson and are answered in ten days.',
  rightsNotified: 'planned',
  rightsPrivacyReused: 'yes',
  dpiaLink: 'https://example.com/dpia/17',
  unintendedUse: 'It must not reject anybody by itself, and not be used for promotions.',
};

/** Maya has declared it, and is told that it needs an assessment first. */
export async function declaresRanking({ maya }: Journey): Promise<void> {
  await answersDeclaration(maya, JUDGES_PEOPLE, 'I would like to use HireVue to rank applications');
  await maya.sees(/Please check, then submit/);
  await maya.clicks('Submit');
}

/** She has begun its assessment, too, with everything confirmed that is known. Answers the interview. */
export async function beginsRanking(journey: Journey): Promise<string> {
  const { maya } = journey;
  await declaresRanking(journey);
  return startsAssessment(maya);
}

/** What a person at the console does without looking at it. */
export function deedsAt({ app }: Journey, { id }: Persona): Deeds {
  return deedsOf(app, id, { ...aConversation(id), workspace: DEMONSTRATION.workspace });
}

/** She answers it, a section of it through Tom, treats its risks and submits it; one of them waits for a manager. */
export async function submitsRanking(journey: Journey, interview: string): Promise<void> {
  const { maya, tom, ingrid, storage, app } = journey;
  const deeds = deedsAt(journey, maya);
  await answersRest(deeds, interview, RANKING, 'stakes');
  await journey.passes({});
  await (await maya.opensForm('Ask a colleague')).fills({ colleague: tom.id, part: 'section:information' });
  const asked = await tom.opensForm(/^Answer \d questions/);
  await asked.fills(leastAnswers(asked.form, RANKING));
  await answersRest(deeds, interview, RANKING);
  const submits = () => maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
  await submits();
  await treatsRest(deeds, storage, app.organisation.id, 'ASM-1');
  await maya.says('RSK-1');
  const larger = {
    ...{ owner: tom.id, likelihood: 'possible', severity: 'critical' },
    reason: 'Rarer, and worse when it happens.',
  };
  await (await maya.opensForm('Treat otherwise')).fills(larger);
  await maya.says('RSK-1');
  await (await maya.opensForm('Ask for acceptance')).fills({ manager: ingrid.id });
  await submits();
  await maya.card(/Submitted: HireVue/);
}

/** The data protection officer advises; governance, legal and management approve, with a condition. */
export async function approvesRanking({ priya, elena, samir, ingrid, maya }: Journey): Promise<void> {
  await (await samir.inTeam.opensForm('Give advice')).fills({
    stance: 'withConditions',
    comment: 'Tell applicants before they apply, and delete the scores after six months.',
  });
  await (await priya.inTeam.opensForm('Approve with conditions')).fills({
    ...{ conditions: 'Applicants are told before they apply', preconditions: 'The bias test is done' },
    reason: 'In order for a trial of six months.',
  });
  await (await elena.opensForm('Approve')).fills({ reason: 'The contract excludes training on our data.' });
  await (await ingrid.opensForm('Accept what remains')).fills({ reason: 'The benefit is worth it.' });
  await (await ingrid.opensForm('Approve')).fills({ reason: 'Recruiting needs it.' });
  await maya.card(/^Approved with conditions: HireVue/);
}
