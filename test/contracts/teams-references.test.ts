import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TeamsReference } from '../../src/channels/teams/references.ts';
import { newId } from '../../src/kernel/ids.ts';
import { databaseKinds } from '../support/database.ts';
import { NOW, openTestStorage, type TestOrganisation, type TestStorage } from '../support/storage.ts';

const reference: TeamsReference = {
  ...{ tenant: 'tenant', place: '@maya', serviceUrl: 'https://smba.trafficmanager.net/emea/' },
  ...{ conversation: 'a:1', member: '29:maya', roster: undefined },
};

describe.each(databaseKinds)('where Teams’ places are, on %s', (kind) => {
  let test: TestStorage;
  let organisation: TestOrganisation;
  beforeAll(async () => {
    test = await openTestStorage(kind);
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    organisation = await test.organisation();
  });
  const save = (change: Partial<TeamsReference> = {}, at = NOW) =>
    organisation.transact(({ teamsReferences }) => teamsReferences.save({ ...reference, ...change }, at));
  const find = (place = '@maya') =>
    organisation.transact(({ teamsReferences }) => teamsReferences.find('tenant', place));

  it('is what was heard last, without what was known being lost', async () => {
    await save();
    await save({ serviceUrl: 'https://smba.trafficmanager.net/amer/', conversation: undefined, roster: '19:x' });

    expect(await find()).toEqual({
      ...{ ...reference, serviceUrl: 'https://smba.trafficmanager.net/amer/' },
      roster: '19:x',
    });
    expect(await find('@tom')).toBeUndefined();
  });

  it('is, for places from which nothing was heard, where the last word came from', async () => {
    await save({ place: '@tom', serviceUrl: 'https://one.example/' }, NOW);
    await save({ place: '19:x', serviceUrl: 'https://two.example/' }, new Date(NOW.getTime() + 1000));
    await save(
      { tenant: 'other', place: '@eve', serviceUrl: 'https://three.example/' },
      new Date(NOW.getTime() + 2000),
    );

    const latest = await organisation.transact(({ teamsReferences }) => teamsReferences.latest('tenant'));
    expect(latest?.serviceUrl).toBe('https://two.example/');
  });

  it('belongs to one organisation', async () => {
    await save();
    const other = await test.organisation();

    expect(await other.transact(({ teamsReferences }) => teamsReferences.find('tenant', '@maya'))).toBeUndefined();
  });

  it('is forgotten with the person', async () => {
    const id = newId();
    const identity = { platform: 'teams', workspace: 'tenant', user: 'maya' };
    const person = { id, displayName: 'Maya', title: '', department: '', country: '', roles: [], identity };
    await organisation.transact(({ people }) => people.add(person, NOW));
    await save();
    await save({ place: '@tom' });

    await organisation.transact(({ people }) => people.erase(id, NOW));

    expect(await find()).toBeUndefined();
    expect(await find('@tom')).toBeDefined();
  });
});

describe.each(databaseKinds)('the inbox, of a deed that has two names, on %s', (kind) => {
  let test: TestStorage;
  let organisation: TestOrganisation;
  beforeAll(async () => {
    test = await openTestStorage(kind);
    organisation = await test.organisation();
    await organisation.person('Maya', [], MAYA);
  });
  afterAll(() => test.close());

  const open = (key: string, alsoKnownAs: string | undefined) =>
    organisation.transact(({ inbox }) => {
      const identity = { platform: 'console', workspace: 'console', user: MAYA } as const;
      const conversation = { ...identity, conversation: 'dm', visibility: 'direct' } as const;
      return inbox.open({ key, alsoKnownAs, identity, conversation, now: NOW });
    });

  it('knows it by either, and what was answered by the first', async () => {
    expect(await open('click', 'activity-1')).toMatchObject({ kind: 'new' });
    await organisation.transact(({ inbox }) => inbox.saveReply('click', MAYA, { kind: 'notice', text: 'Noted.' }));

    const answered = { kind: 'seen', reply: { kind: 'notice', text: 'Noted.' } };
    expect(await open('click', 'activity-1')).toEqual(answered);
    expect(await open('click', 'activity-2')).toEqual(answered);
    expect(await open('click-later', 'activity-1')).toEqual({ kind: 'seen', reply: undefined });
    expect(await open('click-later', 'activity-3')).toMatchObject({ kind: 'seen' });
    expect(await open('another', 'activity-4')).toMatchObject({ kind: 'new' });
    expect(await open('another', undefined)).toMatchObject({ kind: 'seen' });
  });

  it('is done once when its names race', async () => {
    const opened = await Promise.all(['a', 'b', 'c', 'd'].map((name) => open('race', name)));

    expect(opened.filter(({ kind: how }) => how === 'new')).toHaveLength(1);
  });

  it('tells when it was done, and to nobody else what was answered', async () => {
    const told = (key: string, personId: string) =>
      organisation.transact(async ({ inbox }) => [await inbox.handledAt(key), await inbox.replyTo(key, personId)]);

    expect(await told('click', MAYA)).toEqual([NOW, { kind: 'notice', text: 'Noted.' }]);
    expect(await told('click', newId())).toEqual([NOW, undefined]);
    expect(await told('never', MAYA)).toEqual([undefined, undefined]);
  });
});

const MAYA = '01980000-0000-7000-8000-000000000001';
