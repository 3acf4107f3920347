import type { Card } from './card.ts';

/** The same words whether it is not there or not theirs, so that nobody learns what others have. */
export function nothingToShow(reference: string, why: string): Card {
  return {
    headline: `${reference}: nothing that I can show you`,
    tone: 'quiet',
    blocks: [{ kind: 'text', text: why }],
  };
}
