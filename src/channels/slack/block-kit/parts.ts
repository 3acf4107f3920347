import type { Block } from '../../../chat/card.ts';

/** Counts the smallest things that can be left out or moved to another page: a fact, an item of a list, a text. */
export function countParts(blocks: readonly Block[]): number {
  return blocks.reduce((count, block) => count + partsIn(block), 0);
}

function partsIn(block: Block): number {
  if (block.kind === 'facts') return block.facts.length;
  return block.kind === 'list' ? block.items.length : 1;
}

/** The parts from `start` up to `end`, in the blocks that they came in. */
export function sliceParts(blocks: readonly Block[], start: number, end: number): readonly Block[] {
  let at = 0;
  return blocks.flatMap((block): readonly Block[] => {
    const [from, to] = [start - at, end - at];
    at += partsIn(block);
    if (to <= 0 || from >= partsIn(block)) return [];
    const first = Math.max(0, from);
    if (block.kind === 'facts') return [{ ...block, facts: block.facts.slice(first, to) }];
    return block.kind === 'list' ? [{ ...block, items: block.items.slice(first, to) }] : [block];
  });
}

/** The largest count up to `most` that fits, where every smaller one fits as well; 0 when none does. */
export function largestThatFits(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
