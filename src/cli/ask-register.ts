import { createViews } from '../chat/views.ts';
import type { Card, Context } from '../chat/vocabulary.ts';
import { createCapabilities } from '../composition/capabilities.ts';
import type { KnowledgeBase } from '../composition/knowledge-base.ts';
import type { LibraryIn } from '../composition/library.ts';
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

/** Those that answer from the database, in the order in which chat offers them a message. */
const FROM_DATABASE = ['desk', 'register', 'documents'];

/**
 * What the desk, the register and the list of documents say to this person, through the same capabilities as in chat;
 * `undefined` when the question is about none of them. Nothing is written, so it leaves no entry in the audit trail.
 */
export async function askRegister(
  asked: Asked,
  stores: Stores,
  knowledge: KnowledgeBase,
  libraryIn: LibraryIn,
): Promise<string | undefined> {
  const capabilities = createCapabilities(knowledge, libraryIn);
  const views = createViews(capabilities);
  const { organisationId, person, now } = asked;
  for (const { name, message } of capabilities) {
    if (!FROM_DATABASE.includes(name)) continue;
    const shown: (() => Promise<Card | undefined>)[] = [];
    const outcome = await message?.(onPaper(asked, stores, views, shown), { messageId: 'aims', text: asked.question });
    if (outcome?.kind !== 'handled') continue;
    const cards: Card[] = [];
    for (const draw of shown) {
      const card = await draw();
      if (card) cards.push(card);
    }
    return cards.map(cardText).join('\n');
  }
  return undefined;

  /** A context that only collects what is answered. */
  function onPaper(
    { question, newId }: Asked,
    stores: Stores,
    { draw }: ReturnType<typeof createViews<Stores>>,
    shown: (() => Promise<Card | undefined>)[],
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
      answer: (card) => void shown.push(async () => card),
      send: ({ content }) =>
        void shown.push(async () =>
          content.kind === 'card' ? content.card : draw(stores, content.view, { organisationId, personId, now }),
        ),
      changed: () => {},
      audit: () => {},
    };
  }
}
