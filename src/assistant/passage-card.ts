import type { Block, Card } from '../chat/card.ts';
import type { Passage } from '../knowledge/passage.ts';

/** A whole passage, for platforms where a citation opens as a card. */
export function passageCard({ id, title, source, asOf, sections }: Passage): Card {
  return {
    headline: `${title} (${id})`,
    blocks: [
      ...sections.flatMap(({ heading, text }): Block[] => [
        { kind: 'heading', text: heading },
        { kind: 'text', text },
      ]),
      { kind: 'text', text: `${source}. As of ${asOf}.`, subtle: true },
    ],
  };
}
