import type { Card } from './card.ts';

/** An older copy of a card that is shown again further down: only the newest can be acted on. */
export function foldedCard(card: Card): Card {
  const canBeActedOn = (card.actions?.length ?? 0) > 0 || (card.inputs?.length ?? 0) > 0;
  if (!canBeActedOn) return card;
  if (card.tone === 'quiet') return { headline: card.headline, tone: 'quiet', blocks: [] };
  return {
    headline: card.headline,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: 'Shown again below.', subtle: true }],
  };
}
