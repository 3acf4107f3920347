import type { Block, Card } from '../../../chat/card.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import { headlineText } from './headline.ts';
import { LIMITS } from './limits.ts';
import { isBlank, visible } from './text.ts';

/**
 * The card in words, for notifications and screen readers, which read this and not the blocks. It is the only text
 * that Slack parses as mrkdwn. https://docs.slack.dev/reference/methods/chat.postMessage#accessibility
 */
export function fallbackText({ headline, tone, blocks }: Card): string {
  const lines = [headlineText(headline, tone), ...blocks.flatMap(linesOf)].filter((line) => !isBlank(line));
  return mrkdwnLiteral(visible(lines.join('\n')), LIMITS.fallbackBytes);
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'heading':
      return [block.text];
    case 'facts':
      return block.facts.map(({ label, value, note }) => `${label}: ${value}${note ? ` (${note})` : ''}`);
    case 'list':
      return block.items.map((item) => `• ${item}`);
    case 'quote':
      return [`“${block.text}”${block.from ? ` ${block.from}` : ''}`];
    case 'progress':
      return [`${block.done} of ${block.total}`];
    case 'citations':
      return block.citations.map(({ id, title }) => `${id} · ${title}`);
    default:
      return unreachable(block);
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Begins a mention, a channel, an emoji or the rest of a link. */
const BEGINS = /[@#:](?=\S)/gu;
/** Invisible, and keeps what it parts from being read together. */
const WORD_JOINER = '\u2060';

/** @param bytes of UTF-8 at most; ends with an ellipsis where it had to be cut. */
function mrkdwnLiteral(text: string, bytes: number): string {
  const room = bytes - Buffer.byteLength('…');
  let literal = '';
  let used = 0;
  // No more characters than bytes can come out of it, however long the text is.
  for (const character of text.slice(0, bytes).toWellFormed().replaceAll(BEGINS, `$&${WORD_JOINER}`)) {
    const next = ENTITIES[character] ?? character;
    used += Buffer.byteLength(next);
    if (used > room) return `${literal}…`;
    literal += next;
  }
  return literal;
}
