import { beforeEach, describe, expect, it } from 'vitest';
import type { Concern, ConcernHead } from '../../src/concerns/concern.ts';
import { newId } from '../../src/kernel/ids.ts';
import { databaseKinds } from '../support/database.ts';
import { aConcern } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const LATER = new Date(NOW.getTime() + 60_000);
const REPORT = {
  what: 'It lists nobody above fifty.',
  system: 'CV ranker',
  when: '2027-01-04',
  affected: 'applicants',
};

describe.each(databaseKinds)('concerns on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let priya: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    priya = await organisation.person('Priya', ['governance']);
  });
  const begin = async (change: Partial<ConcernHead> = {}) => {
    const concern: Concern = { ...aConcern(newId(), maya, `CON-${newId()}`), ...change };
    await organisation.transact(({ concerns }) => concerns.create(concern, REPORT));
    return concern;
  };
  const takenBy = (concern: Concern, handlerId: string): Concern => ({
    ...concern,
    version: concern.version + 1,
    state: 'taken',
    handlerId,
  });
  const save = (concern: Concern, version: number) =>
    organisation.transact(({ concerns }) => concerns.save(concern, version, LATER));

  it('are numbered without a gap or a double by many at once', async () => {
    const references = await Promise.all(
      Array.from({ length: 6 }, () => organisation.transact(({ concerns }) => concerns.nextReference())),
    );

    expect(references.toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `CON-${number}`));
  });

  it('come back as they were reported, with what was said about them in order', async () => {
    const concern = await begin({ nameShown: true, systemId: newId() });
    const message = (text: string, authorId: string, what: 'question' | 'reply') => ({
      id: newId(),
      kind: what,
      authorId,
      text,
      writtenAt: LATER,
    });
    const messages = [message('Since when?', priya, 'question'), message('December.', maya, 'reply')];

    await organisation.transact(async ({ concerns }) => {
      for (const one of messages) await concerns.addMessage(concern.id, one);
    });

    await organisation.transact(async ({ concerns }) => {
      expect(await concerns.find(concern.id)).toEqual({ concern, report: REPORT, messages });
      expect(await concerns.referenced(concern.reference)).toEqual(concern);
      expect(await concerns.find(newId())).toBeUndefined();
      expect(await concerns.referenced('CON-0')).toBeUndefined();
    });
  });

  it('are saved by one of two who read the same version', async () => {
    const jonas = await organisation.person('Jonas', ['governance']);
    const concern = await begin();

    const results = await Promise.all([save(takenBy(concern, priya), 1), save(takenBy(concern, jonas), 1)]);

    expect(results.toSorted()).toEqual(['conflict', 'saved']);
  });

  it('wait for handlers until they are closed, and for their reporter a little longer', async () => {
    const [first, second] = [await begin(), await begin({ reportedAt: LATER })];
    const closed: Concern = {
      ...aConcern(first.id, maya, first.reference),
      ...{ version: 3, state: 'closed', handlerId: priya, outcome: 'corrected', closedAt: LATER },
    };
    await save(takenBy(second, priya), 1);
    await save(takenBy(first, priya), 1);
    await save(closed, 2);

    await organisation.transact(async ({ concerns }) => {
      expect((await concerns.open()).map(({ id }) => id)).toEqual([second.id]);
      expect(await concerns.reportedBy([maya], NOW)).toEqual([takenBy(second, priya), closed]);
      expect((await concerns.reportedBy([maya], new Date(LATER.getTime() + 1))).map(({ id }) => id)).toEqual([
        second.id,
      ]);
      expect(await concerns.reportedBy([priya], NOW)).toEqual([]);
    });
  });

  it('are handled by nobody who reported them, under any of their ids, whatever the program says', async () => {
    const concern = await begin();
    const second = await organisation.person('Maya again', ['governance']);
    await test.pool.query('UPDATE person SET "mergedInto" = $1 WHERE "organisationId" = $2 AND id = $3', [
      maya,
      organisation.id,
      second,
    ]);

    for (const own of [maya, second]) await expect(save(takenBy(concern, own), 1)).rejects.toThrow();
    expect(await save(takenBy(concern, priya), 1)).toBe('saved');
  });

  it('lose their words with whoever wrote them', async () => {
    const concern = await begin();
    await organisation.transact(async ({ concerns, people }) => {
      const note = { id: newId(), kind: 'question', authorId: priya, text: 'Since when?', writtenAt: LATER } as const;
      await concerns.addMessage(concern.id, note);
      await people.erase(maya, NOW);
    });

    const found = await organisation.transact(({ concerns }) => concerns.find(concern.id));

    expect(found).toMatchObject({ concern, report: undefined, messages: [{ text: 'Since when?' }] });
  });
});
