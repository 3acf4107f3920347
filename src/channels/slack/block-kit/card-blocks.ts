import type { KnownBlock } from '@slack/types';
import type { Block, Card } from '../../../chat/card.ts';
import { withUniqueActionIds } from './action-ids.ts';
import { actionBlocks, button } from './actions.ts';
import { piecesOf } from './blocks.ts';
import { headlineBlock } from './headline.ts';
import { cardInput, isInput, leadingToForm } from './inputs.ts';
import { countParts, largestThatFits, sliceParts } from './parts.ts';
import { blocksOf } from './pieces.ts';
import { withShortTexts } from './shorten.ts';
import { plainText } from './text.ts';

/** What a message or a view has room for. */
export interface Room {
  readonly blocks: number;
  /** Of the blocks as JSON. */
  readonly characters: number;
}

const TEXT_CHARACTERS = [2_000, 500, 150] as const;

/**
 * A card's blocks within the room there is. Where the whole does not fit, long texts are shortened and then parts are
 * left out from the end, each time with a sentence that says so; inputs and actions always stay. Throws when even
 * they do not fit.
 */
export function cardBlocks(card: Card, room: Room, isDivided = false): KnownBlock[] {
  for (const smaller of [card, ...TEXT_CHARACTERS.map((characters) => withShortTexts(card, characters))]) {
    const blocks = drawn(smaller, isDivided);
    if (fits(blocks, room)) return blocks;
  }
  return firstParts(withShortTexts(card, TEXT_CHARACTERS[2]), room);
}

/** The same for a few words without a headline. */
export function noticeBlocks(text: string, room: Room): KnownBlock[] {
  const [, ...blocks] = cardBlocks({ headline: '', blocks: [{ kind: 'text', text }] }, room);
  return blocks;
}

export function fits(blocks: readonly KnownBlock[], { blocks: most, characters }: Room): boolean {
  return blocks.length <= most && JSON.stringify(blocks).length <= characters;
}

/** Pure and without a limit of its own. */
export function drawn(card: Card, isDivided = false): KnownBlock[] {
  const actions = card.actions ?? [];
  const headline = headlineBlock(card.headline, card.tone);
  const settled = settledRow(card);
  if (settled) return [headline, settled];
  const inputs = (card.inputs ?? []).map((input) => cardInput(input, actions));
  return withUniqueActionIds([
    headline,
    ...blocksOf(piecesOf(card.blocks), isDivided),
    ...inputs,
    ...actionBlocks(inputs.every(isInput) ? actions : leadingToForm(actions)),
  ]);
}

const SETTLED_CHARACTERS = 300;

/** An answered question is two lines, with its button beside the answer; a conversation holds many of them. */
function settledRow({ tone, blocks, inputs = [], actions = [] }: Card): KnownBlock | undefined {
  const [only, ...more] = blocks;
  const [change, ...others] = actions;
  const isSmall = tone === 'quiet' && change?.style === 'quiet' && more.length + others.length + inputs.length === 0;
  if (!isSmall || only?.kind !== 'text' || only.text.length > SETTLED_CHARACTERS) return undefined;
  return { type: 'section', text: plainText(only.text), accessory: button(change) };
}

function firstParts(card: Card, room: Room): KnownBlock[] {
  const shownOf = (count: number) => drawn({ ...card, blocks: beginningOf(card.blocks, count) });
  const shown = shownOf(largestThatFits(countParts(card.blocks) - 1, (count) => fits(shownOf(count), room)));
  if (!fits(shown, room)) throw new Error('The inputs and actions of a card alone exceed what Slack takes');
  return shown;
}

/** The first parts, with a sentence about the others. A heading goes where what it heads goes. */
function beginningOf(blocks: readonly Block[], count: number): readonly Block[] {
  const first = sliceParts(blocks, 0, count);
  const shown = first.at(-1)?.kind === 'heading' ? first.slice(0, -1) : first;
  const left = countParts(blocks) - countParts(shown);
  const text =
    left === 1
      ? 'One more part is kept, but does not fit into Slack.'
      : `${left} more parts are kept, but do not fit into Slack.`;
  return [...shown, { kind: 'text', text, subtle: true }];
}
