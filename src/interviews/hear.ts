import type { Context, MessageOutcome } from '../chat/vocabulary.ts';
import { begin } from './begin.ts';
import type { InterviewOptions } from './interview-options.ts';
import type { OpenInterview } from './open-interview.ts';
import { withQuestionnaire } from './open-interview.ts';
import { questionsOf } from './questionnaire.ts';
import { declares, understand } from './read-message.ts';
import { type InterviewStores, takeStep } from './session.ts';
import type { Understood } from './understanding.ts';

/** Free text in a direct conversation: for the open interview, the beginning of one, or somebody else's business. */
export async function hear<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<MessageOutcome> {
  if (context.conversation.visibility !== 'direct') return inCompany(context, text, options);
  const open = await context.stores.interviews.openOf(context.actor.personId);
  const latest = open.find(({ state }) => state.phase !== 'paused') ?? open[0];
  const found = latest && (await withQuestionnaire(context.stores, latest));
  if (!found) return beginOrPass(context, text, options);

  const { interview, questionnaire } = found;
  const understood = await understand(context, text, questionnaire, interview, options);
  const command = understood.command?.kind;
  const isAsleep = interview.state.phase === 'paused' && command !== 'resume' && command !== 'cancel';
  if (isAsleep) return beginOrPass(context, text, options);
  if (namesAnotherTool(found, understood) && (await declares(context, text, options))) {
    return beginOrPass(context, text, options);
  }
  if (understood.isQuestion && command === undefined) return digress(context, found, options);
  await takeStep(context, questionnaire, interview, { kind: 'text', text, understood }, options.submit);
  return { kind: 'handled' };
}

/** Where others read along, no declaration begins. */
async function inCompany<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<MessageOutcome> {
  if (!(await declares(context, text, options))) return { kind: 'passed' };
  context.answer({
    headline: 'Let us do this between the two of us',
    tone: 'quiet',
    blocks: [{ kind: 'text', text: 'Others read along here. Please say the same in your own conversation with me.' }],
  });
  return { kind: 'handled' };
}

async function beginOrPass<Stores extends InterviewStores>(
  context: Context<Stores>,
  text: string,
  options: InterviewOptions<Stores>,
): Promise<MessageOutcome> {
  if (!(await declares(context, text, options))) return { kind: 'passed' };
  await begin(context, text, options);
  return { kind: 'handled' };
}

/** Somebody else answers the question in the middle; then the interview asks again where it was. */
function digress<Stores extends InterviewStores>(
  context: Context<Stores>,
  { interview, questionnaire }: OpenInterview,
  { submit }: InterviewOptions<Stores>,
): MessageOutcome {
  return {
    kind: 'passed',
    afterwards: async () => {
      await takeStep(context, questionnaire, interview, { kind: 'resume' }, submit);
    },
  };
}

/** A declaration of another tool than the one in hand, unless the tool is what was just asked for. */
function namesAnotherTool({ interview, questionnaire }: OpenInterview, understood: Understood): boolean {
  const tool = questionsOf(questionnaire).find(({ kind }) => kind === 'ai-system')?.id;
  if (tool === undefined || interview.state.current === tool) return false;
  const named = understood.candidates.find(({ questionId }) => questionId === tool)?.value;
  const current = interview.state.answers[tool];
  return named !== undefined && current?.kind === 'known' && current.value !== named;
}
