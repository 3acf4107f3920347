import { afterAll, beforeAll, describe, expect } from 'vitest';
import { inOrder } from '../support/in-order.ts';
import { whyNoPlayground } from '../support/teams/playground.ts';
import { openPlaygroundCompany, type PlaygroundCompany } from '../support/teams/playground-company.ts';

if (whyNoPlayground !== undefined)
  process.stdout.write(`The journey through Microsoft’s playground is not made here: ${whyNoPlayground}.\n`);

/** At the pace of a browser, on a busy machine. */
const IN_TIME = 240_000;

const CLOSER_LOOK = {
  'Some uses of AI are forbidden by law': ['None of these'],
  'Is it in use already': 'In use already',
  'To which of your systems': ['Nothing'],
  'Who looks at what it makes': 'A person checks everything',
  'Do the people who are recorded': 'Yes, and they agreed',
  'Who will be responsible': 'Ada Berg',
  'Did you consider': 'None of the approved tools hears our product names.',
};

describe.runIf(whyNoPlayground === undefined)(
  'declare, review, find (in Microsoft’s playground)',
  { timeout: IN_TIME },
  () => {
    let company: PlaygroundCompany;
    beforeAll(async () => {
      company = await openPlaygroundCompany();
    }, IN_TIME);
    afterAll(() => company?.close(), IN_TIME);

    const step = inOrder();

    step('greets whoever opens its chat, and says what it can where it does not understand', async () => {
      const { ada } = company;

      await ada.reads(/I am Steward/);
      await ada.says('purple monkey dishwasher');

      await ada.reads(/I could not find that[\s\S]*To declare an AI tool, say for example/);
    });

    step('proposes what was understood from a message, with the words it rests on', async () => {
      const { ada } = company;

      await ada.says('I’d like to use Otter.ai to transcribe client calls');

      const card = await ada.reads(/Is this what you mean\?/);
      expect(card).toMatch(/Tool\s+Otter\.ai\s+Change|Tool\s+Otter\.ai\s+from your words: “Otter\.ai”/);
      expect(card).toMatch(/Recording or transcribing client calls\s+from your words: “transcribe client calls”/);
    });

    step('asks one question at a time, by buttons and in words, and keeps the place at a wrong turn', async () => {
      const { ada } = company;

      await ada.clicks('All correct');
      await ada.reads(/Which kind of account or plan/);
      await ada.clicks('Why?');
      await ada.reads(/Why I ask[\s\S]*A\.10\.3/);
      await ada.says('purple monkey dishwasher');
      await ada.clicks('Company account, team or business plan');
      await ada.reads(/Who will use it\?/);
      await ada.says('my team');
      await ada.reads(/In which countries/);
      await ada.says('Germany and Sweden');
      await ada.reads(/What kinds of information/);
    });

    step('hands a question to a colleague, who answers it in their own chat', async () => {
      const { ada, ben } = company;
      await ben.says('hello');
      await ben.reads(/I am Steward/);

      await ada.clicks('Ask a colleague');
      await ada.fills({ Who: 'Ben Moreau', 'What they should know': 'You set it up, I think.' }, 'Ask');
      await ada.reads(/With Ben Moreau: Data/);

      expect(await ben.reads(/Ada Berg asks you for help/)).toMatch(/You set it up, I think\./);
      await ben.fills({ Data: ['Personal data', 'Information about or from customers'] }, 'Answer');
      await ben.reads(/Thank you: Data/);
      await ada.reads(/Ben Moreau answered: Data[\s\S]*Personal data/);
    });

    step('goes on as a form in place of the card, and says what is wrong at its field', async () => {
      const { ada } = company;
      const circumstances = 'Does any of this apply';

      await ada.clicks('As a form');
      await ada.fills({ [circumstances]: ['None of these', 'People are recorded'] }, 'Save answers');
      await ada.reads(/⚠ .*Please choose it alone/);
      await ada.clears(circumstances, 'None of these');
      await ada.fills({}, 'Save answers');
      await ada.reads(/forbidden by law[\s\S]*As a form/);
      await ada.clicks('As a form');
      await ada.fills(CLOSER_LOOK, 'Save answers');

      await ada.reads(/Please check, then submit/);
    });

    step('submits once, however often the button is clicked', async () => {
      const { ada, priya } = company;

      await ada.clicks('Submit', 2);

      expect(await ada.reads(/Submitted: Otter\.ai/)).toMatch(/REV-1[\s\S]*Decision due/);
      expect(await priya.reads(/REV-1 · Otter\.ai: Recording or transcribing client calls/)).toMatch(
        /Asked by\s+Ada Berg/,
      );
      expect(await priya.counts(/REV-1 ·/)).toBe(1);
      expect(await ada.counts(/Submitted: Otter/)).toBe(1);
    });

    step('is claimed and decided in the governance team’s channel, with a reason', async () => {
      const { priya, laptop } = company;
      await priya.clicks('Claim');
      await priya.reads(/REV-1 is in review by Priya Raman/);
      await laptop.reads(/REV-1 is in review by Priya Raman/);
      laptop.sleeps();

      await priya.clicks('Approve with conditions');
      await priya.fills(
        { Conditions: 'Tell the client at the start of every call', Why: 'Fine for calls whose participants agreed.' },
        'Approve with conditions',
      );

      const card = await priya.reads(/REV-1 was approved with conditions/);
      expect(card).toMatch(/Tell the client at the start of every call/);
      expect(card).not.toMatch(/\n(?:Approve|Reject|Claim)\b/);
    });

    step('brings the decision with its reason and condition to whoever asked', async () => {
      const decision = await company.ada.reads(/Approved with conditions: Otter\.ai/);

      for (const part of ['Tell the client at the start of every call', 'Fine for calls', 'Priya Raman', 'Receipt'])
        expect(decision).toContain(part);
    });

    step('does nothing for a button of an old card, and says why', async () => {
      const { ada, laptop } = company;

      await laptop.clicks('Reject');

      await laptop.toast(/decided|approved/);
      expect(await ada.counts(/Rejected: Otter/)).toBe(0);
    });

    step('finds it for a colleague who asks whether they may, and says what differs', async () => {
      const { ben } = company;

      await ben.says('can I use Otter.ai to transcribe client calls?');

      expect(await ben.reads(/Otter\.ai: not approved for what you describe/)).toMatch(
        /AIU-1 Otter\.ai for “Recording or transcribing client calls”[\s\S]*approved for a team of one department/,
      );
    });

    step('answers a mention in a group chat there', async () => {
      const { ada } = company;
      await ada.opens('Lunch');

      await ada.mentions('can I use Otter.ai for client calls?');

      await ada.reads(/AIU-1, approved until/);
    });

    step('hands the use over to a colleague, who learns it', async () => {
      const { ada, ben } = company;
      await ada.opens('Personal Chat');

      await ada.clicks('Hand to another owner');
      await ada.fills({ Owner: 'Ben Moreau' }, 'Hand over');

      await ada.reads(/AIU-1 ·[\s\S]*Owner\s*Ben Moreau/);
      await ben.reads(/AIU-1 ·[\s\S]*Owner\s*Ben Moreau/);
    });

    step('has nothing to complain about', async () => {
      // One notice of pg about its next version, until its cause is found; nothing else is let pass.
      const notice =
        /^\(node:\d+\) DeprecationWarning: Calling client\.query\(\) when the client is already executing a query .*\n\(Use `node --trace-deprecation .*\n?/m;
      expect(company.steward.stderr().replace(notice, '')).toBe('');
    });
  },
);
