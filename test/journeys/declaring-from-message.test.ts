import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { journeyKinds } from '../support/database.ts';
import { CLIENT_CALLS } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const MESSAGE = 'We have been using Otter.ai to transcribe client calls, on the team plan. Ask me for the login.';

describe.each(journeyKinds)('declaring from somebody else’s message (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  const declareFrom = (inputs: object, message = 'team/C1/1700.1') =>
    journey.maya.does({ to: 'actions', action: 'interview.declareFrom', value: { message }, inputs });
  const firstInterview = () =>
    journey.storage.transact(
      DEMONSTRATION.organisationId,
      async ({ interviews }) => (await interviews.openOf(journey.maya.id))[0],
    );

  it('proposes what the message says, each with its quote, and nothing else counts', async () => {
    const { maya } = journey;

    await declareFrom({ text: MESSAGE, author: 'Tom Okafor', link: 'https://example.com/archives/C1/p17001' });

    await maya.sees(/Declaring from a message[\s\S]*We have been using Otter\.ai/);
    await maya.sees(/Is this what you mean\?[\s\S]*Tool: Otter\.ai \(from the message: “Otter\.ai”\)/);
    expect((await firstInterview())?.state.answers).toEqual({});
  });

  it('keeps with each confirmed answer in which message its quote stands', async () => {
    const { maya } = journey;
    await declareFrom({ text: MESSAGE, link: 'https://example.com/archives/C1/p17001' });

    await maya.clicks('All correct');

    expect((await firstInterview())?.state.answers.tool?.source).toMatchObject({
      personId: maya.id,
      quote: 'Otter.ai',
      quotedFrom: { messageId: 'team/C1/1700.1', link: 'https://example.com/archives/C1/p17001' },
    });
  });

  it('takes “me” in the message for its author, and never for the declarer', async () => {
    const { maya } = journey;
    const text = 'We use Otter.ai to transcribe client calls and I am responsible for it. The owner is me.';

    await declareFrom({ text, author: 'Tom Okafor' });
    const told = await maya.sees(/Is this what you mean/);
    await maya.says('cancel');
    await declareFrom({ text });
    const untold = await maya.sees(/Is this what you mean/);

    expect(told).toMatch(/Tom Okafor/);
    for (const proposals of [told, untold]) expect(proposals).not.toMatch(/Maya Lindqvist/);
  });

  it('says so when the message names no use of AI, and offers to begin from scratch', async () => {
    const { maya } = journey;

    await declareFrom({ text: 'Lunch at noon?', author: 'Tom Okafor' });
    await maya.sees(/I find no use of AI in this message[\s\S]*Lunch at noon\?/);
    expect(await firstInterview()).toBeUndefined();

    await maya.clicks('Declare an AI use');
    await maya.sees(/Which AI tool do you want to use/);
  });

  it('asks for the message when there is none, and reads it from the form', async () => {
    const { maya } = journey;
    const empty = await declareFrom({});
    expect(empty).toMatchObject({ reply: { kind: 'openForm', form: { id: 'interview.declareFrom' } } });

    const post = (text: string) =>
      maya.does({
        to: 'forms',
        form: 'interview.declareFrom',
        context: {},
        inputs: { text, link: 'javascript:alert(1)' },
      });
    expect(await post(' ')).toMatchObject({ reply: { kind: 'formErrors', errors: { text: expect.any(String) } } });
    await post(MESSAGE);
    await maya.clicks('All correct');

    const source = (await firstInterview())?.state.answers.tool?.source;
    expect(source?.quotedFrom?.messageId).toMatch(/^console:/);
    expect(source?.quotedFrom).not.toHaveProperty('link');
  });

  it('ends in a submission like any other', async () => {
    const { maya, priya } = journey;
    await declareFrom({ text: MESSAGE });
    await maya.clicks('All correct');
    const interview = (await firstInterview())?.id ?? '';

    await maya.does({ to: 'forms', form: 'interview.form', context: { interview }, inputs: CLIENT_CALLS });
    await maya.clicks('Submit');

    await priya.inTeam.card(/REV-1 · Otter\.ai[\s\S]*Asked by: Maya Lindqvist/);
  });

  it('happens between the two of us only', async () => {
    const team = journey.priya.inTeam;

    const answer = await team.does({
      to: 'actions',
      action: 'interview.declareFrom',
      value: {},
      inputs: { text: MESSAGE },
    });

    expect(answer).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/your own conversation/) } });
  });
});
