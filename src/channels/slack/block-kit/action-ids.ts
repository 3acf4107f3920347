import type { KnownBlock } from '@slack/types';

const ORDINAL = /#\d+$/;

/**
 * Gives every button and menu an id of its own within the message, as Slack demands of each block: the second
 * `interview.change` becomes `interview.change#2`.
 */
export function withUniqueActionIds(blocks: readonly KnownBlock[]): KnownBlock[] {
  const counts = new Map<string, number>();
  function unique<Element extends object>(element: Element): Element {
    if (!('action_id' in element) || typeof element.action_id !== 'string') return element;
    const id = element.action_id;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 && !ORDINAL.test(id) ? element : { ...element, action_id: `${id}#${count}` };
  }
  return blocks.map((block): KnownBlock => {
    if (block.type === 'actions') return { ...block, elements: block.elements.map(unique) };
    if (block.type === 'section' && block.accessory) return { ...block, accessory: unique(block.accessory) };
    return block;
  });
}

/** The id before it was made unique. */
export function originalActionId(actionId: string): string {
  return actionId.replace(ORDINAL, '');
}
