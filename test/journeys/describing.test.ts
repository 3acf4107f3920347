import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { beginsAssessment } from '../support/begin-assessment.ts';
import { cardInWords, type ShownCard } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const DESCRIPTION = `Hello, we would like to use Otter.ai to transcribe client calls in the consulting team. We have a Business plan paid by
the company. The recordings contain the names and voices of our clients, and every client is asked for consent at the
start of the call. The account manager reads every transcript before it goes into Salesforce. We do not process health
data. Perhaps we will add a second tool next year. The start date would be 11 January 2028.`;

describe.each(journeyKinds)('describing a system (%s)', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await beginJourney(kind);
  });
  afterEach(() => journey.end());

  const read = /I read this in your text\. Is it right\?/;
  const ticked = ({ inputs = [] }: ShownCard) => inputs.find(({ id }) => id === 'keep')?.values;
  const answers = () =>
    journey.storage.transact(DEMONSTRATION.organisationId, async ({ interviews }) => {
      const [interview] = await interviews.openOf(journey.maya.id);
      return interview?.state.answers ?? {};
    });
  const known = async (id: string) => {
    const answer = (await answers())[id];
    return answer?.kind === 'known' ? answer.value : answer?.kind;
  };

  it('begins a declaration with what a pasted paragraph says, each with its words and their place', async () => {
    const { maya } = journey;

    await maya.says(DESCRIPTION);

    const card = await maya.card(read);
    const words = cardInWords(card);
    expect(words).toMatch(/Tool: Otter\.ai \(“Otter\.ai” \(paragraph 1\)\)/);
    expect(words).toMatch(/Only what you keep counts\. \d+ more come after these\./);
    expect(words).not.toMatch(/Health/);
    expect(await answers()).toEqual({});
  });

  it('counts what is ticked, screenful after screenful, and asks for the rest', async () => {
    const { maya } = journey;
    await maya.says(DESCRIPTION);
    const first = await maya.card(read);
    const shown = ticked(first);

    await maya.clicks(/^Keep what is ticked/, { keep: ['tool', 'purpose', 'account'] });
    expect(shown).toEqual(expect.arrayContaining(['tool', 'purpose', 'account', 'data']));
    expect(Object.keys(await answers()).sort()).toEqual(['account', 'purpose', 'tool']);
    expect((await answers()).purpose?.source).toMatchObject({
      quote: expect.stringMatching(/transcribe client calls/),
      place: 'paragraph 1',
    });

    const second = await maya.card(read);
    expect(ticked(second)).not.toEqual(expect.arrayContaining(['data']));
    await maya.clicks(/^Keep what is ticked/, { keep: ticked(second) });
    await maya.sees(/Who will use it|What kinds of information|In which countries/);
    expect(await known('humanCheck')).toBe('always');
    expect(await known('data')).toBeUndefined();
    expect(journey.errors()).toEqual([]);
  });

  it('takes “all correct” for what is shown, and “no” for none of it', async () => {
    const { maya, tom } = journey;
    await maya.says(DESCRIPTION);
    await maya.says('all correct');
    expect(await known('tool')).toBe('Otter.ai');

    await tom.says(DESCRIPTION);
    await tom.clicks('Leave all of it out');
    await tom.sees(/Which AI tool/);
    expect(await tom.counts(read)).toBe(0);
  });

  it('never replaces an answer by itself, but shows what differs', async () => {
    const { maya } = journey;
    await maya.says('I want to use Otter.ai for client calls on my own free account');
    await maya.clicks('All correct');
    expect(await known('account')).toBe('personal-free');

    await maya.says(DESCRIPTION);
    const words = cardInWords(await maya.card(read));
    expect(words).toMatch(/Plan and account: Company account, team or business plan \(you said: My own free account\)/);
    expect(words).not.toMatch(/Tool: Otter/);
    await maya.says('all correct');
    expect(await known('account')).toBe('personal-free');

    await maya.says(DESCRIPTION);
    await maya.clicks(/^Keep what is ticked/, { keep: ['account'] });
    expect(await known('account')).toBe('company-team');
    await maya.sees(/from My own free account to Company account/);
  });

  it('shows both where a text contradicts itself, and settles nothing', async () => {
    const { maya } = journey;

    await maya.says(
      'We want to introduce Fathom for internal meeting notes. No personal data is stored by the tool. The notes contain the names of all participants and what everybody said. We have the business plan of the company for it.',
    );

    const words = cardInWords(await maya.card(read));
    expect(words).toMatch(
      /It says two things here, so I propose nothing[\s\S]*Data: “personal data” \(paragraph 1\) – but: “names”/,
    );
    await maya.clicks(/^Keep what is ticked/, { keep: ticked(await maya.card(read)) });
    expect(await known('data')).toBeUndefined();
  });

  it('fills an assessment under way, and moves its level only by what is kept', async () => {
    const { maya } = journey;
    await beginsAssessment(maya);
    const level = async () => cardInWords(await maya.card(/ASM-1 · Impact as it stands/));
    const before = await level();

    await maya.says(
      'The system ranks applicants for our trainee programme. Nobody checks the ranking, so applications are rejected automatically. Applications are deleted after six months. Complaints go to the recruiting team. About 12,000 people apply each year, some of them have a disability.',
    );
    const words = cardInWords(await maya.card(read));
    expect(words).toMatch(/Decisions it plays a part in: Who gets a job or an interview \(“ranks applicants/);
    expect(words).toMatch(/People affected: People who apply for a job/);
    expect(await level()).toBe(before);

    await maya.clicks(/^Keep what is ticked/, { keep: ticked(await maya.card(read)) });
    expect(await level()).not.toBe(before);
    expect(journey.errors()).toEqual([]);
  });

  it('lets an old card settle nothing twice', async () => {
    const { maya } = journey;
    await maya.says(DESCRIPTION);
    const { id, value } = await maya.button(/^Keep what is ticked/);
    await maya.clicks(/^Keep what is ticked/, { keep: ['tool'] });

    await maya.does({ to: 'actions', action: id, value, inputs: { keep: ['purpose', 'data'] } });

    expect(Object.keys(await answers())).toEqual(['tool']);
  });
});
