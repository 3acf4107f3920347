import type { KnownBlock } from '@slack/types';
import type { Card } from '../../../chat/card.ts';
import { cardBlocks, noticeBlocks } from './card-blocks.ts';
import { fallbackText } from './fallback.ts';
import { LIMITS } from './limits.ts';

export interface RenderedCard {
  /** For notifications and screen readers; literal, although Slack parses it as mrkdwn. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

const ROOM = { blocks: LIMITS.messageBlocks, characters: LIMITS.messageCharacters };

/** A card as a message. Pure: the same card gives the same JSON. Throws when its inputs and actions alone do not fit. */
export function renderCard(card: Card): RenderedCard {
  return { text: fallbackText(card), blocks: cardBlocks(card, ROOM) };
}

/** A few words as a message, as literal as a card: `text` alone would be shown with its markup and its links. */
export function renderNotice(text: string): RenderedCard {
  return { text: fallbackText({ headline: text, blocks: [] }), blocks: noticeBlocks(text, ROOM) };
}
