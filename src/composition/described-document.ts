import type { DescribedPart } from '../interviews/prefill/described.ts';
import type { ReadDocument } from '../knowledge/read-document.ts';

/** A document as a description: its paragraphs under their headings, each with the page on which it begins. */
export function partsOfDocument({ sections, pages }: ReadDocument): readonly DescribedPart[] {
  const squeezed = pages.map(withoutGaps);
  return sections.map(({ headings, text }) => {
    const page = pageOf(squeezed, text);
    return { headings, text, ...(page === undefined ? {} : { page }) };
  });
}

/** Enough to tell a paragraph from all others, and short enough to end on the page on which it begins. */
const TELLING_CHARACTERS = 40;

function pageOf(pages: readonly string[], text: string): number | undefined {
  const beginning = withoutGaps(text).slice(0, TELLING_CHARACTERS);
  const index = pages.findIndex((page) => page.includes(beginning));
  return index < 0 ? undefined : index + 1;
}

/** Lines are broken on a page otherwise than in its text. */
function withoutGaps(text: string): string {
  return text.replace(/[\s-]+/gu, '');
}
