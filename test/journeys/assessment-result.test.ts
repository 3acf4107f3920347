import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersEverything } from '../support/answer-everything.ts';
import { journeyKinds } from '../support/database.ts';
import { CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import type { Persona } from '../support/persona.ts';
import { treatsRisks } from '../support/treatment.ts';

const FULL = {
  ...CLIENT_CALLS,
  circumstances: ['people-recorded', 'evaluates-people'],
  purposeDetail: 'It scores how our sellers talk.',
};

describe.each(journeyKinds)('the result of an assessment (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(async () => {
    expect(journey.errors()).toEqual([]);
    await journey.end();
  });

  async function approves(who: Persona, reference: string): Promise<void> {
    const record = await journey.storage.transact(journey.app.organisation.id, ({ reviews }) =>
      reviews.referenced(reference),
    );
    const context = { review: record?.review.id ?? '', version: record?.review.version ?? 0 };
    const inputs = { nextReviewAt: '2027-03-01', reason: 'It is in order.' };
    const answer = await who.does({ to: 'forms', form: 'review.approve', context, inputs });
    expect(answer).toMatchObject({ taken: true, reply: undefined });
  }

  it('stands in the register: level, oversight, risks, controls, who approved it and until when', async () => {
    const { maya, tom, priya, elena, ana } = journey;
    await declares(maya, FULL);
    await maya.clicks('Start the assessment');
    const interview = String((await maya.button('All correct')).value.interview);
    await maya.clicks('All correct');
    await answersEverything(maya, interview, { affected: ['none'], features: ['none'], harm: ['none'] });
    await treatsRisks(maya, 'ASM-1');
    await maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
    await approves(priya, 'REV-2');
    await approves(elena, 'REV-2');
    await approves(priya, 'REV-1');

    await ana.says('show AIS-1');
    const audited = JSON.stringify(await ana.card(/^AIS-1 · Otter\.ai/));
    expect(audited).toMatch(/Impact assessment ASM-1/);
    expect(audited).toMatch(/Human oversight/);
    expect(audited).toMatch(/Priya Raman \(Governance\)/);
    expect(audited).toMatch(/Elena Rossi/);
    expect(audited).toMatch(/Next review.*1 March 2027/);
    expect(audited).toMatch(/RSK-1/);
    expect(audited).toMatch(/It treats RSK-\d+/);
    await ana.clicks('Report');
    await ana.sees(/ASM-1 · Report on Otter\.ai\nApproved\./);

    await tom.says('AIS-1');
    const told = JSON.stringify(await tom.card(/^AIS-1 · Otter\.ai/));
    expect(told).toMatch(/Human oversight/);
    expect(told).not.toMatch(/RSK-/);
    expect(told).not.toMatch(/"Report"/);
    await tom.says('AIU-1');
    await tom.clicks('Open AIS-1');
    await tom.says('AIS-77');
    await tom.sees(/AIS-77 is not in the register/);
  }, 240_000);
});
