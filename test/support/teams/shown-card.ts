import { z } from 'zod';

/** A card as a client of Teams shows it, read from its JSON. */
export const ShownCard = z.looseObject({ type: z.literal('AdaptiveCard'), body: z.array(z.unknown()) });
export type ShownCard = z.infer<typeof ShownCard>;

const ShownAction = z.looseObject({
  type: z.enum(['Action.Execute', 'Action.Submit']),
  title: z.string(),
  verb: z.string().optional(),
  associatedInputs: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
  fallback: z.looseObject({ type: z.literal('Action.Submit'), data: z.record(z.string(), z.unknown()) }).optional(),
});
export type ShownAction = z.infer<typeof ShownAction>;

const ShownInput = z.looseObject({
  type: z.enum(['Input.Text', 'Input.ChoiceSet', 'Input.Number', 'Input.Date']),
  id: z.string(),
  label: z.string(),
  isRequired: z.boolean().default(false),
  value: z.union([z.string(), z.number()]).optional(),
  isMultiSelect: z.boolean().default(false),
  choices: z.array(z.object({ title: z.string(), value: z.string() })).default([]),
});
export type ShownInput = z.infer<typeof ShownInput>;

const Run = z.looseObject({ type: z.literal('TextRun'), text: z.string() });

/** Every object in it, outer ones first, in the order in which it is read; what a fallback holds is not shown. */
function* objectsIn(value: unknown): Generator<object> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one);
  else if (typeof value === 'object' && value !== null) {
    yield value;
    for (const [name, inner] of Object.entries(value))
      if (!['fallback', 'data', 'refresh'].includes(name)) yield* objectsIn(inner);
  }
}

export function actionsIn(card: ShownCard): readonly ShownAction[] {
  return [...objectsIn(card.body)].flatMap((one) => ShownAction.safeParse(one).data ?? []);
}

export function inputsIn(card: ShownCard): readonly ShownInput[] {
  return [...objectsIn(card.body)].flatMap((one) => ShownInput.safeParse(one).data ?? []);
}

/** Every text that is neither a button's nor an input's. */
export function wordsIn(card: ShownCard): readonly string[] {
  return [...objectsIn(card.body)].flatMap((one) => Run.safeParse(one).data?.text ?? []);
}

/** What a person reads: texts, the labels of inputs and, in brackets, of buttons. */
export function cardInWords(card: ShownCard): string {
  const words: string[] = [];
  for (const one of objectsIn(card.body)) {
    const [run, action, input] = [Run, ShownAction, ShownInput].map((shape) => shape.safeParse(one).data);
    if (run && 'text' in run) words.push(String(run.text));
    if (action && 'title' in action) words.push(`[${String(action.title)}]`);
    if (input && 'label' in input) words.push(`${String(input.label)}: ${String(input.value ?? '')}`);
  }
  return words.join('\n');
}

export type Entered = string | readonly string[];

/** What the inputs send, with what they hold except where something else is entered: by a part of the label, choices by title. */
export function sentInputs(
  card: ShownCard,
  entered: Readonly<Record<string, Entered>>,
): Readonly<Record<string, string>> {
  const inputs = inputsIn(card);
  const unknown = Object.keys(entered).filter((part) => !inputs.some(({ label }) => label.includes(part)));
  if (unknown.length > 0)
    throw new Error(
      `There is no input for ${unknown.join(', ')} among ${inputs.map(({ label }) => label).join(' | ')}`,
    );
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const part = Object.keys(entered).find((one) => input.label.includes(one));
      const value = part === undefined ? input.value : sentValue(input, entered[part] ?? '');
      if (value === undefined || value === '') {
        if (input.isRequired) throw new Error(`“${input.label}” is required`);
        return [];
      }
      return [[input.id, String(value)]];
    }),
  );
}

function sentValue({ type, choices }: ShownInput, entered: Entered): string {
  if (type !== 'Input.ChoiceSet') return String(entered);
  return [entered]
    .flat()
    .map((one) => {
      const choice = choices.find(({ title }) => title.startsWith(one));
      if (!choice) throw new Error(`There is no choice ${one} among ${choices.map(({ title }) => title).join(' | ')}`);
      return choice.value;
    })
    .join(',');
}
