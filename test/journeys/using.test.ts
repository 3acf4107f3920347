import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journeyKinds } from '../support/database.ts';
import { CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const COMPANY_WIDE = { ...CLIENT_CALLS, users: 'company' };
const ASKED = 'Can I use Otter.ai to transcribe client calls?';

describe.each(journeyKinds)('using what was approved (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  async function approved(answers: typeof CLIENT_CALLS, values: Readonly<Record<string, string>> = {}): Promise<void> {
    await declares(journey.maya, answers);
    const label = 'conditions' in values || 'preconditions' in values ? 'Approve with conditions' : 'Approve';
    const reply = await (await journey.priya.inTeam.opensForm(label)).fills(values);
    expect(reply).toBeUndefined();
  }

  it('says yes only after everything is confirmed, and records who joined', async () => {
    const { tom } = journey;
    await approved(COMPANY_WIDE, { conditions: 'Tell the client first' });

    await tom.says(ASKED);
    const asked = await tom.sees(/cannot tell yet whether it covers yours[\s\S]*Data, at most: Personal data/);
    expect(asked).not.toMatch(/^Yes/m);
    expect(asked).toMatch(/• Tell the client first/);
    await tom.clicks('Yes, exactly this: join');

    await tom.sees(/You are registered for AIU-1[\s\S]*Tell the client first/);
    expect(await tom.clicks('Yes, exactly this: join')).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/joined AIU-1 already/),
    });
    expect(await tom.desk()).toMatch(/You may use\nAIU-1/);
  });

  it('refuses to let join who is outside of what was approved, by a crafted request too', async () => {
    const { maya, tom, elena } = journey;
    await approved(CLIENT_CALLS);
    const { value } = await maya.button('No longer used');

    await tom.says(ASKED);
    await tom.sees(/approved for a team of the department Sales; you are in Marketing/);
    for (const who of [tom, elena]) {
      const answer = await who.does({ to: 'actions', action: 'register.join', value });
      expect(answer).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/You cannot join/) } });
    }
    expect(await tom.desk()).not.toMatch(/You may use/);
  });

  it('covers nobody before somebody else of the governance team has verified a precondition', async () => {
    const { maya, tom, priya, jonas } = journey;
    await approved(COMPANY_WIDE, { preconditions: 'The contract is signed' });

    await maya.card(/^Approved with conditions[\s\S]*Please wait: you may use it once/);
    expect(await maya.desk()).toMatch(/Not yet\nAIU-1[\s\S]*not verified yet/);
    await tom.says(ASKED);
    await tom.sees(/not verified yet: “The contract is signed”/);
    const { id, value } = await jonas.inTeam.button(/^Verified: The contract/);
    for (const who of [maya, tom]) {
      const answer = await who.does({ to: 'actions', action: id, value });
      expect(answer).toMatchObject({
        reply: {
          kind: 'notice',
          text: expect.stringMatching(/governance team who neither asked for the use nor owns it/),
        },
      });
    }

    await jonas.inTeam.clicks(/^Verified: The contract/);

    await priya.inTeam.card(/The contract is signed \(verified on 11 January 2027\)/);
    await tom.says(ASKED);
    await tom.sees(/Yes, exactly this: join/);
  });

  it('hands a use to another owner', async () => {
    const { maya, tom, elena } = journey;
    await approved(COMPANY_WIDE);
    const { value } = await maya.button('Hand to another owner');

    expect(await elena.does({ to: 'actions', action: 'register.transfer', value })).toMatchObject({
      reply: { kind: 'notice', text: expect.stringMatching(/Only its owner/) },
    });
    const reply = await (await maya.opensForm('Hand to another owner')).fills({ owner: tom.id });

    expect(reply).toMatchObject({ kind: 'notice', text: expect.stringMatching(/Tom Okafor owns AIU-1 now/) });
    await tom.card(/Owner: Tom Okafor/);
    const stale = await maya.does({ to: 'actions', action: 'register.retire', value });
    expect(stale).toMatchObject({ reply: { kind: 'notice' } });
    await tom.card(/State: Approved/);
  });

  it('retires a use, which covers nobody from then on', async () => {
    const { maya, tom } = journey;
    await approved(COMPANY_WIDE);

    expect(await maya.clicks('No longer used')).toMatchObject({
      kind: 'notice',
      text: expect.stringMatching(/AIU-1 is retired/),
    });

    await tom.says(ASKED);
    const news = await tom.sees(/this use has ended/);
    expect(news).not.toMatch(/join/);
  });

  it('shows what is in the register before the same tool is declared once more', async () => {
    const { tom } = journey;
    await approved(COMPANY_WIDE);

    await tom.says('I want to use Otter AI for meeting notes');

    await tom.sees(/is not new here[\s\S]*AIU-1[\s\S]*Is this what you mean/);
  });

  it('says that a declaration is under review', async () => {
    const { maya, tom } = journey;
    await declares(maya);

    await tom.says(ASKED);

    const news = await tom.sees(/under review|being reviewed|waits/i);
    expect(news).not.toMatch(/^Yes/m);
  });
});
