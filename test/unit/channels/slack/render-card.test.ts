import { describe, expect, it } from 'vitest';
import { readClick } from '../../../../src/channels/slack/block-kit/clicked.ts';
import { renderCard, renderNotice } from '../../../../src/channels/slack/block-kit/render-card.ts';
import type { Action, Block, Card, Fact } from '../../../../src/chat/card.ts';
import { blockFaults, hasBlockKitLimits } from '../../../support/slack/block-kit-limits.ts';
import { clicksIn, inputBlocks, typesIn, wordsIn } from './block-json.ts';
import { openQuestion, realCards } from './real-cards.ts';

const shape = (card: Card) => renderCard(card).blocks.map(({ type }) => type);
const real = (name: string): Card => realCards[name] ?? { headline: `No card ${name}`, blocks: [] };
const labels = (card: Card) =>
  renderCard(card).blocks.flatMap((block) => (block.type === 'actions' ? [wordsIn(block).split('\n')] : []));

describe('a card in Slack', () => {
  it.each([
    [
      'review',
      [
        'header',
        'rich_text',
        'rich_text',
        'rich_text',
        'rich_text',
        'rich_text',
        'rich_text',
        'rich_text',
        'rich_text',
        'rich_text',
        'actions',
        'actions',
      ],
    ],
    ['question by boxes', ['header', 'context', 'context', 'input', 'actions', 'actions']],
    ['question by buttons', ['header', 'context', 'context', 'context', 'input', 'actions', 'actions']],
    ['question in words', ['header', 'context', 'context', 'context', 'context', 'actions']],
    ['answered question', ['rich_text', 'section']],
    ['proposals', ['header', 'context', 'section', 'section', 'section', 'actions']],
    ['covered', ['header', 'context', 'rich_text', 'rich_text', 'actions']],
    ['answer', ['header', 'rich_text', 'actions', 'context']],
    ['folded', ['rich_text', 'context']],
  ])('draws the %s with the blocks that suit it', (name, blocks) => {
    expect(shape(real(name))).toEqual(blocks);
  });

  it.each([
    ['good', '✅ Approved'],
    ['attention', '🔶 Approved'],
    ['warning', '⛔ Approved'],
    [undefined, 'Approved'],
  ] as const)('shows the tone %s at the headline', (tone, text) => {
    const { blocks } = renderCard({ headline: 'Approved', blocks: [], ...(tone && { tone }) });

    expect(blocks).toEqual([{ type: 'header', text: { type: 'plain_text', text, emoji: false } }]);
  });

  it('puts a headline that is too long for a header into a bold line and cuts nothing', () => {
    const headline = 'Is it so? '.repeat(40).trim();

    const [first] = renderCard({ headline, blocks: [] }).blocks;

    expect(first).toMatchObject({ type: 'rich_text' });
    expect(wordsIn(first)).toBe(headline);
  });

  it('keeps buttons apart: five in a row, the quiet ones below', () => {
    expect(labels(real('review'))).toEqual([
      ['Claim', 'Approve', 'Approve with conditions', 'Ask for changes', 'Reject'],
      ['Hand over', 'Comment', 'Give advice', 'Stand aside', 'Supplier facts'],
    ]);
  });

  it('lets every button and every small action of a fact be read back, though many share an id', () => {
    const { blocks } = renderCard(real('proposals'));

    expect(clicksIn(blocks).map(readClick)).toMatchObject([
      { actionId: 'interview.change', value: { question: 'tool' } },
      { actionId: 'interview.change', value: { question: 'purpose' } },
      { actionId: 'interview.change', value: { question: 'users' } },
      { actionId: 'interview.confirmAll' },
      { actionId: 'interview.cancel' },
    ]);
  });

  it('opens a passage by the number that the answer gives it', () => {
    const [first] = clicksIn(renderCard(real('answer')).blocks);

    expect(wordsIn(first)).toBe('[1] AI system impact assessment · iso42001:6.1.4');
    expect(readClick(first)).toEqual({ actionId: 'passage.open', value: { id: 'iso42001:6.1.4' } });
  });

  it('never holds back a button of a card for an input that is required', () => {
    const card: Card = {
      headline: 'H',
      blocks: [],
      inputs: [{ kind: 'date', id: 'start', label: 'Start', required: true }],
    };

    expect(inputBlocks(renderCard(card).blocks)[0]).not.toHaveProperty('optional');
  });

  it('leads to the form where a list is too long for a message', () => {
    const { blocks } = renderCard(openQuestion('countries'));

    expect(inputBlocks(blocks)).toEqual([]);
    expect(wordsIn(blocks)).toContain(
      '“Countries” has 249 entries, too many for a message in Slack. Type your answer here, or choose “As a form”',
    );
    expect(clicksIn(blocks)[0]).toMatchObject({ action_id: 'interview.form', style: 'primary' });
  });

  it('says the whole card in words for notifications and screen readers', () => {
    const { text } = renderCard(real('covered'));

    expect(text).toContain('✅ Yes: Otter.ai for “Notes of internal meetings” is approved\n');
    expect(text).toContain('Plan and account: Company account, team or business plan');
  });

  it('uses nothing that reads markup', () => {
    const types = new Set(Object.values(realCards).flatMap((card) => [...typesIn(renderCard(card).blocks)]));

    expect(types).not.toContain('mrkdwn');
    expect(types).not.toContain('markdown');
    expect(types).not.toContain('link');
  });

  it('says a few words as literally as a card', () => {
    const { text, blocks } = renderNotice('*Bold* <!here> https://a.example');

    expect(text).toBe('*Bold* &lt;!here&gt; https:\u2060//a.example');
    expect(blocks).toEqual([
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: '*Bold* <!here> https://a.example' }] },
        ],
      },
    ]);
  });

  it('refuses an action that could not be read back', () => {
    const action: Action = { id: 'interview.start', label: 'Start', value: { product: 'x'.repeat(2_000) } };

    expect(() => renderCard({ headline: 'H', blocks: [], actions: [action] })).toThrow('a button takes 2000');
  });
});

