import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { Secret } from '../../src/kernel/secret.ts';
import { databaseKinds } from '../support/database.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const LATER = new Date(NOW.getTime() + 1000);

describe.each(databaseKinds)('what opens a shared file, on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let [maya, tom] = ['', ''];
  beforeEach(async () => {
    organisation = await test.organisation();
    [maya, tom] = [await add('maya'), await add('tom')];
  });
  const add = async (user: string, to = organisation, id = newId()) => {
    const identity = { platform: 'teams', workspace: 'tenant', user } as const;
    const person = { id, displayName: user, title: '', department: '', country: '', roles: [], identity };
    await to.transact(({ people }) => people.add(person, NOW));
    return id;
  };
  const keep = (address: string, at = NOW, ...ids: string[]) =>
    organisation.transact(({ fileAddresses }) =>
      fileAddresses.keep(
        maya,
        (ids.length > 0 ? ids : ['file-1']).map((fileId) => ({ fileId, address: new Secret(address) })),
        at,
      ),
    );
  const find = (personId: string, fileId = 'file-1', of = organisation) =>
    of.transact(async ({ fileAddresses }) => (await fileAddresses.find(personId, fileId))?.reveal());

  it('is found by whoever shared it, and is the newest', async () => {
    await keep('https://one.example/');
    await keep('https://two.example/', LATER, 'file-1', 'file-2', 'file-1');

    expect([await find(maya), await find(maya, 'file-2')]).toEqual(['https://two.example/', 'https://two.example/']);
    expect([await find(tom), await find(maya, 'file-3')]).toEqual([undefined, undefined]);
  });

  it('belongs to one organisation', async () => {
    await keep('https://one.example/');
    const other = await test.organisation();
    await add('maya', other, newId());

    expect(await find(maya, 'file-1', other)).toBeUndefined();
  });

  it('is forgotten by its age, and closed with the person', async () => {
    await keep('https://old.example/', NOW, 'old');
    await keep('https://new.example/', LATER, 'new');

    await organisation.transact(({ fileAddresses }) => fileAddresses.forget(LATER));
    expect([await find(maya, 'old'), await find(maya, 'new')]).toEqual([undefined, 'https://new.example/']);
    await organisation.transact(({ people }) => people.erase(maya, LATER));
    expect(await find(maya, 'new')).toBeUndefined();
  });
});
