/** A line that stands on more than this share of the pages belongs to the paper, not to the text. */
const REPEATED_SHARE = 0.5;
const FEWEST_PAGES = 3;
const LONGEST_HEADING = 90;

/** Makes Markdown of the lines of a PDF: it knows no headings, so what looks like one is taken for one. */
export function pagesToMarkdown(pages: readonly string[]): string {
  const lines = pages.map((page) => page.split(/\r?\n/).map((line) => line.trim()));
  const onPages = new Map<string, number>();
  for (const page of lines) for (const line of new Set(page)) onPages.set(line, (onPages.get(line) ?? 0) + 1);
  const isRepeated = (line: string) =>
    pages.length >= FEWEST_PAGES && (onPages.get(line) ?? 0) > pages.length * REPEATED_SHARE;

  const blocks: string[] = [];
  let paragraph = '';
  const close = () => {
    if (paragraph !== '') blocks.push(paragraph);
    paragraph = '';
  };
  for (const line of lines.flat()) {
    const level = headingLevel(line);
    if (line === '') close();
    else if (isRepeated(line) || /^(?:page )?\d{1,4}(?: (?:of|\/) \d{1,4})?$|^-- \d+ of \d+ --$/i.test(line)) continue;
    else if (level !== undefined) {
      close();
      blocks.push(`${'#'.repeat(level)} ${line}`);
    } else if (/^[•▪◦·‣*-]\s+/.test(line)) {
      close();
      paragraph = line.replace(/^[•▪◦·‣*-]\s+/, '- ');
    } else {
      paragraph = paragraph === '' ? line : joined(paragraph, line);
    }
  }
  close();
  return blocks.join('\n\n');
}

/** A word that was hyphenated at the end of its line is put together again. */
function joined(before: string, line: string): string {
  return /[a-z]-$/.test(before) && /^[a-z]/.test(line) ? `${before.slice(0, -1)}${line}` : `${before} ${line}`;
}

/** "2.1 Scope", "Annex B Forms" and "PURPOSE" look like headings; sentences do not. */
function headingLevel(line: string): number | undefined {
  if (line.length > LONGEST_HEADING || /[.;:,?!]$/.test(line)) return undefined;
  const numbered = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\p{Lu}/u.exec(line)?.[1];
  if (numbered !== undefined) return Math.min(6, numbered.split('.').length + 1);
  if (/^(?:annex|appendix|chapter|part|section) [\dA-Z]{1,3}\b/i.test(line)) return 2;
  return /^[\p{Lu}\d][\p{Lu}\d\s&/,'’()-]{3,}$/u.test(line) && /\p{Lu}{3}/u.test(line) ? 2 : undefined;
}
