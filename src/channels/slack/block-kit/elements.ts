import type { InputBlockElement, PlainTextOption } from '@slack/types';
import type { Input } from '../../../chat/form.ts';
import { menuOptions, optionsOf } from './choices.ts';
import { inputName } from './input-name.ts';
import { LIMITS } from './limits.ts';
import { isBlank, plainLine, visible } from './text.ts';

/** An input's element, with sentences about what of it does not fit into Slack. `undefined`: nothing to choose from. */
export interface InputElement {
  readonly element: InputBlockElement | undefined;
  readonly remarks: readonly string[];
}

type Of<Kind extends Input['kind']> = Extract<Input, { kind: Kind }>;

export function inputElement(input: Input): InputElement {
  switch (input.kind) {
    case 'text':
      return textElement(input);
    case 'choice':
    case 'choices':
      return choiceElement(input);
    case 'number':
      return complete({
        type: 'number_input',
        action_id: inputName(input),
        is_decimal_allowed: true,
        ...(input.value !== undefined && Number.isFinite(input.value) && { initial_value: decimal(input.value) }),
      });
    case 'date':
      return complete({
        type: 'datepicker',
        action_id: inputName(input),
        ...(input.value !== undefined && isDay(input.value) && { initial_date: input.value }),
      });
  }
}

function complete(element: InputBlockElement): InputElement {
  return { element, remarks: [] };
}

function textElement(input: Of<'text'>): InputElement {
  const max = Math.max(
    1,
    Math.min(input.maxLength ?? LIMITS.plainTextInputCharacters, LIMITS.plainTextInputCharacters),
  );
  const value = input.value === undefined || isBlank(input.value) ? '' : visible(input.value);
  const initial = firstCharacters(value, max);
  return {
    element: {
      type: 'plain_text_input',
      action_id: inputName(input),
      max_length: max,
      ...((input.multiline || value.includes('\n')) && { multiline: true }),
      ...(input.placeholder && { placeholder: plainLine(input.placeholder, LIMITS.placeholderCharacters) }),
      ...(!isBlank(initial) && { initial_value: initial }),
    },
    remarks:
      initial === value
        ? []
        : [
            `Slack takes ${max} characters here. The last ${value.length - initial.length} of what was there are missing.`,
          ],
  };
}

/** Leaves no half of a surrogate pair behind. */
function firstCharacters(text: string, count: number): string {
  const splitsPair = text.length > count && /[\ud800-\udbff]/.test(text.charAt(count - 1));
  return text.slice(0, splitsPair ? count - 1 : count);
}

function choiceElement(input: Of<'choice'> | Of<'choices'>): InputElement {
  const all = optionsOf(input.choices);
  const options = fittingOptions(all);
  if (options.length === 0) return { element: undefined, remarks: [] };
  const left = all.length - options.length;
  return {
    element: input.kind === 'choice' ? oneOf(input, options) : manyOf(input, options),
    remarks: left > 0 ? [`${left} more choices do not fit into Slack and are not listed.`] : [],
  };
}

function fittingOptions(options: readonly PlainTextOption[]): readonly PlainTextOption[] {
  const listable = options.slice(0, LIMITS.optionGroups * LIMITS.optionsPerGroup);
  let bytes = 0;
  const end = listable.findIndex((option) => {
    bytes += Buffer.byteLength(JSON.stringify(option)) + ','.length;
    return bytes > LIMITS.menuBytes;
  });
  return end === -1 ? listable : listable.slice(0, end);
}

function oneOf(input: Of<'choice'>, options: readonly PlainTextOption[]): InputBlockElement {
  const chosen = options.find(({ value }) => value === input.value);
  const initial = chosen && { initial_option: chosen };
  const id = { action_id: inputName(input) };
  return isMenu(input, options)
    ? { type: 'static_select', ...id, placeholder: plainLine('Choose …', 20), ...menuOptions(options), ...initial }
    : { type: 'radio_buttons', ...id, options: [...options], ...initial };
}

function manyOf(input: Of<'choices'>, options: readonly PlainTextOption[]): InputBlockElement {
  const chosen = options.filter(({ value = '' }) => input.values?.includes(value));
  const initial = chosen.length > 0 && { initial_options: chosen };
  const id = { action_id: inputName(input) };
  return isMenu(input, options)
    ? {
        type: 'multi_static_select',
        ...id,
        placeholder: plainLine('Choose …', 20),
        ...menuOptions(options),
        ...initial,
      }
    : { type: 'checkboxes', ...id, options: [...options], ...initial };
}

function isMenu({ compact }: Of<'choice'> | Of<'choices'>, options: readonly PlainTextOption[]): boolean {
  return compact === true || options.length > LIMITS.boxes;
}

/** Without an exponent, which Slack does not read. */
function decimal(value: number): string {
  return value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}
