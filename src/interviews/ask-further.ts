import type { Context } from '../chat/vocabulary.ts';
import type { InterviewOptions } from './interview-options.ts';
import { withQuestionnaire } from './open-interview.ts';
import type { InterviewStores } from './session.ts';

/** A short message answers what was asked; only a longer one may hold more than the rules read in it. */
const WORTH_READING_WORDS = 8;

/** Lets a model, where there is one, read the message that the interview was just given once more. The rules have answered already. */
export async function askFurther<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  { readFurther }: InterviewOptions<Stores>,
): Promise<void> {
  if (!readFurther || text.trim().split(/\s+/u).length < WORTH_READING_WORDS) return;
  const [latest] = await context.stores.interviews.openOf(context.actor.personId);
  const found = latest && latest.state.phase !== 'paused' ? await withQuestionnaire(context.stores, latest) : undefined;
  if (found) await readFurther(context, found.interview, found.questionnaire, text);
}
