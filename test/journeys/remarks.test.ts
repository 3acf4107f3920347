import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardInWords } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const ASKS = 'Does the client know that the call is recorded?';
const REPLIES = 'Yes, they are asked at the beginning.';

describe.each(journeyKinds)('remarks between reviewers and submitter (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    await declares(journey.maya);
  });
  afterEach(() => journey.end());

  const remarks = async (comment: string, audience: 'internal' | 'submitter') =>
    (await journey.priya.inTeam.opensForm('Comment')).fills({ comment, audience });

  it('keeps among the reviewers what is meant for them', async () => {
    const { maya, priya } = journey;

    await remarks('The supplier was in the news.', 'internal');

    await priya.inTeam.card(/Comments[\s\S]*The supplier was in the news\./);
    expect(await maya.counts(/supplier was in the news/)).toBe(0);
  });

  it('takes a remark to the submitter, and the reply back to the team and to whoever reviews it', async () => {
    const { maya, priya, jonas } = journey;
    await priya.inTeam.clicks('Claim');

    await remarks(ASKS, 'submitter');
    await maya.sees(/REV-1: Priya Raman writes to you[\s\S]*Does the client know/);
    await (await maya.opensForm('Reply')).fills({ comment: REPLIES });

    for (const who of [priya, priya.inTeam, jonas.inTeam])
      await who.card(/REV-1: Maya Lindqvist replies[\s\S]*asked at the beginning/);
    expect(await jonas.counts(/Maya Lindqvist replies/)).toBe(0);
    const card = cardInWords(await priya.inTeam.card(/^REV-1 ·/));
    expect(card).toMatch(/Comments\n[^\n]*Does the client know[^\n]*\n[^\n]*asked at the beginning/);
    await maya.card(/Submitted: Otter\.ai[\s\S]*Remarks[\s\S]*Does the client know[\s\S]*asked at the beginning/);
  });

  it('is answered as often as it takes', async () => {
    const { maya, priya } = journey;
    await remarks(ASKS, 'submitter');
    await (await maya.opensForm('Reply')).fills({ comment: REPLIES });

    expect(await (await maya.opensForm('Reply')).fills({ comment: ' ' })).toMatchObject({ kind: 'formErrors' });
    await (await priya.inTeam.opensForm('Comment')).fills({ comment: 'Thank you.', audience: 'submitter' });

    await maya.sees(/REV-1: Priya Raman writes to you[\s\S]*Thank you\./);
  });

  it('lets nobody else speak for the submitter or listen, whatever id they send', async () => {
    const { maya, tom, ana, priya, jonas } = journey;
    await remarks(ASKS, 'submitter');
    const { value } = await maya.button('Reply');

    for (const who of [tom, ana, jonas]) {
      expect(await who.does({ to: 'actions', action: 'review.reply', value })).toMatchObject({
        reply: { kind: 'notice', text: expect.stringMatching(/no longer there/) },
      });
      expect(await who.counts(/Does the client know/)).toBe(0);
    }
    for (const who of [tom, ana])
      expect(
        await who.does({ to: 'forms', form: 'review.reply', context: value, inputs: { comment: 'I am Maya.' } }),
      ).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/do not have that role/) } });
    expect(await priya.inTeam.counts(/I am Maya/)).toBe(0);
  });

  it('shows which words were erased with whoever said them', async () => {
    const { maya, priya, storage, now } = journey;
    await remarks(ASKS, 'submitter');
    const { organisation } = journey.app;

    await storage.transact(organisation.id, ({ people }) => people.erase(priya.id, now()));

    await maya.card(/REV-1: Somebody writes to you[\s\S]*\(erased\)/);
    expect(journey.errors()).toEqual([]);
  });
});
