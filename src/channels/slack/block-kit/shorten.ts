import type { Block, Card } from '../../../chat/card.ts';

/** Cuts every long text of the card; where it did, a note in its place says how much is missing. */
export function withShortTexts(card: Card, characters: number): Card {
  const change = (text: string) => shortened(text, characters);
  return { ...card, headline: change(card.headline), blocks: card.blocks.map((block) => changed(block, change)) };
}

function shortened(text: string, characters: number): string {
  const missing = text.length - characters;
  if (missing <= 0) return text;
  const kept = text.slice(0, characters);
  // A blank in a text of one word would hide that it goes on.
  return `${kept.toWellFormed()} … (${missing.toLocaleString('en')} more characters are kept, but do not fit into Slack)`;
}

function changed(block: Block, change: (text: string) => string): Block {
  switch (block.kind) {
    case 'text':
    case 'heading':
      return { ...block, text: change(block.text) };
    case 'quote':
      return { ...block, text: change(block.text), ...(block.from !== undefined && { from: change(block.from) }) };
    case 'list':
      return { ...block, items: block.items.map(change) };
    case 'facts':
      return {
        ...block,
        facts: block.facts.map((fact) => ({
          ...fact,
          label: change(fact.label),
          value: change(fact.value),
          ...(fact.note !== undefined && { note: change(fact.note) }),
        })),
      };
    case 'progress':
    case 'citations':
      return block;
  }
}
