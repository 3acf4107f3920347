import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditPayload } from '../../src/audit/trail.ts';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { cardInWords } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { declares } from '../support/declaration.ts';
import { beginJourney, type Journey, type Name } from '../support/journey.ts';
import type { Persona } from '../support/persona.ts';

const WHAT = 'The CV ranking tool never lists anyone above fifty.';
const REASON = 'The age filter was a mistake of the set-up and is off now.';

describe.each(journeyKinds)('reporting a concern (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  async function reports(who: Persona, values: Readonly<Record<string, string>> = {}): Promise<void> {
    await who.says('I want to report a concern');
    const reply = await (await who.opensForm('Open the form')).fills({ kind: 'concern', what: WHAT, ...values });
    if (reply) throw new Error(`Not reported: ${JSON.stringify(reply)}`);
  }
  const everyone: readonly Name[] = ['maya', 'tom', 'priya', 'jonas', 'elena', 'samir', 'ana', 'lee'];
  const whoSees = async (pattern: RegExp) => {
    const seeing: Name[] = [];
    for (const name of everyone) if ((await journey[name].counts(pattern)) > 0) seeing.push(name);
    return seeing;
  };

  it('puts it before each of the governance team alone, without the reporter’s name', async () => {
    const { maya, priya, jonas } = journey;

    await reports(maya, { system: 'the CV ranker', affected: 'older applicants', when: '2027-01-04' });

    await maya.sees(/CON-1 · Your concern[\s\S]*do not get your name/);
    expect(await whoSees(/CON-1/)).toEqual(['maya', 'priya', 'jonas']);
    for (const handler of [priya, jonas]) {
      const card = cardInWords(await handler.card(/CON-1 · Concern/));
      expect(card).toMatch(/never lists anyone above fifty[\s\S]*About: the CV ranker[\s\S]*When: 4 January 2027/);
      expect(card).toMatch(/Who may be affected: older applicants[\s\S]*Reported by: Not disclosed[\s\S]*\[Take on\]/);
      expect(card).not.toMatch(/Maya|Lindqvist/);
    }
    expect(await priya.inTeam.counts(/CON-1/)).toBe(0);
  });

  it('tells the name when the reporter allows it, and of an incident legal too', async () => {
    const { maya, elena } = journey;

    await reports(maya, { kind: 'incident', name: 'yes' });

    await elena.card(/CON-1 · Incident[\s\S]*Reported by: Maya Lindqvist/);
    expect(await whoSees(/CON-1/)).toEqual(['maya', 'priya', 'jonas', 'elena']);
  });

  it('lets a handler ask and the reporter answer without their meeting, and closes with a reason', async () => {
    const { maya, priya, jonas } = journey;
    await reports(maya);

    await priya.clicks('Take on');
    await maya.sees(/CON-1: Priya Raman has taken it on/);
    await (await priya.opensForm('Ask the reporter')).fills({ text: 'Since when do you see this?' });
    await maya.sees(/Priya Raman asks you something[\s\S]*Since when do you see this\?[\s\S]*do not know who you are/);
    await (await maya.opensForm('Answer')).fills({ text: 'Since the update in December.' });
    const answered = cardInWords(await priya.card(/CON-1 · Concern/));
    expect(answered).toMatch(/Since when do you see this\?[\s\S]*Since the update in December\./);
    expect(answered).not.toMatch(/Maya/);
    const closing = await priya.opensForm('Close');
    expect(await closing.fills({ outcome: 'corrected', reason: ' ' })).toMatchObject({ kind: 'formErrors' });
    expect(await closing.fills({ outcome: 'corrected', reason: 'ok' })).toMatchObject({ kind: 'notice' });
    expect(await closing.fills({ outcome: 'corrected', reason: REASON })).toBeUndefined();

    await maya.sees(/CON-1 is closed: something was corrected[\s\S]*The age filter was a mistake/);
    for (const who of [priya, jonas]) {
      const card = await who.card(/CON-1 was closed on 11 January 2027 by Priya Raman/);
      expect(card.actions).toEqual([]);
    }
  });

  it('waits on the desk of those who may handle it, and of whoever reported it', async () => {
    const { maya, tom, priya, jonas, elena } = journey;
    await reports(maya);

    for (const who of [priya, jonas])
      expect(await who.desk()).toMatch(/Concerns and incidents\nCON-1: Concern \(CON-1 is waiting for someone/);
    expect(await maya.desk()).toMatch(/You reported\nCON-1: Concern/);
    for (const who of [tom, elena]) expect(await who.desk()).not.toMatch(/CON-1/);
    await priya.clicks('Take on');
    expect(await jonas.desk()).not.toMatch(/CON-1/);
    expect(await maya.desk()).toMatch(/CON-1 was taken on by Priya Raman/);
    await (await priya.opensForm('Close')).fills({ outcome: 'corrected', reason: REASON });
    expect(await priya.desk()).not.toMatch(/CON-1/);
    await journey.passes({ days: 31 });
    expect(await maya.desk()).not.toMatch(/CON-1/);
  });

  it('refuses to close what was added to since the card was shown', async () => {
    const { maya, priya } = journey;
    await reports(maya);
    await priya.clicks('Take on');
    const behind = await priya.opensForm('Close');
    await (await maya.opensForm('Add something')).fills({ text: 'It happened again this morning.' });

    const reply = await behind.fills({ outcome: 'nothingToDo', reason: REASON });

    expect(reply).toMatchObject({ kind: 'notice', text: expect.stringMatching(/nothing was done/) });
  });

  it('lets nobody handle what they reported themselves', async () => {
    const { priya, jonas } = journey;
    await reports(priya);
    expect(await whoSees(/CON-1 · Concern/)).toEqual(['jonas']);
    const { value } = await jonas.button('Take on');
    await jonas.clicks('Take on');

    const own = [
      await priya.does({ to: 'actions', action: 'concern.takeOver', value }),
      await priya.does({ to: 'forms', form: 'concern.ask', context: value, inputs: { text: 'Who am I?' } }),
      await priya.does({
        to: 'forms',
        form: 'concern.close',
        context: { ...value, version: 2 },
        inputs: { outcome: 'notConfirmed', reason: REASON },
      }),
    ];

    for (const answer of own)
      expect(answer).toMatchObject({
        reply: { kind: 'notice', text: expect.stringMatching(/reported this yourself/) },
      });
    await jonas.card(/CON-1 was taken on by Jonas Weber/);
  });

  it('shows and does nothing for anybody else, whatever id they send', async () => {
    const { maya, jonas, priya } = journey;
    await reports(maya);
    const { value } = await jonas.button('Take on');
    await jonas.clicks('Take on');
    const strangers = everyone
      .filter((name) => !['maya', 'jonas', 'priya'].includes(name))
      .map((name) => journey[name]);

    for (const who of strangers) {
      const replies = [];
      for (const verb of ['take', 'takeOver', 'ask', 'close', 'reply', 'show'])
        replies.push(await who.does({ to: 'actions', action: `concern.${verb}`, value }));
      for (const [form, inputs] of Object.entries({
        'concern.ask': { text: 'Who is it?' },
        'concern.reply': { text: 'I am the reporter.' },
        'concern.close': { outcome: 'corrected', reason: REASON },
      }))
        replies.push(await who.does({ to: 'forms', form, context: { ...value, version: 2 }, inputs }));
      for (const reply of replies)
        expect(reply).toMatchObject({ reply: { kind: 'notice', text: expect.stringMatching(/no such concern/) } });
      expect(await who.news()).toBe('');
      await who.says('CON-1');
      await who.sees(/CON-1: nothing that I can show you/);
    }
    // A colleague who has not taken it on, and the reporter, can do no more than they should.
    for (const [who, action] of [
      [priya, 'concern.reply'],
      [maya, 'concern.take'],
      [maya, 'concern.close'],
    ] as const)
      expect(await who.does({ to: 'actions', action, value })).toMatchObject({ reply: { kind: 'notice' } });
    await jonas.card(/CON-1 was taken on by Jonas Weber/);
  });

  it('closes its cards to whoever loses the role', async () => {
    const { maya, jonas, storage } = journey;
    await reports(maya);
    await jonas.card(/never lists anyone above fifty/);

    await storage.transact(DEMONSTRATION.organisationId, ({ people }) => people.revoke(jonas.id, 'governance'));

    expect(await jonas.counts(/never lists|CON-1/)).toBe(0);
  });

  it('says nothing where others read along: the offer comes into one’s own conversation', async () => {
    const { priya } = journey;
    const before = await priya.inTeam.counts(/./);

    await priya.inTeam.says('I want to report a concern about Jonas and the CV ranker');

    expect(await priya.inTeam.counts(/./)).toBe(before);
    const { form } = await priya.opensForm('Open the form');
    expect(form.inputs.find(({ id }) => id === 'what')).toMatchObject({ value: 'Jonas and the CV ranker' });
    expect(form.inputs.find(({ id }) => id === 'name')).toMatchObject({ value: 'no' });
  });

  it('begins with the message that it is about, when it is reported from one', async () => {
    const { maya } = journey;

    const answer = await maya.does({
      to: 'actions',
      action: 'concern.report',
      value: { message: 'team/C1/1700.1' },
      inputs: { text: WHAT, author: 'Tom Okafor' },
    });

    expect(answer).toMatchObject({
      reply: {
        kind: 'openForm',
        form: { id: 'concern.report', inputs: expect.arrayContaining([expect.objectContaining({ value: WHAT })]) },
      },
    });
    expect(await maya.news()).toBe('');
  });

  it('names an entry of the register by its reference, and refuses one that is not there', async () => {
    const { maya, priya } = journey;
    await declares(maya);
    await (await priya.inTeam.opensForm('Approve')).fills({});
    await maya.says('report an incident');
    const form = await maya.opensForm('Open the form');

    expect(await form.fills({ what: WHAT, system: 'AIS-9' })).toMatchObject({
      kind: 'formErrors',
      errors: { system: expect.stringMatching(/not in the register/) },
    });
    expect(await form.fills({ what: ' ', system: 'ais-1' })).toMatchObject({ kind: 'formErrors' });
    expect(await form.fills({ what: WHAT, system: 'ais-1' })).toBeUndefined();

    await priya.card(/CON-1 · Incident[\s\S]*About: AIS-1 Otter\.ai/);
  });

  it('leaves a trail of ids and kinds, never of words', async () => {
    const { maya, priya, storage } = journey;
    await reports(maya);
    await priya.clicks('Take on');
    await (await priya.opensForm('Close')).fills({ outcome: 'corrected', reason: REASON });

    const notes = await storage.transact(DEMONSTRATION.organisationId, async ({ trail }) =>
      (await Array.fromAsync(trail.entries())).flatMap(({ payload }) => AuditPayload.parse(JSON.parse(payload)).notes),
    );

    const about = notes.filter(({ kind: what }) => what.startsWith('concern.'));
    expect(about.map(({ kind: what }) => what)).toEqual(['concern.reported', 'concern.taken', 'concern.closed']);
    expect(JSON.stringify(notes)).not.toMatch(/fifty|filter|CV/);
  });

  it('goes on without words that were erased', async () => {
    const { maya, priya, storage, now } = journey;
    await reports(maya);
    await priya.clicks('Take on');

    await storage.transact(DEMONSTRATION.organisationId, ({ people }) => people.erase(maya.id, now()));

    await priya.card(/CON-1 · Concern[\s\S]*\(erased\)/);
    await (await priya.opensForm('Close')).fills({ outcome: 'notConfirmed', reason: REASON });
    await priya.card(/CON-1 was closed/);
    expect(journey.errors()).toEqual([]);
  });
});
