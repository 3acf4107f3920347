import * as z from 'zod';
import { MAX_MESSAGE_CHARACTERS } from '../../chat/text.ts';
import { Refusal } from './refusal.ts';

/** Leaves room for a form with several long texts, and ends a flood before it is parsed. */
export const MAX_BODY_BYTES = 400_000;

/** A document that is longer is for `aims knowledge add`. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
export const UPLOAD_TYPE = 'application/octet-stream';

// PostgreSQL stores neither NUL nor half a surrogate pair: the first is removed, the second becomes U+FFFD.
const Text = z.string().transform((text) => text.replaceAll('\0', '').toWellFormed());

const Name = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.:-]{0,199}$/u, 'is not a name');
const Key = z.uuid();
const Values = z.record(Name, z.union([Text, z.number()]));
const Inputs = z.record(Name, z.union([Text, z.array(Text).max(500)])).default({});

export const AsPerson = z.object({ as: Name });

export const Upload = z.object({ id: Name });

const PostedFile = z.object({
  id: Name,
  name: Text,
  mimeType: Text.default(''),
  bytes: z.number().int().min(0),
  link: Text.exactOptional(),
});

/** A file that a reply has named. */
export const MadeFileQuery = z.object({ name: Name, subjectId: Name, part: Name });

export const PostedMessage = z.object({
  as: Name,
  conversation: Name,
  text: Text.default(''),
  /** Only described: a file's content stays where it is. */
  files: z.array(PostedFile).max(50).exactOptional(),
  key: Key,
});
export type PostedMessage = z.infer<typeof PostedMessage>;

export const PostedAction = z.object({
  as: Name,
  conversation: Name,
  action: Name,
  value: Values.default({}),
  inputs: Inputs,
  key: Key,
});
export type PostedAction = z.infer<typeof PostedAction>;

export const PostedForm = z.object({
  as: Name,
  conversation: Name,
  form: Name,
  context: Values.default({}),
  inputs: Inputs,
  key: Key,
});
export type PostedForm = z.infer<typeof PostedForm>;

/** Reads a request's body or query, or refuses it with the place and the fault. */
export function read<Shape extends z.ZodType>(shape: Shape, from: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(from);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the request'}: ${issue.message}`);
  throw new Refusal(400, `This request cannot be read. ${faults.join('; ')}`);
}

export function refuseLongText(texts: readonly string[]): void {
  const longest = Math.max(0, ...texts.map((text) => text.length));
  if (longest > MAX_MESSAGE_CHARACTERS) throw tooLong(longest);
}

export function tooLong(characters?: number): Refusal {
  const limit = MAX_MESSAGE_CHARACTERS.toLocaleString('en');
  const length = characters === undefined ? '' : ` and this one has ${characters.toLocaleString('en')}`;
  return new Refusal(413, `A text may have at most ${limit} characters${length}. Please shorten it.`);
}
