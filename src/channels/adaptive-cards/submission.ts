import * as z from 'zod';
import type { Input, InputValues } from '../../chat/form.ts';

const ONE = 'one:';
const MANY = 'many:';

/** An input's name in a card. The prefix keeps it apart from the click's own data and tells a list from a text. */
export function inputName(input: Input): string {
  return `${input.kind === 'choices' ? MANY : ONE}${input.id}`;
}

/** What a platform sends back for a rendered card: the action's data with the inputs mixed in, all of it unbelieved. */
export type Submission =
  | { readonly kind: 'action'; readonly action: string; readonly value: Values; readonly inputs: InputValues }
  | { readonly kind: 'form'; readonly form: string; readonly context: Values; readonly inputs: InputValues };

const Values = z.record(z.string(), z.union([z.string(), z.number()]));
type Values = Readonly<z.infer<typeof Values>>;

const SubmittedAction = z.looseObject({ action: z.string(), value: Values });
const SubmittedForm = z.looseObject({ form: z.string(), context: Values });

/** Reads the data of an Action.Submit; `undefined` when a rendered card cannot have sent it. */
export function readSubmission(data: unknown): Submission | undefined {
  const action = SubmittedAction.safeParse(data);
  if (action.success) {
    return { kind: 'action', action: action.data.action, value: action.data.value, inputs: inputsOf(action.data) };
  }
  const form = SubmittedForm.safeParse(data);
  if (form.success) {
    return { kind: 'form', form: form.data.form, context: form.data.context, inputs: inputsOf(form.data) };
  }
  return undefined;
}

function inputsOf(data: Readonly<Record<string, unknown>>): InputValues {
  const inputs: [string, string | readonly string[]][] = [];
  for (const [name, value] of Object.entries(data)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = String(value);
    if (name.startsWith(ONE)) inputs.push([name.slice(ONE.length), text]);
    if (name.startsWith(MANY)) inputs.push([name.slice(MANY.length), text === '' ? [] : text.split(',')]);
  }
  return Object.fromEntries(inputs);
}
