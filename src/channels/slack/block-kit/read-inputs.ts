import * as z from 'zod';
import type { InputValues } from '../../../chat/form.ts';
import { readInputName } from './input-name.ts';

const Option = z.object({ value: z.string() });
/** What an element holds; what is empty comes as `null` or not at all. */
const ElementState = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['plain_text_input', 'number_input']), value: z.string().nullish() }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
  z.object({ type: z.enum(['static_select', 'radio_buttons']), selected_option: Option.nullish() }),
  z.object({ type: z.enum(['multi_static_select', 'checkboxes']), selected_options: z.array(Option).nullish() }),
]);
type ElementState = z.infer<typeof ElementState>;

const StateValues = z.record(z.string(), z.record(z.string(), z.unknown()).catch({})).catch({});

/**
 * Reads `state.values` of a view or a message. Empty inputs come as an empty text or list, so that what somebody
 * cleared is not taken for what was not asked. Whatever is no input of ours is left out.
 */
export function readInputs(values: unknown): InputValues {
  const inputs: [string, string | readonly string[]][] = [];
  for (const [blockId, elements] of Object.entries(StateValues.parse(values))) {
    const name = readInputName(blockId);
    const state = ElementState.safeParse(Object.hasOwn(elements, blockId) ? elements[blockId] : undefined).data;
    const value = state && entered(state);
    if (name && value !== undefined && Array.isArray(value) === name.isList) inputs.push([name.id, value]);
  }
  return Object.fromEntries(inputs);
}

function entered(state: ElementState): string | readonly string[] {
  switch (state.type) {
    case 'plain_text_input':
    case 'number_input':
      return state.value ?? '';
    case 'datepicker':
      return state.selected_date ?? '';
    case 'static_select':
    case 'radio_buttons':
      return state.selected_option?.value ?? '';
    case 'multi_static_select':
    case 'checkboxes':
      return state.selected_options?.map(({ value }) => value) ?? [];
  }
}
