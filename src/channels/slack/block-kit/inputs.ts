import type { KnownBlock } from '@slack/types';
import type { Action } from '../../../chat/card.ts';
import type { Input } from '../../../chat/form.ts';
import { inputElement } from './elements.ts';
import { inputName } from './input-name.ts';
import { LIMITS } from './limits.ts';
import { noteBlock } from './pieces.ts';
import { plainText } from './text.ts';

/** Inputs of a form. Slack holds it back until everything required is filled in. */
export function formInput(input: Input): KnownBlock {
  const block = inputBlock(input);
  return block.type === 'input' ? { ...block, optional: !input.required } : block;
}

/**
 * Inputs of a card, whose values travel with every click on the card. A list that is too long for a message is left
 * out, and a sentence says where its question is answered instead: such as the 249 countries.
 */
export function cardInput(input: Input, actions: readonly Action[]): KnownBlock {
  const block = inputBlock(input);
  if (JSON.stringify(block).length <= LIMITS.messageInputCharacters || !('choices' in input)) return block;
  const form = actions.find(opensForm);
  const otherwise = form ? `, or choose “${form.label}” and pick from the list there` : '';
  return noteBlock(
    `The list for “${input.label}” has ${input.choices.length} entries, too many for a message in Slack. ` +
      `Type your answer here${otherwise}.`,
  );
}

export function isInput({ type }: KnownBlock): boolean {
  return type === 'input';
}

/** The same actions, of which the one that opens the form stands out: the card itself could not show every input. */
export function leadingToForm(actions: readonly Action[]): readonly Action[] {
  const form = actions.find(opensForm);
  if (!form) return actions;
  const others = actions.filter((action) => action !== form);
  return [
    { ...form, style: 'primary' },
    ...others.map((action) => (action.style === 'primary' ? plain(action) : action)),
  ];
}

function opensForm({ id }: Action): boolean {
  return id.endsWith('.form');
}

function plain({ style: _, ...action }: Action): Action {
  return action;
}

function inputBlock(input: Input): KnownBlock {
  const { element, remarks } = inputElement(input);
  const label = plainText(input.label, LIMITS.labelCharacters);
  if (!element) return noteBlock(`${label.text}: there is nothing to choose from.`);
  const hint = [...(input.hint ? [input.hint] : []), ...remarks].join(' ');
  return {
    type: 'input',
    block_id: inputName(input),
    label,
    element,
    ...(hint && { hint: plainText(hint, LIMITS.labelCharacters) }),
  };
}
