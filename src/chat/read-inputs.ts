import type { z } from 'zod';
import type { InputValues } from './form.ts';
import type { ImmediateReply } from './reply.ts';

export type ReadInputs<Value> =
  | { readonly ok: true; readonly value: Value }
  /** Keeps the form open, with a sentence at each field that has to be filled in differently. */
  | { readonly ok: false; readonly reply: ImmediateReply };

/** Reads what was entered into a form; the messages of the shape are what the person reads. */
export function readInputs<Shape extends z.ZodType>(shape: Shape, inputs: InputValues): ReadInputs<z.infer<Shape>> {
  const read = shape.safeParse(inputs);
  if (read.success) return { ok: true, value: read.data };
  const errors = read.error.issues.map(({ path, message }) => [String(path[0] ?? ''), message] as const);
  return { ok: false, reply: { kind: 'formErrors', errors: Object.fromEntries(errors.reverse()) } };
}
