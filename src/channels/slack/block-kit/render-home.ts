import type { HomeView, KnownBlock } from '@slack/types';
import type { Action, Block, Card } from '../../../chat/card.ts';
import { withUniqueActionIds } from './action-ids.ts';
import { actionBlocks } from './actions.ts';
import { cardBlocks, drawn, fits } from './card-blocks.ts';
import { LIMITS } from './limits.ts';
import { countParts, largestThatFits, sliceParts } from './parts.ts';
import { noteBlock } from './pieces.ts';
import { withShortTexts } from './shorten.ts';

/** Shows another page of the home; its value holds the page, counted from 1. */
export const HOME_PAGE = 'home.page';

const ROOM = { blocks: LIMITS.viewBlocks, characters: LIMITS.viewCharacters };
const NAVIGATION_BLOCKS = 2;
const PAGE_ROOM = { blocks: LIMITS.viewBlocks - NAVIGATION_BLOCKS, characters: LIMITS.viewCharacters - 2_000 };
const TEXT_CHARACTERS = 1_000;

/**
 * A card as the App Home. What is too long for one view goes on on further pages.
 * @param page counted from 1; one that is not there becomes the nearest that is.
 */
export function renderHome(card: Card, page = 1): HomeView {
  const whole = drawn(card, true);
  if (fits(whole, ROOM)) return { type: 'home', blocks: whole };

  const pages = pagesOf(withShortTexts(card, TEXT_CHARACTERS));
  const number = Math.min(Math.max(1, Math.trunc(page) || 1), pages.length);
  const blocks = cardBlocks(pages[number - 1] ?? card, PAGE_ROOM, true);
  return { type: 'home', blocks: [...blocks, ...navigation(number, pages.length)] };
}

function pagesOf(card: Card): readonly Card[] {
  const all = countParts(card.blocks);
  const pages: Card[] = [];
  for (let start = 0; start < all; ) {
    const page = (count: number): Card => ({ ...card, blocks: pageBlocks(card.blocks, start, start + count) });
    const most = largestThatFits(all - start, (count) => fits(drawn(page(count), true), PAGE_ROOM));
    const end = start + Math.max(1, most);
    const splitsHeading = most > 1 && end < all && sliceParts(card.blocks, end - 1, end)[0]?.kind === 'heading';
    const next = splitsHeading ? end - 1 : end;
    pages.push(page(next - start));
    start = next;
  }
  return pages;
}

/** Parts that go on from the page before stand under their heading again. */
function pageBlocks(blocks: readonly Block[], start: number, end: number): readonly Block[] {
  const page = sliceParts(blocks, start, end);
  const heading = sliceParts(blocks, 0, start).findLast(({ kind }) => kind === 'heading');
  if (heading?.kind !== 'heading' || page[0]?.kind === 'heading') return page;
  return [{ kind: 'heading', text: `${heading.text} (continued)` }, ...page];
}

function navigation(page: number, pages: number): KnownBlock[] {
  const to = (label: string, target: number): Action => ({ id: HOME_PAGE, label, value: { page: target } });
  const buttons = actionBlocks([
    ...(page > 1 ? [to('← Previous page', page - 1)] : []),
    ...(page < pages ? [to('Next page →', page + 1)] : []),
  ]);
  return [noteBlock(`Page ${page} of ${pages}`), ...withUniqueActionIds(buttons)];
}
