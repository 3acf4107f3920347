/** A piece of a description under its headings, as it was read. Quotes are cut out of `text`, letter by letter. */
export interface DescribedPart {
  /** From the outermost heading down to its own; none in a text without headings. */
  readonly headings: readonly string[];
  readonly text: string;
  /** From 1, where the description has pages. */
  readonly page?: number;
}

const HEADING = /^#{1,6}[ \t]+(?=\S)/;

/** A pasted text: its paragraphs, under the lines that Markdown makes headings. */
export function partsOfText(text: string): readonly DescribedPart[] {
  const parts: DescribedPart[] = [];
  let open: readonly { readonly level: number; readonly title: string }[] = [];
  for (const paragraph of text.split(/\r?\n[ \t]*\r?\n\s*|(?<=^#{1,6}[ \t][^\n]*)\r?\n|\r?\n(?=#{1,6}[ \t])/m)) {
    const marks = HEADING.exec(paragraph)?.[0];
    if (marks === undefined) parts.push({ headings: open.map(({ title }) => title), text: paragraph });
    else {
      const level = marks.trim().length;
      open = [
        ...open.filter((heading) => heading.level < level),
        { level, title: paragraph.slice(marks.length).trim() },
      ];
    }
  }
  return parts.filter((part) => /[\p{L}\p{N}]/u.test(part.text));
}

/** Where a part stands, in words: its own heading and its page, or which paragraph it is. */
export function placeOf({ headings, page }: DescribedPart, index: number): string {
  const heading = headings.at(-1);
  const under = heading === undefined ? `paragraph ${index + 1}` : `under “${heading}”`;
  return page === undefined ? under : `page ${page}${heading === undefined ? '' : `, ${under}`}`;
}

/**
 * Lines that were only broken to fit a width are joined, character for character, so that places in the result are places
 * in the text: a line that goes on with a small letter after a long one.
 */
export function unwrapped(text: string): string {
  return text.replace(
    /(?<=[^\n]{40}[^\s.:;!?])\r?\n(?=[ \t]*[\p{L}\p{N}"“(])(?!\s*[-*•]\s)/gu,
    (gap, offset: number) => {
      const next = text.slice(offset + gap.length).trimStart();
      return isLabelled(next.slice(0, 80)) ? gap : ' '.repeat(gap.length);
    },
  );
}

/** "Purpose: …", "Who uses it: …": a line of a form. */
export function isLabelled(line: string): boolean {
  return /^[\p{Lu}][^:.!?\n]{1,60}: \S/u.test(line);
}
