import type { Input } from '../../../chat/form.ts';
import { LIMITS } from './limits.ts';

const ONE = 'one:';
const MANY = 'many:';

/**
 * What an input is called in Slack, as a block and as an element: unique within the message or view. The prefix tells
 * it from other state of a message, and a list from a text.
 */
export function inputName(input: Input): string {
  const name = `${input.kind === 'choices' ? MANY : ONE}${input.id}`;
  if (name.length > LIMITS.idCharacters) throw new Error(`The id of an input is too long: ${input.id}`);
  return name;
}

/** Reads the name back; `undefined` for what is no input of ours. */
export function readInputName(name: string): { readonly id: string; readonly isList: boolean } | undefined {
  if (name.startsWith(ONE)) return { id: name.slice(ONE.length), isList: false };
  return name.startsWith(MANY) ? { id: name.slice(MANY.length), isList: true } : undefined;
}
