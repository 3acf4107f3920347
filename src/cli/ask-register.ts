import type { Card, Context } from '../chat/vocabulary.ts';
import { createCapabilities } from '../composition/capabilities.ts';
import type { KnowledgeBase } from '../composition/knowledge-base.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Person } from '../people/people.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { cardText } from './words-on-screen.ts';

export interface Asked {
  readonly question: string;
  readonly person: Person;
  readonly organisationId: string;
  readonly now: Date;
  readonly newId: NewId;
}

/**
 * What the register says to this person, through the same capability as in chat; `undefined` when the question is not
 * about the register. Nothing is written, so the question leaves no entry in the audit trail.
 */
export async function askRegister(asked: Asked, stores: Stores, knowledge: KnowledgeBase): Promise<string | undefined> {
  const register = createCapabilities(knowledge).find(({ name }) => name === 'register');
  const cards: Card[] = [];
  const outcome = await register?.message?.(onPaper(asked, stores, cards), { messageId: 'aims', text: asked.question });
  return outcome?.kind === 'handled' ? cards.map(cardText).join('\n') : undefined;
}

/** A context that only collects what is answered. */
function onPaper(
  { question, person, organisationId, now, newId }: Asked,
  stores: Stores,
  cards: Card[],
): Context<Stores> {
  const identity = { platform: 'console', workspace: 'aims', user: person.id } as const;
  const conversation = {
    platform: 'console',
    workspace: 'aims',
    conversation: `aims:${person.id}`,
    visibility: 'direct',
  } as const;
  const { id: personId, displayName, roles } = person;
  return {
    stores,
    actor: { organisationId, personId, identityId: personId, displayName, roles },
    conversation,
    event: {
      deliveryKey: 'aims',
      identity,
      conversation,
      body: { kind: 'message', messageId: 'aims', text: question },
    },
    now,
    newId,
    answer: (card) => void cards.push(card),
    send: () => {},
    changed: () => {},
    audit: () => {},
  };
}
