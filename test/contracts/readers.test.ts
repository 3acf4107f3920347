import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/chat/capability.ts';
import type { Channel } from '../../src/chat/channel.ts';
import type { ConversationAddress } from '../../src/chat/event.ts';
import { createBackground } from '../../src/composition/background.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { createLibraries } from '../../src/composition/library.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { databaseKinds } from '../support/database.ts';
import { NOW, openTestStorage } from '../support/storage.ts';

const view = { name: 'review.card', subjectId: newId() };
const address = (conversation: string): ConversationAddress => ({
  ...{ platform: 'console', workspace: 'console', conversation },
  visibility: conversation === 'team' ? 'channel' : 'direct',
});

/** A platform on which each person has a conversation of their own, beside the team's. */
const platform: Channel = {
  platform: 'console',
  directAddress: async (_organisationId, personId) => address(personId),
  governanceAddress: async () => address('team'),
  userOf: ({ conversation }) => (conversation === 'team' ? undefined : conversation),
  post: async ({ idempotencyKey }) => ({ kind: 'sent', externalId: idempotencyKey }),
  update: async ({ externalId }) => ({ kind: 'sent', externalId }),
};

describe.each(databaseKinds)('a view that is sent (%s)', (kind) => {
  it('is drawn for its one reader, for all who read along, and for nobody where the reader is gone', async () => {
    const test = await openTestStorage(kind);
    const { id, transact, person } = await test.organisation();
    const [maya, tom] = [await person('Maya', ['legal']), await person('Tom', ['legal'])];
    const readers: Viewer['personId'][] = [];
    let now = NOW;
    const knowledge = await loadKnowledgeBase();
    const background = await createBackground(
      {
        organisation: { id, name: 'Test', kind: 'demonstration' },
        ...{ transact, newId, knowledge, libraryIn: createLibraries(knowledge), clock: () => now, log: silentLog },
        views: {
          async draw(_stores, _view, { personId }) {
            readers.push(personId);
            return { headline: `For ${personId} at ${now.toISOString()}`, blocks: [] };
          },
        },
      },
      [platform],
    );
    const shown = async () => {
      await background.drain();
      return readers.splice(0).toSorted();
    };
    const content = { kind: 'view', view } as const;
    await transact(({ outgoing }) =>
      outgoing.add(
        [
          { to: { kind: 'person', personId: maya }, content },
          { to: { kind: 'person', personId: tom }, content },
          { to: { kind: 'governance' }, content },
        ],
        now,
      ),
    );

    const first = await shown();
    now = new Date(now.getTime() + 1000);
    await transact(({ people }) => people.erase(maya, now));
    await transact(({ outgoing }) => outgoing.refresh([view.subjectId], now));
    const second = await shown();
    await background.close();
    await test.close();

    expect(first).toEqual([maya, tom, undefined].toSorted());
    expect(second).toEqual([tom, undefined].toSorted());
  });
});
