import {
  both,
  type Check,
  integer,
  isRecord,
  list,
  matching,
  object,
  oneOf,
  string,
  typed,
  yesOrNo,
} from './json-checks.ts';
import { limit } from './limits-file.ts';

const type = (name: string) => ({ type: oneOf(name) });
const emoji = { emoji: yesOrNo };

export function plainText(max: number): Check {
  return typed({ plain_text: object({ ...type('plain_text'), text: string({ max }) }, emoji) });
}

export function anyText(max: number): Check {
  return typed({
    plain_text: plainText(max),
    mrkdwn: object({ ...type('mrkdwn'), text: string({ max }) }, { verbatim: yesOrNo }),
  });
}

export const image = object({
  ...type('image'),
  image_url: string({ max: limit('image', 'image_url', 'max_length') }),
  alt_text: string({ max: limit('image', 'alt_text', 'max_length') }),
});

const actionId = { action_id: string({ max: limit('action_id', 'max_length') }) };

const confirm = {
  confirm: object(
    {
      title: plainText(limit('confirmation', 'title', 'max_length')),
      text: anyText(limit('confirmation', 'text', 'max_length')),
      confirm: plainText(limit('confirmation', 'confirm', 'max_length')),
      deny: plainText(limit('confirmation', 'deny', 'max_length')),
    },
    { style: oneOf('primary', 'danger') },
  ),
};

const placeholder = { placeholder: plainText(limit('select', 'placeholder', 'max_length')) };
const focus = { focus_on_load: yesOrNo };

function option(text: (max: number) => Check): Check {
  return object(
    {
      text: text(limit('option', 'text', 'max_length')),
      value: string({ max: limit('option', 'value', 'max_length') }),
    },
    { description: text(limit('option', 'description', 'max_length')) },
  );
}

const optionGroup = object({
  label: plainText(limit('option_group', 'label', 'max_length')),
  options: list(option(plainText), { max: limit('option_group', 'options', 'max_items') }),
});

/** What a menu or boxes offer: each value once, and what is chosen at first is among it. */
const consistentOptions: Check = (element, at) => {
  if (!isRecord(element)) return [];
  const groups = [element.option_groups ?? []].flat().map((group) => (isRecord(group) ? group.options : []));
  const offered = [element.options ?? [], groups].flat(3);
  const values = offered.map((one) => (isRecord(one) ? one.value : undefined));
  const known = new Set(offered.map((one) => JSON.stringify(one)));
  const initial = [element.initial_option ?? [], element.initial_options ?? []].flat();
  return [
    ...(element.options && element.option_groups ? [`${at}: has both options and groups`] : []),
    ...(offered.length === 0 ? [`${at}: offers nothing`] : []),
    ...(new Set(values).size < values.length ? [`${at}: offers a value twice`] : []),
    ...(initial.every((one) => known.has(JSON.stringify(one)))
      ? []
      : [`${at}: what is chosen at first is not offered`]),
  ];
};

function menu(name: string, initial: Record<string, Check>): Check {
  const offers = {
    options: list(option(plainText), { max: limit('select', 'options', 'max_items') }),
    option_groups: list(optionGroup, { max: limit('select', 'option_groups', 'max_items') }),
  };
  return both(
    object({ ...type(name), ...actionId }, { ...offers, ...initial, ...placeholder, ...confirm, ...focus }),
    consistentOptions,
  );
}

function boxes(name: 'checkboxes' | 'radio_buttons', initial: Record<string, Check>): Check {
  const options = list(option(anyText), { max: limit(name, 'options', 'max_items') });
  return both(object({ ...type(name), ...actionId, options }, { ...initial, ...confirm, ...focus }), consistentOptions);
}

const one = { initial_option: option(anyText) };
const many = { initial_options: list(option(anyText), {}) };

export const BUTTONS = {
  button: object(
    { ...type('button'), ...actionId, text: plainText(limit('button', 'text', 'max_length')) },
    {
      value: string({ max: limit('button', 'value', 'max_length') }),
      url: string({ max: limit('button', 'url', 'max_length') }),
      accessibility_label: string({ max: limit('button', 'accessibility_label', 'max_length') }),
      style: oneOf('primary', 'danger'),
      ...confirm,
    },
  ),
  overflow: both(
    object(
      {
        ...type('overflow'),
        ...actionId,
        options: list(option(plainText), { max: limit('overflow', 'options', 'max_items') }),
      },
      confirm,
    ),
    consistentOptions,
  ),
} as const;

/** Stand among buttons and as inputs. */
export const PICKERS = {
  static_select: menu('static_select', one),
  multi_static_select: menu('multi_static_select', { ...many, max_selected_items: integer(1, 10_000) }),
  radio_buttons: boxes('radio_buttons', one),
  checkboxes: boxes('checkboxes', many),
  users_select: object({ ...type('users_select'), ...actionId }, { initial_user: string(), ...placeholder, ...focus }),
  datepicker: object(
    { ...type('datepicker'), ...actionId },
    { initial_date: matching(/^\d{4}-\d{2}-\d{2}$/), ...placeholder, ...confirm, ...focus },
  ),
} as const;

const MAX_TEXT = limit('plain_text_input', 'max_length', 'max');

export const FIELDS = {
  plain_text_input: object(
    { ...type('plain_text_input'), ...actionId },
    {
      initial_value: string({ max: MAX_TEXT }),
      multiline: yesOrNo,
      min_length: integer(0, MAX_TEXT),
      max_length: integer(1, MAX_TEXT),
      ...placeholder,
      ...focus,
    },
  ),
  number_input: object(
    { ...type('number_input'), ...actionId, is_decimal_allowed: yesOrNo },
    { initial_value: matching(/^-?\d+(\.\d+)?$/), ...placeholder, ...focus },
  ),
  file_input: object(
    { ...type('file_input'), ...actionId },
    {
      filetypes: list(string(), {}),
      max_files: integer(limit('file_input', 'max_files', 'min'), limit('file_input', 'max_files', 'max')),
    },
  ),
} as const;
