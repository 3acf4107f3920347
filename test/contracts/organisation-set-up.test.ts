import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEMONSTRATION, NotADemonstration } from '../../src/composition/demonstration.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { CannotSetUp, type ReachableWorkspace, setUpOrganisation } from '../../src/composition/organisation-set-up.ts';
import { newId } from '../../src/kernel/ids.ts';
import { databaseKinds } from '../support/database.ts';
import { NOW, openTestStorage, type TestStorage } from '../support/storage.ts';

const knowledge = await loadKnowledgeBase();
const acme: ReachableWorkspace = { platform: 'slack', externalId: 'T01ACME', name: 'Acme' };

describe.each(databaseKinds)('the set-up of an organisation on %s', (kind) => {
  let test: TestStorage;
  beforeEach(async () => {
    test = await openTestStorage(kind);
  });
  afterEach(() => test.close());

  const setUp = (demonstration: boolean, ...workspaces: readonly ReachableWorkspace[]) =>
    setUpOrganisation({
      ...{ storage: test.storage, knowledge, demonstration, clock: () => NOW, newId },
      workspaces: async () => workspaces,
    });
  const workspacesOf = async (id: string) =>
    (await test.storage.organisations.workspaces(id)).map(({ platform, externalId }) => `${platform}:${externalId}`);
  const auditKinds = (id: string) =>
    test.storage.transact(id, async ({ trail }) => {
      const payloads = (await trail.page(0)).map(({ payload }) => JSON.parse(payload));
      return z
        .array(z.object({ notes: z.array(z.object({ kind: z.string() })) }))
        .parse(payloads)
        .flatMap(({ notes }) => notes.map((note) => note.kind));
    });

  it('makes a real organisation of an empty database, named after its workspace, with nothing adopted', async () => {
    const organisation = await setUp(false, acme);

    expect(organisation).toMatchObject({ name: 'Acme', kind: 'real' });
    expect(await workspacesOf(organisation.id)).toEqual(['slack:T01ACME']);
    expect(await auditKinds(organisation.id)).toEqual([
      'organisation.created',
      'organisation.workspaceLinked',
      'questionnaire.published',
      'questionnaire.published',
    ]);
    await test.storage.transact(organisation.id, async ({ people, questionnaires }) => {
      expect(await people.list()).toEqual([]);
      expect(await questionnaires.inForce('ai-use-registration')).toBeUndefined();
      expect(await questionnaires.version('ai-use-registration', 1)).toBeDefined();
    });
  });

  it('finds the same organisation at the next start and changes nothing', async () => {
    const first = await setUp(false, acme);
    const before = await auditKinds(first.id);

    expect(await setUp(false, acme)).toEqual(first);
    expect(await auditKinds(first.id)).toEqual(before);
  });

  it('makes one organisation when two processes start at once', async () => {
    const [one, other] = await Promise.all([setUp(false, acme), setUp(false, acme)]);

    expect(one.id).toBe(other.id);
    expect(await test.storage.organisations.list()).toHaveLength(1);
  });

  it('lets the first workspace into an organisation that was made without one', async () => {
    const organisation = { id: newId(), name: 'Acme', kind: 'real' } as const;
    await test.storage.organisations.create({ ...organisation, workspaces: [] }, NOW);

    await setUp(false, acme);

    expect(await workspacesOf(organisation.id)).toEqual(['slack:T01ACME']);
  });

  it('lets a second workspace in only by name', async () => {
    const { id } = await setUp(false, acme);
    const other: ReachableWorkspace = { platform: 'slack', externalId: 'T02OTHER', name: 'Other' };

    await expect(setUp(false, other)).rejects.toThrow('aims organisation link slack T02OTHER');
    await test.storage.organisations.link(id, { id: newId(), platform: 'slack', externalId: 'T02OTHER' }, NOW);
    expect(await setUp(false, other)).toMatchObject({ id });
  });

  it('says how to make the organisation when no workspace is reachable', async () => {
    await expect(setUp(false)).rejects.toThrow('aims organisation create NAME --workspace slack:');
    expect(await test.storage.organisations.list()).toEqual([]);
  });

  it('lets a Slack workspace join the demonstration', async () => {
    const organisation = await setUp(true, acme);

    expect(organisation.id).toBe(DEMONSTRATION.organisationId);
    expect(await workspacesOf(organisation.id)).toEqual(['console:console', 'slack:T01ACME']);
  });

  it('never serves a demonstration as real, nor the other way round, and asks no platform then', async () => {
    await setUp(true);
    let asked = 0;
    const real = setUpOrganisation({
      ...{ storage: test.storage, knowledge, demonstration: false, clock: () => NOW, newId },
      workspaces: async () => {
        asked += 1;
        return [acme];
      },
    });

    await expect(real).rejects.toThrow(CannotSetUp);
    await expect(real).rejects.toThrow('add console to CHANNELS');
    expect(asked).toBe(0);

    const other = await openTestStorage(kind);
    await other.storage.organisations.create({ id: newId(), name: 'Acme', kind: 'real', workspaces: [] }, NOW);
    const demonstration = setUpOrganisation({
      ...{ storage: other.storage, knowledge, demonstration: true, clock: () => NOW, newId },
      workspaces: async () => [],
    });
    await expect(demonstration).rejects.toThrow(NotADemonstration);
    await other.close();
  });
});
