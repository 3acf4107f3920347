import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { cardInWords } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const UNKNOWN = 'What is the weather in Paris?';

describe.each(journeyKinds)('asking the governance team (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  const asks = async () => {
    await journey.maya.says(UNKNOWN);
    await journey.maya.clicks('Ask the governance team');
  };

  it('takes to people what cannot be answered, and brings their answer back with their name', async () => {
    const { maya, samir, priya } = journey;
    await maya.says(UNKNOWN);
    await maya.sees(/could not find that[\s\S]*\[Ask the governance team\]/);

    await maya.clicks('Ask the governance team');
    await maya.sees(/Q-1 is with the governance team[\s\S]*What is the weather in Paris\?/);
    await priya.inTeam.card(/Q-1 · A question[\s\S]*weather in Paris[\s\S]*Asked by: Maya[\s\S]*What I found: Nothing/);
    await (await samir.inTeam.opensForm('Answer')).fills({ text: 'Rain. Ask a window.' });

    await maya.sees(/Samir Haddad answers Q-1[\s\S]*weather in Paris[\s\S]*Rain\. Ask a window\./);
    const team = cardInWords(await priya.inTeam.card(/Q-1 was answered by Samir Haddad/));
    expect(team).toMatch(/\[Add to the answer\]/);
    const draft = await priya.inTeam.opensForm('Write a document');
    expect(draft.form.inputs).toMatchObject([{ value: UNKNOWN }, { value: 'Rain. Ask a window.' }]);
    expect(team).not.toMatch(/Assign to me/);
  });

  it('offers people where it is not sure, and not where it answers', async () => {
    const { maya } = journey;

    await maya.says('What does ISO 42001 want for impact assessments?');

    const answered = await maya.sees(/What I found/);
    expect(answered).not.toMatch(/Ask the governance team/);
  });

  it('asks once, however often it is clicked', async () => {
    const { maya, priya } = journey;
    await asks();

    const again = await maya.clicks('Ask the governance team');

    expect(again).toMatchObject({ kind: 'notice', text: expect.stringMatching(/already: Q-1/) });
    expect(await priya.inTeam.counts(/· A question/)).toBe(1);
  });

  it('goes to whoever takes it, and what is asked further goes to them too', async () => {
    const { maya, elena, priya } = journey;
    await asks();

    await elena.inTeam.clicks('Assign to me');
    await priya.inTeam.card(/Q-1 will be answered by Elena Rossi/);
    expect(await priya.desk()).not.toMatch(/Q-1/);
    expect(await elena.desk()).toMatch(/Questions to answer\nQ-1: What is the weather in Paris\?/);
    const stale = await priya.inTeam.opensForm('Answer');
    await (await elena.inTeam.opensForm('Answer')).fills({ text: 'It rains.' });
    expect(await stale.fills({ text: 'It is dry.' })).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/nothing was sent/),
    });
    await (await maya.opensForm('Ask further')).fills({ text: 'And tomorrow?' });

    await elena.card(/Q-1: Maya Lindqvist asks further[\s\S]*And tomorrow\?/);
    await priya.inTeam.card(/Q-1: Maya Lindqvist asks further/);
    await (await elena.opensForm('Answer')).fills({ text: 'Sun.' });
    await maya.sees(/Elena Rossi answers Q-1[\s\S]*And tomorrow\?[\s\S]*Sun\./);
  });

  it('stays on the asker’s desk until it is long answered', async () => {
    const { maya, tom, priya, passes } = journey;
    await asks();
    expect(await maya.desk()).toMatch(/You asked\nQ-1: What is the weather in Paris\? \(Q-1 is waiting for an answer/);
    expect(await tom.desk()).not.toMatch(/Q-1/);
    await (await priya.inTeam.opensForm('Answer')).fills({ text: 'It rains.' });
    expect(await maya.desk()).toMatch(/Q-1 was answered by Priya Raman/);
    expect(await priya.desk()).not.toMatch(/Q-1/);

    await passes({ days: 31 });

    expect(await maya.desk()).not.toMatch(/Q-1/);
  });

  it('is asked in words, too', async () => {
    const { maya, priya } = journey;

    await maya.says('Ask the governance team');
    const form = await maya.opensForm('Write the question');
    expect(await form.fills({ text: ' ' })).toMatchObject({ kind: 'formErrors' });
    await form.fills({ text: 'May we record interviews?' });
    await maya.says('ask the governance team: may we keep the recordings for a year?');

    await priya.inTeam.card(/Q-1[\s\S]*May we record interviews\?/);
    await priya.inTeam.card(/Q-2[\s\S]*may we keep the recordings for a year\?/);
  });

  it('shows nobody else’s question, and lets nobody answer without the role, whatever id they send', async () => {
    const { maya, tom, ana, lee, priya } = journey;
    await asks();
    const { value } = await priya.inTeam.button('Assign to me');

    for (const who of [tom, ana, lee]) {
      const replies = [];
      for (const verb of ['assign', 'answer', 'askFurther', 'show'])
        replies.push(await who.does({ to: 'actions', action: `question.${verb}`, value }));
      for (const form of ['question.answer', 'question.askFurther'])
        replies.push(await who.does({ to: 'forms', form, context: value, inputs: { text: 'Trust me.' } }));
      for (const reply of replies) expect(reply).toMatchObject({ reply: { kind: 'notice' } });
      expect(await who.news()).toBe('');
      await who.says('Q-1');
      await who.sees(/Q-1: nothing that I can show you/);
    }
    const own = await maya.does({ to: 'forms', form: 'question.answer', context: value, inputs: { text: 'Me.' } });
    expect(own).toMatchObject({ reply: { kind: 'notice' } });
    await priya.inTeam.card(/Q-1 is waiting for an answer/);
    await maya.says('Q-1');
    await maya.sees(/Q-1 is with the governance team/);
  });

  it('passes on nobody’s words but one’s own', async () => {
    const { priya, jonas, maya, tom } = journey;
    await priya.inTeam.says(UNKNOWN);
    const { id, value } = await jonas.inTeam.button('Ask the governance team');

    expect(await jonas.inTeam.does({ to: 'actions', action: id, value })).toMatchObject({
      reply: { kind: 'openForm', form: { id: 'question.write' } },
    });
    await maya.says(UNKNOWN);
    const private_ = (await maya.button('Ask the governance team')).value;
    expect(await tom.does({ to: 'actions', action: id, value: private_ })).toMatchObject({
      reply: { kind: 'notice', text: expect.stringMatching(/no longer there/) },
    });
    await priya.inTeam.clicks('Ask the governance team');
    await priya.card(/Q-1 is with the governance team/);
  });

  it('keeps with the question how sure the assistant was of it', async () => {
    await asks();

    const [open] = await journey.storage.transact(DEMONSTRATION.organisationId, ({ questions }) => questions.open());

    expect(open).toMatchObject({
      question: { tried: { band: 'abstain', score: expect.any(Number), passages: [] } },
      messages: [{ kind: 'question', text: UNKNOWN }],
    });
  });

  it('forgets after a quarter what it answered, and the question keeps its own copy', async () => {
    const { maya, tom, priya, passes } = journey;
    await asks();
    await tom.says(UNKNOWN);
    const { id: action, value } = await tom.button('Ask the governance team');

    await passes({ days: 91 });

    // A platform keeps the message, and so the button.
    expect(await tom.does({ to: 'actions', action, value, inputs: {} })).toMatchObject({
      reply: { text: expect.stringMatching(/no longer there/) },
    });
    expect(await tom.counts(/no longer available/)).toBe(1);
    await priya.inTeam.card(/Q-1 · A question[\s\S]*weather in Paris/);
    await maya.says('Q-1');
    await maya.sees(/weather in Paris/);
  });
});
