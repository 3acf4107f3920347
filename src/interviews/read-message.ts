import type { Context } from '../chat/vocabulary.ts';
import type { InterviewOptions } from './interview-options.ts';
import { newInterview } from './interview-state.ts';
import type { InterviewRecord } from './interview-store.ts';
import { inOwnName } from './own-name.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { InterviewStores } from './session.ts';
import type { UnderstandingContext, Understood } from './understanding.ts';
import { understandingContext } from './understanding-context.ts';

/** What a text says, given where the interview stands and which products are known. */
export async function understand<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  questionnaire: Questionnaire,
  interview: InterviewRecord | undefined,
  options: InterviewOptions<Stores>,
  speaker = context.actor.displayName,
): Promise<Understood> {
  const about = await aboutText(context, questionnaire, interview, options);
  const understood = options.understanding.understand(text, about);
  return options.complete(withName(understood, questionnaire, speaker), questionnaire);
}

function withName(understood: Understood, questionnaire: Questionnaire, name: string): Understood {
  const candidates = understood.candidates.map((candidate) => ({
    ...candidate,
    value: inOwnName(questionnaire, candidate.questionId, candidate.value, name),
  }));
  return { ...understood, candidates };
}

/** Whether a text tells of a use of AI, so that a declaration begins. */
export async function declares<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<boolean> {
  const questionnaire = await context.stores.questionnaires.forReading(options.declarationId);
  return (
    questionnaire !== undefined && options.declares(text, await aboutText(context, questionnaire, undefined, options))
  );
}

async function aboutText<Stores extends InterviewStores>(
  { stores, now }: Context<Stores>,
  questionnaire: Questionnaire,
  interview: InterviewRecord | undefined,
  { registered }: InterviewOptions<Stores>,
): Promise<UnderstandingContext> {
  return {
    ...understandingContext(questionnaire, interview?.state ?? newInterview()),
    today: now,
    registered: await registered(stores),
  };
}
