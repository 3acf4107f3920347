import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approves, declaresAndAssesses } from '../support/approve-assessment.ts';
import { FULL } from '../support/begin-assessment.ts';
import { cardInWords } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const OTHER_DATA = { ...FULL, data: ['personal', 'customer', 'confidential'] };

// Maya’s use of Otter.ai is approved, with its assessment ASM-1.
describe.each(journeyKinds)('another use of an assessed system (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    await declaresAndAssesses(journey);
    await approves(journey, journey.priya, 'REV-1');
  });
  afterEach(() => journey.endsWithoutErrors());
  const begun = (reference: string) =>
    journey.storage.transact(journey.app.organisation.id, async ({ assessments, interviews }) => {
      const assessment = await assessments.referenced(reference);
      return { assessment, state: assessment && (await interviews.find(assessment.interviewId))?.state };
    });

  it('takes over what its owner may read, with where it comes from, and asks what the use touches', async () => {
    const { maya } = journey;
    await declares(maya, OTHER_DATA);
    await maya.card(
      /REV-3 needs an impact assessment first[\s\S]*assessed already: ASM-1 of Maya[\s\S]*touch: the data/,
    );
    await maya.says('assess REV-3');
    expect((await begun('ASM-2')).assessment).toBeUndefined();

    await maya.clicks('Take over from ASM-1');

    const { assessment, state } = await begun('ASM-2');
    // A version of its own: the approved one stays for the use that it was made for.
    expect(assessment).toMatchObject({ follows: undefined, declaredNumber: 1 });
    expect(state?.answers.intendedUse?.source.carriedFrom).toMatchObject({ kind: 'assessment', reference: 'ASM-1' });
    expect(state?.answers.assessors).toBeUndefined();
    const asked = state?.changeRequested.map(({ questionId }) => questionId) ?? [];
    expect(asked).toEqual(expect.arrayContaining(['data', 'retention']));
    expect(asked).not.toContain('intendedUse');
    await maya.says('risks of ASM-2');
    expect(cardInWords(await maya.card(/^ASM-2 · Risks of/))).toMatch(/taken over/);
    await maya.says('AIS-1');
    expect(cardInWords(await maya.card(/^AIS-1/))).toMatch(/Impact assessment ASM-1/);
  }, 300_000);

  it('lets somebody else ask its owner, who reads alone what was assessed', async () => {
    const { tom, maya, lee } = journey;
    await declares(tom, { ...OTHER_DATA, owner: tom.name });
    await tom.card(/REV-3 needs an impact assessment first[\s\S]*It is not yours to read/);
    const { value } = await tom.button('Ask them to take it over');
    const takeOver = { to: 'actions', action: 'assessment.takeOver', value, inputs: {} } as const;
    expect(await tom.does(takeOver)).toMatchObject({ reply: { kind: 'notice', text: /nothing|no assessment here/ } });
    expect(await lee.does(takeOver)).toMatchObject({ reply: { kind: 'notice' } });

    await tom.clicks('Ask them to take it over');
    await maya.card(/REV-3 needs an impact assessment first[\s\S]*A colleague declared another use/);
    await maya.clicks('Take over from ASM-1');

    expect((await begun('ASM-2')).state?.answers.intendedUse).toBeDefined();
    await tom.card(/REV-3: impact assessment ASM-2 is being answered/);
  }, 300_000);

  it('can be assessed anew, if somebody says so', async () => {
    const { tom } = journey;
    await declares(tom, OTHER_DATA);

    await tom.clicks('Begin anew');

    const { state } = await begun('ASM-2');
    expect(state?.answers.intendedUse).toBeUndefined();
    expect(state?.changeRequested).toEqual([]);
  }, 300_000);
});
