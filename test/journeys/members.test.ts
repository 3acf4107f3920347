import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/chat/event.ts';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { newId } from '../../src/kernel/ids.ts';
import { journeyKinds } from '../support/database.ts';
import { createRealOrganisation, type RealOrganisation } from '../support/real-organisation.ts';
import { openTestStorage, type TestStorage } from '../support/storage.ts';

const knowledge = await loadKnowledgeBase();

describe.each(journeyKinds)('members and roles on %s', (kind) => {
  let test: TestStorage;
  let acme: RealOrganisation;
  let [lee, maya] = ['', ''];
  beforeEach(async () => {
    test = await openTestStorage(kind);
    acme = await createRealOrganisation(test, knowledge);
    [lee, maya] = [await acme.person('Lee Chan', 'administrator'), await acme.person('Maya Lindqvist')];
    await acme.queued();
  });
  afterEach(() => test.close());

  const rolesOf = async (id: string) => (await acme.transact(({ people }) => people.find(id)))?.roles;
  const change = (by: string, person: string, seen: string, roles: readonly string[]) =>
    acme.sends(by, { formId: 'members.change', context: { person, seen }, inputs: { roles } });
  const done = { kind: 'done' };

  it('are shown to an administrator in their own conversation', async () => {
    await acme.says(lee, 'members');

    const [card, ...others] = await acme.queued();
    expect(others).toEqual([]);
    expect(card?.to).toMatch(/^D@/);
    expect(card?.words).toMatch(/Lee Chan: administrator/);
    expect(card?.words).toMatch(/One more person has no role/);
  });

  it.each<readonly Role[]>([[], ['governance'], ['legal'], ['data-protection'], ['auditor']])(
    'are refused to everybody else: %j',
    async (...roles) => {
      const person = await acme.person('Tom Okafor', ...roles);
      const before = await acme.auditKinds();

      await acme.says(person, 'members');
      const [card] = await acme.queued();
      const notices = [
        await acme.clicks(person, 'members.edit', { person: maya }),
        await acme.clicks(person, 'members.find'),
        await change(person, person, roles.join(' '), ['administrator']),
      ];

      expect(card?.words).toMatch(/Only administrators see members and roles[\s\S]*ask Lee Chan/);
      for (const receipt of notices)
        expect(receipt).toMatchObject({
          reply: { kind: 'notice', text: expect.stringContaining('Only administrators') },
        });
      expect(await rolesOf(person)).toEqual(roles);
      expect(await acme.auditKinds()).toEqual(before);
    },
  );

  it('are found by a part of the name, without accents', async () => {
    await acme.person('Zoë van der Meer');
    const found = async (name: string) => {
      await acme.clicks(lee, 'members.find', {}, { name });
      return (await acme.queued())[0]?.words;
    };

    expect(await found('zoe meer')).toMatch(/Zoë van der Meer: no role/);
    expect(await found('lind')).toMatch(/Maya Lindqvist/);
    expect(await found('Nobody')).toMatch(/I know nobody called “Nobody”/);
  });

  it('change by a form that shows what the person holds, are noted, and told to the person and the team', async () => {
    const opened = await acme.clicks(lee, 'members.edit', { person: maya });
    expect(opened).toMatchObject({
      reply: { kind: 'openForm', form: { id: 'members.change', context: { person: maya, seen: '' } } },
    });

    expect(await change(lee, maya, '', ['auditor'])).toEqual(done);

    expect(await rolesOf(maya)).toEqual(['auditor']);
    expect((await acme.auditKinds()).at(-1)).toBe('person.roleGranted');
    const told = await acme.queued();
    expect(told.map(({ to }) => to)).toEqual([maya, 'governance']);
    expect(told[0]?.words).toMatch(/Given: Audit[\s\S]*By: Lee Chan/);

    expect(await change(lee, maya, 'auditor', [])).toEqual(done);
    expect(await rolesOf(maya)).toEqual([]);
    expect((await acme.auditKinds()).at(-1)).toBe('person.roleRevoked');
  });

  it('bring what is proposed before somebody who joins the governance team', async () => {
    await change(lee, maya, '', ['governance']);

    const cards = await acme.queued();
    expect(cards.find(({ to, words }) => to === maya && words.includes('version 1 is proposed'))).toBeDefined();
  });

  it('are not overwritten when somebody else changed them meanwhile', async () => {
    await change(lee, maya, '', ['auditor']);

    expect(await change(lee, maya, '', ['legal'])).toMatchObject({ reply: { kind: 'formErrors' } });
    expect(await rolesOf(maya)).toEqual(['auditor']);
  });

  it('never lose the last administrator, also when two take the role from each other at once', async () => {
    expect(await change(lee, lee, 'administrator', [])).toMatchObject({
      reply: { kind: 'formErrors', errors: { roles: expect.stringContaining('only one') } },
    });
    const kim = await acme.person('Kim Park', 'administrator');

    await Promise.all([change(lee, kim, 'administrator', []), change(kim, lee, 'administrator', [])]);

    const administrators = (await acme.transact(({ people }) => people.list())).filter(({ roles }) =>
      roles.includes('administrator'),
    );
    expect(administrators).toHaveLength(1);
  });

  it.each([
    ['a person who does not exist', newId(), []],
    ['no id', 'lee', []],
    ['a role that does not exist', undefined, ['king']],
  ])('are not changed for %s', async (_case, person, roles) => {
    const before = await acme.auditKinds();

    expect(await change(lee, person ?? maya, '', roles)).toMatchObject({ reply: { kind: 'notice' } });
    expect(await acme.auditKinds()).toEqual(before);
  });

  it('take effect at once: a button that was shown before is refused afterwards', async () => {
    const kim = await acme.person('Kim Park', 'administrator');
    await change(lee, kim, 'administrator', []);

    expect(await change(kim, maya, '', ['administrator'])).toMatchObject({ reply: { kind: 'notice' } });
    expect(await rolesOf(maya)).toEqual([]);
  });
});
