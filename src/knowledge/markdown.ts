import { splitSentences } from './sentences.ts';

/** A heading with what stands under it. Text before the first heading has an empty heading. */
export interface Section {
  readonly heading: string;
  readonly text: string;
  /** In reading order; a list item counts as at least one sentence. */
  readonly sentences: readonly string[];
}

/** Reads the small part of Markdown that passages use: headings, paragraphs, list items and inline emphasis. */
export function readSections(body: string): readonly Section[] {
  const sections: Section[] = [];
  let heading = '';
  let blocks: string[] = [];

  const close = () => {
    const sentences = blocks.flatMap(splitSentences);
    if (sentences.length > 0) sections.push({ heading, text: blocks.join('\n'), sentences });
    blocks = [];
  };

  let open = false;
  for (const line of body.split(/\r?\n/)) {
    const title = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line)?.[1];
    if (title !== undefined) {
      close();
      heading = plain(title);
      open = false;
    } else if (line.trim() === '') {
      open = false;
    } else if (item !== undefined || !open) {
      blocks.push(plain(item ?? line));
      open = true;
    } else {
      blocks.push(`${blocks.pop() ?? ''} ${plain(line)}`);
    }
  }
  close();
  return sections;
}

/** Drops emphasis, code marks and link targets: a passage is shown as plain text on every platform. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .trim();
}
