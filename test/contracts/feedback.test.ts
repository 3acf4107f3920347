import { beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/database.ts';
import { aFeedback } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe.each(databaseKinds)('feedback on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let tom: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    tom = await organisation.person('Tom');
  });

  it('comes back as it was given, and a later one takes its place', async () => {
    const first = { ...aFeedback(maya), reason: 'wrong', words: { text: 'No.', question: 'What?' } } as const;
    const { answerId } = first;
    await organisation.transact(({ feedback }) => feedback.save(first));
    expect(await organisation.transact(({ feedback }) => feedback.find(answerId, maya))).toEqual(first);
    expect(await organisation.transact(({ feedback }) => feedback.find(answerId, tom))).toBeUndefined();

    const second = { ...aFeedback(maya), answerId, verdict: 'up', givenAt: LATER } as const;
    await organisation.transact(({ feedback }) => feedback.save(second));

    expect(await organisation.transact(({ feedback }) => feedback.since(NOW))).toEqual([second]);
  });

  it('is listed from a moment on, the newest first', async () => {
    const [old, newer] = [aFeedback(maya), { ...aFeedback(tom), givenAt: LATER }];
    await organisation.transact(async ({ feedback }) => {
      for (const one of [old, newer]) await feedback.save(one);
    });

    const since = (from: Date) => organisation.transact(({ feedback }) => feedback.since(from));
    expect(await since(NOW)).toEqual([newer, old]);
    expect(await since(LATER)).toEqual([newer]);
  });

  it('loses its words with whoever gave it, and keeps what passages it was about', async () => {
    const given = { ...aFeedback(maya), words: { text: 'No.' } };
    await organisation.transact(async ({ feedback, people }) => {
      await feedback.save(given);
      await people.erase(maya, NOW);
    });

    const [left] = await organisation.transact(({ feedback }) => feedback.since(NOW));

    expect(left).toMatchObject({ verdict: 'down', passages: given.passages });
    expect(left).not.toHaveProperty('words');
  });
});
