import { randomUUID } from 'node:crypto';
import type { Card } from '../../../chat/card.ts';
import type { ConversationAddress, InboundEvent } from '../../../chat/event.ts';
import { type ImmediateReply, withoutFile } from '../../../chat/reply.ts';
import type { Log } from '../../../kernel/log.ts';
import { messageActivity } from '../cards/message-activity.ts';
import { renderFormInPlace, renderTeamsCard, type TeamsCard } from '../cards/render-teams-card.ts';
import { parseConversation } from '../conversation-id.ts';
import type { ExpectedReplies } from '../expected-replies.ts';
import { type OpenDirectOptions, openDirect } from '../open-direct.ts';

export interface SayOptions extends OpenDirectOptions {
  readonly expected: ExpectedReplies;
  readonly log: Log;
}

/**
 * Shows beside what somebody did what cannot take its place: in a client without an answer of its own. Tried once; what
 * was committed stays committed, whether or not Teams can show a word about it. Each answers whether it may be there.
 */
export function createSay(options: SayOptions) {
  const { tenant, botId, call, references, expected, log } = options;

  async function post(address: ConversationAddress, activity: object): Promise<boolean> {
    const message = { ...activity, from: { id: botId } };
    if (expected.take(address.conversation, message) !== undefined) return true;
    const where = await whereIs(address);
    const called = where && (await call(tenant, { kind: 'post', ...where, activity: message }));
    if (called?.kind !== 'done') log.warn('A remark could not be shown', { kind: called?.kind });
    return called?.kind === 'done' || called?.kind === 'unclear';
  }

  async function whereIs({ conversation }: ConversationAddress) {
    const place = parseConversation(conversation);
    if (place?.kind === 'direct') {
      const opened = await openDirect(options, place.user);
      return 'conversation' in opened ? opened : undefined;
    }
    const known = place && (await references.find(tenant, place.channel));
    return known && { serviceUrl: known.serviceUrl, conversation };
  }

  function sayCard(address: ConversationAddress, card: Card, rendered: TeamsCard): Promise<boolean> {
    return post(address, messageActivity(card, rendered, false));
  }

  const words = (address: ConversationAddress, text: string) =>
    post(address, { type: 'message', text, textFormat: 'plain' });

  return {
    words,
    card: (address: ConversationAddress, card: Card) =>
      sayCard(address, card, renderTeamsCard(card, { stamp: { nonce: randomUUID() } })),
    /**
     * What is for the eyes of one person goes to their own conversation.
     * @param opened the deed that was answered with the form, where it is not this one.
     */
    async reply(given: ImmediateReply | undefined, event: InboundEvent, opened = event.deliveryKey): Promise<boolean> {
      const reply = withoutFile(given);
      const privately = event.direct ?? event.conversation;
      const stamp = { nonce: randomUUID(), opened };
      switch (reply?.kind) {
        case 'openForm':
        case 'nextForm': {
          const { form } = reply;
          return sayCard(privately, { headline: form.title, blocks: [] }, renderFormInPlace(form, stamp));
        }
        case 'replaceCard':
        case 'showCard':
          return sayCard(privately, reply.card, renderTeamsCard(reply.card, { stamp }));
        case 'formErrors':
          return words(privately, Object.values(reply.errors).join(' '));
        case 'notice':
          return words(privately, reply.text);
        case undefined:
          return true;
      }
    },
  };
}

export type Say = ReturnType<typeof createSay>;
