import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../support/begin-assessment.ts';
import { type BothPlatforms, openBothPlatforms } from '../support/both-platforms.ts';
import { answersRest, type Deeds, deedsOf } from '../support/deeds.ts';
import type { Name } from '../support/slack/workspace.ts';

const LEAST = { affected: ['none'], features: ['none'], harm: ['none'], 'law-ai-system': 'no' };
const DESCRIPTION =
  'Our sellers use it in calls with clients, and the recordings are deleted after 60 days. Otter.ai does not use the conversations for training. Nobody is told by it what to do: a person decides, and it only takes notes for them.';

/** A little more than any of them wants between two messages in one place. */
const STEP_MS = 1100;

/** How long a room stays unfit until it is looked into once more. */
const UNFIT_FOR_MS = 600_000;

type Entered = string | readonly string[];

/** What somebody does and reads in either of them. */
interface Teller {
  says(text: string): Promise<void>;
  /** Answers the remark that came to it, where one did. */
  clicks(label: string | RegExp): Promise<string>;
  /** Opens the form behind a button, and sends it. */
  sends(button: string | RegExp, entered: Readonly<Record<string, Entered>>, submit: RegExp): Promise<void>;
  reads(pattern: RegExp): Promise<string>;
  readonly team: Teller;
}

describe.each(['slack', 'teams'] as const)('a whole assessment in %s', (platform) => {
  let both: BothPlatforms;
  let organisationId: string;
  beforeAll(async () => {
    both = await openBothPlatforms({ governance: platform });
    organisationId = both.steward.app.organisation.id;
    for (const name of ['jonas', 'elena', 'tom'] as const) await at(name).says('hello');
    // Only so does Steward learn where the team is, and it looks into it again after a while.
    await at('priya').team.says('hello');
    await grants('jonas', 'data-protection');
    await grants('elena', 'legal');
    await both.passes(UNFIT_FOR_MS);
  }, 120_000);
  afterAll(async () => {
    expect(both.steward.errors()).toEqual([]);
    await both.close();
  });

  const personOf = (name: Name) => (platform === 'slack' ? both.personInSlack(name) : both.personInTeams(name));
  const stored = <Result>(work: Parameters<typeof both.steward.storage.transact<Result>>[1]) =>
    both.steward.storage.transact(organisationId, work);
  async function grants(name: Name, role: 'data-protection' | 'legal'): Promise<void> {
    const id = (await personOf(name)) ?? '';
    await stored(({ people }) => people.grant(id, role, new Date()));
  }

  function at(name: Name): Teller {
    return platform === 'slack' ? tellerInSlack(both.inSlack(name)) : tellerInTeams(both.inTeams(name));
  }

  function tellerInSlack(persona: ReturnType<BothPlatforms['inSlack']>): Teller {
    return {
      says: persona.says,
      async clicks(label) {
        await persona.clicks(label);
        return '';
      },
      async sends(button, entered) {
        await persona.opensForm(button);
        const sent = await persona.fills(entered);
        if (sent && 'errors' in sent) throw new Error(JSON.stringify(sent));
      },
      reads: persona.reads,
      get team() {
        return tellerInSlack(persona.in('governance'));
      },
    };
  }

  function tellerInTeams(persona: ReturnType<BothPlatforms['inTeams']>): Teller {
    return {
      says: (text) => persona.says(text),
      clicks: async (label) => (await persona.clicks(label)).toast ?? '',
      async sends(button, entered, submit) {
        await persona.clicks(button);
        await persona.fills(entered, submit);
      },
      async reads(pattern) {
        // Many messages at once come one after the other.
        for (let left = 10; left > 0 && persona.counts(pattern) === 0; left -= 1) await both.passes(STEP_MS);
        return persona.reads(pattern);
      },
      get team() {
        return tellerInTeams(persona.inTeam);
      },
    };
  }

  /** What Maya does without looking at it, in the interview that she answers. */
  async function unseen(): Promise<{ readonly deeds: Deeds; readonly interview: string }> {
    const maya = (await personOf('maya')) ?? '';
    const [interview] = await stored(({ interviews }) => interviews.openOf(maya));
    if (!interview) throw new Error('Maya answers nothing');
    const user = platform === 'slack' ? both.workspace.user('maya') : both.userInTeams('maya');
    return { deeds: deedsOf(both.steward.app, user, interview.conversation), interview: interview.id };
  }

  /** Each step goes on from the one before, so nothing is to be learnt after one has failed. */
  let failed: string | undefined;
  function step(name: string, go: () => Promise<void>): void {
    it(name, { timeout: 120_000 }, async () => {
      if (failed !== undefined) throw new Error(`“${failed}” has failed`);
      failed = name;
      await go();
      failed = undefined;
    });
  }

  step('is offered after the declaration, and begins with everything that is known', async () => {
    const maya = at('maya');
    await maya.says('I’d like to use Otter.ai to transcribe client calls');
    await maya.reads(/Is this what you mean\?/);
    await maya.clicks('All correct');
    const { deeds, interview } = await unseen();
    await deeds.sends('interview.form', { interview }, FULL);
    await maya.says('summary');
    await maya.clicks('Submit');
    await maya.reads(/REV-1 needs an impact assessment first/);

    await maya.clicks('Start the assessment');

    await maya.reads(/Is this what you mean\?[\s\S]*from your declaration REV-1/);
    await maya.clicks('All correct');
    await maya.reads(/ASM-1 · Impact as it stands/);
  });

  step('takes what a pasted description says, once it is confirmed', async () => {
    const maya = at('maya');

    await maya.says(DESCRIPTION);

    await maya.reads(/Is it right\?[\s\S]*“/);
    await maya.clicks(/^Keep what is ticked/);
    await maya.reads(/Impact as it stands/);
  });

  step('goes in part to a colleague, whose answer comes back with the name', async () => {
    const [maya, tom] = [at('maya'), at('tom')];
    await maya.says('sections');
    const what = {
      'What they should know': 'You run the calls.',
      Who: 'Tom Okafor',
      What: 'All of “Data protection”',
    };
    await maya.sends('Ask a colleague', what, /^Ask$/);
    await tom.reads(/Maya Lindqvist asks you about “Data protection”[\s\S]*You run the calls\./);

    const answers = { 'What allows us': 'The people agreed', 'Does any of this hold': ['None of these'] };
    await tom.sends(/^Answer 2 questions/, answers, /^Send the answers/);

    await maya.reads(/Tom Okafor answered: Data protection[\s\S]*The people agreed/);
  });

  step('is answered, and shows what has to be done about its risks before it is submitted', async () => {
    const maya = at('maya');
    const { deeds, interview } = await unseen();
    await answersRest(deeds, interview, LEAST);
    await both.passes(STEP_MS);
    await maya.says('summary');
    await maya.clicks('Submit');
    await maya.reads(/ASM-1 · Risks of Otter\.ai[\s\S]*Before it is submitted/);

    await maya.sends(/^Treat all \d+ as suggested/, { 'Until when': '2030-06-30' }, /^Treat$/);

    const assessment = (await stored(({ assessments }) => assessments.referenced('ASM-1')))?.id ?? '';
    await deeds.fills('risk.leaveOut', { assessment, reason: 'no-risk' });
    await both.passes(STEP_MS);
    await maya.says('summary');
    await maya.clicks('Submit');
    await maya.reads(/Submitted: Otter\.ai[\s\S]*REV-2/);
  });

  step('is decided by governance and legal, with the advice of the data protection officer', async () => {
    const [maya, priya, jonas, elena] = [at('maya'), at('priya'), at('jonas'), at('elena')];
    await priya.team.reads(/REV-2 · Otter\.ai/);
    const advice = { 'Your advice': 'in favour with conditions', Why: 'Tell the sellers first.' };
    await jonas.team.sends('Give advice', advice, /^Give advice/);
    await priya.team.reads(/Tell the sellers first\./);

    const conditions = { Conditions: 'Sellers are told first', Why: 'In order for a trial.' };
    await priya.team.sends('Approve with conditions', conditions, /^Approve/);
    await maya.reads(/Governance[\s\S]{0,3}approved[\s\S]*Legal/);
    await elena.sends('Approve', { 'What the submitter should know': 'The contract is in order.' }, /^Approve/);

    const decided = await maya.reads(/Approved with conditions: Otter\.ai/);
    expect(decided).toMatch(/Sellers are told first/);
    expect(decided).not.toMatch(/Tell the sellers first\./);
  });

  step('is read as a report in a minute, and says how to get the whole of it', async () => {
    const maya = at('maya');

    await maya.says('report of ASM-1');

    await maya.reads(/ASM-1 · Report on Otter\.ai[\s\S]*Approved with conditions[\s\S]*Sellers are told first/);
    const remark = await maya.clicks('As a Word document');
    const how = /aims assessment report ASM-1 --format docx --out ASM-1\.docx --as "Maya Lindqvist"/;
    if (platform === 'slack') await maya.reads(how);
    else expect(remark).toMatch(how);
  });
});
