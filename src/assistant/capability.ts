import { z } from 'zod';
import type { Capability, Context } from '../chat/vocabulary.ts';
import type { Passage } from '../knowledge/passage.ts';
import type { Answer, Assistant } from './answer.ts';
import { answerActions } from './answer-actions.ts';
import { answerCard } from './card.ts';
import type { GivenAnswerStore } from './given-answer.ts';
import { passageCard } from './passage-card.ts';

export interface AssistantStores {
  readonly answers: GivenAnswerStore;
}

/** Answers every message that nothing else claims: from the knowledge base with citations, or says that it cannot. */
export function createAssistantCapability<Stores extends AssistantStores>(
  assistant: Assistant,
  passages: readonly Passage[],
): Capability<Stores> {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  return {
    name: 'passage',
    message: async (context, { text }) => {
      const answer = assistant.answer(text);
      const answerId = await keep(context, text, answer);
      context.answer({ ...answerCard(answer), actions: answerActions(answerId, answer.band) });
      context.audit({
        kind: 'assistant.answered',
        subjectId: context.actor.personId,
        details: { answerId, band: answer.band, citations: answer.citations.map(({ id }) => id) },
      });
      return { kind: 'handled' };
    },
    actions: {
      open: async (_context, { value }) => {
        const parsed = z.object({ id: z.string() }).safeParse(value);
        const passage = parsed.success ? byId.get(parsed.data.id) : undefined;
        if (!passage) return { kind: 'notice', text: 'This passage is no longer in the knowledge base.' };
        return { kind: 'showCard', card: passageCard(passage) };
      },
    },
  };
}

async function keep<Stores extends AssistantStores>(
  { stores, actor, conversation, now, newId }: Context<Stores>,
  question: string,
  { text, band, score, citations }: Answer,
): Promise<string> {
  const id = newId();
  await stores.answers.keep({
    id,
    personId: actor.personId,
    shared: conversation.visibility === 'channel',
    words: { question, answer: text },
    band,
    score,
    passages: citations.map((citation) => citation.id),
    answeredAt: now,
  });
  return id;
}
