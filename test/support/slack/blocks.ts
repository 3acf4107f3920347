import { z } from 'zod';

/** Reading and using Block Kit as a person does: by what is written on it. */
export type Block = Readonly<Record<string, unknown>> & { readonly type: string };

const Text = z.object({ text: z.string() });
const Option = z.object({ text: Text, value: z.string() });
type Option = z.infer<typeof Option>;

const Button = z.looseObject({
  type: z.literal('button'),
  action_id: z.string(),
  text: Text,
  value: z.string().optional(),
});
export interface ShownButton {
  readonly label: string;
  /** As it comes back when it is clicked. */
  readonly action: object;
}

const Element = z.looseObject({
  type: z.string(),
  action_id: z.string(),
  options: z.array(Option).default([]),
  option_groups: z.array(z.object({ options: z.array(Option) })).default([]),
  initial_value: z.string().optional(),
  initial_option: Option.optional(),
  initial_options: z.array(Option).optional(),
  initial_date: z.string().optional(),
});
type Element = z.infer<typeof Element>;
const InputBlock = z.object({ type: z.literal('input'), block_id: z.string(), label: Text, element: Element });

export interface ShownInput {
  readonly label: string;
  readonly blockId: string;
  readonly element: Element;
}

/** Every piece of text on it, a line for each, buttons in brackets. */
export function blocksInWords(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => [...wordsIn(block)]).join('\n');
}

/** Whose elements stand on one line. */
const Line = z.object({
  type: z.enum(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']),
  elements: z.array(z.object({ text: z.string() })),
});

function* wordsIn(part: unknown): Generator<string> {
  if (typeof part !== 'object' || part === null) return;
  const line = Line.safeParse(part);
  if (line.success) return yield line.data.elements.map(({ text }) => text).join('');
  const button = Button.safeParse(part);
  if (button.success) return yield `[${button.data.text.text}]`;
  const written = z.object({ text: z.string() }).safeParse(part);
  if (written.success) return yield readable(written.data.text);
  for (const one of Object.values(part)) yield* wordsIn(one);
}

/** Without the characters that Slack marks text with. */
function readable(text: string): string {
  return text
    .replaceAll(/<([^|>]+)\|([^>]*)>/gu, '$2')
    .replaceAll(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/gu, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

export function buttonsIn(blocks: readonly Block[]): readonly ShownButton[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => {
      const button = Button.safeParse(element);
      if (!button.success) return [];
      const { action_id, text, value } = button.data;
      const label = readable(text.text);
      return [{ label, action: { type: 'button', action_id, block_id: block.block_id, text, value } }];
    }),
  );
}

function elementsOf(block: Block): readonly unknown[] {
  return [block.accessory, ...(Array.isArray(block.elements) ? block.elements : [])];
}

function inputsIn(blocks: readonly Block[]): readonly ShownInput[] {
  return blocks.flatMap((block) => {
    const input = InputBlock.safeParse(block);
    if (!input.success) return [];
    const { label, block_id, element } = input.data;
    return [{ label: readable(label.text), blockId: block_id, element }];
  });
}

/** What a person enters: words, or the labels of what they choose. */
export type Entered = string | readonly string[];

/** `state.values` of a view or message: what stands in its inputs, where `entered` (by label) says nothing else. */
export function stateOf(blocks: readonly Block[], entered: Readonly<Record<string, Entered>> = {}): object {
  const inputs = inputsIn(blocks);
  for (const label of Object.keys(entered)) {
    if (!inputs.some((input) => isLabel(input, label)))
      throw new Error(`There is no input “${label}”, only ${inputs.map((input) => `“${input.label}”`).join(', ')}`);
  }
  return Object.fromEntries(
    inputs.map((input) => {
      const given = Object.entries(entered).find(([label]) => isLabel(input, label))?.[1];
      return [input.blockId, { [input.element.action_id]: standingIn(input, given) }];
    }),
  );
}

function isLabel(input: ShownInput, label: string): boolean {
  return input.label === label || input.label.startsWith(label);
}

/** https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
function standingIn({ element, label }: ShownInput, given: Entered | undefined): object {
  const { type } = element;
  const all = [...element.options, ...element.option_groups.flatMap((group) => group.options)];
  const options = (chosen: readonly string[]) =>
    chosen.map((name) => {
      const option = all.find(({ text }) => readable(text.text).startsWith(name));
      if (!option) throw new Error(`“${label}” has no “${name}”`);
      return option;
    });
  switch (type) {
    case 'static_select':
    case 'radio_buttons': {
      const chosen: Option | undefined = given === undefined ? element.initial_option : options([given].flat())[0];
      return { type, selected_option: chosen ?? null };
    }
    case 'checkboxes':
    case 'multi_static_select':
      return {
        type,
        selected_options: given === undefined ? (element.initial_options ?? []) : options([given].flat()),
      };
    case 'datepicker':
      return { type, selected_date: given ?? element.initial_date ?? null };
    default:
      return { type, value: given ?? element.initial_value ?? null };
  }
}
