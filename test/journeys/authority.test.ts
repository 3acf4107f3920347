import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { journeyKinds } from '../support/database.ts';
import { answersDeclaration, CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const DECIDING = {
  'review.approve': { nextReviewAt: '2027-03-01', validUntil: '2027-06-01', reason: '' },
  'review.approveWithConditions': { nextReviewAt: '2027-03-01', conditions: 'Be careful' },
  'review.reject': { reason: 'This reason is long enough.' },
  'review.requestChanges': { questions: ['users'], remark: 'Please be exact.' },
  'review.supplierFacts': { dataRegion: 'EU', trainsOnOurData: 'no', source: 'contract' },
};

describe.each(journeyKinds)('authority (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  it('lets nobody decide on what they submitted, by a button or by a crafted request', async () => {
    const { priya, jonas } = journey;
    await declares(priya);
    const { value } = await priya.inTeam.button('Approve');

    const replies = [
      await priya.inTeam.clicks('Claim'),
      await priya.inTeam.clicks('Approve'),
      await priya.inTeam.clicks('Approve with conditions'),
      await priya.inTeam.clicks('Reject'),
    ];
    for (const [form, inputs] of Object.entries(DECIDING)) {
      for (const who of [priya, priya.inTeam]) {
        const answer = await who.does({ to: 'forms', form, context: value, inputs });
        replies.push(answer.taken ? answer.reply : undefined);
      }
    }

    for (const reply of replies)
      expect(reply).toMatchObject({ kind: 'notice', text: expect.stringMatching(/You submitted or own this/) });
    expect(await jonas.inTeam.card(/REV-1/)).toMatchObject({
      blocks: expect.arrayContaining([{ kind: 'text', text: 'REV-1 is waiting for a reviewer.' }]),
    });
  });

  it('lets nobody decide who has no role for it', async () => {
    const { maya, tom, ana, priya } = journey;
    await declares(maya);
    const { value } = await priya.inTeam.button('Approve');

    for (const who of [maya, tom, ana]) {
      for (const [form, inputs] of Object.entries(DECIDING)) {
        const answer = await who.does({ to: 'forms', form, context: value, inputs });
        expect(answer).toMatchObject({
          status: 200,
          reply: { kind: 'notice', text: expect.stringMatching(/you do not have that role|You submitted or own this/) },
        });
      }
    }

    await priya.inTeam.card(/REV-1 is waiting for a reviewer\./);
  });

  it('lets nobody act in or read a conversation that is not theirs', async () => {
    const { maya, tom, priya, api } = journey;
    await declares(maya);
    const { value } = await priya.inTeam.button('Approve');

    for (const conversation of ['governance', maya.conversation, priya.conversation, 'dm:', 'nowhere']) {
      const answers = [
        await tom.does({ to: 'messages', text: 'hello' }, conversation),
        await tom.does({ to: 'actions', action: 'review.claim', value }, conversation),
        await tom.does(
          { to: 'forms', form: 'review.approve', context: value, inputs: DECIDING['review.approve'] },
          conversation,
        ),
      ];
      for (const { status } of answers) expect([400, 403]).toContain(status);
      await expect(api.read(conversation, tom.id)).rejects.toThrow(/403|400/);
    }
  });

  it('lets nobody touch the interview of somebody else', async () => {
    const { maya, tom } = journey;
    const interview = await answersDeclaration(maya);
    const before = await maya.card(/Please check, then submit/);

    const verbs = [
      'answer',
      'confirmAll',
      'unknown',
      'skip',
      'why',
      'back',
      'change',
      'pause',
      'resume',
      'cancel',
      'submit',
      'form',
      'summary',
    ];
    for (const verb of verbs) {
      const answer = await tom.does({
        to: 'actions',
        action: `interview.${verb}`,
        value: { interview, question: 'users', option: 'only-me' },
      });
      expect(answer).toMatchObject({ status: 200, reply: { kind: 'notice' } });
    }
    const form = await tom.does({
      to: 'forms',
      form: 'interview.form',
      context: { interview },
      inputs: { users: 'only-me' },
    });

    expect(form).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/not yours/) } });
    expect(await maya.card(/Please check, then submit/)).toEqual(before);
  });

  it('shows nobody the submission of somebody else, whatever id is sent', async () => {
    const { maya, tom, priya } = journey;
    await declares(maya);
    const { value } = await priya.inTeam.button('Approve');

    const answer = await tom.does({ to: 'actions', action: 'review.show', value });

    expect(answer).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/no longer there/) } });
    expect(await tom.news()).toBe('');
  });

  it('lets nobody verify what has to be done before their own submission may be used', async () => {
    const { priya, jonas, maya } = journey;
    await declares(priya, { ...CLIENT_CALLS, owner: maya.name });
    await (await jonas.inTeam.opensForm('Approve with conditions')).fills({ preconditions: 'The contract is signed' });

    const own = await priya.inTeam.clicks(/^Verified: The contract/);
    await maya.card(/AIU-1 ·[\s\S]*not verified yet/);
    await jonas.inTeam.clicks(/^Verified: The contract/);

    expect(own).toMatchObject({ kind: 'notice', text: expect.stringMatching(/someone of the governance team/) });
    await maya.card(/AIU-1 ·[\s\S]*\(verified on/);
  });

  it('lets nobody make a use that is not approved look as if it had merely ended', async () => {
    const { maya, tom, priya, storage } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Approve')).fills({});
    const { value } = await maya.button('No longer used');
    await storage.transact(DEMONSTRATION.organisationId, async ({ register }) => {
      const [found] = await register.uses();
      if (found) await register.saveUse({ ...found.use, state: 'prohibited' });
    });
    const current = { ...value, version: Number(value.version) + 1 };

    const replies = [
      await maya.does({ to: 'actions', action: 'register.retire', value: current }),
      await maya.does({ to: 'actions', action: 'register.transfer', value: current }),
      await maya.does({ to: 'forms', form: 'register.transfer', context: current, inputs: { owner: tom.id } }),
    ];

    for (const reply of replies) expect(reply).toMatchObject({ reply: { kind: 'notice' } });
    await storage.transact(DEMONSTRATION.organisationId, async ({ register }) =>
      expect((await register.uses()).map(({ use }) => [use.state, use.ownerId])).toEqual([['prohibited', maya.id]]),
    );
  });

  it('carries no interview into a conversation in which others read', async () => {
    const { priya } = journey;
    const team = priya.inTeam;
    const replies = [await team.does({ to: 'actions', action: 'interview.start', value: { product: 'Otter.ai' } })];
    const interview = await answersDeclaration(priya);
    const before = await team.counts(/./);

    for (const verb of ['resume', 'summary', 'change', 'why', 'pause', 'form', 'submit'])
      replies.push(
        await team.does({ to: 'actions', action: `interview.${verb}`, value: { interview, question: 'users' } }),
      );
    const inputs = { users: 'only-me' };
    replies.push(await team.does({ to: 'forms', form: 'interview.form', context: { interview }, inputs }));

    for (const reply of replies)
      expect(reply).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/your own conversation/) } });
    expect(await team.counts(/./)).toBe(before);
  });

  it('closes the cards of a review to whoever loses the role, in their own conversation too', async () => {
    const { maya, elena, storage } = journey;
    await declares(maya, { ...CLIENT_CALLS, prohibitedSignals: ['emotion-recognition'] });
    await elena.card(/REV-1 ·[\s\S]*None of the approved tools/);

    await storage.transact(DEMONSTRATION.organisationId, ({ people }) => people.revoke(elena.id, 'legal'));

    expect(await elena.counts(/None of the approved tools|REV-1 ·/)).toBe(0);
  });

  it('answers ids and buttons that never were with a sentence', { timeout: 180_000 }, async () => {
    const { priya, errors } = journey;
    const ids = [
      'x',
      '0',
      'null',
      '01900000-0000-7000-8000-00000000ffff',
      '%00',
      "'; DROP TABLE review; --",
      '../../etc',
      'a'.repeat(3000),
    ];

    for (const id of ids) {
      const value = {
        review: id,
        interview: id,
        use: id,
        condition: id,
        concern: id,
        evidence: id,
        answer: id,
        message: id,
        question: id,
        option: id,
        product: id,
        delegation: id,
        until: id,
        colleague: id,
        version: 1,
      };
      for (const action of [
        'review.claim',
        'review.approve',
        'review.show',
        'interview.answer',
        'interview.resume',
        'interview.form',
        'register.join',
        'register.retire',
        'register.transfer',
        'register.show',
        'register.verify',
        'nothing.here',
        'review.',
        'constructor.name',
        'review.constructor',
        'passage.open',
        'review.reply',
        ...['review.advise', 'review.recuse', 'review.setLevel', 'review.confirmLowering', 'review.declineLowering'],
        ...['review.recordCommittee', 'review.confirmCommittee', 'review.returnCommittee'],
        ...['absence.plan', 'absence.end'],
        'interview.keepFile',
        'interview.dropFile',
        'interview.declareFrom',
        'concern.take',
        'concern.ask',
        'concern.reply',
        'concern.close',
        'concern.show',
        'question.ask',
        'question.assign',
        'question.answer',
        'question.askFurther',
        'question.show',
        'feedback.up',
        'feedback.down',
      ]) {
        const answer = await priya.does({ to: 'actions', action, value });
        expect([200, 400, 422], `${action} ${id}`).toContain(answer.status);
      }
      const forms = [
        ...['review.approve', 'review.reject', 'review.reply', 'interview.form', 'register.transfer', 'no.form'],
        ...['concern.ask', 'concern.reply', 'concern.close', 'question.answer', 'question.askFurther', 'feedback.down'],
        ...['review.advise', 'review.recuse', 'review.setLevel', 'review.recordCommittee', 'absence.plan'],
      ];
      for (const form of forms) {
        const answer = await priya.does({
          to: 'forms',
          form,
          context: value,
          inputs: { reason: 'because it is so', users: 'team', owner: id, text: id, comment: id, outcome: id },
        });
        expect([200, 400, 422], `${form} ${id}`).toContain(answer.status);
      }
    }

    expect(errors()).toEqual([]);
  });
});
