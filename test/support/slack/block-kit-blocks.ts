import { anyText, BUTTONS, FIELDS, image, PICKERS, plainText } from './block-kit-elements.ts';
import { both, type Check, integer, isRecord, list, object, oneOf, string, typed, yesOrNo } from './json-checks.ts';
import { limit } from './limits-file.ts';

const type = (name: string) => ({ type: oneOf(name) });
const blockId = { block_id: string({ max: limit('block_id', 'max_length') }) };

const style = {
  style: object({}, { bold: yesOrNo, italic: yesOrNo, strike: yesOrNo, code: yesOrNo, underline: yesOrNo }),
};

const inline = typed({
  text: object({ ...type('text'), text: string({ min: 0 }) }, style),
  link: object({ ...type('link'), url: string() }, { text: string(), unsafe: yesOrNo, ...style }),
  emoji: object({ ...type('emoji'), name: string() }, { unicode: string(), ...style }),
  user: object({ ...type('user'), user_id: string() }, style),
  usergroup: object({ ...type('usergroup'), usergroup_id: string() }, style),
  channel: object({ ...type('channel'), channel_id: string() }, style),
  broadcast: object({ ...type('broadcast'), range: oneOf('here', 'channel', 'everyone') }, style),
  date: object({ ...type('date'), timestamp: integer(0, 1e11), format: string() }, { fallback: string(), ...style }),
});

/** A run may be a mere line break, but never nothing. */
const hasText: Check = (value, at) =>
  isRecord(value) && value.type === 'text' && value.text === '' ? [`${at}.text: is empty`] : [];
const inlines = list(both(inline, hasText), {});
const section = object({ ...type('rich_text_section'), elements: inlines });

const richText = typed({
  rich_text_section: section,
  rich_text_list: object(
    { ...type('rich_text_list'), style: oneOf('bullet', 'ordered'), elements: list(section, {}) },
    { indent: integer(0, 8), offset: integer(0, 10_000), border: integer(0, 1) },
  ),
  rich_text_quote: object({ ...type('rich_text_quote'), elements: inlines }, { border: integer(0, 1) }),
  rich_text_preformatted: object({ ...type('rich_text_preformatted'), elements: inlines }, { border: integer(0, 1) }),
});

const saysSomething: Check = (value, at) =>
  isRecord(value) && value.text === undefined && value.fields === undefined
    ? [`${at}: has neither text nor fields`]
    : [];

const feedbackButton = object(
  {
    text: plainText(limit('feedback_button', 'text', 'max_length')),
    value: string({ max: limit('feedback_button', 'value', 'max_length') }),
  },
  { accessibility_label: string({ max: limit('feedback_button', 'accessibility_label', 'max_length') }) },
);

const contextAction = typed({
  feedback_buttons: object({
    ...type('feedback_buttons'),
    action_id: string({ max: limit('action_id', 'max_length') }),
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
});

/** The blocks that Steward may use. */
const BLOCKS: Readonly<Record<string, Check>> = {
  header: object({ ...type('header'), text: plainText(limit('header', 'text', 'max_length')) }, blockId),
  section: both(
    object(type('section'), {
      text: anyText(limit('section', 'text', 'max_length')),
      fields: list(anyText(limit('section', 'fields', 'item_max_length')), {
        max: limit('section', 'fields', 'max_items'),
      }),
      accessory: typed({ ...BUTTONS, ...PICKERS, image }),
      expand: yesOrNo,
      ...blockId,
    }),
    saysSomething,
  ),
  context: object(
    {
      ...type('context'),
      elements: list(
        typed({
          plain_text: anyText(limit('text', 'max_length')),
          mrkdwn: anyText(limit('text', 'max_length')),
          image,
        }),
        {
          max: limit('context', 'elements', 'max_items'),
        },
      ),
    },
    blockId,
  ),
  divider: object(type('divider'), blockId),
  actions: object(
    {
      ...type('actions'),
      elements: list(typed({ ...BUTTONS, ...PICKERS }), { max: limit('actions', 'elements', 'max_items') }),
    },
    blockId,
  ),
  context_actions: object(
    {
      ...type('context_actions'),
      elements: list(contextAction, { max: limit('context_actions', 'elements', 'max_items') }),
    },
    blockId,
  ),
  input: object(
    {
      ...type('input'),
      label: plainText(limit('input', 'label', 'max_length')),
      element: typed({ ...PICKERS, ...FIELDS }),
    },
    {
      hint: plainText(limit('input', 'hint', 'max_length')),
      optional: yesOrNo,
      dispatch_action: yesOrNo,
      ...blockId,
    },
  ),
  rich_text: object({ ...type('rich_text'), elements: list(richText, {}) }, blockId),
  markdown: object({ ...type('markdown'), text: string({ max: limit('markdown', 'text', 'max_length') }) }, blockId),
  alert: object(
    { ...type('alert'), text: anyText(limit('alert', 'text', 'max_length')) },
    { level: oneOf('default', 'info', 'warning', 'error', 'success'), ...blockId },
  ),
};

export const block: Check = typed(BLOCKS);
