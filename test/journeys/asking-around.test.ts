import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { journeyKinds } from '../support/database.ts';
import { declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(journeyKinds)('asking around (%s)', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await beginJourney(kind);
  });
  afterAll(() => journey.end());

  it('tells who is responsible, how long it takes and why, from roles and policy', async () => {
    const { tom } = journey;

    await tom.says('who is responsible for AI here?');
    await tom.sees(/AI governance: .*Priya Raman \(Head of AI governance\)/);
    await tom.says('how long does approval take?');
    await tom.sees(/Light: within 5 working days/);
    await tom.says('why do I have to do this?');
    await tom.sees(/Why AI uses are declared/);
  });

  it('says so when nothing is approved, and nothing was submitted', async () => {
    const { tom } = journey;

    await tom.says('what tools are approved?');
    await tom.sees(/No use of AI is approved yet[\s\S]*\[Declare an AI use\]/);
    await tom.says('what happened to my request?');
    await tom.sees(/You have submitted nothing yet/);
  });

  it('reads a declaration out of an impatient paragraph', async () => {
    const { lee } = journey;

    await lee.says(
      'hey so basically our agency uses this thing called Jasper, we have the business plan, and I need it asap for blog posts + newsletters. can you just approve it. deadline is friday!!',
    );

    await lee.sees(/Tool: Jasper[\s\S]*Purpose: Marketing content[\s\S]*Company account, team or business plan/);
  });

  it('shows the submitter, a reviewer and nobody else where a review stands', async () => {
    const { maya, tom, priya } = journey;
    await declares(maya);

    await maya.says('what happened to my request?');
    await maya.sees(/Submitted: Otter\.ai[\s\S]*REV-1 is waiting for a reviewer/);
    await priya.says('status of REV-1');
    await priya.sees(/REV-1 · Otter\.ai[\s\S]*\[Claim\]/);
    await tom.says('status of REV-1');
    const news = await tom.sees(/REV-1: nothing that I can show you/);
    expect(news).not.toMatch(/Otter|Maya/);
  });

  it('shows each reader of a review the buttons that they can use', async () => {
    const { priya, samir } = journey;
    await samir.says('REV-1');
    await samir.sees(
      /^(?!.*\[Approve\]).*\[Give advice\].*\[Comment\]|^(?!.*\[Approve\]).*\[Comment\].*\[Give advice\]/m,
    );

    await priya.says('REV-1');
    await priya.clicks('Claim');

    expect((await priya.card(/^REV-1 ·/)).actions?.map(({ label }) => label)).not.toContain('Take over');
    const team = (await priya.inTeam.card(/^REV-1 ·/)).actions?.map(({ label }) => label);
    expect(team).toEqual(expect.arrayContaining(['Take over', 'Approve', 'Reject']));
  });

  it('answers what is approved, by whom and why, from the register', async () => {
    const { tom, priya } = journey;
    const form = await priya.inTeam.opensForm('Approve with conditions');
    const reply = await form.fills({ conditions: 'Tell the client first', reason: 'The contract protects our data.' });
    expect(reply).toBeUndefined();

    await tom.says('what tools are approved?');
    await tom.sees(/One use of AI is approved[\s\S]*AIU-1: Otter\.ai: Recording or transcribing client calls/);
    for (const question of ['who approved AIU-1 and why?', 'Who approved Otter.ai?']) {
      await tom.says(question);
      const news = await tom.sees(/Decided by: Priya Raman[\s\S]*Tell the client first[\s\S]*The reason is for/);
      expect(news).not.toContain('The contract protects our data.');
      for (const entitled of [journey.maya, journey.jonas, journey.ana]) {
        await entitled.says(question);
        await entitled.sees(
          /Decided by: Priya Raman[\s\S]*The contract protects our data\.[\s\S]*Tell the client first[\s\S]*REV-1/,
        );
      }
    }
    await journey.ana.says('which of our systems handle personal data?');
    await journey.ana.sees(/AIU-1[\s\S]*From the whole register/);
    await tom.says('how many AI tools do we use?');
    await tom.sees(/One AI system in one use/);
    await tom.says('AIU-9');
    await tom.sees(/AIU-9 is not in the register/);
  });

  it('shows each reader of an entry the buttons that they can use', async () => {
    const { tom, maya } = journey;
    await tom.says('AIU-1');
    const strangers = await tom.sees(/State: Approved/);
    expect(strangers).not.toMatch(/Hand to another owner|No longer used|Verified:/);

    await maya.says('AIU-1');

    await maya.sees(/\[Hand to another owner\] \[No longer used\]/);
  });

  it('answers from the register in the middle of an interview, and goes on', async () => {
    const { tom } = journey;
    await tom.says('I want to use Midjourney for images');
    await tom.clicks('All correct');

    await tom.says('show the register');

    await tom.sees(/One use of AI is approved[\s\S]*Which kind of account/);
  });
});
