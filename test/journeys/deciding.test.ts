import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journeyKinds } from '../support/database.ts';
import { declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(journeyKinds)('deciding (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  it('refuses a card that is behind and shows the current state', async () => {
    const { maya, priya, jonas } = journey;
    await declares(maya);
    const behind = await jonas.inTeam.opensForm('Approve');
    const team = priya.inTeam;
    await (await team.opensForm('Reject')).fills({ reason: 'There is an approved tool for this.' });

    const reply = await behind.fills({});

    expect(reply).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/nothing was done\. REV-1 was rejected on 11 January 2027/),
    });
    const card = await jonas.inTeam.card(/REV-1 ·/);
    expect(card.actions).toEqual([]);
    expect(card.tone).toBe('warning');
  });

  it('refuses a button of a card that is behind', async () => {
    const { maya, priya, jonas } = journey;
    await declares(maya);
    const { id, value } = await jonas.inTeam.button('Reject');
    await priya.inTeam.clicks('Claim');

    const answer = await jonas.inTeam.does({ to: 'actions', action: id, value });

    expect(answer).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/REV-1 is in review/) } });
  });

  it('decides once when the same deed is delivered twice', async () => {
    const { maya, priya, api } = journey;
    await declares(maya);
    const { form } = await priya.inTeam.opensForm('Reject');
    const posted = {
      to: 'forms',
      form: form.id,
      context: form.context,
      inputs: { reason: 'There is an approved tool.' },
    } as const;
    const key = '0b7d2b62-3a0a-4d7e-9d51-3c1f7f0f7a11';

    const answers = [
      await api.post(priya.id, 'governance', posted, key),
      await api.post(priya.id, 'governance', posted, key),
    ];
    await journey.passes({ hours: 0 });

    expect(answers).toEqual([answers[0], { taken: true, status: 200, reply: undefined }]);
    expect(await maya.counts(/^Not approved/)).toBe(1);
  });

  it('rejects only with a reason, which the submitter reads', async () => {
    const { maya, priya } = journey;
    await declares(maya);
    const form = await priya.inTeam.opensForm('Reject');

    expect(await form.fills({ reason: ' ' })).toMatchObject({
      kind: 'formErrors',
      errors: { reason: expect.any(String) },
    });
    expect(await form.fills({ reason: 'no' })).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/at least 10 characters/),
    });
    await form.fills({ reason: 'Recording clients is not allowed in Sweden.' });

    await maya.card(
      /^Not approved: Otter\.ai[\s\S]*Please do not use it[\s\S]*Recording clients is not allowed in Sweden\./,
    );
  });

  it('keeps a comment of the data protection officer as advice', async () => {
    const { maya, samir, priya } = journey;
    await declares(maya);

    await (await samir.inTeam.opensForm('Comment')).fills({ comment: 'Consent has to be asked before the recording.' });

    await priya.inTeam.card(/Comments[\s\S]*Consent has to be asked before the recording/);
    const refused = await samir.inTeam.clicks('Approve');
    expect(refused === undefined || refused.kind === 'openForm' || refused.kind === 'notice').toBe(true);
    const { value } = await samir.inTeam.button('Approve');
    const answer = await samir.inTeam.does({
      to: 'forms',
      form: 'review.approve',
      context: value,
      inputs: { nextReviewAt: '2027-03-01' },
    });
    expect(answer).toMatchObject({
      reply: { kind: 'notice', text: expect.stringMatching(/needs the role governance/) },
    });
  });

  it('goes on with a colleague’s review only after taking it over', async () => {
    const { maya, priya, jonas } = journey;
    await declares(maya);
    await priya.inTeam.clicks('Claim');

    expect(await jonas.inTeam.clicks('Approve')).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/Take it over first/),
    });
    await jonas.inTeam.clicks('Take over');
    await (await jonas.inTeam.opensForm('Approve')).fills({});

    await maya.card(/^Approved: Otter\.ai[\s\S]*Jonas Weber/);
  });

  it('is handed over to a colleague who may decide, and who is told', async () => {
    const { maya, priya, jonas } = journey;
    await declares(maya);
    await priya.inTeam.clicks('Claim');

    const handing = await priya.inTeam.opensForm('Hand over');
    const offered = JSON.stringify(handing.form.inputs);
    expect(offered).toMatch(/Jonas Weber/);
    expect(offered).not.toMatch(/Priya Raman|Maya Lindqvist|Samir/);
    expect(await handing.fills({ colleague: maya.id })).toMatchObject({ kind: 'notice' });
    expect(await handing.fills({})).toMatchObject({ kind: 'formErrors' });
    await handing.fills({ colleague: jonas.id });

    await jonas.card(/Priya Raman has handed a review over to you[\s\S]*Otter\.ai/);
    await priya.inTeam.card(/Jonas Weber/);
    await (await jonas.inTeam.opensForm('Approve')).fills({});
    await maya.card(/^Approved: Otter\.ai[\s\S]*Jonas Weber/);
  });

  it('shows the card with its buttons to whoever wants to decide in words, and decides nothing', async () => {
    const { maya, priya } = journey;
    await declares(maya);

    for (const words of ['approve REV-1', 'Please hand over REV-1 to Jonas', 'reject rev-1.']) {
      await priya.says(words);
      await priya.sees(/REV-1 ·[\s\S]*\[Approve\][\s\S]*Nothing was decided by this/);
    }

    await maya.says('approve REV-1');
    expect(await maya.news()).not.toMatch(/\[Approve\]/);
    for (const words of ['what waits for me?', 'show me all open reviews']) {
      await priya.says(words);
      await priya.sees(/REV-1/);
    }
  });

  it('ends an approval that is revoked, and tells why', async () => {
    const { maya, priya } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Approve')).fills({});

    await (await priya.inTeam.opensForm('Revoke the approval')).fills({
      reason: 'The supplier was breached last night.',
    });
    await maya.says('Can I use Otter.ai to transcribe client calls?');

    const news = await maya.sees(/the approval was withdrawn/);
    expect(news).not.toMatch(/^Yes/m);
    await maya.card(/revoked[\s\S]*The supplier was breached last night\./);
    await priya.inTeam.card(/REV-1 ·[\s\S]*The supplier was breached last night\./);
  });

  it('tells nobody “approved” any more once the approval was revoked or has expired', async () => {
    const { maya, tom, priya } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await (await priya.inTeam.opensForm('Revoke the approval')).fills({ reason: 'The supplier was breached.' });
    await declares(tom, undefined, 'I would like to use Otter.ai to transcribe client calls');
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await tom.card(/^Approved: Otter\.ai[\s\S]*You may use it/);

    await journey.passes({ days: 400 });

    for (const who of [maya, tom]) expect(await who.counts(/^Approved: |You may use it/)).toBe(0);
    await tom.card(/The approval of REV-2 expired/);
    await maya.says('who approved AIU-1, and why?');
    await maya.sees(/Approval revoked[\s\S]*Decided by: Priya Raman/);
  });

  it('ends the questions to the submitter when the review is rejected meanwhile', async () => {
    const { maya, priya } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Ask for changes')).fills({
      questions: ['alternatives'],
      remark: 'Please say which.',
    });
    const { value } = await maya.button(/Answer/);
    await (await priya.inTeam.opensForm('Reject')).fills({ reason: 'There is an approved tool for this.' });

    const inputs = { alternatives: 'None of them.' };
    const answers = [
      await maya.does({ to: 'forms', form: 'interview.form', context: value, inputs }),
      await maya.does({ to: 'actions', action: 'interview.submit', value }),
    ];

    for (const { status } of answers) expect(status).toBe(200);
    expect(journey.errors()).toEqual([]);
    expect(await maya.desk()).not.toMatch(/To finish|asks for changes/);
    await priya.inTeam.card(/REV-1 was rejected/);
  });
});
