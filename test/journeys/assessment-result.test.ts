import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approves, declaresAndAssesses } from '../support/approve-assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(journeyKinds)('the result of an assessment (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.endsWithoutErrors());

  it('stands in the register: level, oversight, risks, controls, who approved it and until when', async () => {
    const { tom, priya, ana } = journey;
    await declaresAndAssesses(journey);
    await approves(journey, priya, 'REV-1');

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
