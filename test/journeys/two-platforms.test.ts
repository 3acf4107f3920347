import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BothPlatforms, openBothPlatforms } from '../support/both-platforms.ts';
import { CLOSER_LOOK, FIRST_PAGE } from '../support/declaration.ts';
import { emailOf } from '../support/slack/workspace.ts';
import { entraId, GOVERNANCE } from '../support/teams/activities.ts';

const OTTER = 'I’d like to use Otter.ai to transcribe client calls';
const ACCOUNT = 'Company account, team or business plan';
const DECISION = {
  Conditions: 'Tell the client at the start of every call',
  Why: 'Fine for calls whose participants agreed.',
};
const HOUR_MS = 3_600_000;

describe('one person in Slack and in Teams', { timeout: 60_000 }, () => {
  let both: BothPlatforms;
  beforeAll(async () => {
    both = await openBothPlatforms({ governance: 'slack' });
  }, 60_000);
  afterAll(() => both.close());

  it('is known by the address that both directories vouch for, and finds in Teams what was begun in Slack', async () => {
    const { inSlack, inTeams, personInSlack, personInTeams } = both;
    await inSlack('maya').opensHome();
    await inSlack('maya').says(OTTER);
    await inSlack('maya').sees(/Is this what you mean/);
    await inSlack('maya').clicks('All correct');
    await inSlack('maya').sees(/Which kind of account/);

    await inTeams('maya').says('resume');

    inTeams('maya').sees(/Which kind of account/);
    expect(await personInTeams('maya')).toBe(await personInSlack('maya'));
  });

  it('answers in Teams, which folds the question in Slack', async () => {
    const { inSlack, inTeams } = both;

    await inTeams('maya').clicks(ACCOUNT);

    const folded = await inSlack('maya').reads(/Which kind of account/);
    expect(folded).toMatch(/Company account, team or business plan[\s\S]*\[Change\]/);
    expect(folded).not.toMatch(/\[My own free account\]/);
    inTeams('maya').sees(/Who will use it/);
    expect(await inSlack('maya').counts(/Who will use it/)).toBe(0);
  });

  it('finishes and submits in Teams, to the team in Slack', async () => {
    const { inSlack, inTeams } = both;
    await inTeams('maya').clicks('As a form');
    await inTeams('maya').fills(FIRST_PAGE);
    await inTeams('maya').clicks('As a form');
    await inTeams('maya').fills(CLOSER_LOOK);
    inTeams('maya').sees(/Please check, then submit/);

    await inTeams('maya').clicks('Submit');

    inTeams('maya').sees(/Submitted: Otter\.ai[\s\S]*REV-1/);
    const card = await inSlack('priya')
      .in('governance')
      .reads(/REV-1 · Otter\.ai/);
    expect(card).toMatch(/Asked by: Maya Lindqvist/);
    expect(await inSlack('maya').counts(/Submitted: Otter\.ai/)).toBe(0);
  });

  it('sees in Slack, where she is by then, what the lead decides in Teams', async () => {
    const { inSlack, inTeams, passes } = both;
    await passes(HOUR_MS / 4);
    await inSlack('maya').says('help');
    await passes(HOUR_MS / 4);
    await inTeams('priya').says('REV-1');
    inTeams('priya').sees(/REV-1 · Otter\.ai/);

    await inTeams('priya').clicks('Approve with conditions');
    await inTeams('priya').fills(DECISION, /^Approve/);

    const decision = await inSlack('maya').reads(/Approved with conditions: Otter\.ai/);
    for (const part of ['Tell the client at the start', 'Fine for calls', 'Priya Raman', 'Receipt'])
      expect(decision).toContain(part);
    const card = await inSlack('jonas')
      .in('governance')
      .reads(/REV-1 ·[\s\S]*was approved with conditions/);
    expect(card).not.toMatch(/\[Approve|\[Reject/);
    await inSlack('maya').seesAtHome(/AIU-1/);
    expect(inTeams('maya').reads(/REV-1 was approved with conditions/)).not.toMatch(/\[Withdraw|Decision due/);
  });

  it('gets every notice in one place, where they were last', async () => {
    const { inTeams, inSlack } = both;

    expect(inTeams('maya').counts(/Approved with conditions: Otter\.ai/)).toBe(0);
    expect(await inSlack('maya').counts(/Approved with conditions: Otter\.ai/)).toBe(1);
  });

  it('has no second self that could decide on their own', async () => {
    const { inTeams, personInTeams, steward } = both;
    const maya = (await personInTeams('maya')) ?? '';
    await steward.storage.transact(steward.app.organisation.id, ({ people }) =>
      people.grant(maya, 'governance', new Date()),
    );
    const { rows } = await steward.pool.query('SELECT id::text AS review, version FROM review');
    const revoke = { form: 'review.revoke', context: rows[0], 'one:reason': 'I have changed my mind.', nonce: 'own' };

    await inTeams('maya').says('REV-1');
    await inTeams('maya').invokes('adaptiveCard/action', { action: { data: revoke }, trigger: 'manual' });

    expect(inTeams('maya').counts(/\[Revoke/)).toBe(0);
    expect((await steward.pool.query('SELECT state FROM review')).rows).toEqual([{ state: 'approvedWithConditions' }]);
  });

  it('has nothing to complain about', () => {
    expect(both.steward.errors()).toEqual([]);
  });
});

describe('a decision in Slack on what the team sees in Teams', { timeout: 60_000 }, () => {
  it('shows on the card of the team, and goes to whoever asked, where they were last', async () => {
    const both = await openBothPlatforms({ governance: 'teams' });
    const { inSlack, inTeams, connector } = both;
    await inTeams('priya').inTeam.says('hello');
    await inTeams('jonas').says('hello');
    await inTeams('maya').says(OTTER);
    await inTeams('maya').clicks('All correct');
    await inTeams('maya').clicks(ACCOUNT);
    await inTeams('maya').clicks('As a form');
    await inTeams('maya').fills(FIRST_PAGE);
    await inTeams('maya').clicks('As a form');
    await inTeams('maya').fills(CLOSER_LOOK);
    await inTeams('maya').clicks('Submit');
    await both.passes(10 * 60_000);
    const posted = connector.messagesIn(GOVERNANCE).length;
    expect(inTeams('jonas').inTeam.reads(/REV-1 · Otter\.ai/)).toMatch(/\[Approve/);

    await inSlack('priya').says('REV-1');
    await inSlack('priya').opensForm('Approve with conditions');
    await inSlack('priya').fills(DECISION);

    const card = inTeams('jonas').inTeam.reads(/REV-1 ·[\s\S]*was approved with conditions/);
    expect(card).not.toMatch(/\[Approve|\[Reject/);
    expect(inTeams('jonas').inTeam.counts(/REV-1 ·/)).toBe(1);
    expect(connector.messagesIn(GOVERNANCE).length).toBe(posted);
    expect(inTeams('maya').reads(/Approved with conditions: Otter\.ai/)).toContain('Tell the client');
    expect(both.steward.errors()).toEqual([]);
    await both.close();
  });
});

describe('accounts that nobody vouches for', { timeout: 60_000 }, () => {
  const SECRET = /Otter/;

  /** Whoever begins in Slack, and whoever comes by in Teams under their name. */
  async function apart(both: BothPlatforms, name: 'maya' | 'tom' | 'elena'): Promise<void> {
    await both.inSlack(name).says(OTTER);
    await both.inSlack(name).sees(/Is this what you mean/);

    for (const asked of ['resume', 'my desk', 'my declarations']) {
      await both.inTeams(name).says(asked);
      expect(both.inTeams(name).counts(SECRET)).toBe(0);
    }
    expect(await both.personInTeams(name)).not.toBe(await both.personInSlack(name));
  }

  it('stay two people, and learn nothing of each other', async () => {
    const both = await openBothPlatforms({
      governance: 'slack',
      inSlack: { tom: { isEmailConfirmed: false } },
      inTeams: {
        elena: { email: emailOf('maya'), principalName: 'elena@partner.example' },
        jonas: { tenant: entraId(99) },
      },
    });
    await apart(both, 'tom');
    await both.inSlack('maya').says(OTTER);

    await both.inTeams('elena').says('resume');
    await both.inTeams('jonas').says('my desk');

    expect(both.inTeams('elena').counts(SECRET)).toBe(0);
    expect(await both.personInTeams('elena')).not.toBe(await both.personInSlack('maya'));
    expect(await both.personInTeams('jonas')).toBeUndefined();
    expect(both.inTeams('jonas').reads(/another organisation/)).toBeTruthy();
    expect(both.steward.errors()).toEqual([]);
    await both.close();
  });

  it.each([
    { slack: true, teams: false },
    { slack: false, teams: true },
  ])('stay two people with %j, until an administrator merges them', async (linking) => {
    const both = await openBothPlatforms({ governance: 'slack', linking });
    await apart(both, 'maya');
    const [from, into] = [await both.personInTeams('maya'), await both.personInSlack('maya')];
    if (from === undefined || into === undefined) throw new Error('Both were met');

    await both.steward.storage.transact(both.steward.app.organisation.id, ({ people }) => people.merge(from, into));
    await both.inTeams('maya').says('resume');

    expect(both.inTeams('maya').sees(SECRET)).toBeTruthy();
    expect(await both.personInTeams('maya')).toBe(into);
    await both.close();
  });
});
