import type { ContextBlock, KnownBlock, RichTextBlockElement } from '@slack/types';
import { LIMITS } from './limits.ts';
import { fitsIn, plainText, run, visible } from './text.ts';

/** Part of a card on its way to blocks. What `leads` shares one block with the rich text after it: a heading does. */
export type Piece =
  | { readonly kind: 'rich'; readonly elements: readonly RichTextBlockElement[]; readonly leads?: boolean }
  | { readonly kind: 'block'; readonly block: KnownBlock };

export function blockPiece(block: KnownBlock): Piece {
  return { kind: 'block', block };
}

/** Small and grey, for what is short: a longer text would be cut. */
export function noteBlock(text: string): ContextBlock {
  return { type: 'context', elements: [plainText(text)] };
}

/** The same for a text of any length, which where it is long is no longer small. */
export function notePiece(text: string): Piece {
  if (fitsIn(visible(text), LIMITS.textCharacters)) return blockPiece(noteBlock(text));
  return { kind: 'rich', elements: [{ type: 'rich_text_section', elements: [run(visible(text), { italic: true })] }] };
}

/**
 * Every block of Slack keeps a distance to the next one, so that a heading stands alone without this.
 * @param isDivided by a line above each heading but the first.
 */
export function blocksOf(pieces: readonly Piece[], isDivided = false): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let leading: readonly RichTextBlockElement[] = [];
  const close = (elements: readonly RichTextBlockElement[]) => {
    if (elements.length > 0) blocks.push({ type: 'rich_text', elements: [...elements] });
    leading = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'rich') {
      if (isDivided && piece.leads && blocks.length > 0 && leading.length === 0) blocks.push({ type: 'divider' });
      const elements = joined(leading, piece.elements);
      if (piece.leads) leading = elements;
      else close(elements);
    } else {
      close(leading);
      blocks.push(piece.block);
    }
  }
  close(leading);
  return blocks;
}

/** Two sections in a row become one with a line break, whatever a client makes of their boundary. */
function joined(
  before: readonly RichTextBlockElement[],
  after: readonly RichTextBlockElement[],
): readonly RichTextBlockElement[] {
  const [last, next] = [before.at(-1), after[0]];
  if (last?.type !== 'rich_text_section' || next?.type !== 'rich_text_section') return [...before, ...after];
  const section = { ...last, elements: [...last.elements, run('\n'), ...next.elements] };
  return [...before.slice(0, -1), section, ...after.slice(1)];
}
