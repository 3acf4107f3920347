import type { RichTextSection } from '@slack/types';
import type { Block } from '../../../chat/card.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import { citationRows } from './actions.ts';
import { factPieces } from './facts.ts';
import { LIMITS } from './limits.ts';
import { blockPiece, notePiece, type Piece } from './pieces.ts';
import { run, visible } from './text.ts';

export function piecesOf(blocks: readonly Block[]): Piece[] {
  return blocks.flatMap((block, index) => blockPieces(block, blocks[index - 1]?.kind === 'heading'));
}

function blockPieces(block: Block, isUnderHeading: boolean): Piece[] {
  switch (block.kind) {
    case 'text':
      return [block.subtle ? notePiece(block.text) : { kind: 'rich', elements: [section(block.text)] }];
    case 'heading':
      return [{ kind: 'rich', elements: [section(block.text, { bold: true })], leads: true }];
    case 'facts':
      return factPieces(block.facts, isUnderHeading);
    case 'list':
      return block.items.length === 0 ? [] : [bullets(block.items)];
    case 'quote':
      return [quote(block.text, block.from)];
    case 'progress':
      return [notePiece(progress(block.done, block.total))];
    case 'citations':
      return citationRows(block.citations).map(blockPiece);
    default:
      return unreachable(block);
  }
}

function section(text: string, style?: { bold: boolean }): RichTextSection {
  return { type: 'rich_text_section', elements: [run(visible(text), style)] };
}

function bullets(items: readonly string[]): Piece {
  return {
    kind: 'rich',
    elements: [{ type: 'rich_text_list', style: 'bullet', elements: items.map((item) => section(item)) }],
  };
}

function quote(text: string, from: string | undefined): Piece {
  const by = from ? [run(`\n${visible(from)}`, { italic: true })] : [];
  return { kind: 'rich', elements: [{ type: 'rich_text_quote', elements: [run(visible(text)), ...by] }] };
}

function progress(done: number, total: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const filled = Math.round(share * LIMITS.progressCells);
  return `${'▰'.repeat(filled)}${'▱'.repeat(LIMITS.progressCells - filled)}  ${done} of ${total}`;
}
