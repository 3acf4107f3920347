import type { Block } from './card.ts';

type HeadedList = Extract<Block, { readonly kind: 'heading' | 'list' }>;

/** A heading with a list below it; nothing at all where there is nothing to list. Beyond `most` it says how many more there are. */
export function listedUnder(
  heading: string,
  items: readonly string[],
  most = Number.POSITIVE_INFINITY,
): readonly HeadedList[] {
  if (items.length === 0) return [];
  const more = items.length > most ? [`and ${items.length - most} more`] : [];
  return [
    { kind: 'heading', text: heading },
    { kind: 'list', items: [...items.slice(0, most), ...more] },
  ];
}
