import type { InterviewOptions } from '../interviews/interview-options.ts';
import { createFurtherReading, readingInput } from '../interviews/read-further.ts';
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
  readonly summarise: NonNullable<SubmitOptions<Stores>['summarise']>;
}

export function createModelReading(
  language: { readonly model: LanguageModel; readonly allowance: Allowance },
  prompts: Prompts,
): ModelReading {
  const reading = createFurtherReading<Stores>(prompts.reading);
  const summarising = createSummarising<Stores>(prompts.summary);
  return {
    works: [anyWork(reading), anyWork(summarising)],
    async readFurther({ stores, actor, event, newId, now }, interview, questionnaire, text) {
      const input = readingInput(questionnaire, interview.state, text);
      if (input.questions.length === 0) return;
      const messageId = event.body.kind === 'message' ? event.body.messageId : event.deliveryKey;
      const call = {
        ...{ id: newId(), personId: actor.personId, subjectId: interview.id, input, text },
        details: { messageId, revision: interview.state.revision },
      };
      await queueModelCall(stores, reading, language, call, now);
    },
    async summarise({ stores, actor, newId, now }, questionnaire, { id, reviewId, answers }) {
      const call = {
        ...{ id: newId(), personId: actor.personId, subjectId: id, input: summaryInput(questionnaire, answers) },
        details: { review: reviewId },
      };
      await queueModelCall(stores, summarising, language, call, now);
    },
  };
}
