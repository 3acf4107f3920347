import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/database.ts';
import { answersDeclaration, CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(databaseKinds)('second thoughts (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  async function begun(): Promise<void> {
    await journey.maya.says('I want to use Otter.ai to transcribe client calls');
    await journey.maya.clicks('All correct');
  }

  it('asks before answers are thrown away, and keeps them unless the answer is yes', async () => {
    const { maya } = journey;
    await begun();

    await maya.says('cancel');
    await maya.sees(/^Cancel and throw away 4 answers\?[\s\S]*\[Yes, cancel\] \[No, go on\]/m);
    await maya.clicks('No, go on');
    await maya.sees(/Which kind of account/);
    await maya.says('cancel');
    await maya.says('my team plan');
    expect(await maya.desk()).toMatch(/Draft: Otter/);
  });

  it('ends the draft once it is meant, by the button or in words', async () => {
    const { maya } = journey;
    await begun();
    await maya.says('cancel');
    await maya.clicks('Yes, cancel');
    await maya.sees(/^Cancelled/m);

    await begun();
    await maya.says('cancel');
    await maya.says('yes');

    await maya.sees(/^Cancelled/m);
    expect(await maya.desk()).not.toMatch(/Draft/);
  });

  it('does not take a double click on the same button for a yes', async () => {
    const { maya } = journey;
    await answersDeclaration(maya);
    await maya.clicks('Cancel');
    await maya.clicks('Cancel');

    await maya.sees(/Cancel and throw away 15 answers\?/);
    expect(await maya.desk()).toMatch(/Draft: Otter/);
  });

  it('ends a draft without any answer at once', async () => {
    const { maya } = journey;
    await maya.says('I want to use Otter.ai to transcribe client calls');

    await maya.clicks('Cancel');

    await maya.sees(/^Cancelled/m);
  });

  it('asks once whether an unknown tool is really called that', async () => {
    const { maya } = journey;
    await maya.says('I want to declare an AI use');

    await maya.says('asdf');
    await maya.sees(/I do not know a tool named “asdf”[\s\S]*Tool: asdf/);
    expect(await maya.desk()).toMatch(/0 of/);
    await maya.clicks('All correct');

    await maya.sees(/What will it mostly be used for/);
  });

  it('takes a tool that a list has without asking again', async () => {
    const { maya } = journey;
    await maya.says('I want to declare an AI use');

    await maya.says('Otter');

    const news = await maya.sees(/What will it mostly be used for/);
    expect(news).not.toMatch(/I do not know a tool/);
  });

  it('says what “no personal data” leaves open, and takes the answer from there', async () => {
    const { maya } = journey;
    await begun();
    await maya.clicks('Company account, team or business plan');
    await maya.says('my team');
    await maya.says('Sweden');

    await maya.says('no personal data');
    await maya.sees(
      /By “no personal data”, do you mean “No company or personal information” or “Public information”\?/,
    );
    await maya.clicks('Public information');

    await maya.sees(/Does any of this apply/);
    await maya.card(/What kinds of information[\s\S]*Public information/);
  });

  it.each([
    ['as a word', async () => void (await journey.maya.says('me'))],
    ['by the button', async () => void (await journey.maya.clicks('Me'))],
    [
      'in the form',
      async () => {
        const form = await journey.maya.opensForm('As a form');
        expect(await form.fills({ owner: 'Me' })).toBeUndefined();
      },
    ],
  ])('writes down the name of who says “me” %s', async (_way, answer) => {
    const { owner: _owner, alternatives: _alternatives, ...others } = CLIENT_CALLS;
    await answersDeclaration(journey.maya, others);
    await journey.maya.sees(/\[Me\]/);

    await answer();

    await journey.maya.card(/responsible for this use[\s\S]*Maya Lindqvist/);
    await journey.maya.says('summary');
    await journey.maya.sees(/Owner: Maya Lindqvist/);
  });

  it('says once that a form which is saved again changes nothing', async () => {
    const { maya } = journey;
    const interview = await answersDeclaration(maya);

    await savesAgain(interview, CLIENT_CALLS);

    const news = await maya.news();
    expect(news.match(/Noted already/g)).toHaveLength(1);
    expect(news).toMatch(/All these answers stay as they are/);
  });

  it('names all that a form has changed in one message, and nothing else', async () => {
    const { maya } = journey;
    const interview = await answersDeclaration(maya);

    await savesAgain(interview, { ...CLIENT_CALLS, users: 'department', countries: ['se'] });

    const news = await maya.news();
    expect(news).toMatch(
      /^2 answers changed\n• Who uses it: from My team to A department\.\n• Countries: from United Kingdom, Sweden to Sweden\./,
    );
    expect(news).not.toMatch(/Noted already|^Changed/m);
  });

  it('says nothing about a page that is saved again unchanged while the next one follows', async () => {
    const { maya } = journey;
    await begun();
    const interview = String((await maya.button('As a form')).value.interview);
    const page = { users: 'team', countries: ['se'], data: ['personal'] };
    await savesAgain(interview, page);

    const answer = await savesAgain(interview, page);

    expect(answer).toMatchObject({ reply: { kind: 'nextForm' } });
    expect(await maya.news()).toBe('');
  });

  const savesAgain = (interview: string, inputs: typeof CLIENT_CALLS) =>
    journey.maya.does({ to: 'forms', form: 'interview.form', context: { interview }, inputs });

  it('shows an answered question once, and what was confirmed in one line', async () => {
    const { maya } = journey;
    await begun();
    await maya.clicks('Why?');
    await maya.clicks('Company account, team or business plan');

    expect(await maya.counts(/^Which kind of account[\s\S]*Company account, team or business plan/)).toBe(1);
    await maya.card(
      /^Understood: Otter\.ai · Recording or transcribing client calls · Otter\.ai, Inc\. · Planned for later$/,
    );
  });

  it('does not invite to submit what is submitted', async () => {
    const { maya } = journey;
    const { owner: _owner, ...others } = CLIENT_CALLS;
    await answersDeclaration(maya, { ...others, owner: 'Maya Lindqvist', alternatives: 'None' });
    await maya.says('change the connections');
    await maya.says('I do not know');
    await maya.sees(/Not known yet[\s\S]*You can submit now/);

    await maya.clicks('Submit');

    await maya.card(/: submitted$/m);
    expect(await maya.counts(/You can submit now/)).toBe(0);
  });

  it.each(['no thats wrong', 'that is not right', 'oh wait, I made a mistake'])(
    'asks what is wrong, to “%s”',
    async (words) => {
      const { maya } = journey;
      await maya.says('I want to use Otter.ai to transcribe client calls');
      await maya.says(words);
      await maya.sees(/What is wrong\?[\s\S]*Is this what you mean\?[\s\S]*Tool: Otter\.ai/);
      await maya.clicks('All correct');

      await maya.says(words);

      await maya.sees(/Which answer shall be changed\?[\s\S]*Tool: Otter\.ai/);
    },
  );

  it.each([
    'How do I get approval for a tool?',
    'I need permission to use a new AI tool',
    'how can we request approval',
  ])('tells a newcomer the way to a decision, to “%s”', async (words) => {
    const { lee } = journey;

    await lee.says(words);

    await lee.sees(/Tell me which tool, and what for[\s\S]*\[Declare an AI use\]/);
  });

  it('leads from an answer that was submitted to the reviewers, who can open it again', async () => {
    const { maya, priya } = journey;
    await declares(maya);

    const asking = await maya.opensForm('Change');
    expect(asking.form).toMatchObject({ id: 'review.reply', title: expect.stringMatching(/^Ask for a change: REV-/) });
    const [input] = asking.form.inputs;
    expect(JSON.stringify(input)).toMatch(/Please let me change “[^”]+”: /);
    await asking.fills({});

    await priya.inTeam.card(/Please let me change/);
    await (await priya.inTeam.opensForm('Approve')).fills({});
    expect(await maya.clicks('Change')).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/was approved on .*declare it anew/),
    });
  });

  it('begins another declaration when the words say “also”', async () => {
    const { maya } = journey;
    await begun();

    await maya.says('I also want to use Midjourney for images');

    await maya.sees(/Tool: Midjourney[\s\S]*Purpose: Making or editing images/);
  });

  it.each(['resume', 'skip', 'summary', 'back'])('says that nothing is open to who says “%s”', async (words) => {
    const { tom } = journey;

    await tom.says(words);

    const news = await tom.sees(/Nothing is open just now[\s\S]*\[Declare an AI use\]/);
    expect(news).not.toMatch(/could not find/);
  });
});
