import type { PlainTextElement, PlainTextOption } from '@slack/types';
import type { Choice } from '../../../chat/form.ts';
import { LIMITS } from './limits.ts';
import { beginning, fitsIn, plainLine, plainText, visible } from './text.ts';

/** Choices as options, each id once: Slack takes no second one with the same value. */
export function optionsOf(choices: readonly Choice[]): PlainTextOption[] {
  return [...new Map(choices.map(({ id, label }) => [id, label]))].map(([id, label]) => option(id, label));
}

function option(id: string, label: string): PlainTextOption {
  if (id === '' || id.length > LIMITS.optionValueCharacters)
    throw new Error(`The id of a choice has ${id.length} characters; Slack takes 1 to ${LIMITS.optionValueCharacters}`);
  const [text, rest] = splitLabel(label);
  return {
    text: plainLine(text, LIMITS.optionCharacters),
    value: id,
    ...(rest && { description: plainLine(rest, LIMITS.optionCharacters) }),
  };
}

/** What is too long for the label of an option goes on in its description, from the last word that still fits. */
function splitLabel(label: string): readonly [string, string?] {
  const text = visible(label).replaceAll(/\s+/g, ' ').trim();
  if (fitsIn(text, LIMITS.optionCharacters)) return [text];
  const fits = beginning(text, LIMITS.optionCharacters);
  const space = fits.lastIndexOf(' ');
  const end = space > LIMITS.optionCharacters / 2 ? space : fits.length;
  return [text.slice(0, end), text.slice(end)];
}

interface OptionGroup {
  readonly label: PlainTextElement;
  readonly options: PlainTextOption[];
}

/** A menu's options: in groups, named by their ends, where there are more than one list takes. */
export function menuOptions(
  options: readonly PlainTextOption[],
): { options: PlainTextOption[] } | { option_groups: OptionGroup[] } {
  if (options.length <= LIMITS.optionsPerGroup) return { options: [...options] };
  const groups: OptionGroup[] = [];
  for (let start = 0; start < options.length; start += LIMITS.optionsPerGroup) {
    const group = options.slice(start, start + LIMITS.optionsPerGroup);
    const [first, last] = [group[0]?.text.text ?? '', group.at(-1)?.text.text ?? ''];
    groups.push({
      label: plainText(`${shortName(first)} – ${shortName(last)}`, LIMITS.optionCharacters),
      options: group,
    });
  }
  return { option_groups: groups };
}

function shortName(text: string): string {
  return plainText(text, LIMITS.optionCharacters / 3).text;
}
