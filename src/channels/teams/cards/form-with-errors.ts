import type { Form, Input, InputValues } from '../../../chat/form.ts';

/**
 * The form once more as it was filled in, with a sentence at each field that has to be filled in differently: Teams
 * shows no errors of its own, and has forgotten what was entered. What belongs to no field stands above them.
 */
export function formWithErrors(form: Form, errors: Readonly<Record<string, string>>, inputs: InputValues): Form {
  const ids = form.inputs.map(({ id }) => id);
  const above = Object.entries(errors).flatMap(([id, message]) => (ids.includes(id) ? [] : [`⚠ ${message}`]));
  const intro = [...above, ...(form.intro ? [form.intro] : [])].join('\n');
  return {
    ...form,
    ...(intro === '' ? {} : { intro }),
    inputs: form.inputs.map((input) => withError(withValue(input, inputs[input.id]), errors[input.id])),
  };
}

function withError(input: Input, message: string | undefined): Input {
  if (message === undefined) return input;
  return { ...input, hint: [`⚠ ${message}`, ...(input.hint ? [input.hint] : [])].join('\n') };
}

function withValue(input: Input, value: string | readonly string[] | undefined): Input {
  if (value === undefined) return input;
  if (input.kind === 'choices') return { ...input, values: [value].flat() };
  if (typeof value !== 'string') return input;
  if (input.kind !== 'number') return { ...input, value };
  return value !== '' && Number.isFinite(Number(value)) ? { ...input, value: Number(value) } : input;
}
