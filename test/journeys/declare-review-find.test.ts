import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

describe.each(databaseKinds)('declare, review, find (%s)', (kind) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await beginJourney(kind);
  });
  afterAll(() => journey.end());

  it('proposes what was understood, each with the words it rests on, after saying once that one talks to software', async () => {
    const { maya } = journey;

    await maya.says('I’d like to use Otter.ai to transcribe client calls');

    const news = await maya.sees(/piece of software, not a person[\s\S]*governance team reads/);
    expect(news).toMatch(/Tool: Otter\.ai \(from your words: “Otter\.ai”\)/);
    expect(news).toMatch(
      /Purpose: Recording or transcribing client calls \(from your words: “transcribe client calls”\)/,
    );
    expect(news).toMatch(/\[All correct\]/);
  });

  it('asks only what is missing, one question at a time, with progress and why', async () => {
    const { maya } = journey;

    await maya.clicks('All correct');
    const first = await maya.sees(/Which kind of account or plan[\s\S]*3 of 14/);
    expect(first).not.toMatch(/Which AI tool|What will it mostly be used for/);
    await maya.clicks('Why?');
    await maya.sees(/Why I ask[\s\S]*contract that protects[\s\S]*A\.10\.3/);
    await maya.clicks('Company account, team or business plan');
    const second = await maya.sees(/Who will use it\?[\s\S]*4 of 14/);
    expect(second).not.toMatch(/Which kind of account/);
    await maya.says('my team');
    await maya.says('Germany and Sweden');
    await maya.sees(/What kinds of information/);
  });

  it('takes a correction in plain words and goes on with the question at hand', async () => {
    const { maya } = journey;

    await maya.says('actually the vendor is Otter.ai Inc');

    await maya.sees(/Supplier: from Otter\.ai, Inc\. to Otter\.ai Inc\.[\s\S]*What kinds of information/);
  });

  it('accepts “I don’t know” and does not ask again', async () => {
    const { maya } = journey;
    await maya.clicks('Answer', { data: ['personal', 'customer'] });
    await maya.clicks('Answer', { circumstances: ['people-recorded'] });
    await maya.says('none of these');
    await maya.clicks('Planned for later');
    await maya.sees(/When should the use begin\?/);

    await maya.says('I don’t know');

    expect(await maya.news()).not.toMatch(/When should the use begin/);
    await maya.says('it joins from my calendar');
    await maya.clicks('A person checks everything');
    await maya.clicks('Yes, and they agreed');
    await maya.says('Maya Lindqvist');
    await maya.clicks('Skip');
    const summary = await maya.sees(/Please check, then submit/);
    expect(summary).toMatch(/Supplier: Otter\.ai Inc\b/);
    expect(summary).toMatch(/Start: not known yet/);
    expect(summary).toMatch(/Not known yet: Start\. You can submit now/);
    expect(await maya.counts(/When should the use begin/)).toBe(1);
  });

  it('submits with the time by which a decision is due', async () => {
    const { maya } = journey;

    await maya.clicks('Submit');

    await maya.sees(/Submitted: Otter\.ai[\s\S]*Reference: REV-1[\s\S]*Decision due: 18 January 2027/);
    expect(await maya.desk()).toMatch(/REV-1/);
  });

  it('shows the reviewer what, who, data, the lane and why, and what is not known', async () => {
    const { priya } = journey;

    const news = await priya.inTeam.sees(/REV-1 · Otter\.ai: Recording or transcribing client calls/);

    expect(news).toMatch(/Asked by: Maya Lindqvist, Sales/);
    expect(news).toMatch(/Data: Personal data.*customers/);
    expect(news).toMatch(/Lane: Light[\s\S]*Why this lane\n• Nothing in the answers calls for a full assessment/);
    expect(news).toMatch(/Not known yet\n• Start \(approval need not wait for it\)/);
    expect(await priya.desk()).toMatch(/To review\nREV-1/);
  });

  it('takes a change asked for on one question to the submitter and the answer back', async () => {
    const { maya, priya } = journey;
    await priya.inTeam.clicks('Claim');

    const form = await priya.inTeam.opensForm('Ask for changes');
    await form.fills({ questions: ['humanCheck'], remark: 'Who reads the transcript, and when?' });

    await maya.card(/REV-1: Priya Raman asks for changes[\s\S]*Human check: Who reads the transcript, and when\?/);
    await maya.card(/Who looks at what it makes[\s\S]*So far: A person checks everything/);
    await maya.clicks('A person checks some of it');
    await maya.sees(/Please check, then submit/);
    await maya.clicks('Submit');
    await priya.card(
      /REV-1[\s\S]*Version: 2[\s\S]*Changed since the last version\n• Human check: A person checks everything → A person checks some of it/,
    );
  });

  it('brings the decision with its reason, condition, next review and receipt', async () => {
    const { maya, priya } = journey;

    const form = await priya.inTeam.opensForm('Approve with conditions');
    const reply = await form.fills({
      conditions: 'Tell the client at the start of every call',
      nextReviewAt: '2027-07-01',
      reason: 'Fine for calls whose participants agreed.',
    });

    expect(reply).toBeUndefined();
    const card = await maya.card(/^Approved with conditions: Otter\.ai/);
    const words = JSON.stringify(card);
    for (const part of [
      'Tell the client at the start of every call',
      '1 July 2027',
      'Fine for calls',
      'Priya Raman',
      'ai-use-registration, version 1',
      'Receipt',
    ]) {
      expect(words).toContain(part);
    }
    expect(words).toMatch(/"label":"Answers","value":"[0-9a-f]{16}"/);
  });

  it('tells another colleague what the register says and what differs', async () => {
    const { tom } = journey;

    await tom.says('can I use Otter.ai for meeting notes?');

    const news = await tom.sees(/not approved for what you describe/);
    expect(news).toMatch(/AIU-1 Otter\.ai/);
    expect(news).toMatch(
      /approved for “Recording or transcribing client calls”; you asked about “Notes of internal meetings”/,
    );
    expect(news).toMatch(/approved in Germany, Sweden; you asked about “United Kingdom”/);
  });

  it('answers what the standard wants with citations that open', async () => {
    const { tom, api } = journey;

    await tom.says('what does ISO 42001 want for impact assessments?');

    const card = await tom.card(/impact assessment/);
    const ids = card.blocks.flatMap((block) => (block.kind === 'citations' ? block.citations.map(({ id }) => id) : []));
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(await api.passage(id)).toEqual({ status: 200, title: expect.any(String) });
    expect(ids).toEqual(expect.arrayContaining([expect.stringMatching(/^iso42001:(6\.1\.4|8\.4)$/)]));
  });

  it('says that it cannot answer what the weather is', async () => {
    const { tom } = journey;

    await tom.says('What is the weather in Paris?');

    const news = await tom.sees(/could not find that/);
    expect(news).not.toMatch(/\[iso42001/);
    expect(journey.errors()).toEqual([]);
  });
});
