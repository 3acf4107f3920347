import type { KnownBlock } from '@slack/types';
import type { Card } from '../../../chat/card.ts';
import { cardBlocks } from './card-blocks.ts';
import { fallbackText } from './fallback.ts';
import { LIMITS } from './limits.ts';

export interface RenderedCard {
  /** For notifications and screen readers; literal, although Slack parses it as mrkdwn. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** A card as a message. Pure: the same card gives the same JSON. Throws when its inputs and actions alone do not fit. */
export function renderCard(card: Card): RenderedCard {
  const room = { blocks: LIMITS.messageBlocks, characters: LIMITS.messageCharacters };
  return { text: fallbackText(card), blocks: cardBlocks(card, room) };
}
