import type { Context } from '../chat/vocabulary.ts';
import type { InterviewRecord } from './interview-store.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { InterviewStores } from './session.ts';

/** An interview with the very version of the questionnaire that it was begun with. */
export interface OpenInterview {
  readonly interview: InterviewRecord;
  readonly questionnaire: Questionnaire;
}

/** Until it is submitted or cancelled. */
export function goesOn({ interview: { state } }: OpenInterview): boolean {
  return state.phase !== 'submitted' && state.phase !== 'cancelled';
}

export async function findInterview(stores: InterviewStores, interviewId: string): Promise<OpenInterview | undefined> {
  const interview = await stores.interviews.find(interviewId);
  return interview && withQuestionnaire(stores, interview);
}

export async function withQuestionnaire(
  { questionnaires }: InterviewStores,
  interview: InterviewRecord,
): Promise<OpenInterview | undefined> {
  const questionnaire = await questionnaires.version(interview.questionnaireId, interview.questionnaireVersion);
  return questionnaire && { interview, questionnaire };
}

/** Only the owner answers; anybody else's click on a forwarded or forged button finds nothing. */
export async function findOwnInterview<Stores extends InterviewStores>(
  { stores, actor }: Context<Stores>,
  interviewId: string,
): Promise<OpenInterview | undefined> {
  const found = await findInterview(stores, interviewId);
  return found?.interview.ownerId === actor.personId ? found : undefined;
}
