import { z } from 'zod';
import type { Capability, Card, Context, View } from '../chat/vocabulary.ts';
import type { Passage } from '../knowledge/passage.ts';
import { isReadBy } from '../people/acting-person.ts';
import type { PeopleStore } from '../people/people.ts';
import type { Answer, Assistant } from './answer.ts';
import { answerActions } from './answer-actions.ts';
import type { AnswerStore, NewAnswer, Wording } from './answer-store.ts';
import { answerCard } from './card.ts';
import { FOLLOWED_UP_WITHIN_MS, isFollowUp, threadAfter } from './follow-up.ts';
import { passageCard } from './passage-card.ts';
import type { ThreadStore } from './thread-store.ts';
import { mayBeWorded, PATIENCE_MS } from './word-answer.ts';

export interface AssistantStores {
  readonly people: PeopleStore;
  readonly answers: AnswerStore;
  readonly thread: ThreadStore;
}

export interface AssistantOptions<Stores> {
  /** What answers now: it knows the organisation's own documents as well. */
  readonly assistantIn: (stores: Stores) => Promise<Assistant>;
  /** Asks a model to word the answer later; says why it will not. Without a model it is `undefined`. */
  readonly wordLater?: (
    context: Context<Stores>,
    asked: Pick<NewAnswer, 'id' | 'question' | 'answer'>,
  ) => Promise<Wording>;
}

/** Answers every message that nothing else claims: from the knowledge base with citations, or says that it cannot. */
export function createAssistantCapability<Stores extends AssistantStores>({
  assistantIn,
  wordLater,
}: AssistantOptions<Stores>): Capability<Stores> {
  return {
    name: 'assistant',
    message: async (context, { text }) => {
      const earlier = await askedBefore(context, text);
      const answer = (await assistantIn(context.stores)).answer(text, earlier);
      // What a model is to word has to be understood without the thread.
      const question = earlier === undefined ? text : `${text}\n(asked after: ${earlier})`;
      const asked = { id: context.newId(), question, answer };
      const wording: Wording =
        wordLater && mayBeWorded(answer) ? await wordLater(context, asked) : { state: 'extractive' };
      await context.stores.answers.keep({
        ...asked,
        personId: context.actor.personId,
        shared: context.conversation.visibility === 'channel',
        wording,
        answeredAt: context.now,
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

/** What the message goes on from; `undefined` where it stands for itself. It becomes what the next one may go on from. */
async function askedBefore(
  { stores: { thread }, conversation, actor: { personId }, now }: Context<AssistantStores>,
  text: string,
): Promise<string | undefined> {
  const since = new Date(now.getTime() - FOLLOWED_UP_WITHIN_MS);
  const earlier = isFollowUp(text) ? await thread.lastQuestion(conversation, personId, since) : undefined;
  await thread.remember(conversation, personId, threadAfter(text, earlier), now);
  return earlier;
}

function traceOf({ band, citations }: Answer, { state }: Wording) {
  return { band, citations: citations.map(({ id }) => id), wording: state };
}

const drawAnswer: View<AssistantStores> = async (stores, { subjectId }, viewer) => {
  const record = await stores.answers.find(subjectId);
  if (!record?.words) return undefined;
  const { id, personId, shared, words, wording, answeredAt } = record;
  if (!shared && !(await isReadBy(stores, viewer, personId))) return notYours;
  const isLate = wording.state === 'waiting' && viewer.now.getTime() > answeredAt.getTime() + 2 * PATIENCE_MS;
  const card = answerCard(words.answer, isLate ? { state: 'unworded', because: 'timedOut', dropped: 0 } : wording);
  return { ...card, actions: answerActions(id, words.answer.band) };
};

const notYours: Card = { headline: 'This answer is not yours to see', tone: 'quiet', blocks: [] };

/** Opens a passage where a citation is clicked. */
export function createPassageCapability<Stores>(
  passageOf: (stores: Stores, id: string) => Promise<Passage | undefined>,
): Capability<Stores> {
  return {
    name: 'passage',
    actions: {
      open: async (context, { value }) => {
        const parsed = z.object({ id: z.string() }).safeParse(value);
        const passage = parsed.success ? await passageOf(context.stores, parsed.data.id) : undefined;
        if (!passage) return { kind: 'notice', text: 'This passage is no longer in the knowledge base.' };
        return { kind: 'showCard', card: passageCard(passage) };
      },
    },
  };
}
