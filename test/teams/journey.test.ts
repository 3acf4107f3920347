import { afterAll, beforeAll, describe, expect } from 'vitest';
import { CLOSER_LOOK } from '../support/declaration.ts';
import { inOrder } from '../support/in-order.ts';
import { openTeamsCompany, type TeamsCompany } from '../support/teams/company.ts';

describe('declare, review, find (in Teams)', { timeout: 60_000 }, () => {
  let company: TeamsCompany;
  beforeAll(async () => {
    company = await openTeamsCompany();
  }, 60_000);
  afterAll(() => company.close());

  const step = inOrder();

  step('takes up who comes by, and proposes what was understood', async () => {
    const { maya } = company;

    await maya.says('I’d like to use Otter.ai to transcribe client calls');

    const news = maya.sees(/Is this what you mean\?/);
    expect(news).toMatch(/Otter\.ai/);
    expect(news).toMatch(/Recording or transcribing client calls/);
  });

  step('asks one question at a time, by buttons and in words', async () => {
    const { maya } = company;

    await maya.clicks('All correct');
    maya.sees(/Which kind of account or plan/);
    await maya.clicks('Why?');
    maya.sees(/Why I ask[\s\S]*A\.10\.3/);
    await maya.clicks('Company account, team or business plan');
    maya.sees(/Who will use it\?/);
    await maya.says('my team');
    maya.sees(/In which countries/);
    await maya.says('Germany and Sweden');
    maya.sees(/What kinds of information/);
  });

  step('goes on as a form in place of the card, and says what is wrong at its field', async () => {
    const { maya } = company;
    const data = 'What kinds of information';

    const form = await maya.clicks('As a form');
    expect(form.words).toMatch(/What kinds of information[\s\S]*\[Back\]\n\[Open in a window\]/);
    const wrong = await maya.fills({ [data]: ['No company or personal information', 'Personal data'] });
    expect(wrong.words).toMatch(/⚠ .*Please choose it alone/);
    const saved = await maya.fills({
      [data]: ['Personal data', 'Information about or from customers'],
      'Does any of this apply?': ['People are recorded or affected by it'],
    });
    expect(saved.words).toMatch(/What kinds of information[\s\S]*Personal data/);
    maya.sees(/forbidden by law/);
  });

  step('opens a form in a window, and is through with it there', async () => {
    const { maya } = company;

    await maya.clicks('As a form');
    const dialog = await maya.clicks('Open in a window');
    expect(dialog.words).toMatch(/forbidden by law/);
    const sent = await maya.fillsDialog(CLOSER_LOOK);

    expect(sent).toEqual({ status: 200 });
    maya.sees(/Please check, then submit/);
  });

  step('submits with the time by which a decision is due, and submits once', async () => {
    const { maya, priya } = company;

    await maya.clicks('Submit', {}, { times: 3 });

    maya.sees(/Submitted: Otter\.ai[\s\S]*REV-1[\s\S]*Decision due/);
    const card = priya.inTeam.reads(/REV-1 · Otter\.ai: Recording or transcribing client calls/);
    expect(card).toMatch(/Asked by\nMaya Lindqvist/);
    expect(priya.inTeam.counts(/REV-1 ·/)).toBe(1);
  });

  step('lets nobody decide who may not', async () => {
    const { tom, jonas } = company;
    const claim = jonas.inTeam.button('Claim');

    await tom.says('hello');
    const refused = await tom.invokes('adaptiveCard/action', { action: { data: claim.data } });

    expect(refused.status).toBe(200);
    expect(jonas.inTeam.reads(/REV-1 ·/)).not.toMatch(/Tom Becker/);
  });

  step('takes a change asked for to the submitter and the answer back, under the same card', async () => {
    const { maya, priya } = company;
    const team = priya.inTeam;
    await team.clicks('Claim');
    team.reads(/REV-1 ·[\s\S]*Priya Raman/);

    await team.clicks('Ask for changes');
    await team.fills({ 'Which answers': ['Human check'], 'What should change': 'Who reads it, and when?' }, /^Send/);

    maya.reads(/REV-1: Priya Raman asks for changes[\s\S]*Who reads it, and when\?/);
    await maya.clicks('A person checks some of it');
    maya.sees(/Please check, then submit/);
    await maya.clicks('Submit');
    team.reads(/REV-1 ·[\s\S]*Version\n2[\s\S]*A person checks everything → A person checks some of it/);
    expect(team.counts(/REV-1 · Otter/)).toBe(1);
  });

  step('brings the decision with its reason and condition, and leaves no button on the card', async () => {
    const { maya, priya, jonas } = company;
    const stale = jonas.inTeam.button('Reject');
    const team = priya.inTeam;

    await team.clicks('Approve with conditions');
    const sent = await team.fills(
      { Conditions: 'Tell the client at the start of every call', Why: 'Fine for calls whose participants agreed.' },
      /^Approve/,
    );

    expect(sent.words).toMatch(/was approved with conditions/);
    const decision = maya.reads(/Approved with conditions: Otter\.ai/);
    for (const part of ['Tell the client at the start of every call', 'Fine for calls', 'Priya Raman', 'Receipt'])
      expect(decision).toContain(part);
    const card = jonas.inTeam.reads(/REV-1 ·[\s\S]*was approved with conditions/);
    expect(card).not.toMatch(/\[Approve|\[Reject/);
    await jonas.inTeam.invokes('adaptiveCard/action', { action: { data: stale.data } });
    expect(maya.counts(/Rejected/)).toBe(0);
  });

  step('answers in the thread of whoever mentions it in a channel', async () => {
    const { tom } = company;

    await tom.inTeam.says('can I use Otter.ai for meeting notes?');

    expect(tom.inTeam.sees(/not approved for what you describe/)).toMatch(/AIU-1 Otter\.ai/);
  });

  step('has nothing to complain about', async () => {
    expect(company.teams.errors()).toEqual([]);
  });
});
