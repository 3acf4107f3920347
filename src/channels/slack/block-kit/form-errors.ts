import * as z from 'zod';
import { readInputName } from './input-name.ts';
import { LIMITS } from './limits.ts';
import { plainText } from './text.ts';

const InputBlock = z.object({ type: z.literal('input'), block_id: z.string() });

/**
 * Sentences by input id become sentences by block id, for `response_action: 'errors'`. What belongs to no input of the
 * view stands under its first one, so that it is seen; without any input nothing can be said this way.
 * @param blocks of the view, as Slack sent them back.
 */
export function formErrors(blocks: unknown, errors: Readonly<Record<string, string>>): Record<string, string> {
  const blockIds = z
    .array(z.unknown())
    .catch([])
    .parse(blocks)
    .flatMap((block) => InputBlock.safeParse(block).data?.block_id ?? []);
  const [first] = blockIds;
  const found: Record<string, string> = {};
  if (first === undefined) return found;
  for (const [inputId, message] of Object.entries(errors)) {
    const blockId = blockIds.find((name) => readInputName(name)?.id === inputId) ?? first;
    const before = Object.hasOwn(found, blockId) ? `${found[blockId]} ` : '';
    found[blockId] = plainText(`${before}${message}`, LIMITS.errorCharacters).text;
  }
  return found;
}
