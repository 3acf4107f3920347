import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FULL } from '../support/begin-assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(journeyKinds)('lanes (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  it('take a sign of a prohibited practice to legal, and governance cannot decide on it', async () => {
    const { maya, priya, elena } = journey;

    await declares(maya, { ...CLIENT_CALLS, prohibitedSignals: ['emotion-recognition'] });

    await elena.card(/Lane: Stop[\s\S]*Reading emotions/);
    const { value } = await priya.inTeam.button('Approve');
    for (const form of ['review.approve', 'review.approveWithConditions', 'review.reject']) {
      const inputs = { nextReviewAt: '2027-03-01', reason: 'I would like to decide this.', conditions: 'None' };
      const answer = await priya.inTeam.does({ to: 'forms', form, context: value, inputs });
      expect(answer).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/needs the role legal/) } });
    }
    await (await elena.opensForm('Reject')).fills({ reason: 'Reading emotions at work is forbidden.' });
    await maya.card(/^Not approved[\s\S]*Elena Rossi/);
  });

  it('refuse approval in the full lane before an assessment is approved', async () => {
    const { maya, priya } = journey;

    await declares(maya, FULL);

    await priya.inTeam.sees(/Lane: Full[\s\S]*It judges, ranks or monitors people/);
    const reply = await priya.inTeam.clicks('Approve');
    expect(reply).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/before an impact assessment of it is approved/),
    });
  });

  it('hold up approval, not submission, while something that screening looks at is not known', async () => {
    const { maya, priya } = journey;
    const { humanCheck: _, ...rest } = CLIENT_CALLS;

    await maya.says('I would like to use Otter.ai to transcribe client calls');
    const interview = String((await maya.button('All correct')).value.interview);
    await maya.clicks('All correct');
    const answer = await maya.does({ to: 'forms', form: 'interview.form', context: { interview }, inputs: rest });
    if (answer.taken) await maya.dismisses(answer.reply);
    await maya.sees(/Who looks at what it makes/);
    await maya.says('I have no idea');
    await maya.clicks('Submit');

    await maya.sees(/Approval waits for: Human check/);
    await priya.inTeam.sees(/Not known yet\n• Human check/);
    const reply = await priya.inTeam.clicks('Approve');
    expect(reply).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/while this is not known: Human check/),
    });
  });
});
