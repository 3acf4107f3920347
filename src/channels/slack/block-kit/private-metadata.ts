import * as z from 'zod';
import type { ActionValue } from '../../../chat/card.ts';
import type { Form } from '../../../chat/form.ts';
import { actionJson } from './action-json.ts';
import { LIMITS } from './limits.ts';
import { parsedJson } from './parsed-json.ts';

const Value = z.record(z.string(), z.union([z.string(), z.number()]));
const PrivateMetadata = z.object({
  context: Value,
  dismissed: z.object({ id: z.string(), value: Value }).optional(),
  carried: z.string(),
});

/** What a form's view brings back, all of it unbelieved. */
export interface PrivateMetadata {
  readonly context: ActionValue;
  readonly dismissed?: { readonly id: string; readonly value: ActionValue };
  /** What the caller gave when the view was made. */
  readonly carried: string;
}

/** Throws when a view could not carry it. */
export function privateMetadata({ id, context, dismissed }: Form, carried: string): string {
  const metadata: PrivateMetadata = { context, ...(dismissed && { dismissed }), carried };
  const json = actionJson(metadata);
  if (json.length <= LIMITS.privateMetadataCharacters) return json;
  throw new Error(
    `The context of the form ${id} has ${json.length} characters; a view carries ${LIMITS.privateMetadataCharacters}`,
  );
}

/** `undefined` for what no form of ours has made. */
export function readPrivateMetadata(text: unknown): PrivateMetadata | undefined {
  const read = PrivateMetadata.safeParse(parsedJson(text));
  if (!read.success) return undefined;
  const { context, dismissed, carried } = read.data;
  return { context, carried, ...(dismissed && { dismissed }) };
}
