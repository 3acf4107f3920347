import type { Block } from '../chat/card.ts';
import { unreachable } from '../kernel/unreachable.ts';
import type { PrintedBlock } from './printed.ts';

/** What a card says, on paper. Buttons and links stay behind. */
export function printedFrom(blocks: readonly Block[]): readonly PrintedBlock[] {
  return blocks.map((block): PrintedBlock => {
    switch (block.kind) {
      case 'text':
        return { kind: 'paragraph', text: block.text, ...(block.subtle ? { subtle: true } : {}) };
      case 'heading':
      case 'list':
      case 'quote':
        return block;
      case 'facts':
        return {
          kind: 'facts',
          facts: block.facts.map(({ label, value, note }) => ({
            label,
            value: note === undefined ? value : `${value}\n${note}`,
          })),
        };
      case 'progress':
        return { kind: 'paragraph', text: `${block.done} of ${block.total}` };
      case 'citations':
        return { kind: 'list', items: block.citations.map(({ id, title }) => `${id} ${title}`) };
      default:
        return unreachable(block);
    }
  });
}

/** The same on a card, where a summary of a document is read in chat. */
export function shownFrom(blocks: readonly PrintedBlock[]): readonly Block[] {
  return blocks.flatMap((block): readonly Block[] => {
    switch (block.kind) {
      case 'paragraph':
        return [{ kind: 'text', text: block.text, ...(block.subtle ? { subtle: true } : {}) }];
      case 'heading':
      case 'list':
      case 'quote':
      case 'facts':
        return [block];
      case 'table':
        return [{ kind: 'list', items: block.rows.map((row) => row.join(' · ')) }];
      default:
        return unreachable(block);
    }
  });
}
