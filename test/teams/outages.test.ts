import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../src/channels/teams/receive/guard.ts';
import { anInvoke, aPersonalActivity, GOVERNANCE } from '../support/teams/activities.ts';
import { openTeamsCompany, type TeamsCompany } from '../support/teams/company.ts';

describe('outages around Teams', { timeout: 60_000 }, () => {
  let isAway = false;
  let company: TeamsCompany;
  beforeAll(async () => {
    company = await openTeamsCompany({}, (storage) => ({
      ...storage,
      transact: (organisationId, work) =>
        isAway
          ? Promise.reject(Object.assign(new Error('the database is away'), { code: 'ECONNREFUSED' }))
          : storage.transact(organisationId, work),
    }));
    await company.maya.says('hello');
  }, 60_000);
  afterAll(() => company.close());
  const about = () => ({ user: company.maya.user, serviceUrl: company.connector.serviceUrl });
  /** What was posted since then, each named by its first words: twice the same would be a doubled message. */
  const postedSince = (before: number) =>
    company.connector.messages.slice(before).map(({ activity }) => String(activity.summary));
  const states = async () => {
    const { rows } = await company.teams.pool.query<{ state: string }>('SELECT state FROM outbox_message');
    return rows.map(({ state }) => state);
  };

  it('have words and clicks delivered again while the database is away, and done once when it is back', async () => {
    const { teams, maya } = company;
    const words = aPersonalActivity({ ...about(), more: { text: 'who is responsible for AI here?' } });
    const { data } = maya.button('Declare an AI use');
    const click = anInvoke(about(), 'adaptiveCard/action', { action: { data }, trigger: 'manual' });
    const before = company.connector.messages.length;

    isAway = true;
    const meanwhile = [await teams.deliver(words), await teams.deliver(click)];
    isAway = false;
    const again = [await teams.deliver(words), await teams.deliver(click), await teams.deliver(words)];
    await company.passes(2000);

    for (const answer of meanwhile) expect(answer).toEqual({ status: 503, body: { message: FAULTS[503] } });
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    const posted = postedSince(before);
    expect(posted).toContainEqual('Who is responsible for AI here');
    expect(posted).toContainEqual(expect.stringMatching(/Which AI tool/u));
    expect(new Set(posted).size).toBe(posted.length);
  });

  it('double nothing when the connector takes a message and fails to say so, and an operator sees that', async () => {
    const { maya, connector } = company;
    const before = connector.messages.length;
    connector.decide(({ method, path }) =>
      method === 'POST' && path.endsWith('/activities')
        ? { kind: 'status', status: 502, taken: true }
        : { kind: 'fine' },
    );

    await maya.says('thanks');
    connector.decide(() => ({ kind: 'fine' }));
    for (let minutes = 0; minutes < 5; minutes += 1) await company.passes(10 * 60_000);

    expect(connector.messages.length - before).toBe(1);
    expect((await states()).filter((state) => state === 'unknown')).toHaveLength(1);
  });

  it('lose nothing while Teams cannot be reached or asks to wait', async () => {
    const { maya, connector } = company;
    const before = connector.messages.length;
    const posts = () => connector.requests.filter(({ path }) => path.endsWith('/activities')).length;
    connector.decide(() => ({ kind: 'status', status: 429, retryAfter: '60' }));

    await maya.says('help');
    const asked = posts();
    await company.passes(30_000);
    expect(posts()).toBe(asked);
    connector.decide(() => ({ kind: 'fine' }));
    await company.passes(31_000);

    const posted = postedSince(before);
    expect(posted).toContainEqual('What you can say');
    expect(new Set(posted).size).toBe(posted.length);
  });

  it('show a review to nobody while a stranger is in the team, and everything once they are gone', async () => {
    const { tom, priya, jonas, connector, teams } = company;
    connector.seat(GOVERNANCE, [priya.user, jonas.user, tom.user]);
    await teams.deliver(aPersonalActivity({ ...about(), more: { type: 'conversationUpdate', membersAdded: [] } }));
    const before = connector.messagesIn(GOVERNANCE).length;

    await priya.says('members');
    await priya.clicks('Find', { name: 'Tom' });
    await priya.clicks('Find', { name: 'Jonas' });
    await priya.clicks('Change roles');
    await priya.fills({ Roles: ['AI governance', 'Legal'] }, 'Save');
    await company.passes(600_000);
    expect(connector.messagesIn(GOVERNANCE)).toHaveLength(before);

    connector.seat(GOVERNANCE, [priya.user, jonas.user]);
    await teams.deliver(aPersonalActivity({ ...about(), more: { type: 'conversationUpdate', membersRemoved: [] } }));
    await company.passes(600_000);
    expect(connector.messagesIn(GOVERNANCE)).toHaveLength(before + 1);
  });
});
