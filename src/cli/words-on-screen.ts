import type { Block, Card } from '../chat/card.ts';
import { unreachable } from '../kernel/unreachable.ts';
import { printable } from '../register/safe-cell.ts';

/** Columns of equal width. Control characters of what people wrote do not reach the terminal. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(cell));
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map(
      (line) =>
        `${line
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** A card in the words it is made of, without its actions. */
export function cardText({ headline, blocks }: Card): string {
  return [headline, ...blocks.flatMap(blockLines)].map(cell).join('\n');
}

function cell(text: string): string {
  return printable(text).replace(/\s+/gu, ' ').trimEnd();
}

function blockLines(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'heading':
      return [block.text];
    case 'facts':
      return block.facts.map(({ label, value, note }) => `${label}: ${value}${note ? ` (${note})` : ''}`);
    case 'list':
      return block.items.map((item) => `- ${item}`);
    case 'quote':
      return [block.from ? `“${block.text}” (${block.from})` : `“${block.text}”`];
    case 'progress':
      return [`${block.done} of ${block.total}`];
    case 'citations':
      return block.citations.map(({ id, title }) => `${id} ${title}`);
    default:
      return unreachable(block);
  }
}
