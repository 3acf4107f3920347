import type { RichTextBlock, TextRun, TextStyle } from './adaptive-card.ts';
import { LIMITS } from './limits.ts';

/** A line of plain text. */
export function line(text: string, style: TextStyle = {}, spacing?: RichTextBlock['spacing']): RichTextBlock {
  return richText(runs(text, style), spacing);
}

export function richText(inlines: readonly TextRun[], spacing?: RichTextBlock['spacing']): RichTextBlock {
  return spacing ? { type: 'RichTextBlock', inlines, spacing } : { type: 'RichTextBlock', inlines };
}

/** One element for each line, because what a platform makes of a line break inside a text run differs. */
export function lines(text: string, style: TextStyle = {}, spacing?: RichTextBlock['spacing']): RichTextBlock[] {
  const all = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const single = all.slice(0, LIMITS.linesAsElements);
  const rest = all.slice(LIMITS.linesAsElements).join('\n');

  const elements: RichTextBlock[] = [];
  let afterBlank = false;
  for (const text of rest ? [...single, rest] : single) {
    const blank = text.trim() === '';
    if (!blank) elements.push(line(text, style, elements.length === 0 ? spacing : afterBlank ? 'Small' : 'None'));
    afterBlank = blank;
  }
  return elements;
}

/** Text runs read no Markdown, but they do read `{{DATE(…)}}`: a run never holds both braces. */
export function runs(text: string, style: TextStyle = {}): TextRun[] {
  return text
    .toWellFormed()
    .split(/(?<=\{)(?=\{)/)
    .map((part) => ({ type: 'TextRun', text: part, ...style }));
}

/** For labels and button titles, which cannot be split into runs: an invisible joiner keeps the braces apart. */
export function label(text: string): string {
  return text.toWellFormed().replaceAll(/\{(?=\{)/g, '{\u200c');
}
