import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditPayload } from '../../src/audit/trail.ts';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import type { Feedback } from '../../src/feedback/feedback.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const QUESTION = 'What does ISO 42001 want for impact assessments?';

describe.each(journeyKinds)('feedback on answers (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    await journey.maya.says(QUESTION);
  });
  afterEach(() => journey.end());

  const all = (): Promise<readonly Feedback[]> =>
    journey.storage.transact(DEMONSTRATION.organisationId, ({ feedback }) => feedback.since(new Date(0)));

  it('is kept once for each person and answer, and the last word counts', async () => {
    const { maya } = journey;

    expect(await maya.clicks('Helpful')).toMatchObject({ kind: 'notice', text: expect.stringMatching(/Thank you/) });
    expect(await all()).toMatchObject([{ verdict: 'up', personId: maya.id, band: 'answer' }]);
    const form = await maya.opensForm('Not helpful');
    expect(await all()).toMatchObject([{ verdict: 'down' }]);
    await form.fills({ reason: 'outdated', text: 'There is a newer version.' });
    const [down] = await all();
    await maya.clicks('Helpful');

    expect(down).toMatchObject({
      ...{ verdict: 'down', reason: 'outdated' },
      words: { text: 'There is a newer version.', question: QUESTION },
      passages: expect.arrayContaining(['iso42001:6.1.4']),
      questionHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const [up, ...others] = await all();
    expect([up?.verdict, up?.words, up?.reason, others]).toEqual(['up', undefined, undefined, []]);
  });

  it('passes the question on only when it is said what was wrong', async () => {
    const { maya } = journey;
    const form = await maya.opensForm('Not helpful');
    await form.fills({});

    expect((await all())[0]?.words).toBeUndefined();
    await form.fills({ reason: 'beside' });
    expect((await all())[0]?.words).toEqual({ question: QUESTION });
    const again = await maya.opensForm('Not helpful');
    expect(again.form.inputs.find(({ id }) => id === 'reason')).toMatchObject({ value: 'beside' });
  });

  it('is listed for the governance team, without names, and for nobody else', async () => {
    const { maya, tom, priya, elena, storage } = journey;
    await (await maya.opensForm('Not helpful')).fills({ reason: 'wrong', text: 'That is not what the clause says.' });
    await tom.says(QUESTION);
    await tom.clicks('Helpful');

    await priya.inTeam.says('feedback');
    const list = await priya.card(/Feedback on answers in 30 days/);
    const words = JSON.stringify(list);
    expect(words).toMatch(/It is wrong: That is not what the clause says\..*impact assessments\?.*iso42001:6\.1\.4/);
    expect(words).toMatch(/"Helpful","value":"1".*"Not helpful","value":"1"/);
    expect(words).not.toMatch(/Maya|Tom/);
    expect(await priya.inTeam.counts(/Feedback on answers/)).toBe(0);
    for (const who of [elena, tom]) {
      await who.says('show me the feedback');
      const told = await who.sees(/buttons below an answer/);
      expect(told).not.toMatch(/clause says/);
    }
    await storage.transact(DEMONSTRATION.organisationId, ({ people }) => people.revoke(priya.id, 'governance'));
    expect(await priya.counts(/clause says/)).toBe(0);
  });

  it('is given on what one could read, whatever id is sent', async () => {
    const { maya, tom, priya, jonas } = journey;
    const { value } = await maya.button('Helpful');

    for (const action of ['feedback.up', 'feedback.down'])
      expect(await tom.does({ to: 'actions', action, value })).toMatchObject({
        reply: { kind: 'notice', text: expect.stringMatching(/no longer/) },
      });
    expect(
      await tom.does({ to: 'forms', form: 'feedback.down', context: value, inputs: { text: 'Bad.' } }),
    ).toMatchObject({ reply: { kind: 'notice' } });
    expect(await all()).toEqual([]);

    await priya.inTeam.says(QUESTION);
    await (await jonas.inTeam.opensForm('Not helpful')).fills({ text: 'Too long.' });
    // Not the question, which was Priya's.
    expect(await all()).toMatchObject([{ personId: jonas.id, words: { text: 'Too long.' } }]);
    expect((await all())[0]?.words).not.toHaveProperty('question');
  });

  it('leaves a trail of ids and kinds, never of words', async () => {
    const { maya, storage } = journey;
    await (await maya.opensForm('Not helpful')).fills({ reason: 'wrong', text: 'Nonsense.' });

    const notes = await storage.transact(DEMONSTRATION.organisationId, async ({ trail }) =>
      (await Array.fromAsync(trail.entries())).flatMap(({ payload }) => AuditPayload.parse(JSON.parse(payload)).notes),
    );

    expect(notes.filter(({ kind: what }) => what === 'feedback.given').map(({ details }) => details)).toEqual([
      { verdict: 'down' },
      { verdict: 'down', reason: 'wrong' },
    ]);
    expect(JSON.stringify(notes)).not.toMatch(/Nonsense|impact assessments/);
  });
});
