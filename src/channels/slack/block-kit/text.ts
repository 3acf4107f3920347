import type { PlainTextElement, RichTextText } from '@slack/types';
import { LIMITS } from './limits.ts';

/** Nothing that a person could see. */
const BLANK = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u;
const LINE_BREAK = /\r\n?|[\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to go
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Text that Slack takes and a person sees: an empty one, which Slack refuses, becomes a dash. */
export function visible(text: string): string {
  const clean = text.toWellFormed().replace(LINE_BREAK, '\n').replace(CONTROL, '');
  return BLANK.test(clean) ? '–' : clean;
}

export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Ends with an ellipsis where it had to be cut. */
function cut(text: string, characters: number): string {
  return fitsIn(text, characters) ? text : `${beginning(text, characters - 1).trimEnd()}…`;
}

export function fitsIn(text: string, characters: number): boolean {
  return beginning(text, characters) === text;
}

/**
 * The longest beginning within so many characters of Slack, which writes `&`, `<` and `>` as entities and may count
 * them so. https://github.com/slackapi/bolt-python/issues/513
 */
export function beginning(text: string, characters: number): string {
  let length = 0;
  let end = 0;
  for (const character of text) {
    length += characterLength(character);
    if (length > characters) return text.slice(0, end);
    end += character.length;
  }
  return text;
}

function characterLength(character: string): number {
  if (character === '&') return '&amp;'.length;
  return character === '<' || character === '>' ? '&lt;'.length : character.length;
}

/** Never read as markup; `emoji: false` leaves `:warning:` as it was written. */
export function plainText(text: string, characters: number = LIMITS.textCharacters): PlainTextElement {
  return { type: 'plain_text', text: cut(visible(text), characters), emoji: false };
}

/** The same on a single line. */
export function plainLine(text: string, characters: number): PlainTextElement {
  return plainText(visible(text).replaceAll(/\s+/g, ' ').trim(), characters);
}

/** A run of rich text. Only elements of other types are links, mentions or emoji, so this one is what it says. */
export function run(text: string, style?: RichTextText['style']): RichTextText {
  return style ? { type: 'text', text, style } : { type: 'text', text };
}
