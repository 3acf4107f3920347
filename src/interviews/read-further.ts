import { z } from 'zod';
import type { OutgoingMessages } from '../chat/router-stores.ts';
import type { ModelCall } from '../language/model-calls.ts';
import type { ModelWork } from '../language/model-work.ts';
import type { Prompt } from '../prompting/define-prompt.ts';
import { checkReadings, openQuestions, withFurther } from './further.ts';
import type { InterviewState } from './interview-state.ts';
import { findInterview, type OpenInterview } from './open-interview.ts';
import type { Question, Questionnaire } from './questionnaire.ts';
import type { InterviewStores } from './session.ts';

export const READING_PROMPT = {
  id: 'propose-answers',
  input: z.strictObject({
    questions: z.array(z.strictObject({ id: z.string(), kind: z.string(), options: z.string(), ask: z.string() })),
    text: z.string(),
  }),
  output: z.strictObject({
    answers: z.array(z.strictObject({ question: z.string(), value: z.array(z.string()), quote: z.string() })),
  }),
};

type Given = z.infer<typeof READING_PROMPT.input>;
type Output = z.infer<typeof READING_PROMPT.output>;

type FurtherStores = InterviewStores & { readonly outgoing: OutgoingMessages };

const MAX_OUTPUT_TOKENS = 800;
const TIME_LIMIT_MS = 20_000;
/** The interview has usually moved on by then. */
const PATIENCE_MS = 45_000;

/** The message that a reading rests on, and where the interview stood when it was said. */
const ReadingDetails = z.object({ messageId: z.string(), revision: z.number() });

/** What is sent: the questions that are open, and what the person wrote. */
export function readingInput(questionnaire: Questionnaire, state: InterviewState, text: string): Given {
  const questions = openQuestions(questionnaire, state).map((question) => ({
    id: question.id,
    kind: question.kind,
    options: optionsOf(question),
    ask: question.ask,
  }));
  return { questions, text };
}

function optionsOf(question: Question): string {
  if (question.kind !== 'one-of' && question.kind !== 'many-of') return '';
  return question.options.map(({ id, label }) => `${id}: ${label}`).join('; ');
}

/** A model reads what a person wrote once more; what passes the checks is put before the person, if nothing happened since. */
export function createFurtherReading<Stores extends FurtherStores>(
  prompt: Prompt<Given, Output>,
): ModelWork<Stores, Given, Output> {
  /** As it was when the words were said, or not at all. */
  async function unmoved(stores: Stores, { subjectId, details }: ModelCall): Promise<OpenInterview | undefined> {
    const found = await findInterview(stores, subjectId);
    return found?.interview.state.revision === ReadingDetails.parse(details).revision ? found : undefined;
  }

  return {
    purpose: 'understanding',
    prompt,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    timeLimitMs: TIME_LIMIT_MS,
    patienceMs: PATIENCE_MS,
    async prepare(stores, call) {
      const found = await unmoved(stores, call);
      return found && call.text !== undefined
        ? readingInput(found.questionnaire, found.interview.state, call.text)
        : undefined;
    },
    async finish(stores, call, came, now) {
      const found = came.ok ? await unmoved(stores, call) : undefined;
      if (!found || !came.ok || call.text === undefined) return undefined;
      const { interview, questionnaire } = found;
      const { messageId } = ReadingDetails.parse(call.details);
      const readings = came.value.answers.map(({ question, value, quote }) => ({
        questionId: question,
        value: value.map(came.restore),
        quote: came.restore(quote),
      }));
      const source = { personId: interview.ownerId, at: call.reservedAt.toISOString(), messageId };
      const proposals = checkReadings(questionnaire, interview.state, readings, call.text, source);
      const state = withFurther(interview.state, proposals);
      if (!state) return undefined;
      await stores.interviews.save(interview, { state }, now);
      const view = { name: 'interview.further', subjectId: `${interview.id}/further` };
      const to = { kind: 'conversation', address: interview.conversation } as const;
      await stores.outgoing.add([{ to, content: { kind: 'view', view } }], now, [view.subjectId]);
      const questions = proposals.map(({ questionId }) => questionId);
      stores.audit.record(
        { process: 'model' },
        [{ kind: 'interview.furtherRead', subjectId: interview.id, details: { questions } }],
        now,
      );
      return undefined;
    },
  };
}
