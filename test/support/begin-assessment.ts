import { CLIENT_CALLS, declares } from './declaration.ts';
import type { Persona } from './persona.ts';

/** A declaration in the full lane, whose assessment comes to a moderate impact. */
export const FULL = {
  ...CLIENT_CALLS,
  circumstances: ['people-recorded', 'evaluates-people'],
  purposeDetail: 'It scores how our sellers talk.',
};

/** Begins the assessment of what was declared last, with everything confirmed that is known. Answers the interview. */
export async function startsAssessment(owner: Persona): Promise<string> {
  await owner.clicks('Start the assessment');
  const interview = String((await owner.button('All correct')).value.interview);
  await owner.clicks('All correct');
  return interview;
}

/** The same after declaring something in the full lane. */
export async function beginsAssessment(owner: Persona): Promise<string> {
  await declares(owner, FULL);
  return startsAssessment(owner);
}
