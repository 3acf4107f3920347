import type { Card } from '../../src/chat/card.ts';
import type { ViewReference } from '../../src/chat/outgoing.ts';
import { createViews } from '../../src/chat/views.ts';
import { createCapabilities } from '../../src/composition/capabilities.ts';
import type { KnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { createLibraries } from '../../src/composition/library.ts';
import type { Account } from '../../src/people/people.ts';
import type { Storage } from '../../src/storage/open-storage.ts';

/** What a message shows that is drawn now, for this account or for several readers. */
export type Drawing = (view: ViewReference, reader: Account | undefined) => Promise<Card | undefined>;

export function createDrawing(
  knowledge: KnowledgeBase,
  storage: Pick<Storage, 'transact'>,
  organisationId: string,
  clock: () => Date,
): Drawing {
  const views = createViews(createCapabilities(knowledge, createLibraries(knowledge)));
  return (view, reader) =>
    storage.transact(organisationId, async (stores) => {
      const personId = reader && (await stores.people.identified(reader));
      return views.draw(stores, view, {
        organisationId,
        now: clock(),
        ...(personId === undefined ? {} : { personId }),
      });
    });
}
