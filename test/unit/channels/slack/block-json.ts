import { isRecord, objectsIn } from '../../../support/slack/json-checks.ts';

/** What a person reads: every text in the blocks, values and ids left out. */
export function wordsIn(blocks: unknown): string {
  return [...objectsIn(blocks)]
    .filter(({ type }) => type === 'plain_text' || type === 'text')
    .map(({ text }) => String(text))
    .join('\n');
}

export function typesIn(blocks: unknown): Set<string> {
  return new Set([...objectsIn(blocks)].flatMap(({ type }) => (typeof type === 'string' ? [type] : [])));
}

/** Buttons, each as Slack sends it back in `actions`. */
export function clicksIn(blocks: unknown): Record<string, unknown>[] {
  return [...objectsIn(blocks)].filter(({ type }) => type === 'button');
}

export function inputBlocks(blocks: unknown): Record<string, unknown>[] {
  return [...objectsIn(blocks)].filter(({ type }) => type === 'input');
}

/** All options of a menu or of boxes, from groups as well. */
export function optionsOf({
  options = [],
  option_groups: groups = [],
}: Record<string, unknown>): Record<string, unknown>[] {
  const grouped = [groups].flat().flatMap((group) => (isRecord(group) ? optionsOf(group) : []));
  return [...[options].flat().filter(isRecord), ...grouped];
}

/**
 * `state.values` as Slack sends it: what was there at first, unless something else was entered.
 * @param entered text, number or day, or ids of options, by input block.
 */
export function stateOf(blocks: unknown, entered: Readonly<Record<string, string | readonly string[]>> = {}): unknown {
  const values = inputBlocks(blocks).map(({ block_id: blockId, element }) => {
    if (!isRecord(element)) throw new Error('An input without an element');
    const name = String(blockId);
    return [name, { [String(element.action_id)]: { type: element.type, ...elementState(element, entered[name]) } }];
  });
  return Object.fromEntries(values);
}

function elementState(element: Record<string, unknown>, entered: string | readonly string[] | undefined): object {
  const chosen = optionsOf(element).filter(({ value }) => [entered].flat().includes(String(value)));
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { value: entered ?? element.initial_value ?? null };
    case 'datepicker':
      return { selected_date: entered ?? element.initial_date ?? null };
    case 'static_select':
    case 'radio_buttons':
      return { selected_option: chosen[0] ?? element.initial_option ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: entered ? chosen : (element.initial_options ?? []) };
    default:
      throw new Error(`No state for ${element.type}`);
  }
}
