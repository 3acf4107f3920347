import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadKnowledgeBase } from '../../src/composition/knowledge-base.ts';
import { riskStandards } from '../../src/composition/risks.ts';
import { makeReport } from '../../src/report/make-report.ts';
import { toMarkdown } from '../../src/report/markdown.ts';
import { answersEverything } from '../support/answer-everything.ts';
import { approves, declaresAndAssesses, reviewNow } from '../support/approve-assessment.ts';
import { cardInWords } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const knowledge = await loadKnowledgeBase();

describe.each(journeyKinds)('assessing again (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    await declaresAndAssesses(journey);
  });
  afterEach(() => journey.endsWithoutErrors());

  /** Priya asks for changes of REV-1, and Maya declares other data. */
  async function declaresOtherData(): Promise<void> {
    const { maya, priya } = journey;
    const context = await reviewNow(journey, 'REV-1');
    const asked = { questions: ['data'], remark: 'Are contracts among it?' };
    await priya.does({ to: 'forms', form: 'review.requestChanges', context, inputs: asked });
    const { value } = await maya.button('As a form');
    const interview = String(value.interview);
    await maya.does({
      ...{ to: 'actions', action: 'interview.answer', value: { interview, question: 'data' } },
      inputs: { data: ['personal', 'customer', 'confidential'] },
    });
    await maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
  }

  async function reportOf(reference: string): Promise<string> {
    const asked = { kind: 'assessment', format: 'md', audience: 'reviewers', by: {}, for: 'Priya' } as const;
    const report = await journey.storage.transact(journey.app.organisation.id, async (stores) => {
      const assessment = await stores.assessments.referenced(reference);
      const options = { ...riskStandards(knowledge), ...knowledge, isDemonstration: true };
      return assessment && makeReport(stores, assessment, options, { ...asked, now: journey.now() });
    });
    return report ? toMarkdown(report) : '';
  }

  /** Maya says of every doubtful answer that it is still so. Answers which those were. */
  async function keepsTheRest(interview: string): Promise<readonly string[]> {
    const { maya, storage, app } = journey;
    const found = await storage.transact(app.organisation.id, ({ interviews }) => interviews.find(interview));
    const asked = found?.state.changeRequested.map(({ questionId }) => questionId) ?? [];
    for (const question of asked)
      await maya.does({ to: 'actions', action: 'interview.keep', value: { interview, question }, inputs: {} });
    return asked;
  }

  it('asks again only what a changed declaration touches, and the new version takes the place of the old', async () => {
    const { maya, priya, elena, ana } = journey;
    await declaresOtherData();

    // The approved assessment speaks of other data.
    await expect(approves(journey, priya, 'REV-1')).rejects.toThrow(
      /ASM-1: approved as REV-2, but since then the data has changed/,
    );
    await maya.sees(/REV-1: what you declared has changed since ASM-1/);
    await maya.clicks('Assess what has changed');
    await maya.sees(/Is this what you mean\?[\s\S]*Data: .*[Cc]onfidential/);
    const { value } = await maya.button('All correct');
    const interview = String(value.interview);
    await maya.clicks('All correct');
    await maya.sees(/Since ASM-1, the data has changed\. Is this still right\?/);
    await maya.says('sections');
    await maya.sees(/The people affected: [^\n]*answered/);
    await maya.clicks('Go on in chat');
    await maya.clicks('Still so');
    const kept = await keepsTheRest(interview);
    expect(kept).toContain('retention');
    expect(kept).not.toContain('intendedUse');
    expect(kept).not.toContain('countries');
    await maya.says('summary');
    await maya.sees(/Intended use: [^\n]*\n[^\n]*unchanged since ASM-1, 11 January 2027/);

    // What is new is answered, what was treated stays treated.
    await maya.says('risks of ASM-2');
    const risks = cardInWords(await maya.card(/^ASM-2 · Risks of/));
    expect(risks).toMatch(/3 taken over/);
    expect(risks).toMatch(/Modify; then low \(rare, minor\) remains/);
    await answersEverything(maya, interview);
    await treatsWhatIsNew();
    await maya.says('risks of ASM-2');
    await maya.clicks('Open');
    await (await maya.opensForm('Treat otherwise')).fills({ what: 'Sellers see every score before it counts.' });
    await maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
    await maya.card(/REV-1: impact assessment ASM-2 is with the reviewers as REV-3/);
    await priya.says('REV-3');
    const dossier = cardInWords(await priya.card(/^REV-3/));
    expect(dossier).toMatch(/Changed since ASM-1[\s\S]*Data: [\s\S]*→/);
    const report = await reportOf('ASM-2');
    expect(report).toMatch(/Changed since ASM-1[\s\S]*Data: [\s\S]*→/);
    expect(report).toMatch(
      /Risks, treatments and acceptances changed since ASM-1[^#]*What is done: [^#]* → Sellers see every score/,
    );
    await approves(journey, priya, 'REV-3');
    await approves(journey, elena, 'REV-3');

    // Now the declaration can be approved; the register has both versions, and one of them holds.
    await approves(journey, priya, 'REV-1');
    await ana.says('AIS-1');
    const entry = cardInWords(await ana.card(/^AIS-1/));
    expect(entry).toMatch(/Impact assessment ASM-2[\s\S]*Earlier assessments\nASM-1: [^\n]*replaced by a newer one/);
    expect(entry).toMatch(/A\.8\.3: External reporting[^\n]*Planned/);
    await maya.says('controls of ASM-1');
    expect(cardInWords(await maya.card(/^ASM-1 · Controls/))).toMatch(/Replaced by ASM-2/);
  }, 300_000);

  it('lets the governance team find, with a reason and by name, that a change does not matter', async () => {
    const { maya, priya } = journey;
    await declaresOtherData();
    await priya.says('REV-1');
    const form = await priya.opensForm('The change does not matter');
    expect(form.form.title).toBe('The change does not matter');
    expect(await form.fills({ reason: 'Short.' })).toMatchObject({ kind: 'formErrors' });

    await form.fills({ reason: 'Contracts were among the customer data before.' });

    await priya.says('REV-1');
    const card = cardInWords(await priya.card(/^REV-1/));
    expect(card).toMatch(/ASM-1: approved as REV-2; what changed since does not matter to it \(Priya Raman\)/);
    await maya.says('assess REV-1');
    await maya.sees(/Otter\.ai[^\n]* is assessed: ASM-1 is approved/);
    await approves(journey, priya, 'REV-1');
  }, 300_000);

  it('begins the next version when an owner says what has changed about an entry of the register', async () => {
    const { maya, tom, ana } = journey;
    await approves(journey, journey.priya, 'REV-1');

    await tom.says('AIS-1 has changed');
    await tom.sees(/is assessed: ASM-1[\s\S]*tell its owner or the governance team/);
    await ana.says('AIS-1 runs on a new model');
    await expect(ana.button('Say what has changed')).rejects.toThrow();
    await maya.says('AIS-1 runs in a new region');
    await maya.sees(/AIS-1: the region has changed/);
    const form = await maya.opensForm('Say what has changed');
    expect(form.form.inputs).toMatchObject([{ values: ['region'] }]);
    await form.fills({});

    await maya.sees(/Since ASM-1, the region has changed\. Is this still right\?/);
    const begun = await journey.storage.transact(journey.app.organisation.id, async ({ assessments, interviews }) => {
      const assessment = await assessments.referenced('ASM-2');
      return { assessment, interview: assessment && (await interviews.find(assessment.interviewId)) };
    });
    expect(begun.assessment?.follows?.changes).toEqual(['region']);
    const asked = begun.interview?.state.changeRequested.map(({ questionId }) => questionId) ?? [];
    expect(asked).toEqual(expect.arrayContaining(['countries', 'dataRegion']));
    expect(asked).not.toContain('intendedUse');
    await maya.says('assess AIS-1');
    await maya.sees(/ASM-2[\s\S]*being answered/);
    await maya.says('AIS-1');
    await maya.clicks('Something has changed');
  }, 300_000);

  /** Treats what the rules see now as they suggest, and leaves out what no risk calls for. */
  async function treatsWhatIsNew(): Promise<void> {
    const { maya } = journey;
    await maya.says('risks of ASM-2');
    const list = cardInWords(await maya.card(/^ASM-2 · Risks of/));
    if (/Treat all/.test(list)) await (await maya.opensForm(/^Treat all/)).fills({ due: '2027-06-30', owner: maya.id });
    await maya.says('risks of ASM-2');
    await maya.clicks('Compare with Annex A');
    const annex = await maya.card(/Of the 38 controls/);
    if (annex.actions?.some(({ label }) => label.startsWith('No risk calls for it')))
      await (await maya.opensForm(/^No risk calls for it/)).fills({});
  }
});
