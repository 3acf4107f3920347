import { readSections, type Section } from './markdown.ts';
import { splitSentences } from './sentences.ts';

/** A piece of a document under one heading. */
export interface HeadedSection {
  /** From the document's first heading down to its own; empty before the first one. */
  readonly headings: readonly string[];
  /** Paragraphs and list items, a line each. */
  readonly text: string;
  readonly sentences: readonly string[];
}

/** A longer piece answers too many questions at once; it is cut between paragraphs. */
const MOST_CHARACTERS = 2_500;

/** Cuts Markdown at its headings, each piece with the headings that it stands under. */
export function splitAtHeadings(markdown: string): readonly HeadedSection[] {
  const pieces: { readonly headings: readonly string[]; readonly lines: string[] }[] = [{ headings: [], lines: [] }];
  let open: readonly { readonly level: number; readonly title: string }[] = [];
  for (const line of markdown.split(/\r?\n/)) {
    const [, marks, title] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line) ?? [];
    if (marks === undefined || title === undefined || title === '') {
      pieces.at(-1)?.lines.push(line);
      continue;
    }
    open = [...open.filter(({ level }) => level < marks.length), { level: marks.length, title }];
    pieces.push({ headings: open.map((heading) => plainHeading(heading.title)), lines: [] });
  }
  return pieces.flatMap(({ headings, lines }) =>
    readSections(lines.join('\n')).flatMap((section) => parts(section).map((part) => ({ headings, ...part }))),
  );
}

function parts({ text }: Section): readonly Pick<HeadedSection, 'text' | 'sentences'>[] {
  const groups: string[][] = [[]];
  let characters = 0;
  for (const block of text.split('\n')) {
    if (characters > 0 && characters + block.length > MOST_CHARACTERS) {
      groups.push([]);
      characters = 0;
    }
    groups.at(-1)?.push(block);
    characters += block.length;
  }
  return groups
    .map((blocks) => ({ text: blocks.join('\n'), sentences: blocks.flatMap(splitSentences) }))
    .filter((part) => /\p{L}/u.test(part.text));
}

function plainHeading(title: string): string {
  return title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .trim();
}
