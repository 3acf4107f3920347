import type { Context, ImmediateReply } from '../chat/vocabulary.ts';

/** To a click in another place than the one where it was answered. */
export const writtenToYou: ImmediateReply = {
  kind: 'notice',
  text: 'I have written to you in our own conversation.',
};

/** The same turn where Steward talks with this person alone; `undefined` where the platform names no such place. */
export function inDirect<Stores>(context: Context<Stores>): Context<Stores> | undefined {
  const { direct } = context.event;
  if (context.conversation.visibility === 'direct') return context;
  if (!direct) return undefined;
  return {
    ...context,
    conversation: direct,
    answer: (card) =>
      context.send({
        to: { kind: 'conversation', address: direct },
        content: { kind: 'card', card, wordsOf: context.actor.personId },
      }),
  };
}
