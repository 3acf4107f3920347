import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approves, declaresAndAssesses } from '../support/approve-assessment.ts';
import { cardInWords } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

// Approved in January, to be reviewed on Monday, 1 March 2027.
describe.each(journeyKinds)('repeating an assessment at its interval (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    await declaresAndAssesses(journey);
    await approves(journey, journey.priya, 'REV-1');
  });
  afterEach(() => journey.endsWithoutErrors());

  it('reminds its owner before it is due, and a click begins the next version', async () => {
    const { maya, priya, passes } = journey;
    await passes({ days: 7 });
    expect(await maya.counts(/to be repeated/)).toBe(0);

    await passes({ days: 15 });
    const digest = cardInWords(await maya.card(/^One impact assessment of yours is to be repeated/));
    expect(digest).toMatch(/ASM-1: Otter\.ai \(AIS-1\)[\s\S]*Next review due 1 March 2027/);
    expect(await priya.inTeam.counts(/to be repeated/)).toBe(0);
    expect(await maya.desk()).toMatch(/Assessments to repeat\nASM-1/);
    await passes({ days: 1 });
    expect(await maya.counts(/to be repeated/)).toBe(1);

    const form = await maya.opensForm('Begin the next version');
    expect(form.form.title).toBe('ASM-1 once more');
    await form.fills({});

    await maya.sees(/The level of ASM-1 rests on it|approved with ASM-1/);
    const begun = await journey.storage.transact(journey.app.organisation.id, async ({ assessments, interviews }) => {
      const assessment = await assessments.referenced('ASM-2');
      return { assessment, interview: assessment && (await interviews.find(assessment.interviewId)) };
    });
    expect(begun.assessment?.follows?.changes).toEqual([]);
    const asked = begun.interview?.state.changeRequested.map(({ questionId }) => questionId) ?? [];
    expect(asked).toContain('stage');
    expect(asked).not.toContain('intendedUse');
    expect(begun.interview?.state.answers).toHaveProperty('intendedUse');
    // What was said before stays, and nags no more.
    await maya.card(/Impact assessments to repeat[\s\S]*Nothing is due/);
    expect(await maya.desk()).not.toMatch(/Assessments to repeat/);
    await passes({ days: 30 });
    expect(await maya.counts(/to be repeated/)).toBe(0);
    expect(await priya.inTeam.counts(/to be repeated/)).toBe(0);
    expect(await priya.desk()).not.toMatch(/Assessments that are overdue/);
  }, 300_000);

  it('shows the governance team what stays overdue, on their desk, in their channel and in the register', async () => {
    const { maya, tom, priya, passes } = journey;
    await passes({ days: 50 });
    await priya.says('which assessments are overdue?');
    await priya.sees(/Impact assessments \(1\)\nASM-1: Otter\.ai \(AIS-1\)[\s\S]*overdue since 1 March 2027/);
    await tom.says('which assessments are overdue?');
    expect(await tom.news()).not.toMatch(/ASM-1/);
    expect(await priya.desk()).toMatch(/Assessments that are overdue\nASM-1[\s\S]*overdue since 1 March 2027: Maya/);
    expect(await tom.desk()).not.toMatch(/ASM-1/);

    await passes({ days: 7 });
    await priya.inTeam.card(/One impact assessment is to be repeated[\s\S]*overdue since 1 March 2027: Maya/);
    expect(await maya.counts(/of yours is to be repeated/)).toBe(2);

    // The console names no place where it could be done alone from there.
    expect(await priya.inTeam.clicks('Begin the next version')).toMatchObject({ text: /Others read along here/ });
    await priya.says('which assessments are overdue?');
    await (await priya.opensForm('Begin the next version')).fills({ changes: ['model'] });
    await priya.sees(/Since ASM-1, the model, its version or its supplier has changed/);
    await maya.card(/Impact assessments to repeat[\s\S]*Nothing is due/);
  }, 300_000);

  it('tells whom it concerns no more that there is nothing to begin', async () => {
    const { tom, maya, passes } = journey;
    await passes({ days: 22 });
    const { value } = await maya.button('Begin the next version');
    const form = { to: 'forms', form: 'assessment.repeat', context: value, inputs: {} } as const;

    expect(await tom.does(form)).toMatchObject({ reply: { kind: 'notice', text: /that you could begin again/ } });
    await maya.does(form);
    expect(await maya.does(form)).toMatchObject({ reply: { kind: 'notice' } });
  }, 300_000);
});
