import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journeyKinds } from '../support/database.ts';
import { answersDeclaration } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(journeyKinds)('interviewing (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    await journey.maya.says('I want to use Otter.ai to transcribe client calls');
    await journey.maya.clicks('All correct');
  });
  afterEach(() => journey.end());

  it('goes on days later where it was paused', async () => {
    const { maya, passes } = journey;
    await maya.clicks('Company account, team or business plan');
    await maya.says('pause');
    await maya.sees(/Paused/);
    await passes({ days: 9 });

    await maya.says('resume');

    await maya.sees(/Welcome back[\s\S]*Who will use it\?/);
    expect(await maya.counts(/^Which kind of account/)).toBe(1);
  });

  it('keeps its place when something else is asked in the middle', async () => {
    const { maya } = journey;

    await maya.says('What does ISO 42001 want for impact assessments?');

    await maya.sees(/impact assessment[\s\S]*\[iso42001:[\s\S]*Which kind of account/);
    await maya.clicks('Company account, enterprise plan');
    await maya.sees(/Who will use it\?/);
  });

  it('keeps its place when what is asked cannot be answered', async () => {
    const { maya } = journey;

    await maya.says('What is the weather in Paris?');

    await maya.sees(/could not find that[\s\S]*Which kind of account/);
  });

  it('asks again in other words when an answer cannot be read', async () => {
    const { maya } = journey;

    await maya.says('purple monkey dishwasher');

    await maya.sees(/Let me ask that again[\s\S]*Which kind of account/);
  });

  it('goes back, and forward again', async () => {
    const { maya } = journey;
    await maya.clicks('Company account, team or business plan');

    await maya.says('back');
    await maya.sees(/Which kind of account[\s\S]*So far: Company account, team or business plan/);
    await maya.clicks('Company account, enterprise plan');

    await maya.sees(
      /from Company account, team or business plan to Company account, enterprise plan[\s\S]*Who will use it/,
    );
  });

  it('takes a whole section as a form, and says what is wrong at its field', async () => {
    const { maya } = journey;
    const form = await maya.opensForm('As a form');
    expect(form.form.inputs.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['account', 'users', 'countries', 'data']),
    );

    expect(await form.fills({ account: 'no-such-plan', users: 'team' })).toMatchObject({
      kind: 'formErrors',
      errors: { account: expect.any(String) },
    });
    const next = await form.fills({ account: 'company-team', users: 'team', countries: ['de'] });
    expect(next).toMatchObject({ kind: 'nextForm', form: { id: 'interview.form' } });
    expect(await maya.news()).toBe('');

    await maya.dismisses(next);

    await maya.sees(/What kinds of information/);
    expect(await maya.counts(/^Who will use it/)).toBe(0);
  });

  it('asks in a form of its own what a click has left open, such as a list too long for a message', async () => {
    const { maya } = journey;
    await maya.clicks('Company account, team or business plan');
    await maya.clicks('My team');
    await maya.sees(/In which countries/);

    const { form, fills } = await maya.opensForm('Answer');

    expect(form.inputs.map(({ id, required }) => [id, required])).toEqual([['countries', true]]);
    expect(await fills({})).toMatchObject({ kind: 'formErrors', errors: { countries: expect.stringMatching(/\.$/) } });
    expect(await fills({ countries: ['se', 'de'] })).toBeUndefined();
    await maya.sees(/What kinds of information/);
    await maya.card(/In which countries[\s\S]*Germany, Sweden/);
  });

  it('points out a contradiction and lets it be settled', async () => {
    const { maya } = journey;
    await maya.clicks('Company account, team or business plan');
    await maya.says('my team');
    await maya.says('Sweden');

    await maya.clicks('Answer', { data: ['none'] });

    await maya.sees(/do not fit together[\s\S]*no company or personal information/);
    await maya.clicks('Change: Data');
    await maya.clicks('Answer', { data: ['customer'] });
    await maya.sees(/Does any of this apply/);
  });

  it('takes an old card’s button for that card’s question, and the question at hand stays', async () => {
    const { maya } = journey;
    const { id, value } = await maya.button('My own free account');
    await maya.clicks('Company account, team or business plan');

    await maya.does({ to: 'actions', action: id, value });

    await maya.sees(
      /Plan and account: from Company account, team or business plan to My own free account[\s\S]*Who will use it/,
    );
  });

  it('keeps the answers when somebody says stop', async () => {
    const { maya } = journey;
    await maya.clicks('Company account, team or business plan');

    await maya.says('stop');
    await maya.sees(/Paused/);

    await maya.clicks('Resume');
    await maya.sees(/Who will use it\?/);
  });

  it('begins no declaration where others read along', async () => {
    const team = journey.priya.inTeam;

    await team.says('I would like to use Otter.ai to transcribe client calls');

    const news = await team.sees(/in your own conversation with me/);
    expect(news).not.toMatch(/Is this what you mean/);
  });

  it('tells who says hello what can be said', async () => {
    const { tom } = journey;

    await tom.says('Hi there!');
    await tom.sees(/I am Steward[\s\S]*not a person[\s\S]*\[Declare an AI use\]/);
    await tom.says('what can you do?');
    await tom.sees(/I am Steward/);

    await tom.clicks('Declare an AI use');
    await tom.sees(/Which AI tool do you want to use/);
  });

  it('submits once, however often the button is clicked', async () => {
    const { maya, priya } = journey;
    await maya.says('cancel');
    await maya.clicks('Yes, cancel');
    await answersDeclaration(maya);
    const { id, value } = await maya.button('Submit');

    await Promise.all(
      [1, 2, 3].map(() => journey.api.post(maya.id, maya.conversation, { to: 'actions', action: id, value })),
    );
    await journey.passes({ hours: 0 });

    expect(await priya.inTeam.counts(/REV-\d+ ·/)).toBe(1);
    expect(journey.errors()).toEqual([]);
  });
});
