import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditPayload } from '../../src/audit/trail.ts';
import { answersEverything } from '../support/answer-everything.ts';
import { reviewNow } from '../support/approve-assessment.ts';
import { beginsAssessment } from '../support/begin-assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import type { Persona } from '../support/persona.ts';
import { treatsRisks } from '../support/treatment.ts';

describe.each(journeyKinds)('the risks of an assessment (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.endsWithoutErrors());
  const stored = <Result>(work: Parameters<typeof journey.storage.transact<Result>>[1]) =>
    journey.storage.transact(journey.app.organisation.id, work);

  async function approves(who: Persona, reference: string) {
    const context = await reviewNow(journey, reference);
    const inputs = { nextReviewAt: '2027-03-01', reason: 'It is in order.' };
    return who.does({ to: 'forms', form: 'review.approve', context, inputs });
  }

  it('hold up the submission, then the approval, and end as controls with owners', async () => {
    const { maya, tom, priya, elena, ingrid } = journey;
    const interview = await beginsAssessment(maya);
    await answersEverything(maya, interview, { affected: ['none'], features: ['none'], harm: ['none'] });
    const submits = () => maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });

    // What the rules see has to be looked at first.
    await submits();
    await maya.sees(
      /ASM-1 · Risks of Otter\.ai[^\n]*\n0 taken over, \d+ proposed by rules[\s\S]*Before it is submitted\n• RSK-1/,
    );
    await treatsRisks(maya, 'ASM-1');

    // One risk stays high, so a manager has to accept that.
    await maya.says('RSK-1');
    const values = {
      owner: tom.id,
      likelihood: 'possible',
      severity: 'critical',
      reason: 'Rarer, and worse when it happens.',
    };
    expect(await (await maya.opensForm('Treat otherwise')).fills(values)).toBeUndefined();
    await submits();
    await maya.sees(/RSK-1: ask a manager to accept what remains/);
    await maya.says('RSK-1');
    const asking = await maya.opensForm('Ask for acceptance');
    expect(JSON.stringify(asking.form)).toMatch(/Ingrid Solberg/);
    expect(JSON.stringify(asking.form)).not.toMatch(/Priya|Maya/);
    expect(await asking.fills({})).toBeUndefined();
    expect(await ingrid.desk()).toMatch(/Risks to accept\nRSK-1/);
    await submits();
    await maya.card(/REV-1: impact assessment ASM-1 is with the reviewers as REV-2/);

    // Nothing of it can be changed now, and it cannot be approved before it is accepted.
    await maya.says('RSK-1');
    expect((await maya.card(/^RSK-1/)).actions).toEqual([]);
    await approves(priya, 'REV-2');
    expect(await approves(elena, 'REV-2')).toMatchObject({
      reply: { kind: 'notice', text: expect.stringMatching(/about its risks\. RSK-1: a manager has still to accept/) },
    });
    await (await ingrid.opensForm('Accept what remains')).fills({ reason: 'The benefit is worth it.' });
    expect(await ingrid.desk()).not.toMatch(/RSK-1/);
    await approves(elena, 'REV-2');
    await maya.card(/REV-1: impact assessment ASM-1 is approved as REV-2/);

    // Each control has an owner and a day; reminders come, and governance hears of what stays late.
    await tom.sees(/ASM-1 · Controls of Otter\.ai/);
    expect(await tom.desk()).toMatch(/Controls to put into practice\nA\./);
    await journey.passes({ days: 170 });
    await tom.card(/of yours (is|are) due/);
    await journey.passes({ days: 30 });
    expect(await priya.desk()).toMatch(/Controls that are late\nA\.[\s\S]*Tom Okafor/);

    const frozen = await stored(async ({ trail }) =>
      (await Array.fromAsync(trail.entries()))
        .flatMap(({ payload }) => AuditPayload.parse(JSON.parse(payload)).notes)
        .filter((note) => note.kind === 'risk.treatmentFrozen'),
    );
    expect(frozen).toMatchObject([{ details: { hash: expect.stringMatching(/^[0-9a-f]{64}$/), criteria: 1 } }]);
  }, 240_000);
});
