import { DocxLoader } from '@langchain/community/document_loaders/fs/docx';
import { PDFLoader } from '@langchain/community/document_loaders/fs/pdf';
import { HtmlToTextTransformer } from '@langchain/community/document_transformers/html_to_text';
import { Document } from '@langchain/core/documents';
import type { HtmlToTextOptions } from 'html-to-text';
import mammoth from 'mammoth';
import { pagesToMarkdown } from './pdf-text.ts';

export const DOCUMENT_FORMATS = ['pdf', 'docx', 'html'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

const MOST_PAGES = 500;
const DEEPEST_HTML = 200;

/** What a document says, and which words stand on which page where it has pages. */
export interface DocumentText {
  readonly markdown: string;
  readonly pages: readonly string[];
}

/** The text of a document as Markdown, with its headings. Reads nothing but these bytes. Throws on what is broken. */
export async function documentToMarkdown(
  format: DocumentFormat,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<DocumentText> {
  const file = new Blob([bytes]);
  switch (format) {
    case 'pdf': {
      const loaded = await new PDFLoader(file).load();
      if (loaded.length > MOST_PAGES) throw new Error(`It has more than ${MOST_PAGES} pages`);
      const pages = loaded.map(({ pageContent }) => pageContent);
      return { markdown: pagesToMarkdown(pages), pages };
    }
    case 'docx':
      return withoutPages(await htmlToMarkdown(await new HeadedDocxLoader(file).load()));
    case 'html':
      return withoutPages(
        await htmlToMarkdown([new Document({ pageContent: new TextDecoder('utf-8', { fatal: true }).decode(bytes) })]),
      );
  }
}

const withoutPages = (markdown: string): DocumentText => ({ markdown, pages: [] });

/** LangChain's own loader takes the raw text and loses the headings. */
class HeadedDocxLoader extends DocxLoader {
  override async parse(raw: Buffer, metadata: Document['metadata']): Promise<Document[]> {
    const noImages = mammoth.images.imgElement(async () => ({ src: '' }));
    const { value } = await mammoth.convertToHtml({ buffer: raw }, { convertImage: noImages });
    return [new Document({ pageContent: value, metadata })];
  }
}

const HTML: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: DEEPEST_HTML },
  formatters: {
    markdownHeading(element, walk, builder) {
      builder.openBlock({ leadingLineBreaks: 2 });
      builder.addInline(`${'#'.repeat(Number(String(element.name).slice(1)))} `);
      walk(element.children, builder);
      builder.closeBlock({ trailingLineBreaks: 2 });
    },
  },
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, format: 'markdownHeading' })),
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'nav', format: 'skip' },
    { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
  ],
};

async function htmlToMarkdown(pages: Document[]): Promise<string> {
  const texts = await new HtmlToTextTransformer(HTML).transformDocuments(pages);
  return texts.map(({ pageContent }) => pageContent).join('\n\n');
}
