import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDemonstration } from '../../src/composition/demonstration.ts';
import { newId } from '../../src/kernel/ids.ts';
import { auditKinds, openTerminal, type Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(async () => {
  terminal = await openTerminal();
});
afterEach(() => terminal.close());

const refusal = (sentence: string, exitCode = 1) => ({
  stdout: '',
  stderr: expect.stringContaining(sentence),
  exitCode,
});

describe('aims people', () => {
  it('lists everyone with their roles', async () => {
    const people = await terminal.json('people', 'list', '--json');

    expect(people).toHaveLength(11);
    expect(people).toContainEqual(expect.objectContaining({ displayName: 'Lee Chan', roles: ['administrator'] }));
  });

  it('gives and takes a role, each noted in the audit trail', async () => {
    const given = await terminal.run('people', 'role', 'Maya Lindqvist', 'add', 'auditor', '--as', 'Lee Chan');
    const again = await terminal.run('people', 'role', 'Maya Lindqvist', 'add', 'auditor', '--as', 'Lee Chan');
    const taken = await terminal.run('people', 'role', 'Maya Lindqvist', 'remove', 'auditor', '--as', 'Lee Chan');

    expect([given, again, taken].map(({ stdout }) => stdout)).toEqual([
      'Maya Lindqvist has the role auditor\n',
      'Maya Lindqvist has the role auditor already; nothing was changed\n',
      'Maya Lindqvist no longer has the role auditor\n',
    ]);
    expect((await auditKinds(terminal)).slice(-2)).toEqual(['person.roleGranted', 'person.roleRevoked']);
  });

  it('finds a person by id, name and account', async () => {
    const [maya, id] = ['Maya Lindqvist', '01900000-0000-7000-8000-000000000101'];
    for (const words of [maya, id, `console:${id}`, `console:console/${id}`]) {
      expect(await terminal.json('people', 'find', words, '--json')).toMatchObject({
        ...{ id, displayName: maya, accounts: [`console:console/${id}`] },
      });
    }
    expect(await terminal.run('people', 'find', 'slack:U1')).toEqual(
      refusal('Nobody with the slack account U1 is a member yet'),
    );
  });

  it('asks which workspace is meant where two have the same account', async () => {
    await terminal.inDemonstration(async ({ people }) => {
      for (const workspace of ['T1', 'T2'])
        await people.enrol(
          {
            ...{ id: newId(), displayName: `Sam of ${workspace}`, title: '', department: '', country: '' },
            identity: { platform: 'slack', workspace, user: 'U1' },
          },
          new Date(),
        );
    });

    expect(await terminal.run('people', 'find', 'slack:U1')).toEqual(refusal('say which: slack:T1/U1, slack:T2/U1'));
    expect(await terminal.run('people', 'role', 'slack:T2/U1', 'add', 'auditor', '--as', 'Lee Chan')).toMatchObject({
      stdout: 'Sam of T2 has the role auditor\n',
    });
  });

  it('makes one of two people who are one, with the duties of both, for ever', async () => {
    const account = { platform: 'teams', workspace: 'tenant', user: 'maya' } as const;
    const id = newId();
    await terminal.inDemonstration(async ({ people }) => {
      const inTeams = { id, displayName: 'Maya L.', title: '', department: '', country: '', identity: account };
      await people.add({ ...inTeams, roles: ['auditor'] }, new Date());
    });
    const merge = ['people', 'merge', 'teams:maya', '--into', 'Maya Lindqvist', '--as', 'Lee Chan'] as const;

    expect(await terminal.run(...merge)).toEqual(refusal('cannot be undone; add --yes'));
    expect(await terminal.run(...merge, '--yes')).toMatchObject({ stdout: expect.stringContaining('Maya Lindqvist') });

    const maya = await terminal.json('people', 'find', 'teams:maya', '--json');
    expect(maya).toMatchObject({ displayName: 'Maya Lindqvist', roles: ['auditor'] });
    expect(maya).toMatchObject({ accounts: expect.arrayContaining(['teams:tenant/maya']) });
    expect(await terminal.json('people', 'list', '--json')).toHaveLength(11);
    expect((await auditKinds(terminal)).slice(-2)).toEqual(['person.merged', 'person.roleGranted']);
    expect(await terminal.run(...merge, '--yes')).toEqual(refusal('is that person already'));
    await terminal.inDemonstration(async ({ people }) => {
      const known = await people.identified(account);
      expect(await people.samePerson(known ?? '')).toContain(id);
    });
  });

  it.each([
    [
      'who would merge others without being an administrator',
      ['people', 'merge', 'Maya Lindqvist', '--into', 'Tom Becker', '--as', 'Priya Raman', '--yes'],
      'Priya Raman does not have the role administrator',
      1,
    ],
    ['without a name', ['people', 'role', 'Maya Lindqvist', 'add', 'auditor'], 'Say who does this: --as PERSON', 2],
    [
      'by somebody who is no administrator',
      ['people', 'role', 'Maya Lindqvist', 'add', 'governance', '--as', 'Priya Raman'],
      'Priya Raman does not have the role administrator',
      1,
    ],
    [
      'of a role that does not exist',
      ['people', 'role', 'Maya Lindqvist', 'add', 'king', '--as', 'Lee Chan'],
      'There is no role “king”; there are: governance, legal',
      2,
    ],
    [
      'of the last administrator',
      ['people', 'role', 'Lee Chan', 'remove', 'administrator', '--as', 'Lee Chan'],
      'Lee Chan is the only one with the role administrator',
      1,
    ],
  ])('refuses a change of roles %s', async (_case, words, sentence, exitCode) => {
    const before = await auditKinds(terminal);

    expect(await terminal.run(...words)).toEqual(refusal(sentence, exitCode));
    expect(await auditKinds(terminal)).toEqual(before);
  });

  it('erases a person only with --yes', async () => {
    const asked = await terminal.run('people', 'erase', 'Maya Lindqvist', '--as', 'Lee Chan');
    const done = await terminal.run('people', 'erase', 'Maya Lindqvist', '--as', 'Lee Chan', '--yes');

    expect(asked).toEqual(refusal('add --yes'));
    expect(done).toMatchObject({ stderr: '', exitCode: 0 });
    expect(await terminal.json('people', 'list', '--json')).toHaveLength(10);
    expect((await auditKinds(terminal)).at(-1)).toBe('person.erased');
    const { rows } = await terminal.database.pool.query('SELECT 1 FROM person_key WHERE "wrappedKey" IS NULL');
    expect(rows).toHaveLength(1);
    expect(await terminal.json('audit', 'verify', '--json')).toMatchObject({ ok: true });
  });

  it('refuses to erase oneself, the only administrator and the last of the governance team', async () => {
    const erase = (whom: string, by: string) => terminal.run('people', 'erase', whom, '--as', by, '--yes');
    await terminal.run('people', 'role', 'Maya Lindqvist', 'add', 'administrator', '--as', 'Lee Chan');

    expect(await erase('Lee Chan', 'Lee Chan')).toEqual(refusal('You cannot erase yourself'));
    expect(await erase('Lee Chan', 'Priya Raman')).toEqual(refusal('does not have the role administrator'));
    expect(await erase('Priya Raman', 'Lee Chan')).toMatchObject({ exitCode: 0 });
    expect(await erase('Jonas Weber', 'Lee Chan')).toEqual(
      refusal('Jonas Weber is the only one with the role governance'),
    );
  });
});

describe('the first administrator', () => {
  it('is named by whoever operates the database, and every later one by an administrator', async () => {
    const empty = await openTerminal('empty');
    await empty.run('organisation', 'create', 'Real Ltd', '--workspace', 'slack:T01');
    const [organisation] = await empty.storage.organisations.list();
    const id = organisation?.id ?? '';
    await empty.storage.transact(id, async ({ people }) => {
      for (const user of ['U1', 'U2'])
        await people.enrol(
          {
            ...{ id: newId(), displayName: user, title: '', department: '', country: '' },
            identity: { platform: 'slack', workspace: 'T01', user },
          },
          new Date(),
        );
    });
    const role = (...words: readonly string[]) => empty.run('people', 'role', ...words);

    expect(await role('slack:U1', 'add', 'governance')).toEqual(refusal('Say who does this', 2));
    expect(await role('slack:U1', 'add', 'administrator')).toMatchObject({ stdout: 'U1 has the role administrator\n' });
    expect(await role('slack:U2', 'add', 'administrator')).toEqual(refusal('Say who does this', 2));
    expect(await role('slack:U2', 'add', 'governance', '--as', 'slack:U1')).toMatchObject({ exitCode: 0 });
    expect(await empty.json('audit', 'verify', '--json')).toMatchObject({ ok: true, entries: 5 });
    await empty.close();
  });
});

describe('aims organisation', () => {
  it('shows the demonstration with its workspace', async () => {
    expect(await terminal.json('organisation', 'show', '--json')).toMatchObject({
      kind: 'demonstration',
      workspaces: [{ platform: 'console', externalId: 'console' }],
    });
  });

  it('links a workspace by an administrator, once', async () => {
    const link = (...by: readonly string[]) => terminal.run('organisation', 'link', 'slack', 'T0123', ...by);

    expect(await link()).toEqual(refusal('Say who does this', 2));
    expect(await link('--as', 'Lee Chan')).toMatchObject({
      stdout: expect.stringContaining('T0123 belongs to Brightwater'),
      exitCode: 0,
    });
    expect(await link('--as', 'Lee Chan')).toMatchObject({ stdout: expect.stringContaining('already'), exitCode: 0 });
    expect((await auditKinds(terminal)).filter((kind) => kind.startsWith('organisation.'))).toEqual([
      'organisation.workspaceLinked',
    ]);
  });

  it('never makes a real organisation beside a demonstration', async () => {
    expect(await terminal.run('organisation', 'create', 'Real Ltd')).toEqual(
      refusal('(demonstration); a real organisation needs an empty one'),
    );
  });

  it('makes a real organisation with its Slack workspace, noted in the audit trail', async () => {
    const empty = await openTerminal('empty');

    const wrong = await empty.run('organisation', 'create', 'Real Ltd', '--workspace', 'irc:libera');
    const created = await empty.run('organisation', 'create', 'Real Ltd', '--workspace', 'slack:T0123');
    const shown = await empty.json('organisation', 'show', '--json');
    const verified = await empty.json('audit', 'verify', '--json');
    await empty.close();

    expect(wrong).toEqual(refusal('There is no platform “irc”', 2));
    expect(created).toMatchObject({ exitCode: 0 });
    expect(shown).toMatchObject({ kind: 'real', workspaces: [{ platform: 'slack', externalId: 'T0123' }] });
    // The creation with its workspace is one entry, the publication of the questionnaire the next.
    expect(verified).toMatchObject({ ok: true, entries: 3 });
  });

  it('makes one real organisation in an empty database, which no command treats as a demonstration', async () => {
    const empty = await openTerminal('empty');

    const without = await empty.run('register', 'list');
    const created = await empty.run('organisation', 'create', 'Real Ltd');
    const second = await empty.run('organisation', 'create', 'Other Ltd');
    const verified = await empty.json('audit', 'verify', '--json');
    const register = await empty.json('register', 'export', '--format', 'json');
    const demonstration = seedDemonstration(empty.storage, () => new Date());
    await expect(demonstration).rejects.toThrow('holds Real Ltd; the console serves demonstrations only');
    await empty.close();

    expect(without).toEqual(refusal('There is no organisation yet'));
    expect(created).toMatchObject({ stdout: expect.stringContaining('Created Real Ltd'), exitCode: 0 });
    expect(second).toEqual(refusal('holds Real Ltd already (real)'));
    expect(Object.keys(Object(verified))).toEqual(['ok', 'entries', 'head', 'firstBad']);
    expect(register).toMatchObject({ demonstration: false });
  });
});
