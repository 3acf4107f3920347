import { parseConversation } from '../channels/teams/conversation-id.ts';
import type { ListenerOptions } from '../channels/teams/receive/listener.ts';
import type { ConversationAddress } from '../chat/event.ts';
import type { OrganisationScope } from './organisation-scope.ts';

/** Which view holds an answer of the assistant; its subject is the answer. */
const ANSWER = 'assistant.answer';

type Reading = Pick<ListenerOptions, 'currentCard' | 'replyTo' | 'answerIn'>;

/** What Teams asks for at once, read without changing anything. An id in a card opens only what stands in its own place. */
export function createTeamsReading({
  organisation,
  transact,
  views,
  clock,
}: Pick<OrganisationScope, 'organisation' | 'transact' | 'views' | 'clock'>): Reading {
  return {
    currentCard: (who, where, row) =>
      transact(async (stores) => {
        const posted = await stores.outbox.posted({ id: row });
        const personId = await stores.people.identified(who);
        if (!posted?.content || personId === undefined || !isSamePlace(posted.address, where)) return undefined;
        const { content } = posted;
        if (content.kind === 'card') return content.card;
        return views.draw(stores, content.view, { organisationId: organisation.id, now: clock(), personId });
      }),
    replyTo: (who, deliveryKey) =>
      transact(async ({ people, inbox }) => {
        const personId = await people.identified(who);
        return personId === undefined ? undefined : inbox.replyTo(deliveryKey, personId);
      }),
    answerIn: (where, externalId) =>
      transact(async ({ outbox }) => {
        const posted = await outbox.posted({ externalId });
        if (posted?.content?.kind !== 'view' || !isSamePlace(posted.address, where)) return undefined;
        return posted.content.view.name === ANSWER ? posted.content.view.subjectId : undefined;
      }),
  };
}

/** A thread is in the place of its channel. */
function isSamePlace(one: ConversationAddress, other: ConversationAddress): boolean {
  if (one.platform !== other.platform || one.workspace !== other.workspace) return false;
  const [here, there] = [parseConversation(one.conversation), parseConversation(other.conversation)];
  if (here?.kind === 'direct') return there?.kind === 'direct' && here.user === there.user;
  return here?.kind === 'group' && there?.kind === 'group' && here.channel === there.channel;
}
