import type { Card, Tone } from '../../chat/card.ts';
import { cardActions } from './actions.ts';
import type { AdaptiveCard, CardElement, Container } from './adaptive-card.ts';
import { blockElements } from './blocks.ts';
import { inputElements } from './inputs.ts';
import { lines } from './text.ts';

// In Adaptive Cards `attention` is the red of refusals; what waits for somebody takes the accent colour.
const TONE_STYLES = { good: 'good', attention: 'accent', warning: 'attention' } as const;

/** Pure: the same card gives the same JSON. It has no size limit; see `renderWithin`. */
export function renderCard(card: Card): AdaptiveCard {
  return adaptiveCard([
    ...headline(card.headline, card.tone),
    ...card.blocks.flatMap((block, index) => blockElements(block, card.blocks[index - 1])),
    ...(card.inputs ?? []).flatMap((input) => inputElements(input, 'onServer')),
    ...cardActions(card.actions ?? []),
  ]);
}

export function adaptiveCard(body: readonly CardElement[]): AdaptiveCard {
  return { type: 'AdaptiveCard', version: '1.5', body };
}

function headline(text: string, tone: Tone | undefined): CardElement[] {
  if (tone === 'quiet') return lines(text, { weight: 'Bolder', isSubtle: true });
  const title = lines(text, { size: 'Medium', weight: 'Bolder' });
  if (!tone || title.length === 0) return title;
  const band: Container = { type: 'Container', style: TONE_STYLES[tone], bleed: true, items: title };
  return [band];
}