describe('a card that is too long for a message', () => {
  const submit: Action = { id: 'interview.submit', label: 'Submit', style: 'primary', value: {} };

  it('shows as many facts with their actions as fit, and says how many more there are', () => {
    const facts = Array.from({ length: 70 }, (_, index): Fact => {
      const change: Action = { id: 'interview.change', label: 'Change', value: { question: `q${index}` } };
      return { label: `Question ${index}`, value: 'Yes', action: change };
    });

    const { blocks } = renderCard({ headline: 'Please check', blocks: [{ kind: 'facts', facts }], actions: [submit] });

    const clicks = clicksIn(blocks).map(readClick);
    expect(clicks.at(-1)).toEqual({ actionId: 'interview.submit', value: {} });
    expect(clicks.length).toBeGreaterThan(30);
    expect(wordsIn(blocks)).toContain(`${70 - (clicks.length - 1)} more parts are kept, but do not fit into Slack.`);
  });

  it('says how much of a text is missing', () => {
    const { blocks } = renderCard({
      headline: 'H',
      blocks: [{ kind: 'text', text: 'ä'.repeat(1_000_000) }],
      actions: [submit],
    });

    expect(wordsIn(blocks)).toContain('(998,000 more characters are kept, but do not fit into Slack)');
    expect(clicksIn(blocks)).toHaveLength(1);
  });

  it('says how many parts are missing, and leaves no heading without its parts', () => {
    const section = (index: number): Card['blocks'] => [
      { kind: 'heading', text: `Part ${index}` },
      { kind: 'text', text: 'word '.repeat(80) },
    ];

    const { blocks } = renderCard({
      headline: 'H',
      blocks: Array.from({ length: 60 }, (_, index) => section(index)).flat(),
    });

    const shown = wordsIn(blocks).match(/Part \d+/g) ?? [];
    expect(shown.length).toBeGreaterThan(20);
    expect(wordsIn(blocks).trim().split('\n').at(-1)).toBe(
      `${120 - 2 * shown.length} more parts are kept, but do not fit into Slack.`,
    );
  });

  it('never has more blocks than a message takes, however small they are', () => {
    const steps = Array.from({ length: 80 }, (): Block => ({ kind: 'text', text: 'x', subtle: true }));

    const { blocks } = renderCard({ headline: 'H', blocks: steps, actions: [submit] });

    expect(blocks).toHaveLength(50);
    expect(wordsIn(blocks)).toContain('33 more parts are kept');
  });

  it('never cuts a long note in silence', () => {
    const { blocks } = renderCard({ headline: 'H', blocks: [{ kind: 'text', text: 'a'.repeat(5_000), subtle: true }] });

    expect(wordsIn(blocks)).toContain('a'.repeat(5_000));
  });

  it('throws rather than leave out a button', () => {
    const actions = Array.from({ length: 40 }, (_, index) => ({ ...submit, value: { id: `${index}`.repeat(700) } }));

    expect(() => renderCard({ headline: 'H', blocks: [], actions })).toThrow('inputs and actions');
  });
});

describe.skipIf(!hasBlockKitLimits)('every real card', () => {
  it.each(Object.entries(realCards))('%s is within the limits of Slack', (_name, card) => {
    expect(blockFaults(renderCard(card))).toEqual([]);
  });
});
