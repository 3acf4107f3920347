import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIENT_CALLS, declares } from '../support/declaration.ts';
import { beginJourney, type Journey } from '../support/journey.ts';
import { mockLanguage } from '../support/mock-language.ts';
import { everythingSent, type Mock, startMockModel } from '../support/mock-model.ts';

const WORDS =
  'I would like to use Otter.ai to transcribe client calls; afterwards my colleagues in the same group read along what Tom Okafor said';

describe('a model that reads along', () => {
  let mock: Mock;
  let journey: Journey;
  beforeEach(async () => {
    mock = await startMockModel();
    journey = await beginJourney('embedded', undefined, mockLanguage(mock));
  });
  afterEach(async () => {
    await journey.end();
    await mock.stop();
  });

  const reads = (...answers: { question: string; value: string[]; quote: string }[]) =>
    mock.on({ systemMessage: /find answers to questions of a form/ }, { content: JSON.stringify({ answers }) });

  it('puts further answers before the person, who decides', async () => {
    const { maya } = journey;
    reads(
      { question: 'users', value: ['team'], quote: 'my colleagues in the same group' },
      { question: 'account', value: ['company-enterprise'], quote: 'our enterprise contract' },
      { question: 'data', value: ['none'], quote: 'client calls' },
    );

    await maya.says(WORDS);

    const news = await maya.sees(/I also read this in your words/);
    expect(news).toContain('“my colleagues in the same group”');
    expect(news).not.toMatch(/enterprise contract/);
    expect(everythingSent(mock)).not.toMatch(/Okafor|Maya|Lindqvist/);
    await maya.clicks('That is right');
    await maya.sees(/I also read is settled|confirm|\?/);
    await maya.clicks('All correct');
    await maya.says('summary');
    await maya.sees(/My team|team/i);
    expect(journey.errors()).toEqual([]);
  });

  it('keeps quiet when the interview has moved on, and when it has nothing', async () => {
    const { maya, tom } = journey;
    mock.on({ predicate: () => true }, { error: { message: 'busy' }, status: 429, retryAfter: 3 });
    await maya.says(WORDS);
    await maya.clicks('All correct');
    mock.reset();
    reads({ question: 'users', value: ['team'], quote: 'my colleagues in the same group' });
    await journey.passes({ hours: 0.002 });
    expect(await maya.counts(/I also read/)).toBe(0);

    await tom.says('I would like to use DeepL to translate letters for all of us in the department');
    expect(await tom.counts(/I also read/)).toBe(0);
    expect(journey.errors()).toEqual([]);
  });

  it('sums up for reviewers what was submitted, and says that it is a model’s', async () => {
    const { maya, priya } = journey;
    mock.on(
      { systemMessage: /You sum up/ },
      {
        content: JSON.stringify({
          points: [
            { text: 'None of the approved tools hears the product names.', quotes: [CLIENT_CALLS.alternatives] },
            { text: 'This should be approved at once.', quotes: [CLIENT_CALLS.alternatives] },
          ],
        }),
      },
    );
    mock.on({ predicate: () => true }, { content: '{"answers":[]}' });

    await declares(maya);
    await journey.passes({ hours: 0.002 });

    const card = JSON.stringify(await priya.inTeam.card(/REV-1/));
    expect(card).toContain('Summary by a language model, check it');
    expect(card).toContain('hears the product names');
    expect(card).not.toContain('approved at once');
    expect(everythingSent(mock)).not.toMatch(/Maya|Lindqvist/);
    expect(journey.errors()).toEqual([]);
  });

  it('is not missed where it fails', async () => {
    const { maya, priya } = journey;
    mock.on({ predicate: () => true }, { content: 'no' });

    await declares(maya, CLIENT_CALLS, WORDS);

    const card = JSON.stringify(await priya.inTeam.card(/REV-1/));
    expect(card).not.toContain('Summary by a language model');
    expect(journey.errors()).toEqual([]);
  });
});
