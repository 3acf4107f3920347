import type { Wording } from '../assistant/answer-store.ts';
import type { AssistantOptions } from '../assistant/capability.ts';
import { createSentenceCheck } from '../assistant/check-sentences.ts';
import { createAnswerWording, sourcesOf, wordingInput } from '../assistant/word-answer.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Allowance } from '../language/allowance.ts';
import { withBreaker } from '../language/breaker.ts';
import type { LanguageConfig } from '../language/configuration.ts';
import type { LanguageModel } from '../language/language-model.ts';
import type { Reserved } from '../language/model-calls.ts';
import { anyWork, queueModelCall } from '../language/model-work.ts';
import { noModel } from '../language/none/no-model.ts';
import type { Stores } from '../storage/stores/stores.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { LibraryIn } from './library.ts';
import { createModelReading, type ModelReading } from './model-reading.ts';

/** A model that may be asked, and how much. */
export interface Language {
  readonly model: LanguageModel;
  readonly allowance: Allowance;
  /** Shorter than each work's own, for tests that do not wait. */
  readonly timeLimitMs?: number;
}

const BREAKER = { failures: 4, openMs: 30_000 };

/** Where no model is configured. What was queued while there was one ends with an honest note. */
export const NO_LANGUAGE: Language = { model: noModel, allowance: { tokens: { perPerson: 0, perOrganisation: 0 } } };

/** The configured model; its libraries are loaded only now, as most of Steward never needs them. */
export async function openLanguage({ allowance, ...endpoint }: LanguageConfig, clock: Clock): Promise<Language> {
  const { createOpenAiModel } = await import('../language/openai/open-ai-model.ts');
  return { model: withBreaker(createOpenAiModel(endpoint), { clock, ...BREAKER }), allowance };
}

/** What a model does for the features: each asks for it in its own transaction, and the works are done by jobs. */
export interface ModelHelp extends ModelReading {
  readonly wordLater: NonNullable<AssistantOptions<Stores>['wordLater']>;
}

export function createModelHelp(
  language: Language,
  { passages, ids, prompts }: KnowledgeBase,
  libraryIn: LibraryIn,
): ModelHelp {
  const passagesIn = async (stores: Stores) => (await libraryIn(stores)).passageOf;
  const check = createSentenceCheck({ passages, isClauseOrControl: ids.isClauseOrControl });
  const wording = createAnswerWording<Stores>({ prompt: prompts.answer, passagesIn, check });
  const reading = createModelReading(language, prompts);
  return {
    ...reading,
    works: [anyWork({ ...wording, timeLimitMs: language.timeLimitMs ?? wording.timeLimitMs }), ...reading.works],
    async wordLater({ stores, actor, newId, now }, { id, question, answer }) {
      const input = wordingInput(question, sourcesOf(answer, await passagesIn(stores)));
      const call = { id: newId(), personId: actor.personId, subjectId: id, input };
      const queued = await queueModelCall(stores, wording, language, call, now);
      return wordingOf(queued);
    },
  };
}

function wordingOf(queued: Reserved | 'tooLong'): Wording {
  if (queued === 'reserved') return { state: 'waiting' };
  return { state: 'unworded', because: queued === 'tooLong' ? 'tooLong' : 'capReached', dropped: 0 };
}
