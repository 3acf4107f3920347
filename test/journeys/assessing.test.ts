import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersEverything, leastAnswers } from '../support/answer-everything.ts';
import { beginsAssessment, FULL } from '../support/begin-assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { treatsRisks } from '../support/treatment.ts';

describe.each(journeyKinds)('assessing (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.endsWithoutErrors());

  it('is offered to who declares in the full lane, with everything that is known', async () => {
    const { maya } = journey;

    await declares(maya, FULL);

    await maya.sees(/REV-1 needs an impact assessment first/);
    await maya.clicks('Start the assessment');
    const news = await maya.sees(/Is this what you mean\?/);
    expect(news).toMatch(/System: Otter\.ai \(from your declaration REV-1\)/);
    expect(news).toMatch(/Intended use: It scores how our sellers talk\. \(from your declaration REV-1\)/);
    expect(news).toMatch(/Data: .*Personal.*\(from your declaration REV-1\)/);
    await maya.clicks('All correct');
    await maya.sees(/Assess the impact of an AI system: Otter\.ai[\s\S]*The system and what is at stake/);
  });

  it('keeps the level in sight on one card, with what moved it', async () => {
    const { maya } = journey;
    const interview = await beginsAssessment(journey.maya);
    const before = await maya.counts(/ASM-1 · Impact as it stands/);
    const form = await maya.opensForm('Open');

    await form.fills({
      ...leastAnswers(form.form),
      decisions: ['hiring'],
      affected: ['applicants'],
      autonomy: 'alone',
    });

    expect(before).toBe(1);
    expect(await maya.counts(/ASM-1 · Impact as it stands/)).toBe(1);
    const live = JSON.stringify(await maya.card(/ASM-1 · Impact as it stands/));
    expect(live).toMatch(/Impact as it stands: (?:High|Severe)/);
    expect(live).toMatch(/What moved it last/);
    expect(live).toMatch(/Before: /);
    expect(live).toMatch(/Counts now: /);
    expect(interview).not.toBe('');
  });

  it('gates the declaration until it is approved, and belongs to the system then', async () => {
    const { maya, priya, elena, storage, app } = journey;
    const interview = await beginsAssessment(journey.maya);
    const refused = await priya.inTeam.clicks('Approve');
    expect(refused).toMatchObject({
      text: expect.stringMatching(/The assessment is ASM-1: being answered, \d+ of \d+/),
    });

    await answersEverything(maya, interview, { affected: ['none'], features: ['none'], harm: ['none'] });
    await maya.does({ to: 'actions', action: 'interview.summary', value: { interview }, inputs: {} });
    await maya.sees(/Please check, then submit/);
    const submit = await maya.button('Submit');
    await maya.clicks('Submit');
    await maya.sees(/ASM-1 · Risks of Otter\.ai[\s\S]*Before it is submitted/);
    await treatsRisks(maya, 'ASM-1');
    await maya.does({ to: 'actions', action: submit.id, value: submit.value, inputs: {} });
    await maya.sees(/REV-2/);
    await maya.card(/REV-1: impact assessment ASM-1 is with the reviewers as REV-2/);
    await priya.inTeam.card(/REV-1[\s\S]*Impact assessment: ASM-1: with the reviewers as REV-2/);

    const found = await storage.transact(app.organisation.id, ({ assessments, reviews }) =>
      Promise.all([assessments.referenced('ASM-1'), reviews.referenced('REV-1'), reviews.referenced('REV-2')]),
    );
    const [assessment, declaration, review] = found;
    if (!assessment || !declaration || !review) throw new Error('Something is missing');
    const approves = async (who: typeof priya, id: string) => {
      const version = await storage.transact(
        app.organisation.id,
        async ({ reviews }) => (await reviews.find(id))?.review.version ?? 0,
      );
      return who.does({
        ...{ to: 'forms', form: 'review.approve', context: { review: id, version } },
        inputs: { nextReviewAt: '2027-03-01', reason: 'It is in order.' },
      });
    };
    await approves(priya, review.review.id);
    await approves(elena, review.review.id);
    await maya.card(/REV-1: impact assessment ASM-1 is approved as REV-2/);

    await approves(priya, declaration.review.id);

    await maya.card(/^Approved: Otter\.ai/);
    const linked = await storage.transact(app.organisation.id, async ({ assessments, register }) => {
      const [system] = await register.systems();
      return system && (await assessments.ofSystem(system.id)).map(({ reference }) => reference);
    });
    expect(linked).toEqual(['ASM-1']);
  }, 180_000);

  it('opens a section by its title, typed at the overview', async () => {
    const { maya } = journey;
    await beginsAssessment(journey.maya);

    await maya.says('the model and supplier section');

    await maya.sees(/Assess the impact of an AI system: Otter\.ai · Model, supplier and where it runs/);
    await maya.says('sections');
    await maya.says('What could happen to groups');
    await maya.sees(/Nothing of “What could happen to groups” is asked[\s\S]*The people affected: 1 of 4 answered/);
  });

  it('shows no level before an answer that a rule depends on', async () => {
    const { maya } = journey;
    await declares(maya, FULL);
    await maya.clicks('Start the assessment');

    const before = JSON.stringify(await maya.card(/^ASM-1 · Impact/));
    expect(before).toMatch(/nothing can be said yet[\s\S]*none of them is there yet/);
    expect(before).not.toMatch(/Low/);
    await maya.clicks('All correct');

    await maya.card(/ASM-1 · Impact as it stands: /);
  });

  it('goes on days later, by its sections', async () => {
    const { maya, passes } = journey;
    await beginsAssessment(journey.maya);
    await maya.says('later');
    await maya.sees(/Paused[\s\S]*Assess the impact of an AI system: Otter\.ai/);
    await passes({ days: 6 });

    await maya.says('resume');

    await maya.sees(/Welcome back[\s\S]*Otter\.ai[\s\S]*The system and what is at stake: \d+ of \d+ answered/);
    await maya.clicks('Go on in chat');
    await maya.sees(
      /Does what it makes play a part[\s\S]*Assess the impact of an AI system: Otter\.ai · The system and what is at stake/,
    );
    await maya.says('sections');
    await maya.sees(/The system and what is at stake/);
  });

  it('runs beside a declaration of the same person, and says which is which', async () => {
    const { maya } = journey;
    await beginsAssessment(journey.maya);

    await maya.says('I want to use DeepL for translations');
    await maya.sees(/Is this what you mean\?/);

    const desk = await maya.desk();
    expect(desk).toMatch(/Assess the impact of an AI system: Otter\.ai/);
    expect(desk).toMatch(/Draft: An AI tool/);
    await maya.card(/Paused[\s\S]*Assess the impact of an AI system: Otter\.ai/);
  });

  it('begins from an entry of the register with what the register knows', async () => {
    const { maya, tom, priya } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Approve')).fills({ nextReviewAt: '2027-03-01', reason: 'Fine.' });

    await tom.says('assess AIS-1');

    await tom.sees(/Is this what you mean\?[\s\S]*System: Otter\.ai \(from the register, AIS-1\)/);
    await maya.says('start an assessment of Otter.ai');
    await maya.sees(/Otter\.ai is being assessed already[\s\S]*ASM-1 of Tom Okafor/);
  });

  it('says what it cannot assess, and shows an assessment only to those whose business it is', async () => {
    const { maya, tom, ana } = journey;
    await beginsAssessment(journey.maya);

    await tom.says('assess REV-1');
    await tom.sees(/do not know which system you mean/);
    await tom.says('ASM-1');
    await tom.sees(/nothing that I can show you/);
    await ana.says('ASM-1');
    await ana.sees(/ASM-1 · Assess the impact[\s\S]*being answered/);
    await maya.says('ASM-1');
    await maya.sees(/ASM-1 · Assess the impact[\s\S]*Owner: Maya Lindqvist/);
  });

  it('lets a colleague answer a section of it', async () => {
    const { maya, elena } = journey;
    const interview = await beginsAssessment(journey.maya);
    await maya.does({
      ...{ to: 'forms', form: 'together.ask', context: { interview } },
      inputs: { colleague: elena.id, part: 'section:stakes', note: 'You know the law.' },
    });

    const form = await elena.opensForm(/^Answer/);
    await form.fills(leastAnswers(form.form));

    await maya.card(/Elena Rossi answered: The system and what is at stake/);
  });
});
