import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(journeyKinds)('together (%s)', (kind) => {
  let journey: Journey;
  let interview: string;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    await journey.maya.says('I want to use Otter.ai to transcribe client calls');
    interview = String((await journey.maya.button('All correct')).value.interview);
    await journey.maya.clicks('All correct');
  });
  afterEach(() => journey.endsWithoutErrors());

  it('asks a colleague by name for the question at hand, and goes on with the next one', async () => {
    const { maya, tom } = journey;

    await maya.says('ask @Tom');

    await maya.sees(/With Tom Okafor: Plan and account[\s\S]*Who will use it\?/);
    await tom.card(/^Which kind of account[\s\S]*Maya Lindqvist asks you[\s\S]*Otter\.ai/);
    expect(await tom.desk()).toMatch(/Colleagues ask you[\s\S]*Plan and account[\s\S]*Maya Lindqvist asked you/);
    expect(await maya.desk()).toMatch(/with Tom Okafor/);
  });

  it('brings the answer back with the name, and lets the owner correct it', async () => {
    const { maya, tom } = journey;
    await maya.says('ask Tom about this question');

    await tom.clicks('Company account, team or business plan');

    await tom.card(/^Thank you: Plan and account/);
    await maya.card(/^Tom Okafor answered: Plan and account[\s\S]*Company account, team or business plan/);
    expect(await tom.desk()).not.toMatch(/Colleagues ask you/);
    await maya.clicks('Change');
    await maya.clicks('Company account, enterprise plan');
    await maya.sees(/Changed[\s\S]*Company account, enterprise plan/);
    await maya.says('summary');
    await maya.sees(/Plan and account: Company account, enterprise plan/);
  });

  it('takes the answer that a colleague types, and says when it could not read one', async () => {
    const { maya, tom } = journey;
    await maya.says('ask Tom about this question');

    await tom.says('hello');
    await tom.sees(/I am Steward/);
    await tom.says('the purple one');
    await tom.sees(/could not read an answer in that[\s\S]*Which kind of account/);
    await tom.says('we have the team plan');

    await tom.sees(/Passed on: Plan and account: Company account, team or business plan/);
    await maya.card(/^Tom Okafor answered: Plan and account[\s\S]*Company account, team or business plan/);
    expect(await tom.desk()).not.toMatch(/Colleagues ask you/);
  });

  it('takes a colleague’s “I don’t know” in words', async () => {
    const { maya, tom } = journey;
    await maya.says('ask Tom about this question');

    await tom.says('I do not know');

    await tom.sees(/You do not know/);
    await maya.card(/Tom Okafor[\s\S]*Plan and account/);
    expect(await tom.desk()).not.toMatch(/Colleagues ask you/);
  });

  it('takes a question back, so that the colleague can answer no more', async () => {
    const { maya, tom } = journey;
    await maya.says('ask Tom');
    const { id, value } = await tom.button('Company account, team or business plan');

    await maya.clicks('Take back');

    await tom.card(/Maya Lindqvist has taken this back: Plan and account/);
    const late = await tom.does({ to: 'actions', action: id, value, inputs: {} });
    expect(late).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/taken back meanwhile/) } });
    await maya.says('summary');
    await maya.sees(/Still to answer: Plan and account/);
  });

  it('needs no answer any more once the owner has given it', async () => {
    const { maya, tom } = journey;
    await maya.says('ask Tom');
    const { id, value } = await tom.button('My own free account');
    const form = await maya.opensForm('As a form');

    await form.fills({ account: 'company-team' });

    await tom.card(/Nothing is needed any more: Plan and account/);
    const late = await tom.does({ to: 'actions', action: id, value, inputs: {} });
    expect(late).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/Nothing is needed/) } });
  });

  it('goes to somebody else when the colleague passes it on, and comes back when nobody knows', async () => {
    const { maya, tom, elena } = journey;
    await maya.says('ask Tom');

    await (await tom.opensForm('Ask somebody else')).fills({ colleague: elena.id, note: 'You buy these.' });

    await tom.card(/^Passed on: Plan and account/);
    await maya.card(/With Elena Rossi: Plan and account/);
    await elena.card(/Which kind of account[\s\S]*Tom Okafor named you[\s\S]*You buy these/);
    await elena.clicks('I don’t know');
    await maya.card(/Elena Rossi does not know: Plan and account[\s\S]*It is with you again/);
    await maya.says('summary');
    await maya.sees(/Still to answer: Plan and account/);
  });

  it('sends a whole section, of which the colleague sees the questions and nothing that was answered', async () => {
    const { maya, tom } = journey;
    await maya.clicks('Company account, team or business plan');
    const form = await maya.opensForm('Ask a colleague');

    await form.fills({ colleague: tom.id, part: 'section:use', note: 'You run the calls.' });

    const card = JSON.stringify(await tom.card(/Maya Lindqvist asks you about “What you want to use it for”/));
    expect(card).toMatch(/You run the calls/);
    expect(card).not.toMatch(/business plan/);
    const answers = await tom.opensForm(/^Answer \d questions/);
    expect(answers.form.inputs.map(({ id }) => id)).not.toContain('account');
    await answers.fills({ users: 'team', countries: ['se'], data: ['personal'], circumstances: ['none'] });
    await maya.card(/Tom Okafor answered: What you want to use it for[\s\S]*Sweden/);
  });

  it('says clearly why somebody cannot be asked', async () => {
    const { maya, ana, storage, app } = journey;

    await maya.says('ask @Rumpelstilzchen');
    await maya.sees(/asked nobody[\s\S]*nobody of that name/);
    await maya.says('ask @Maya');
    await maya.sees(/asked nobody[\s\S]*That is you/);
    const form = await maya.opensForm('Ask a colleague');
    await storage.transact(app.organisation.id, ({ people }) => people.erase(ana.id, journey.now()));
    expect(await form.fills({ colleague: ana.id })).toMatchObject({
      kind: 'formErrors',
      errors: { colleague: expect.stringMatching(/no longer here/) },
    });
  });

  it('reminds after two working days and then weekly, all in one message', async () => {
    const { maya, tom, passes } = journey;
    await maya.says('ask Tom');
    await maya.says('ask Tom');
    const reminders = () => tom.counts(/Colleagues wait for your answer/);

    await passes({ days: 1 });
    expect(await reminders()).toBe(0);
    await passes({ days: 2 });
    expect(await reminders()).toBe(1);
    await tom.card(/Colleagues wait for your answer[\s\S]*Plan and account[\s\S]*Who uses it/);
    for (const _ of [1, 2, 3, 4, 5]) await passes({ days: 1 });
    expect(await reminders()).toBe(1);
    for (const _ of [1, 2]) await passes({ days: 1 });
    expect(await reminders()).toBe(2);
  });

  it('gives it back when the colleague has left', async () => {
    const { maya, ana, storage, app, passes } = journey;
    await maya.says('ask Ana');
    await storage.transact(app.organisation.id, ({ people }) => people.erase(ana.id, journey.now()));

    await passes({ days: 3 });

    await maya.card(/Plan and account[\s\S]*It is with you again/);
    await maya.says('summary');
    await maya.sees(/Still to answer: Plan and account/);
  });

  it('lets a co-author answer and change sections, and the owner submit', async () => {
    const { maya, tom } = journey;
    await maya.does({ to: 'actions', action: 'together.coAuthor', value: { interview }, inputs: {} });
    await maya.does({
      ...{ to: 'forms', form: 'together.coAuthor', context: { interview } },
      inputs: { colleague: tom.id, sections: ['use'] },
    });

    await tom.card(/You work along: Declare an AI use: Otter\.ai[\s\S]*What you want to use it for/);
    await (await tom.opensForm('Open')).fills({ account: 'company-team', users: 'team', countries: ['se'] });
    await (await tom.opensForm('Open')).fills({ data: ['none'], circumstances: ['none'] });
    const again = await tom.opensForm('Open');
    expect(again.form.inputs.find(({ id }) => id === 'users')).toMatchObject({ value: 'team' });
    await again.fills({ users: 'company' });

    await maya.says('summary');
    await maya.sees(/Who uses it: The whole company/);
  });

  it('hands the whole over to somebody who accepts it', async () => {
    const { maya, tom } = journey;
    await maya.clicks('Company account, team or business plan');
    await maya.does({
      ...{ to: 'forms', form: 'together.handOver', context: { interview } },
      inputs: { colleague: tom.id, note: 'I am on leave.' },
    });
    await tom.card(/Will you take this over\?[\s\S]*Otter\.ai[\s\S]*I am on leave/);

    await tom.clicks('Take it over');

    await maya.card(/Tom Okafor took it over/);
    await tom.clicks('Go on');
    await tom.sees(/Welcome back[\s\S]*Who will use it/);
    await tom.says('summary');
    await tom.sees(/Plan and account: Company account, team or business plan/);
    const mine = await maya.does({ to: 'actions', action: 'interview.summary', value: { interview }, inputs: {} });
    expect(mine).toMatchObject({ reply: { kind: 'notice' } });
  });

  it('forgets what a colleague said when they are erased, and asks again', async () => {
    const { maya, tom, storage, app } = journey;
    await maya.says('ask Tom');
    await tom.clicks('Company account, team or business plan');

    await storage.transact(app.organisation.id, ({ people }) => people.erase(tom.id, journey.now()));

    await maya.says('summary');
    await maya.sees(/Still to answer: Plan and account/);
    expect(await maya.news()).not.toMatch(/business plan/);
  });

  it('loses no answer of owner, co-author and colleague who answer at the same moment', async () => {
    const { maya, tom, elena } = journey;
    await maya.does({
      ...{ to: 'forms', form: 'together.coAuthor', context: { interview } },
      inputs: { colleague: tom.id, sections: ['use'] },
    });
    await maya.does({
      ...{ to: 'forms', form: 'together.ask', context: { interview } },
      inputs: { colleague: elena.id, part: 'question:data' },
    });
    const share = async (who: typeof tom, label: string) => String((await who.button(label)).value.share);
    const [toms, elenas] = [await share(tom, 'Open'), await share(elena, 'I don’t know')];

    const taken = await Promise.all([
      maya.does({
        ...{ to: 'forms', form: 'interview.form', context: { interview } },
        inputs: { account: 'company-team' },
      }),
      tom.does({ to: 'forms', form: 'together.form', context: { share: toms }, inputs: { countries: ['se'] } }),
      elena.does({ to: 'forms', form: 'together.form', context: { share: elenas }, inputs: { data: ['personal'] } }),
    ]);

    expect(taken.map((answer) => answer.taken)).toEqual([true, true, true]);
    await maya.says('summary');
    await maya.sees(/Plan and account: Company account, team[\s\S]*Countries: Sweden[\s\S]*Data: /);
  });
});
