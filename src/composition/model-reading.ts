import type { InterviewOptions } from '../interviews/interview-options.ts';
import type { InterviewRecord } from '../interviews/interview-store.ts';
import type { Questionnaire } from '../interviews/questionnaire.ts';
import { createFurtherReading, readingInput } from '../interviews/read-further.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Allowance } from '../language/allowance.ts';
import type { LanguageModel } from '../language/language-model.ts';
import { type AnyModelWork, anyWork, queueModelCall } from '../language/model-work.ts';
import type { SubmitOptions } from '../reviews/submit.ts';
import { createSummarising, summaryInput } from '../reviews/summarise.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { Prompts } from './prompts.ts';

/** What a model reads for interviews and reviews. Where today's allowance is used up, the rules alone have to do. */
export interface ModelReading {
  readonly works: readonly AnyModelWork<Stores>[];
  readonly readFurther: NonNullable<InterviewOptions<Stores>['readFurther']>;
  /** The same for what somebody shared, which is read when nobody says anything. */
  readonly readDocumentFurther: (
    stores: Stores,
    by: { readonly personId: string; readonly messageId: string; readonly newId: NewId; readonly now: Date },
    interview: InterviewRecord,
    questionnaire: Questionnaire,
    text: string,
  ) => Promise<void>;
  readonly summarise: NonNullable<SubmitOptions<Stores>['summarise']>;
}

export function createModelReading(
  language: { readonly model: LanguageModel; readonly allowance: Allowance },
  prompts: Prompts,
): ModelReading {
  const reading = createFurtherReading<Stores>(prompts.reading);
  const summarising = createSummarising<Stores>(prompts.summary);
  const queueReading: ModelReading['readDocumentFurther'] = async (stores, by, interview, questionnaire, text) => {
    const input = readingInput(questionnaire, interview.state, text);
    if (input.questions.length === 0) return;
    const call = {
      ...{ id: by.newId(), personId: by.personId, subjectId: interview.id, input, text },
      details: { messageId: by.messageId, revision: interview.state.revision },
    };
    await queueModelCall(stores, reading, language, call, by.now);
  };
  return {
    works: [anyWork(reading), anyWork(summarising)],
    async readFurther({ stores, actor: { personId }, event, newId, now }, interview, questionnaire, text) {
      const messageId = event.body.kind === 'message' ? event.body.messageId : event.deliveryKey;
      await queueReading(stores, { personId, messageId, newId, now }, interview, questionnaire, text);
    },
    readDocumentFurther: queueReading,
    async summarise({ stores, actor, newId, now }, questionnaire, { id, reviewId, answers }) {
      const call = {
        ...{ id: newId(), personId: actor.personId, subjectId: id, input: summaryInput(questionnaire, answers) },
        details: { review: reviewId },
      };
      await queueModelCall(stores, summarising, language, call, now);
    },
  };
}
