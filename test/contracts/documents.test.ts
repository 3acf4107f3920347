import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../src/chat/capability.ts';
import type { Role } from '../../src/chat/event.ts';
import { createDocumentsCapability } from '../../src/documents/capability.ts';
import type { DocumentVersion } from '../../src/documents/document.ts';
import type { NewDocument } from '../../src/documents/document-store.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Stores } from '../../src/storage/stores/stores.ts';
import { databaseKinds } from '../support/database.ts';
import { aConversation, aDocument, aDocumentDecision } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe.each(databaseKinds)('documents on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let priya: string;
  let jonas: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    priya = await organisation.person('Priya', ['governance']);
    jonas = await organisation.person('Jonas', ['governance']);
  });

  async function propose(change: Partial<NewDocument> = {}): Promise<DocumentVersion> {
    const version = await organisation.transact(({ documents }) => documents.propose(aDocument(priya, change), NOW));
    if (version === 'unchanged') throw new Error('Nothing was proposed');
    return version;
  }
  const decide = (...given: Parameters<typeof aDocumentDecision>) =>
    organisation.transact(({ documents }) => documents.decide(aDocumentDecision(...given)));
  const states = async () =>
    (await organisation.transact(({ documents }) => documents.list())).map(
      ({ slug, number, standing }) => `${slug}/${number} ${standing.state}`,
    );
  const cited = () => organisation.transact(({ documents }) => documents.approved());
  const revision = () => organisation.transact(({ documents }) => documents.revision());

  it('are cited only once somebody else has approved them', async () => {
    const version = await propose();
    expect(await cited()).toEqual([]);
    expect(await revision()).toMatchObject({ isEmpty: true });

    expect(await decide(version, jonas)).toBe('saved');

    const [text] = await cited();
    expect(text?.version).toMatchObject({ id: version.id, standing: { state: 'approved', review: { by: jonas } } });
    expect(text?.sections).toEqual(aDocument(priya).sections);
    expect(await revision()).toMatchObject({ isEmpty: false });
  });

  it('are never reviewed by their uploader, whatever the code says', async () => {
    const version = await propose();

    await expect(decide(version, priya)).rejects.toThrow();
    await expect(decide({ ...version, uploadedById: jonas }, priya)).rejects.toThrow();
    expect(await states()).toEqual(['ai-policy/1 proposed']);
  });

  it('are not reviewed by somebody who was found to be the uploader', async () => {
    const version = await propose();
    const again = await organisation.person('Priya again', ['governance']);
    await test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE "organisationId" = $2 AND id = $3', [
      priya,
      organisation.id,
      again,
    ]);

    await expect(decide(version, again)).rejects.toThrow();
  });

  it('are replaced by their next version, and keep their history', async () => {
    await decide(await propose(), jonas);
    const before = await revision();
    const second = await propose({ digest: 'b'.repeat(64) });
    expect(await states()).toEqual(['ai-policy/1 approved', 'ai-policy/2 proposed']);
    expect(await revision()).toEqual(before);

    await decide(second, jonas);

    expect(await states()).toEqual(['ai-policy/1 replaced', 'ai-policy/2 approved']);
    expect((await cited()).map(({ version }) => version.number)).toEqual([2]);
    expect((await revision()).key).not.toBe(before.key);
  });

  it('are withdrawn once, after they were approved, and nothing older comes back', async () => {
    await decide(await propose(), jonas);
    const second = await propose({ digest: 'b'.repeat(64) });
    expect(await decide(second, jonas, { verdict: 'withdrawn' })).toBe('conflict');
    await decide(second, jonas);

    expect(await decide(second, priya, { verdict: 'withdrawn', reason: 'out of date', decidedAt: LATER })).toBe(
      'saved',
    );
    expect(await decide(second, priya, { verdict: 'withdrawn' })).toBe('conflict');

    expect(await states()).toEqual(['ai-policy/1 replaced', 'ai-policy/2 withdrawn']);
    expect(await cited()).toEqual([]);
    const [, version] = await organisation.transact(({ documents }) => documents.list());
    expect(version?.standing).toMatchObject({ withdrawal: { by: priya, at: LATER, reason: 'out of date' } });
  });

  it('are decided once', async () => {
    const version = await propose();
    await decide(version, jonas, { verdict: 'rejected', reason: 'a draft' });

    expect(await decide(version, jonas)).toBe('conflict');
    expect(await states()).toEqual(['ai-policy/1 rejected']);
  });

  it('are not proposed twice unchanged, unless they were rejected', async () => {
    const version = await propose();
    const again = () => organisation.transact(({ documents }) => documents.propose(aDocument(priya), NOW));
    expect(await again()).toBe('unchanged');

    await decide(version, jonas, { verdict: 'rejected', reason: 'no' });

    expect(await again()).toMatchObject({ number: 2 });
  });

  it('get a number each when two propose at the same moment', async () => {
    await Promise.all([propose({ digest: 'b'.repeat(64) }), propose({ digest: 'c'.repeat(64) })]);

    expect(await states()).toEqual(['ai-policy/1 proposed', 'ai-policy/2 proposed']);
  });

  it('lose the reason when who gave it is erased', async () => {
    const version = await propose();
    await decide(version, jonas, { verdict: 'rejected', reason: 'secret reason' });
    await organisation.transact(({ people }) => people.erase(jonas, NOW));

    const found = await organisation.transact(({ documents }) => documents.find(version.id));

    expect(found?.version.standing).toMatchObject({ state: 'rejected', review: { by: jonas } });
    expect(JSON.stringify(found)).not.toContain('secret reason');
  });

  it('are shown to no other organisation', async () => {
    const version = await propose();
    await decide(version, jonas);
    const other = await test.organisation();

    await other.transact(async ({ documents }) => {
      expect(await documents.find(version.id)).toBeUndefined();
      expect(await documents.list()).toEqual([]);
      expect(await documents.approved()).toEqual([]);
      expect(await documents.revision()).toMatchObject({ isEmpty: true });
    });
  });

  it('begin with a question to the team, for the governance team alone', async () => {
    const capability = createDocumentsCapability<Stores>({
      draftFor: async (_stores, id) => ({ title: `About ${id}`, text: 'nearest' }),
    });
    const question = newId();
    const opened = (roles: readonly Role[]) =>
      organisation.transact(async (stores) =>
        capability.actions?.draft?.(contextOf(stores, organisation.id, priya, roles), {
          ...{ kind: 'action', actionId: 'documents.draft', value: { question }, inputs: {} },
        }),
      );

    expect(await opened([])).toMatchObject({ kind: 'notice' });
    const reply = await opened(['governance']);
    expect(JSON.stringify(reply)).toContain(`About ${question}`);
  });

  describe('a thread', () => {
    const address = aConversation('somebody');
    const asked = (since: Date, personId = priya) =>
      organisation.transact(({ thread }) => thread.lastQuestion(address, personId, since));
    const remember = (question: string, now: Date) =>
      organisation.transact(({ thread }) => thread.remember(address, priya, question, now));

    it('holds the last question of each person, for as long as is asked', async () => {
      await remember('What is clause 9.2?', NOW);
      await remember('Who does it?', LATER);

      expect(await asked(NOW)).toBe('Who does it?');
      expect(await asked(LATER)).toBe('Who does it?');
      expect(await asked(new Date(LATER.getTime() + 1))).toBeUndefined();
      expect(await asked(NOW, jonas)).toBeUndefined();
    });

    it('is forgotten, and unreadable once the person is erased', async () => {
      await remember('What is clause 9.2?', NOW);
      await organisation.transact(({ people }) => people.erase(priya, NOW));
      expect(await asked(NOW)).toBeUndefined();

      await organisation.transact(({ thread }) => thread.forget(LATER));
      const { rows } = await test.pool.query('SELECT 1 FROM asked_question WHERE "organisationId" = $1', [
        organisation.id,
      ]);
      expect(rows).toEqual([]);
    });
  });
});

function contextOf(stores: Stores, organisationId: string, personId: string, roles: readonly Role[]): Context<Stores> {
  const conversation = aConversation(personId);
  return {
    stores,
    actor: { organisationId, personId, identityId: personId, displayName: 'Priya', roles },
    conversation,
    event: {
      deliveryKey: 'deed',
      identity: { platform: 'console', workspace: 'console', user: personId },
      conversation,
      body: { kind: 'message', messageId: 'm', text: '' },
    },
    now: NOW,
    newId,
    ...{ answer: () => {}, send: () => {}, changed: () => {}, audit: () => {} },
  };
}
