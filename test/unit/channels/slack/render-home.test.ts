import { describe, expect, it } from 'vitest';
import { readClick } from '../../../../src/channels/slack/block-kit/clicked.ts';
import { renderHome } from '../../../../src/channels/slack/block-kit/render-home.ts';
import type { Block, Card } from '../../../../src/chat/card.ts';
import { blockFaults, hasBlockKitLimits } from '../../../support/slack/block-kit-limits.ts';
import { clicksIn, wordsIn } from './block-json.ts';

function section(heading: string, count: number): Block[] {
  const facts = Array.from({ length: count }, (_, index) => ({
    label: `${heading}-${index + 1}`,
    value: 'Otter.ai for client calls',
    note: 'In review by Priya Raman.',
    action: { id: 'review.show', label: 'Open', value: { review: `${heading}-${index + 1}` } },
  }));
  return [
    { kind: 'heading', text: heading },
    { kind: 'facts', facts },
  ];
}

function aDesk(...sections: readonly (readonly [string, number])[]): Card {
  return { headline: 'Maya Lindqvist', blocks: sections.flatMap(([heading, count]) => section(heading, count)) };
}

const opened = (page: number, card: Card) =>
  clicksIn(renderHome(card, page).blocks)
    .map(readClick)
    .filter((click) => click?.actionId === 'review.show')
    .map((click) => click?.value.review);
const turns = (page: number, card: Card) =>
  clicksIn(renderHome(card, page).blocks)
    .map(readClick)
    .filter((click) => click?.actionId === 'home.page');

describe('the App Home', () => {
  const long = aDesk(['Review', 90], ['Draft', 40], ['Use', 120]);

  it('shows a desk that fits on one page, with nothing to turn', () => {
    const home = renderHome(aDesk(['Review', 8], ['Use', 8]));

    expect(home.type).toBe('home');
    expect(clicksIn(home.blocks)).toHaveLength(16);
    expect(wordsIn(home.blocks)).not.toContain('Page');
  });

  it('shows every entry of a long desk once, in order, over its pages', () => {
    const all = [1, 2, 3].flatMap((page) => opened(page, long));

    expect(all).toEqual(
      [...section('Review', 90), ...section('Draft', 40), ...section('Use', 120)].flatMap((block) =>
        block.kind === 'facts' ? block.facts.map(({ label }) => label) : [],
      ),
    );
  });

  it('leads from page to page', () => {
    expect(turns(1, long)).toEqual([{ actionId: 'home.page', value: { page: 2 } }]);
    expect(turns(2, long)).toEqual([
      { actionId: 'home.page', value: { page: 1 } },
      { actionId: 'home.page', value: { page: 3 } },
    ]);
    expect(turns(3, long)).toEqual([{ actionId: 'home.page', value: { page: 2 } }]);
    expect(wordsIn(renderHome(long, 2).blocks)).toContain('Page 2 of 3');
  });

  it('repeats the heading of what goes on, and ends no page with one', () => {
    expect(wordsIn(renderHome(long, 2).blocks)).toContain('Draft (continued)');
    for (let count = 80; count < 100; count += 1) {
      const { blocks } = renderHome(aDesk(['Review', count], ['Use', 5]), 1);
      const last = blocks.findLast(({ type }) => type === 'rich_text' || type === 'section');
      expect(last).toMatchObject({ type: 'section' });
    }
  });

  it.each([0, -3, 99, Number.NaN, 2.7])('takes page %d for the nearest that is there', (page) => {
    expect(wordsIn(renderHome(long, page).blocks)).toMatch(/Page [123] of 3/);
  });

  it.skipIf(!hasBlockKitLimits)('is within the limits of Slack on every page', () => {
    for (const page of [1, 2, 3]) expect(blockFaults(renderHome(long, page))).toEqual([]);
  });
});
