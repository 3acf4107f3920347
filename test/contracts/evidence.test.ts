import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { databaseKinds } from '../support/database.ts';
import { anEvidence, anInterview, aReview, aSubmission } from '../support/records.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const LATER = new Date(NOW.getTime() + 60_000);

describe.each(databaseKinds)('evidence on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let maya: string;
  let interview: string;
  beforeEach(async () => {
    organisation = await test.organisation();
    maya = await organisation.person('Maya');
    interview = newId();
    await organisation.transact(({ interviews }) => interviews.create(anInterview(interview, maya)));
  });
  const offer = (fileId?: string, sharedAt = NOW) =>
    organisation.transact(({ evidence }) =>
      evidence.offer({ ...anEvidence(newId(), interview, maya, fileId), sharedAt }),
    );
  const decide = (id: string, state: 'kept' | 'dropped') =>
    organisation.transact(({ evidence }) => evidence.decide(id, state, LATER));
  const find = (id: string) => organisation.transact(({ evidence }) => evidence.find(id));

  it('comes back as it was offered', async () => {
    const id = await offer();

    const { file, ...offered } = anEvidence(id, interview, maya);
    expect(await find(id)).toEqual({ ...offered, file, state: 'offered' });
    expect(await find(newId())).toBeUndefined();
  });

  it('is one piece for a file that is shared again', async () => {
    const [first, again, other] = [await offer('F1'), await offer('F1'), await offer('F2')];

    expect([first === again, first === other]).toEqual([true, false]);
  });

  it('is listed once it is kept, in the order of sharing', async () => {
    const [late, early, offered] = [await offer('F1', LATER), await offer('F2'), await offer('F3')];

    expect([await decide(late, 'kept'), await decide(late, 'kept'), await decide(early, 'kept')]).toEqual([
      'changed',
      'unchanged',
      'changed',
    ]);

    await organisation.transact(async ({ evidence }) => {
      expect((await evidence.keptOf(interview)).map(({ id }) => id)).toEqual([early, late]);
      expect((await evidence.list([late, offered])).map(({ id }) => id)).toEqual([offered, late]);
      expect(await evidence.list([])).toEqual([]);
    });
  });

  it('leaves nothing of a file that was never kept, and can be offered anew', async () => {
    const id = await offer();
    await decide(id, 'dropped');
    expect(await find(id)).toMatchObject({ state: 'dropped', file: undefined });

    expect(await offer()).toBe(id);

    expect(await find(id)).toMatchObject({ state: 'offered', file: { name: 'contract.pdf' } });
  });

  it('keeps the name of what was kept once, because it may have been submitted', async () => {
    const id = await offer();
    await decide(id, 'kept');
    await decide(id, 'dropped');
    await offer();
    await decide(id, 'dropped');

    expect(await find(id)).toMatchObject({ state: 'dropped', file: { name: 'contract.pdf' } });
  });

  it('is named by the submission that it belongs to', async () => {
    const id = await offer();
    const review = aReview(newId(), maya);
    await organisation.transact(async ({ reviews }) => {
      await reviews.create({ review, interviewId: interview, createdAt: NOW });
      await reviews.addSubmission({ ...aSubmission(review.id, interview, maya), evidence: [id] });
    });

    const [submission] = await organisation.transact(({ reviews }) => reviews.submissions(review.id));

    expect(submission?.evidence).toEqual([id]);
  });

  it('loses its name with whoever shared it', async () => {
    const id = await offer();
    await decide(id, 'kept');
    await organisation.transact(({ people }) => people.erase(maya, NOW));

    expect(await find(id)).toMatchObject({ state: 'kept', file: undefined });
  });
});
