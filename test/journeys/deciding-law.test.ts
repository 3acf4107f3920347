import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { submitsAssessment } from '../support/assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { workedPairs } from '../unit/law/worked-case.ts';

const REASON = 'The provider has shown us the manual.';
const cases = workedPairs().flatMap(({ first, second }) => [first, second]);
const factsOf = (name: string) => cases.find((one) => one.name === name)?.facts ?? {};
const RANKING = factsOf('it ranks applicants by their CVs');
const EMOTIONS = cases.find(({ expect: { prohibited } }) => prohibited.includes('Art. 5(1)(f)'))?.facts ?? {};

describe.each(journeyKinds)('the AI Act in a review (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.endsWithoutErrors());

  it('is lowered by legal with a second person, and both values stay with whoever decided', async () => {
    const { maya, priya, elena, storage } = journey;
    await submitsAssessment(journey, maya, 'low', RANKING);
    await priya.inTeam.card(/a proposal to legal[\s\S]*High-risk: (?:Yes|Presumed).*Annex III point 4\(a\)/);
    expect(await priya.inTeam.clicks('Decide on the AI Act')).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/needs the role legal/),
    });

    const form = await elena.inTeam.opensForm('Decide on the AI Act');
    expect(form.form.inputs.map(({ id }) => id)).toEqual(
      'outOfScope prohibited highRisk basis roles transparency gpai reason'.split(' '),
    );
    await form.fills({ highRisk: 'no', basis: [], reason: REASON });

    await priya.inTeam.card(
      /EU AI Act, as people decided it[\s\S]*High-risk: No instead of (?:Yes|Presumed)[\s\S]*counts once/,
    );
    await priya.inTeam.card(/Prohibited practice: None found[\s\S]*computed and confirmed by Elena Rossi/);
    expect(await priya.inTeam.clicks('Approve')).toMatchObject({ text: expect.stringMatching(/lower value/) });
    expect(await elena.inTeam.clicks('Confirm: high-risk')).toMatchObject({
      text: expect.stringMatching(/second person/),
    });
    await priya.inTeam.clicks('Confirm: high-risk');

    const card = JSON.stringify(await priya.inTeam.card(/EU AI Act on/));
    expect(card).toMatch(/decided by legal/);
    expect(card).toMatch(/computed: (?:Yes|Presumed)[^"]*; decided by Elena Rossi, [^"]*, confirmed by Priya Raman/);
    expect(card).not.toMatch(/Art\. 26\(2\)/);
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await maya.card(/^Approved: TalentRank/);
    const audited = await storage.transact(DEMONSTRATION.organisationId, async ({ trail }) =>
      (await trail.page(0)).map(({ payload }) => payload).filter((payload) => payload.includes('law.highRisk')),
    );
    expect(audited.join('\n')).toMatch(/review\.loweringProposed/);
    expect(audited.join('\n')).toMatch(/review\.loweringConfirmed/);
  });

  it('lets nobody approve what it prohibits, until legal has decided otherwise with a second person', async () => {
    const { maya, priya, elena } = journey;
    await submitsAssessment(journey, maya, 'low', EMOTIONS);
    expect(await priya.inTeam.clicks('Approve')).toMatchObject({
      text: expect.stringMatching(/the AI Act prohibits it \(Art\. 5\(1\)\(f\)\)/),
    });

    await (await elena.inTeam.opensForm('Decide on the AI Act')).fills({ prohibited: 'none', reason: REASON });
    await (await priya.inTeam.opensForm('Keep: prohibited practice')).fills({
      reason: 'It is used on staff after all.',
    });
    await priya.inTeam.card(/declined by Priya Raman[\s\S]*It is used on staff after all/);
    expect(await priya.inTeam.clicks('Approve')).toMatchObject({ text: expect.stringMatching(/prohibits it/) });

    await (await elena.inTeam.opensForm('Decide on the AI Act')).fills({ prohibited: 'none', reason: REASON });
    await priya.inTeam.clicks('Confirm: prohibited practice');
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await maya.card(/^Approved: TalentRank/);
  });

  it('waits for what is open, or for legal', async () => {
    const { maya, priya, elena } = journey;
    await submitsAssessment(journey, maya, 'low', { ...RANKING, 'material-influence': true, 'annex-iii-areas': [] });
    const open = { 'ai-system': true, roles: ['deployer'], 'eu-link': ['established-in-eu'], exclusions: [] };
    await submitsAssessment(journey, maya, 'low', { ...open, 'open-source': false });
    expect(await priya.inTeam.clicks('Approve')).toMatchObject({
      text: expect.stringMatching(/while this is open: whether it is a prohibited practice, whether it is high-risk/),
    });

    const form = await elena.inTeam.opensForm('Decide on the AI Act');
    await form.fills({ prohibited: 'none', highRisk: 'presumed', basis: ['iii-4a'], reason: REASON });
    await priya.inTeam.clicks('Confirm: prohibited practice');

    await (await priya.inTeam.opensForm('Approve')).fills({});
    await maya.card(/^Approved: TalentRank/);
  });

  it('is answered for a registered system: what counts, who decided it, duties with their days, and how', async () => {
    const { maya, tom, priya, elena, storage, app } = journey;
    const reviewId = await submitsAssessment(journey, maya, 'low', { ...RANKING, roles: ['deployer'] });
    const system = await storage.transact(app.organisation.id, async ({ register, reviews, assessments }) => {
      const record = await reviews.find(reviewId);
      if (record?.review.route.kind !== 'assessment') throw new Error('No assessment was submitted');
      const named = { name: 'TalentRank', aliases: [], supplierId: undefined, ownerId: maya.id } as const;
      const created = await register.createSystem({ ...named, state: 'approved' }, journey.now());
      await register.createSystem({ ...named, name: 'Microsoft Copilot', state: 'approved' }, journey.now());
      await register.createSystem({ ...named, name: 'GitHub Copilot', state: 'approved' }, journey.now());
      await assessments.create({
        ...{ id: record.review.route.assessmentId, reference: 'ASM-7', interviewId: record.interviewId },
        ...{
          declarationId: undefined,
          declaredNumber: undefined,
          follows: undefined,
          systemId: created.id,
          startedById: maya.id,
          startedAt: journey.now(),
        },
        standing: { level: 'low', oversight: 'use-policy', rules: [] },
      });
      return created;
    });
    await tom.says(`What does the AI Act say about ${system.reference}?`);
    await tom.sees(/Nobody knows yet/);
    await (await elena.inTeam.opensForm('Decide on the AI Act')).fills({ reason: REASON });
    await (await priya.inTeam.opensForm('Approve')).fills({});

    await tom.says('what does the AI Act say about TalentRank?');

    const told = await tom.sees(/AIS-1 · TalentRank: EU AI Act/);
    expect(told).toMatch(
      /High-risk: (?:Yes|Presumed)[^\n]*Annex III point 4\(a\)[\s\S]*computed and confirmed by Elena Rossi/,
    );
    expect(told).toMatch(/What we have to do as deployer[\s\S]*Art\. 26\(2\)[^\n]*from 2 December 2027/);
    expect(told).toMatch(/One answer that would change it/);
    expect(told).toMatch(/By ASM-7, computed last on 11 January 2027/);
    await tom.clicks('Show how');
    await tom.sees(/By the rules, from the answers of ASM-7[\s\S]*Annex III point 4\(a\)[\s\S]*By people/);

    await tom.says('law AIS-99');
    await tom.sees(/AIS-99 is not in the register/);
    await tom.says('what does the AI Act say about our Copilot?');
    await tom.sees(/Which system do you mean\?/);
    await tom.clicks(/GitHub Copilot/);
    await tom.sees(/GitHub Copilot: EU AI Act[\s\S]*Nobody knows yet/);
    await tom.says('What does the AI Act say about transparency?');
    await tom.sees(/Art\. 50|Article 50/);
  });
});
