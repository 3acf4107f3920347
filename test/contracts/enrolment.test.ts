import { beforeEach, describe, expect, it } from 'vitest';
import type { SlackDirectory } from '../../src/channels/slack/directory.ts';
import type { SlackMember } from '../../src/channels/slack/enrol.ts';
import { createEnrolment, type Enrolment } from '../../src/composition/enrolment.ts';
import { newId } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { accept, refuse } from '../../src/kernel/outcome.ts';
import type { Account } from '../../src/people/people.ts';
import { databaseKinds } from '../support/database.ts';
import { NOW, storageOfSuite, type TestOrganisation } from '../support/storage.ts';

const account: Account = { platform: 'slack', workspace: 'T1', user: 'U1' };
const maya: SlackMember = {
  displayName: 'Maya Lindqvist',
  title: 'Account manager',
  department: 'Sales',
  email: undefined,
};

describe.each(databaseKinds)('the enrolment of people from Slack on %s', (kind) => {
  const test = storageOfSuite(kind);
  let organisation: TestOrganisation;
  let answer: Awaited<ReturnType<SlackDirectory['lookUp']>>;
  let asked: number;
  let now: Date;
  let warnings: string[];
  let start: () => Enrolment;
  let enrolment: Enrolment;
  beforeEach(async () => {
    organisation = await test.organisation();
    [answer, asked, now, warnings] = [accept(maya), 0, NOW, []];
    const lookUp = async () => {
      asked += 1;
      return answer;
    };
    const log = { ...silentLog, warn: (sentence: string) => void warnings.push(sentence) };
    start = () =>
      createEnrolment({ transact: organisation.transact, clock: () => now, newId, log }, 'slack', { lookUp });
    enrolment = start();
  });

  const list = () => organisation.transact(({ people }) => people.list());
  const later = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const auditTrail = () =>
    organisation.transact(async ({ trail }) => (await trail.page(0)).map(({ payload }) => payload).join('\n'));

  it('takes up a member without roles, and notes it without the name', async () => {
    const enrolled = await enrolment.enrol(account);

    const [person] = await list();
    expect(enrolled).toEqual({ ok: true, value: person?.id });
    expect(person).toMatchObject({
      displayName: 'Maya Lindqvist',
      title: 'Account manager',
      department: 'Sales',
      country: '',
      roles: [],
    });
    expect(await organisation.transact(({ people }) => people.identified(account))).toBe(person?.id);
    expect(await auditTrail()).toContain('person.added');
    expect(await auditTrail()).not.toContain('Maya');
  });

  it('takes up one person when first messages race in several processes, each of which asks Slack once', async () => {
    const processes = [enrolment, start(), start()];
    const enrolled = await Promise.all([...processes, ...processes].map((one) => one.enrol(account)));

    const people = await list();
    expect(asked).toBe(3);
    expect(people).toHaveLength(1);
    expect(new Set(enrolled.map((one) => one.ok && one.value))).toEqual(new Set([people[0]?.id]));
    expect((await auditTrail()).split('person.added')).toHaveLength(2);
  });

  it('keeps the same user id of two workspaces apart', async () => {
    await enrolment.enrol(account);
    await enrolment.enrol({ ...account, workspace: 'T2' });

    expect(await list()).toHaveLength(2);
  });

  it('gives somebody who can write a key for their words', async () => {
    const enrolled = await enrolment.enrol(account);
    const personId = enrolled.ok ? enrolled.value : '';

    const opened = organisation.transact(({ inbox }) =>
      inbox.open({
        key: 'k',
        identity: account,
        conversation: { ...account, conversation: 'D1', visibility: 'direct' },
        now,
      }),
    );
    expect(await opened).toMatchObject({ kind: 'new', actor: { personId, roles: [] } });
  });

  it('refuses whom the directory does not know as a member, and does not ask again at once', async () => {
    answer = refuse('guest', 'Members only.');

    expect(await enrolment.enrol(account)).toMatchObject({ code: 'guest', message: 'Members only.' });
    expect(await enrolment.enrol(account)).toMatchObject({ code: 'guest' });
    expect(asked).toBe(1);
    expect(await list()).toEqual([]);

    answer = accept(maya);
    later(5 * 60_000);
    expect(await enrolment.enrol(account)).toMatchObject({ ok: true });
  });

  it('asks again at once when Slack could not be asked', async () => {
    answer = refuse('unavailable', 'Later.');
    expect(await enrolment.enrol(account)).toMatchObject({ code: 'unavailable' });

    answer = accept(maya);
    expect(await enrolment.enrol(account)).toMatchObject({ ok: true });
  });

  it('follows a changed name on a later day, once', async () => {
    await enrolment.enrol(account);
    answer = accept({ ...maya, displayName: 'Maya Berg', title: '' });

    await enrolment.met(account);
    expect(await list()).toMatchObject([{ displayName: 'Maya Lindqvist' }]);
    later(24 * 3_600_000);
    await enrolment.met(account);
    await enrolment.met(account);

    // The directory no longer names a title: what was known stays.
    expect(await list()).toMatchObject([{ displayName: 'Maya Berg', title: 'Account manager' }]);
    expect(asked).toBe(2);
  });

  it('asks Slack about few people a minute when many come by', async () => {
    for (let user = 0; user < 50; user += 1) await enrolment.met({ ...account, user: `U${user}` });
    expect(asked).toBe(20);

    later(60_000);
    for (let user = 0; user < 50; user += 1) await enrolment.met({ ...account, user: `U${user}` });
    expect(asked).toBe(40);
  });

  it('leaves a person as they are, and tells the operator, when they are no full member any more', async () => {
    await enrolment.enrol(account);
    answer = refuse('guest', 'Members only.');
    later(24 * 3_600_000);

    await enrolment.met(account);

    expect(await list()).toMatchObject([{ displayName: 'Maya Lindqvist' }]);
    expect(warnings).toHaveLength(1);
  });

  it('never brings back the name of somebody who was erased', async () => {
    const enrolled = await enrolment.enrol(account);
    const personId = enrolled.ok ? enrolled.value : '';
    await organisation.transact(({ people }) => people.erase(personId, now));
    later(24 * 3_600_000);

    await enrolment.met(account);
    expect(await organisation.transact(({ people }) => people.updateEntry(personId, maya))).toBe('unchanged');

    expect(await organisation.transact(({ people }) => people.find(personId))).toMatchObject({
      displayName: 'Erased person',
    });
  });

  describe('with an e-mail address that the directory vouches for', () => {
    const email = 'maya@example.com';
    const onTeams = (id: string, user: string) =>
      organisation.transact(({ people }) =>
        people.add(
          {
            id,
            ...maya,
            country: '',
            email,
            identity: { platform: 'teams', workspace: 'tenant', user },
            roles: ['governance'],
          },
          now,
        ),
      );
    beforeEach(() => {
      answer = accept({ ...maya, email });
    });

    it('finds the person who is known from another platform', async () => {
      const id = newId();
      await onTeams(id, 'teams-user');

      expect(await enrolment.enrol(account)).toEqual({ ok: true, value: id });
      expect(await list()).toMatchObject([{ id, roles: ['governance'] }]);
      expect(await auditTrail()).toContain('person.accountLinked');
    });

    it('adds a person of their own where two people have the address, or the account is of the same workspace', async () => {
      await onTeams(newId(), 'one');
      await onTeams(newId(), 'other');
      expect(await enrolment.enrol(account)).toMatchObject({ ok: true });
      expect(await list()).toHaveLength(3);

      organisation = await test.organisation();
      await organisation.transact(({ people }) =>
        people.enrol({ id: newId(), ...maya, country: '', email, identity: { ...account, user: 'U2' } }, now),
      );
      await organisation.transact(({ people }) =>
        people.enrol({ id: newId(), ...maya, country: '', email, identity: account }, now),
      );
      expect(await list()).toHaveLength(2);
    });

    it('finds the person who is known from Slack when they come by in Teams', async () => {
      const inTeams: Account = { platform: 'teams', workspace: 'tenant', user: 'entra-id' };
      const onTeamsToo = createEnrolment(
        { transact: organisation.transact, clock: () => now, newId, log: silentLog },
        'teams',
        { lookUp: async () => answer },
      );
      const inSlack = await enrolment.enrol(account);

      expect(await onTeamsToo.enrol(inTeams)).toEqual(inSlack);
      expect(await list()).toHaveLength(1);
      const personId = inSlack.ok ? inSlack.value : '';
      const accounts = await organisation.transact(({ people }) => people.accounts(personId));
      expect(accounts.map(({ platform }) => platform).toSorted()).toEqual(['slack', 'teams']);
    });
  });
});
