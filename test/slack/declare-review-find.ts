import { afterAll, beforeAll, describe, expect } from 'vitest';
import { CLOSER_LOOK } from '../support/declaration.ts';
import { inOrder } from '../support/in-order.ts';
import { appointGovernance, type Company, openCompany } from '../support/slack/company.ts';
import { callsAboveLimits } from '../support/slack/limits.ts';
import type { SlackWorkspace } from '../support/slack/workspace.ts';

/** At Slack's own pace, on a busy machine. */
const IN_TIME = 240_000;

/** The foundation's journey, through the process as an operator runs it, in a workspace that stands in for Slack. */
export function declareReviewFind(
  where: string,
  whyNot: string | undefined,
  open: () => Promise<SlackWorkspace>,
): void {
  if (whyNot !== undefined) process.stdout.write(`The journey through ${where} is not made here: ${whyNot}.\n`);

  describe.runIf(whyNot === undefined)(`declare, review, find (${where})`, { timeout: IN_TIME }, () => {
    let company: Company;
    beforeAll(async () => {
      company = await openCompany(await open());
    }, IN_TIME);
    afterAll(() => company.close(), IN_TIME);

    const step = inOrder();

    step('takes up who comes by, and lets the governance team adopt what is proposed', async () => {
      const { priya, maya } = company;
      await appointGovernance(company);

      await maya.says('I would like to use Otter.ai to transcribe client calls');
      await maya.sees(/Declaring is not open yet[\s\S]*Priya Raman/);
      await priya.in('governance').clicks(/^Adopt version 1/);

      await priya.in('governance').reads(/adopted by Priya Raman|in force/i);
      // Two questionnaires are proposed, and the newest card is clicked first.
      await priya.in('governance').clicks(/^Adopt version 1/);
    });

    step('proposes what was understood from a message, with the words it rests on', async () => {
      const { maya } = company;
      maya.startsAnew();

      await maya.says('I’d like to use Otter.ai to transcribe client calls');

      const news = await maya.sees(/Is this what you mean\?/);
      expect(news).toMatch(/Tool: Otter\.ai\s+\(?from your words: “Otter\.ai”/);
      expect(news).toMatch(
        /Purpose: Recording or transcribing client calls\s+\(?from your words: “transcribe client calls”/,
      );
    });

    step('asks one question at a time, by buttons and in words', async () => {
      const { maya } = company;

      await maya.clicks('All correct');
      await maya.sees(/Which kind of account or plan/);
      await maya.clicks('Why?');
      await maya.sees(/Why I ask[\s\S]*A\.10\.3/);
      await maya.clicks('Company account, team or business plan');
      await maya.sees(/Who will use it\?/);
      await maya.says('my team');
      await maya.sees(/In which countries/);
      await maya.says('Germany and Sweden');
      await maya.sees(/What kinds of information/);
    });

    step('goes on as a form, page by page, and says what is wrong at its field', async () => {
      const { maya, workspace } = company;
      const data = 'What kinds of information';
      const views = () => workspace.proxy.calls.filter(({ method }) => method.startsWith('views.')).length;

      await maya.opensForm('As a form');
      const opened = views();
      const wrong = await maya.fills({ [data]: ['No company or personal information', 'Personal data'] });
      const next = await maya.fills({
        [data]: ['Personal data', 'Information about or from customers'],
        'Does any of this apply?': ['People are recorded or affected by it'],
      });

      expect(wrong).toEqual({ errors: { 'many:data': expect.stringMatching(/Please choose it alone/) } });
      expect(next).toMatchObject({ view: { callback_id: 'interview.form' } });
      expect(await maya.fills(CLOSER_LOOK)).toEqual({ view: undefined });
      expect(views()).toBe(opened);
      await maya.sees(/Please check, then submit/);
    });

    step('submits with the time by which a decision is due, and submits once', async () => {
      const { maya, priya } = company;

      await maya.clicks('Submit', {}, 2);

      await maya.sees(/Submitted: Otter\.ai[\s\S]*Reference: REV-1[\s\S]*Decision due/);
      const card = await priya.in('governance').reads(/REV-1 · Otter\.ai: Recording or transcribing client calls/);
      expect(card).toMatch(/Asked by: Maya Lindqvist/);
      expect(card).toMatch(/Lane: Light[\s\S]*Why this lane/);
      expect(await priya.in('governance').counts(/REV-1 ·/)).toBe(1);
    });

    step('lets nobody decide who may only read', async () => {
      const { elena } = company;
      const team = elena.in('governance');

      await team.clicks('Claim');

      await team.reads(/^(?!.*REV-1)[\s\S]*governance/i);
      expect(await team.counts(/REV-1 ·/)).toBe(1);
      expect(await team.reads(/REV-1 ·/)).not.toMatch(/Elena Rossi/);
    });

    step('takes a change asked for on one question to the submitter and the answer back', async () => {
      const { maya, priya } = company;
      const team = priya.in('governance');
      await team.clicks('Claim');
      await team.reads(/REV-1 ·[\s\S]*Priya Raman/);

      await team.opensForm('Ask for changes');
      await team.fills({ 'Which answers': ['Human check'], 'What should change': 'Who reads it, and when?' });

      await maya.sees(/REV-1: Priya Raman asks for changes[\s\S]*Human check: Who reads it, and when\?/);
      await maya.clicks('A person checks some of it');
      await maya.sees(/Please check, then submit/);
      await maya.clicks('Submit');
      await team.reads(/REV-1 ·[\s\S]*Version: 2[\s\S]*A person checks everything → A person checks some of it/);
    });

    step('brings the decision with its reason and condition, and leaves no button on the card', async () => {
      const { maya, priya, jonas } = company;
      const stale = await jonas.in('governance').button('Reject');

      await priya.in('governance').opensForm('Approve with conditions');
      const sent = await priya.in('governance').fills({
        Conditions: 'Tell the client at the start of every call',
        Why: 'Fine for calls whose participants agreed.',
      });

      expect(sent).toEqual({ view: undefined });
      const decision = await maya.reads(/^\W*Approved with conditions: Otter\.ai/);
      for (const part of ['Tell the client at the start of every call', 'Fine for calls', 'Priya Raman', 'Receipt'])
        expect(decision).toContain(part);
      const card = await jonas.in('governance').reads(/REV-1 ·[\s\S]*was approved with conditions/);
      expect(card).not.toMatch(/\[Approve|\[Reject/);
      await company.workspace.clicks(jonas.user, stale.place, stale.button.action);
      await jonas.in('governance').reads(/already|decided|approved with conditions/i);
      expect(await maya.counts(/Rejected/)).toBe(0);
    });

    step('answers in the thread of whoever mentions it in a channel, once', async () => {
      const { tom, workspace } = company;
      const general = tom.in('general');

      await general.says(`<@${workspace.botUser}> can I use Otter.ai for meeting notes?`);

      const news = await general.sees(/not approved for what you describe/);
      expect(news).toMatch(/AIU-1 Otter\.ai/);
      expect(news).toMatch(/approved for “Recording or transcribing client calls”; you asked about “Notes of internal/);
      expect(await general.counts(/not approved for what you describe/)).toBe(1);
      const answers = (await workspace.messages(workspace.channel('general'))).filter(
        ({ user }) => user === workspace.botUser,
      );
      expect(answers.map((message) => message.thread_ts)).not.toContain(undefined);
    });

    step('answers a command in the direct conversation of its person', async () => {
      const { maya } = company;

      await maya.types('status');

      await maya.sees(/REV-1/);
    });

    step('keeps everybody’s desk in their App Home', async () => {
      const { maya, priya } = company;

      await maya.opensHome();
      await priya.opensHome();

      await maya.seesAtHome(/REV-1|AIU-1/);
      await priya.seesAtHome(/Nothing is waiting for you|To review/);
    });

    step('stays within what Slack allows, and has nothing to complain about', async () => {
      expect(callsAboveLimits(company.workspace.proxy.calls)).toEqual([]);
      expect(company.steward.stderr()).toBe('');
    });
  });
}
