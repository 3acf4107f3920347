import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answersEverything, leastAnswers } from '../support/answer-everything.ts';
import { reviewNow } from '../support/approve-assessment.ts';
import { beginsAssessment } from '../support/begin-assessment.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { treatsRisks } from '../support/treatment.ts';

describe.each(journeyKinds)('those who wrote parts of an assessment (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.endsWithoutErrors());

  it('advise on it and do not vote, and are told why', async () => {
    const { maya, elena, priya, jonas } = journey;
    const interview = await beginsAssessment(maya);
    const asking = { to: 'actions', action: 'together.ask', value: { interview }, inputs: {} } as const;
    expect(JSON.stringify(await maya.does(asking))).toMatch(/can advise on it later, but not vote/);
    await maya.does({
      ...{ to: 'forms', form: 'together.ask', context: { interview } },
      inputs: { colleague: elena.id, part: 'section:stakes', note: 'You know the law.' },
    });
    const section = await elena.opensForm(/^Answer/);
    await section.fills(leastAnswers(section.form));
    await maya.does({
      ...{ to: 'forms', form: 'together.coAuthor', context: { interview } },
      inputs: { colleague: jonas.id, sections: ['stakes'], note: '' },
    });
    await answersEverything(maya, interview, { affected: ['none'], features: ['none'], harm: ['none'] });
    await treatsRisks(maya, 'ASM-1');
    await maya.does({ to: 'actions', action: 'interview.submit', value: { interview }, inputs: {} });
    const context = await reviewNow(journey, 'REV-2');
    const votes = { to: 'forms', form: 'review.approve', context } as const;
    const inputs = { nextReviewAt: '2027-03-01', reason: 'It is in order.' };

    for (const writer of [elena, jonas]) {
      const refused = await writer.does({ ...votes, inputs });
      expect(refused).toMatchObject({
        reply: { kind: 'notice', text: expect.stringMatching(/You answered parts of this assessment/) },
      });
    }

    await elena.says('REV-2');
    const own = await elena.card(/^REV-2/);
    expect(JSON.stringify(own.blocks)).toMatch(/You can advise on it; others decide[\s\S]*Written with.*Elena Rossi/);
    const labels = own.actions?.map(({ label }) => label) ?? [];
    expect(labels).not.toContain('Approve');
    expect(labels).not.toContain('Reject');
    await (await elena.opensForm('Give advice')).fills({ stance: 'inFavour', text: 'Fine by me.' });
    expect(await priya.does({ ...votes, inputs })).toMatchObject({ taken: true, reply: undefined });
  }, 180_000);
});
