import type { Choice, Input } from '../../chat/form.ts';
import type { CardElement, InputElement } from './adaptive-card.ts';
import { inputName } from './submission.ts';
import { label, lines } from './text.ts';

/**
 * A form checks what is required before it is sent. A card does not: the platform would hold back every button of
 * the card, "skip" and "I don't know" included.
 */
export type RequiredCheck = 'beforeSending' | 'onServer';

export function inputElements(input: Input, check: RequiredCheck): CardElement[] {
  const hint = input.hint ? lines(input.hint, { size: 'Small', isSubtle: true }, 'Small') : [];
  return [inputElement(input, check), ...hint];
}

function inputElement(input: Input, check: RequiredCheck): InputElement {
  const base = {
    id: inputName(input),
    label: label(input.label),
    spacing: 'Medium' as const,
    ...(input.required && check === 'beforeSending' && { isRequired: true, errorMessage: 'Please fill this in.' }),
  };
  switch (input.kind) {
    case 'text':
      return {
        type: 'Input.Text',
        ...base,
        ...(input.multiline && { isMultiline: true }),
        ...(input.placeholder && { placeholder: label(input.placeholder) }),
        ...(input.value && { value: input.value.toWellFormed() }),
        ...(input.maxLength !== undefined && { maxLength: input.maxLength }),
      };
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        ...base,
        ...choiceSet(input.choices, input.compact),
        isMultiSelect: false,
        ...(input.value !== undefined && { value: input.value }),
      };
    case 'choices':
      return {
        type: 'Input.ChoiceSet',
        ...base,
        ...choiceSet(input.choices, input.compact),
        isMultiSelect: true,
        ...(input.values && { value: input.values.join(',') }),
      };
    case 'number':
      return { type: 'Input.Number', ...base, ...(input.value !== undefined && { value: input.value }) };
    case 'date':
      return { type: 'Input.Date', ...base, ...(input.value !== undefined && { value: input.value }) };
  }
}

function choiceSet(choices: readonly Choice[], compact: boolean | undefined) {
  return {
    style: compact ? 'compact' : 'expanded',
    wrap: true,
    ...(compact && { placeholder: 'Choose …' }),
    choices: choices.map((choice) => ({ title: choiceTitle(choice.label, compact), value: choiceValue(choice) })),
  } as const;
}

/** Boxes read Markdown, other than everything else: an invisible joiner keeps what would be a link apart. */
function choiceTitle(text: string, compact: boolean | undefined): string {
  return compact ? label(text) : label(text).replaceAll(/\](?=[([])|:(?=\/\/)|<(?=\S)|\*(?=\*)/gu, '$&\u200c');
}

function choiceValue(choice: Choice): string {
  // Several chosen ids arrive joined with commas, so an id with a comma could not be read back.
  if (choice.id.includes(',')) throw new Error(`The id of a choice holds a comma: ${choice.id}`);
  return choice.id;
}
