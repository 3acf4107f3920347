import { z } from 'zod';
import type { Capability } from '../chat/vocabulary.ts';
import type { Passage } from '../knowledge/passage.ts';
import type { Assistant } from './answer.ts';
import { answerCard } from './card.ts';
import { passageCard } from './passage-card.ts';

/** Answers every message that nothing else claims: from the knowledge base with citations, or says that it cannot. */
export function createAssistantCapability(assistant: Assistant, passages: readonly Passage[]): Capability<unknown> {
  const byId = new Map(passages.map((passage) => [passage.id, passage]));
  return {
    name: 'passage',
    message: async (context, { text }) => {
      const answer = assistant.answer(text);
      context.answer(answerCard(answer));
      context.audit({
        kind: 'assistant.answered',
        subjectId: context.actor.personId,
        details: { band: answer.band, citations: answer.citations.map(({ id }) => id) },
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
