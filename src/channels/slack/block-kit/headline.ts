import type { KnownBlock } from '@slack/types';
import type { Tone } from '../../../chat/card.ts';
import { LIMITS } from './limits.ts';
import { fitsIn, plainLine, run, visible } from './text.ts';

/** Shapes that differ without their colours too; a settled card needs none. */
const MARKS: Readonly<Record<Tone, string>> = { good: '✅', attention: '🔶', warning: '⛔', quiet: '' };

export function headlineText(headline: string, tone: Tone | undefined): string {
  const mark = tone ? MARKS[tone] : '';
  return mark ? `${mark} ${headline}` : headline;
}

/** A heading of its own size; what is settled, or too long for one, is a bold line. */
export function headlineBlock(headline: string, tone: Tone | undefined): KnownBlock {
  const text = visible(headlineText(headline, tone)).replaceAll(/\s+/g, ' ').trim();
  if (tone !== 'quiet' && fitsIn(text, LIMITS.headerCharacters))
    return { type: 'header', text: plainLine(text, LIMITS.headerCharacters) };
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [run(text, { bold: true })] }],
  };
}
