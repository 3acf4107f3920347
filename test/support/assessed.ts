import { answersEverything } from './answer-everything.ts';
import { answersDeclaration, CLIENT_CALLS } from './declaration.ts';
import type { Journey } from './journey.ts';

import { treatsRisks } from './treatment.ts';

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
const RANKING = {
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
  unintendedUse: 'It must not reject anybody by itself, and not be used for promotions.',
};

/** Maya has declared it and begun its assessment, with everything confirmed that is known. Answers the interview. */
export async function beginsRanking({ maya }: Journey): Promise<string> {
  await answersDeclaration(maya, JUDGES_PEOPLE, 'I would like to use HireVue to rank applications');
  // The supplier is asked about only in the full lane, and known from the product’s name.
  await maya.clicks('All correct');
  await maya.sees(/Please check, then submit/);
  await maya.clicks('Submit');
  await maya.clicks('Start the assessment');
  const interview = String((await maya.button('All correct')).value.interview);
  await maya.clicks('All correct');
  return interview;
}

/** She answers it with Tom’s help, treats its risks and submits it; one of them waits for a manager. */
export async function submitsRanking(journey: Journey, interview: string): Promise<void> {
  const { maya, tom, ingrid } = journey;
  await answersEverything(maya, interview, RANKING);
  const submits = () => maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
  await submits();
  await treatsRisks(maya, 'ASM-1');
  await maya.says('RSK-1');
  const larger = {
    ...{ owner: tom.id, likelihood: 'possible', severity: 'critical' },
    reason: 'Rarer, and worse when it happens.',
  };
  await (await maya.opensForm('Treat otherwise')).fills(larger);
  await maya.says('RSK-1');
  await (await maya.opensForm('Ask for acceptance')).fills({ manager: ingrid.id });
  await submits();
}

/** The data protection officer advises; governance, legal and management approve, with a condition. */
export async function approvesRanking({ priya, elena, samir, ingrid, maya }: Journey): Promise<void> {
  const reason = 'In order for a trial of six months.';
  await (await samir.inTeam.opensForm('Give advice')).fills({
    stance: 'withConditions',
    comment: 'Tell applicants before they apply, and delete the scores after six months.',
  });
  await (await priya.inTeam.opensForm('Approve with conditions')).fills({
    ...{ conditions: 'Applicants are told before they apply', preconditions: 'The bias test is done', reason },
  });
  await (await elena.opensForm('Approve')).fills({ reason });
  await (await ingrid.opensForm('Accept what remains')).fills({ reason: 'The benefit is worth it.' });
  await (await ingrid.opensForm('Approve')).fills({ reason });
  await maya.card(/^Approved with conditions: HireVue/);
}
