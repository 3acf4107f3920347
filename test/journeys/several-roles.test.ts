import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { submitsAssessment } from '../support/assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const Choices = z.array(z.object({ id: z.string(), label: z.string() }));
const REASON = 'The bias test has been repeated and passed.';

describe.each(journeyKinds)('several roles (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  const auditKinds = () =>
    journey.storage.transact(DEMONSTRATION.organisationId, async ({ trail }) =>
      (await trail.page(0)).flatMap(({ payload }) =>
        [...payload.matchAll(/"kind":"([^"]+)"/g)].map(([, kind]) => kind),
      ),
    );

  it('decide one after the other, and who departs from advice says why', async () => {
    const { maya, priya, elena, samir, ingrid } = journey;
    await submitsAssessment(journey, maya, 'high');
    await maya.card(/Impact: High[\s\S]*Who decides[\s\S]*Governance: waiting[\s\S]*Management: after that/);
    await elena.card(/TalentRank[\s\S]*It ranks people who apply for work\.[\s\S]*Test the ranking for bias/);
    expect(await ingrid.counts(/TalentRank/)).toBe(0);

    await (await samir.inTeam.opensForm('Give advice')).fills({
      stance: 'against',
      comment: 'Nobody has asked the works council.',
    });
    const silent = await (await priya.inTeam.opensForm('Approve')).fills({ reason: '' });
    await (await priya.inTeam.opensForm('Approve')).fills({ reason: REASON });

    expect(silent).toMatchObject({ kind: 'notice', text: expect.stringMatching(/goes against formal advice/) });
    expect(JSON.stringify(await priya.inTeam.card(/works council/))).toMatch(
      /Samir Haddad, Data protection advises: against/,
    );
    await maya.card(/Governance: approved[\s\S]*Legal: waiting/);
    await (await elena.opensForm('Approve with conditions')).fills({ conditions: 'Tell applicants', reason: REASON });
    await ingrid.card(/TalentRank[\s\S]*Elena Rossi \(Legal\): approved with conditions: Tell applicants/);
    await (await ingrid.opensForm('Approve')).fills({ reason: REASON });

    await maya.card(
      /^Approved with conditions: TalentRank[\s\S]*The impact assessment is approved[\s\S]*Tell applicants/,
    );
    expect(await maya.counts(/works council|against/)).toBe(0);
    expect(await auditKinds()).toEqual(
      expect.arrayContaining(['review.advised', 'review.voted', 'review.approvedWithConditions']),
    );
    expect(journey.errors()).toEqual([]);
  });

  it('are refused out of their turn, and twice', async () => {
    const { maya, priya, jonas, ingrid } = journey;
    await submitsAssessment(journey, maya, 'high');
    const { value } = await priya.inTeam.button('Approve');
    const inputs = { nextReviewAt: '2027-06-01', reason: REASON };
    const approves = (who: typeof priya, version: number) =>
      who.does({ to: 'forms', form: 'review.approve', context: { ...value, version }, inputs });

    const early = await approves(ingrid, 1);
    await approves(priya, 1);
    const again = await approves(priya, 2);
    const colleague = await approves(jonas, 2);

    expect(early).toMatchObject({
      reply: { text: expect.stringMatching(/not your turn\. First: governance and legal/) },
    });
    expect(again).toMatchObject({ reply: { text: expect.stringMatching(/had your say/) } });
    expect(colleague).toMatchObject({ reply: { text: expect.stringMatching(/not your turn/) } });
    await maya.card(/Governance: approved[\s\S]*Legal: waiting/);
  });

  it('let a colleague decide for who is away, once, and never on their own', async () => {
    const { maya, priya, jonas, elena } = journey;
    await submitsAssessment(journey, maya, 'moderate');
    await elena.says('I am away until 20 January, Jonas decides for me');
    const form = await elena.opensForm('Say who decides for you');
    expect(form.form.inputs).toMatchObject([{ id: 'from' }, { id: 'until', value: '2027-01-20' }, { value: jonas.id }]);
    await form.fills({});
    await jonas.card(/Jonas Weber decides for Elena Rossi[\s\S]*to 20 January 2027/);

    const asked = await jonas.inTeam.opensForm('Approve');
    const as = asked.form.inputs.find(({ id }) => id === 'as');
    const choices = Choices.parse(as?.choices);
    expect(choices.map(({ label }) => label)).toEqual(['Governance', 'Legal, in place of Elena Rossi']);
    await asked.fills({ as: choices[1]?.id ?? '' });

    await priya.inTeam.card(/Jonas Weber \(Legal\), in place of Elena Rossi: approved/);
    const { value } = await priya.inTeam.button('Approve');
    const inputs = { nextReviewAt: '2027-06-01' };
    for (const who of [jonas, elena]) {
      const again = await who.does({ to: 'forms', form: 'review.approve', context: value, inputs });
      expect(again).toMatchObject({ reply: { text: expect.stringMatching(/had your say/) } });
    }
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await maya.card(/^Approved: TalentRank/);

    await submitsAssessment(journey, jonas, 'moderate');
    await priya.inTeam.card(/Similar systems, and what was decided[\s\S]*REV-1 TalentRank: .*Moderate, approved on/);
    const own = await jonas.inTeam.clicks('Approve');
    expect(own).toMatchObject({ kind: 'notice', text: expect.stringMatching(/submitted or own this/) });
    await elena.clicks('I am back');
    await jonas.card(/decides for Elena Rossi[\s\S]*This ended on/);
    expect(journey.errors()).toEqual([]);
  });

  it('take what is severe to the committee, whose chair confirms what its secretary records', async () => {
    const { maya, priya, jonas, elena, ingrid, noor, amara } = journey;
    await submitsAssessment(journey, maya, 'severe');
    await (await priya.inTeam.opensForm('Approve')).fills({});
    expect(await maya.counts(/^Approved/)).toBe(0);
    await (await elena.opensForm('Approve')).fills({});
    await jonas.card(/Committee: waiting/);
    const minutes = {
      ...{ attendees: [ingrid.id, noor.id, amara.id], inFavour: '2', against: '1', verdict: 'approvedWithConditions' },
      ...{ conditions: 'A person decides on each applicant', reason: 'The benefit is clear and the bias is tested.' },
      dissent: 'I would have waited for the works council.',
    };
    const wrong = await (await jonas.opensForm('Record the committee')).fills({ ...minutes, inFavour: '3' });
    expect(wrong).toMatchObject({ kind: 'notice', text: expect.stringMatching(/have to add up to 3/) });
    const twice = await (await jonas.opensForm('Record the committee')).fills({
      ...{ ...minutes, attendees: [elena.id, noor.id, amara.id] },
    });
    expect(twice).toMatchObject({ kind: 'notice', text: expect.stringMatching(/Only members of the committee/) });
    await (await jonas.opensForm('Record the committee')).fills(minutes);

    expect(await maya.counts(/^Approved/)).toBe(0);
    await ingrid.card(/The committee[\s\S]*2 in favour, 1 against[\s\S]*I would have waited/);
    await ingrid.clicks('Confirm the record');

    await maya.card(/^Approved with conditions: TalentRank[\s\S]*A person decides on each applicant/);
    expect(await maya.counts(/I would have waited|1 against/)).toBe(0);
    expect(journey.errors()).toEqual([]);
  });

  it('lower a computed level only with a second approver, and both values stay', async () => {
    const { maya, priya, elena } = journey;
    await submitsAssessment(journey, maya, 'severe');
    await (await priya.inTeam.opensForm('Another level')).fills({
      ...{ level: 'low', reason: 'It only sorts by the date of arrival, and ranks nobody.' },
    });
    await priya.inTeam.card(/Impact: Severe[\s\S]*Computed: Severe[\s\S]*Proposed: Low, by Priya Raman/);
    const own = await priya.inTeam.clicks('Confirm the lower level');
    const vote = await priya.inTeam.clicks('Confirm the lower level');
    expect([own, vote]).toMatchObject([{ text: expect.stringMatching(/second person/) }, { kind: 'notice' }]);

    await elena.card(/counts once a second person has confirmed it/);
    await elena.clicks('Confirm the lower level');
    await priya.inTeam.card(/Impact: Low[\s\S]*Second approver: confirmed by Elena Rossi/);
    await (await priya.inTeam.opensForm('Approve')).fills({});

    await maya.card(/^Approved: TalentRank/);
    await priya.inTeam.card(/Computed: Severe[\s\S]*Proposed: Low, by Priya Raman/);
    expect(journey.errors()).toEqual([]);
  });

  it('remind whose turn it is, and tell management when it is late', async () => {
    const { maya, priya, elena, ingrid } = journey;
    await submitsAssessment(journey, maya, 'high');
    await (await priya.inTeam.opensForm('Approve')).fills({});
    expect(await elena.desk()).toMatch(/To review[\s\S]*It is your turn\./);
    expect(await priya.desk()).not.toMatch(/It is your turn/);

    await journey.passes({ days: 15 });
    expect(await elena.counts(/One review is due/)).toBeGreaterThan(0);
    expect(await ingrid.counts(/One review is due/)).toBe(0);

    await journey.passes({ days: 10 });
    expect(await ingrid.counts(/One review is due[\s\S]*Overdue since/)).toBeGreaterThan(0);
  });

  it('stand aside for good, and the changes that anybody asks for begin the vote anew', async () => {
    const { maya, priya, jonas, elena } = journey;
    await submitsAssessment(journey, maya, 'high');
    await (await jonas.inTeam.opensForm('Stand aside')).fills({ reason: 'I have built it.' });
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await (await elena.opensForm('Ask for changes')).fills({ questions: ['intendedUse'], remark: 'For which jobs?' });

    await maya.card(/Elena Rossi asks for changes[\s\S]*For which jobs\?/);
    expect(await jonas.inTeam.clicks('Take over')).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/recused/),
    });
    await priya.inTeam.card(/Stands aside: Jonas Weber: I have built it\./);
    expect(journey.errors()).toEqual([]);
  });
});
