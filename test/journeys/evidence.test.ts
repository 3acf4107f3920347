import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEMONSTRATION } from '../../src/composition/demonstration.ts';
import { cardInWords } from '../support/console-api.ts';
import { journeyKinds } from '../support/database.ts';
import { answersDeclaration } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';

const CONTRACT = {
  id: 'F1',
  name: 'contract <@U1>.pdf',
  mimeType: 'application/pdf',
  bytes: 120_000,
  link: 'https://files.example.com/F1',
};
const TERMS = { id: 'F2', name: 'terms.docx', bytes: 90 };

describe.each(journeyKinds)('files as evidence (%s)', (kind) => {
  let journey: Journey;
  let interview: string;
  beforeEach(async () => {
    journey = await beginJourney(kind);
    interview = await answersDeclaration(journey.maya);
  });
  afterEach(() => journey.end());

  const kept = () =>
    journey.storage.transact(DEMONSTRATION.organisationId, async ({ evidence }) =>
      (await evidence.keptOf(interview)).map(({ fileId }) => fileId),
    );

  it('counts only once the person says so', async () => {
    const { maya, priya } = journey;

    await maya.shares([CONTRACT, TERMS]);
    await maya.sees(/Keep “contract <@U1>\.pdf” as evidence of this declaration\?[\s\S]*application\/pdf, 120 kB/);
    expect(await kept()).toEqual([]);
    await maya.clicks('Submit');

    const card = cardInWords(await priya.inTeam.card(/REV-1 ·/));
    expect(card).not.toMatch(/Evidence|contract/);
  });

  it('is part of what is submitted, and can be opened from the review', async () => {
    const { maya, priya, storage } = journey;
    await maya.shares([CONTRACT]);
    await maya.clicks('Keep it');
    await maya.card(/Please check, then submit[\s\S]*Evidence \(1\)\nFile: contract <@U1>\.pdf/);
    await maya.shares([TERMS]);
    await maya.clicks('No');

    await maya.clicks('Submit');

    const card = await priya.inTeam.card(/REV-1 ·[\s\S]*Evidence \(1\)/);
    const facts = card.blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    expect(facts).toContainEqual(expect.objectContaining({ value: CONTRACT.name, link: CONTRACT.link }));
    const [submission] = await storage.transact(DEMONSTRATION.organisationId, async ({ reviews }) => {
      const [review] = await reviews.queue();
      return reviews.submissions(review?.review.id ?? '');
    });
    expect(submission?.evidence).toHaveLength(1);
  });

  it('can be taken out until it is submitted, and is asked about once', async () => {
    const { maya } = journey;
    await maya.shares([CONTRACT]);
    await maya.shares([CONTRACT]);
    await maya.clicks('Keep it');
    expect(await kept()).toEqual(['F1']);
    await maya.shares([CONTRACT]);
    await maya.sees(/Kept as evidence: contract/);

    const { value } = await maya.button('Take it out');
    await maya.clicks('Take it out');
    expect(await kept()).toEqual([]);
    expect(await maya.does({ to: 'actions', action: 'interview.keepFile', value })).toMatchObject({
      reply: { kind: 'notice' },
    });
    await maya.shares([CONTRACT]);
    await maya.clicks('Keep it');
    await maya.clicks('Submit');

    for (const action of ['interview.dropFile', 'interview.keepFile'])
      expect(await maya.does({ to: 'actions', action, value })).toMatchObject({
        reply: { kind: 'notice', text: expect.stringMatching(/was submitted/) },
      });
    expect(await kept()).toEqual(['F1']);
  });

  it('goes along with words, which are taken as ever', async () => {
    const { maya } = journey;
    await maya.says('change the owner');

    await maya.shares([CONTRACT], 'Tom Okafor');

    await maya.sees(/Keep “contract[\s\S]*from Maya Lindqvist to Tom Okafor/);
  });

  it('may change with the answers when reviewers ask for changes', async () => {
    const { maya, priya } = journey;
    await maya.shares([CONTRACT]);
    await maya.clicks('Keep it');
    await maya.clicks('Submit');
    await (await priya.inTeam.opensForm('Ask for changes')).fills({
      questions: ['alternatives'],
      remark: 'Please show us the terms as well.',
    });

    await maya.shares([TERMS]);
    await maya.clicks('Keep it');
    await maya.does({
      to: 'forms',
      form: 'interview.form',
      context: { interview },
      inputs: { alternatives: 'There is none.' },
    });
    await maya.clicks('Submit');

    await priya.inTeam.card(/Version: 2[\s\S]*Evidence \(2\)\nFile: contract[\s\S]*File: terms\.docx \(90 bytes\)/);
  });

  it('is nobody else’s to keep or to drop', async () => {
    const { maya, tom, priya } = journey;
    await maya.shares([CONTRACT]);
    const { value } = await maya.button('Keep it');

    for (const who of [tom, priya])
      for (const action of ['interview.keepFile', 'interview.dropFile'])
        expect(await who.does({ to: 'actions', action, value })).toMatchObject({
          reply: { kind: 'notice', text: expect.stringMatching(/not yours/) },
        });

    await maya.card(/Keep “contract/);
    expect(await kept()).toEqual([]);
  });

  it('is not kept without a declaration, and the person is told', async () => {
    const { tom, priya } = journey;

    await tom.shares([CONTRACT]);
    await tom.sees(/You have none under way/);
    await priya.inTeam.shares([CONTRACT]);
    await priya.inTeam.sees(/in our own conversation/);
  });

  it('is not passed over in silence beside words that somebody else answers', async () => {
    const { tom, priya } = journey;

    await tom.shares([CONTRACT], 'What is an AI system?');
    await tom.sees(/You have none under way/);
    await tom.button('Declare an AI use with it');

    await priya.shares([CONTRACT], 'add this document');
    await priya.sees(/I cannot open “contract/);
    await expect(priya.button('Declare an AI use with it')).rejects.toThrow(/has no button/);
  });

  it('believes no link but a web address', async () => {
    const { maya, priya } = journey;
    await maya.shares([{ ...CONTRACT, link: 'javascript:alert(1)' }]);
    await maya.clicks('Keep it');
    await maya.clicks('Submit');

    const card = await priya.inTeam.card(/Evidence \(1\)/);
    expect(JSON.stringify(card)).not.toMatch(/javascript/);
  });
});
