import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journeyKinds } from '../support/database.ts';
import { CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(journeyKinds)('as time passes (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  it('nobody is reminded of what is not due soon', async () => {
    const { maya, priya, passes } = journey;
    await declares(maya);

    await passes({ days: 1 });

    expect(await priya.inTeam.counts(/review is due|reviews are due/)).toBe(0);
  });

  it('one digest reminds the person who has claimed it, and the team once it is overdue', async () => {
    const { maya, jonas, priya, passes } = journey;
    await declares(maya);
    await declares(maya, CLIENT_CALLS, 'I would like to use Fireflies to transcribe client calls');
    await jonas.inTeam.clicks('Claim');
    await passes({ days: 3 });

    const digest = await jonas.card(/One review is due/);
    expect(JSON.stringify(digest)).toMatch(/REV-2[\s\S]*Due 18 January 2027/);
    expect(await priya.counts(/is due|are due/)).toBe(0);
    await passes({ days: 5 });

    await priya.inTeam.card(/2 reviews are due[\s\S]*Overdue since 18 January 2027/);
  });

  it('a digest no longer nags about what was decided', async () => {
    const { maya, priya, passes } = journey;
    await declares(maya);
    await passes({ days: 4 });
    await priya.inTeam.card(/One review is due/);

    await (await priya.inTeam.opensForm('Reject')).fills({ reason: 'There is an approved tool.' });

    await priya.inTeam.card(/Nothing is due at the moment/);
    expect(await priya.inTeam.counts(/One review is due/)).toBe(0);
  });

  it('an approval ends on its day, its owner hears of it, and it covers nobody', async () => {
    const { maya, tom, priya, passes } = journey;
    await declares(maya, { ...CLIENT_CALLS, users: 'company' });
    await (await priya.inTeam.opensForm('Approve')).fills({ validUntil: '2027-02-15', nextReviewAt: '2027-02-01' });
    await tom.says('Can I use Otter.ai to transcribe client calls?');
    await tom.sees(/Yes, exactly this: join/);

    await passes({ days: 40 });

    await maya.card(/expired/i);
    await tom.says('Can I use Otter.ai to transcribe client calls?');
    const news = await tom.sees(/the approval ended on 15 February 2027/);
    expect(news).not.toMatch(/join/);
    expect(await maya.desk()).not.toMatch(/You may use/);
  });

  it('an approval ends on a Saturday as on any other day', async () => {
    const { maya, priya, passes } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Approve')).fills({ validUntil: '2027-01-16', nextReviewAt: '2027-01-15' });

    for (let day = 1; day <= 5; day += 1) await passes({ days: 1 });

    await maya.card(/The approval of REV-1 expired on 16 January 2027/);
    expect(await maya.counts(/You may use it/)).toBe(0);
  });

  it('the governance team is sent the head of the audit trail each day', async () => {
    const { priya, passes } = journey;

    await passes({ days: 1 });

    await priya.inTeam.card(/audit/i);
  });
});
