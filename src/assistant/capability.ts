import { z } from 'zod';
import type { Capability, Context, View } from '../chat/vocabulary.ts';
import type { Passage } from '../knowledge/passage.ts';
import type { Answer, Assistant } from './answer.ts';
import type { AnswerRecord, AnswerStore, Wording } from './answer-store.ts';
import { answerCard } from './card.ts';
import { passageCard } from './passage-card.ts';
import { mayBeWorded, PATIENCE_MS } from './word-answer.ts';

export interface AssistantStores {
  readonly answers: AnswerStore;
}

export interface AssistantOptions<Stores> {
  readonly assistant: Assistant;
  /** Asks a model to word the answer later; says why it will not. Without a model it is `undefined`. */
  readonly wordLater?: (
    context: Context<Stores>,
    asked: Pick<AnswerRecord, 'id' | 'question' | 'answer'>,
  ) => Promise<Wording>;
}

/** Answers every message that nothing else claims: from the knowledge base with citations, or says that it cannot. */
export function createAssistantCapability<Stores extends AssistantStores>({
  assistant,
  wordLater,
}: AssistantOptions<Stores>): Capability<Stores> {
  return {
    name: 'assistant',
    message: async (context, { text }) => {
      const answer = assistant.answer(text);
      const asked = { id: context.newId(), question: text, answer };
      const wording: Wording =
        wordLater && mayBeWorded(answer) ? await wordLater(context, asked) : { state: 'extractive' };
      await context.stores.answers.add({
        ...asked,
        personId: context.actor.personId,
        wording,
        askedAt: context.now,
      });
      context.send({
        to: { kind: 'conversation', address: context.conversation },
        content: { kind: 'view', view: { name: 'assistant.answer', subjectId: asked.id } },
      });
      context.audit({ kind: 'assistant.answered', subjectId: asked.id, details: traceOf(answer, wording) });
      return { kind: 'handled' };
    },
    views: { answer: drawAnswer },
  };
}

function traceOf({ band, citations }: Answer, { state }: Wording) {
  return { band, citations: citations.map(({ id }) => id), wording: state };
}

const drawAnswer: View<AssistantStores> = async ({ answers }, { subjectId }, { now }) => {
  const record = await answers.find(subjectId);
  if (!record) return undefined;
  const { answer, wording, askedAt } = record;
  const isLate = wording.state === 'waiting' && now.getTime() > askedAt.getTime() + 2 * PATIENCE_MS;
  return answerCard(answer, isLate ? { state: 'unworded', because: 'timedOut', dropped: 0 } : wording);
};

/** Opens a passage where a citation is clicked. */
export function createPassageCapability(passages: readonly Passage[]): Capability<unknown> {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  return {
    name: 'passage',
    actions: {
      open: async (context, { value }) => {
        const parsed = z.object({ id: z.string() }).safeParse(value);
        const passage = parsed.success ? byId.get(parsed.data.id) : undefined;
        if (!passage) return { kind: 'notice', text: 'This passage is no longer in the knowledge base.' };
        context.answer(passageCard(passage));
        return undefined;
      },
    },
  };
}
