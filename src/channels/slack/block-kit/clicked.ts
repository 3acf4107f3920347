import * as z from 'zod';
import type { ActionValue } from '../../../chat/card.ts';
import { originalActionId } from './action-ids.ts';
import { parsedJson } from './parsed-json.ts';

export interface Click {
  readonly actionId: string;
  readonly value: ActionValue;
}

const ButtonClick = z.object({ type: z.literal('button'), action_id: z.string(), value: z.string() });
const Value = z.record(z.string(), z.union([z.string(), z.number()]));

/** Reads one of the `actions` of a `block_actions` payload; `undefined` when no button that we draw can have sent it. */
export function readClick(action: unknown): Click | undefined {
  const clicked = ButtonClick.safeParse(action).data;
  const value = clicked && Value.safeParse(parsedJson(clicked.value)).data;
  return value && { actionId: originalActionId(clicked.action_id), value };
}
