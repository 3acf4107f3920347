import type { Block, Card } from '../../chat/card.ts';

/** More than a platform takes, and nothing of it may be left out. */
export class TooLarge extends Error {}

const TEXT_CHARACTERS = [2_000, 500, 150];

/**
 * What a platform makes of the card, in at most `maxBytes` of UTF-8 as JSON. Where the whole does not fit, long texts
 * are shortened and then blocks are left out from the end, each time with a sentence that says so; inputs and actions
 * always stay.
 * @throws {TooLarge} when even they do not fit.
 */
export function renderWithin<Rendered>(card: Card, maxBytes: number, render: (card: Card) => Rendered): Rendered {
  for (const smaller of everSmaller(card)) {
    const rendered = render(smaller);
    if (Buffer.byteLength(JSON.stringify(rendered)) <= maxBytes) return rendered;
  }
  throw new TooLarge(`The inputs and actions of a card alone exceed ${maxBytes} bytes`);
}

function* everSmaller(card: Card): Generator<Card> {
  yield card;
  for (const characters of TEXT_CHARACTERS) yield withTexts(card, (text) => shortened(text, characters));

  const short = withTexts(card, (text) => shortened(text, TEXT_CHARACTERS.at(-1) ?? 0));
  for (let kept = short.blocks.length - 1; kept >= 0; kept -= 1) {
    const left = short.blocks.length - kept;
    const note: Block = {
      kind: 'text',
      subtle: true,
      text: `${left} more ${left === 1 ? 'part' : 'parts'} of this card did not fit and ${left === 1 ? 'is' : 'are'} not shown here.`,
    };
    yield { ...short, blocks: [...short.blocks.slice(0, kept), note] };
  }
}

function shortened(text: string, characters: number): string {
  const all = [...text];
  if (all.length <= characters) return text;
  return `${all.slice(0, characters).join('')} … (${all.length - characters} more characters are not shown here)`;
}

function withTexts(card: Card, change: (text: string) => string): Card {
  return {
    ...card,
    headline: change(card.headline),
    blocks: card.blocks.map((block) => blockWithTexts(block, change)),
  };
}

function blockWithTexts(block: Block, change: (text: string) => string): Block {
  switch (block.kind) {
    case 'text':
    case 'heading':
    case 'quote':
      return { ...block, text: change(block.text) };
    case 'list':
      return { ...block, items: block.items.map(change) };
    case 'facts':
      return {
        ...block,
        facts: block.facts.map((fact) => ({
          ...fact,
          value: change(fact.value),
          ...(fact.note !== undefined && { note: change(fact.note) }),
        })),
      };
    case 'progress':
    case 'citations':
      return block;
  }
}
