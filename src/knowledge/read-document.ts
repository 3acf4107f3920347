import { createHash } from 'node:crypto';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { accept, type Outcome, refuse } from '../kernel/outcome.ts';
import { unpacksWithin } from '../kernel/unpacked-size.ts';
import type { DocumentFormat, DocumentText } from './document-markdown.ts';
import { type HeadedSection, splitAtHeadings } from './headed-text.ts';

/** A document of the organisation as it was read: text under headings, and nothing that could do anything. */
export interface ReadDocument {
  readonly title: string;
  readonly fileName: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly digest: string;
  readonly sections: readonly HeadedSection[];
  /** The text of each page, where the document has pages. */
  readonly pages: readonly string[];
}

export type DocumentFault = 'unknownFormat' | 'tooLarge' | 'unreadable' | 'empty';

/** What a document may be at most. */
export const DOCUMENT_LIMITS = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  characters: 1_000_000,
  sections: 1_000,
  readingMs: 60_000,
  memoryMegabytes: 512,
} as const;

const FORMATS: Readonly<Record<string, DocumentFormat | 'markdown'>> = {
  '.pdf': 'pdf',
  '.docx': 'docx',
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'markdown',
};

/** Reads a PDF, Word, HTML or Markdown file. */
export async function readDocument(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Outcome<ReadDocument, DocumentFault>> {
  const fileName = path.basename(name);
  const format = FORMATS[path.extname(fileName).toLowerCase()];
  if (format === undefined)
    return refuse('unknownFormat', `${fileName} is none of ${Object.keys(FORMATS).join(', ')}; I can read only those.`);
  const { fileBytes, unpackedBytes } = DOCUMENT_LIMITS;
  if (bytes.length > fileBytes) return tooLarge(fileName, `more than ${fileBytes / 1024 / 1024} MB`);
  const locked = lockedIn(format, bytes);
  if (locked !== undefined) return refuse('unreadable', `${fileName} ${locked}`);
  try {
    if (format === 'docx' && !unpacksWithin(bytes, unpackedBytes))
      return tooLarge(fileName, `more than ${unpackedBytes / 1024 / 1024} MB when it is unpacked`);
    const text =
      format === 'markdown' ? { markdown: withoutFrontMatter(bytes), pages: [] } : await inThread(format, bytes);
    return readMarkdown(fileName, bytes, text);
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return refuse('unreadable', `${fileName} cannot be read: ${reason}`);
  }
}

/** https://learn.microsoft.com/openspecs/office_file_formats/ms-offcrypto: a locked document is no zip archive any more. */
const COMPOUND_FILE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const LOCKED = 'is locked with a password, or in a format of before 2007. Please share an open copy.';

/** What is not even tried, in words; macros are never run, but whoever sends them should know. */
function lockedIn(format: string, bytes: Uint8Array): string | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'docx' && file.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) return LOCKED;
  if (format === 'docx' && file.includes('vbaProject.bin'))
    return 'holds macros. Please save it as a document without macros and share that.';
  const isLocked = format === 'pdf' && /\/Encrypt\s+\d+\s+\d+\s+R/.test(file.toString('latin1'));
  return isLocked ? 'is locked with a password. Please share an open copy.' : undefined;
}

/** The same of a text that somebody wrote or pasted. */
export function readPastedText(title: string, text: string): Outcome<ReadDocument, DocumentFault> {
  const read = readMarkdown('pasted text', Buffer.from(`${title}\n${text}`), { markdown: text, pages: [] });
  return read.ok ? accept({ ...read.value, title }) : read;
}

function readMarkdown(
  fileName: string,
  bytes: Uint8Array,
  { markdown, pages }: DocumentText,
): Outcome<ReadDocument, 'tooLarge' | 'empty'> {
  const { characters, sections: most } = DOCUMENT_LIMITS;
  if (markdown.length > characters)
    return tooLarge(fileName, `more than ${characters.toLocaleString('en')} characters`);
  const sections = splitAtHeadings(visible(markdown));
  if (sections.length > most) return tooLarge(fileName, `more than ${most.toLocaleString('en')} sections`);
  if (sections.length === 0)
    return refuse('empty', `${fileName} holds no text. If it is a scan, please give me the document it was made from.`);
  const title = sections.find(({ headings }) => headings.length > 0)?.headings[0] ?? path.parse(fileName).name;
  return accept({
    title,
    fileName,
    digest: createHash('sha256').update(bytes).digest('hex'),
    sections,
    pages: pages.map(visible),
  });
}

function withoutFrontMatter(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return text.replace(/^---\r?\n[\s\S]*?\r?\n---[ \t]*\r?\n/, '');
}

function tooLarge(fileName: string, what: string) {
  return refuse('tooLarge', `${fileName} is too large: it has ${what}.`);
}

/** What nobody sees is not read: characters without a shape can carry words that only a machine reads. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/\t/g, ' ')
    .replace(/[\p{Cf}\p{Co}]|(?![\r\n])\p{Cc}/gu, '');
}

const Read = z.object({ markdown: z.string(), pages: z.array(z.string()) });

function inThread(format: DocumentFormat, bytes: Uint8Array<ArrayBuffer>): Promise<DocumentText> {
  const { readingMs, memoryMegabytes } = DOCUMENT_LIMITS;
  const worker = new Worker(new URL('./document-worker.ts', import.meta.url), {
    workerData: { format, bytes },
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  return new Promise<DocumentText>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('reading it takes too long')), readingMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    worker.once('message', (message: unknown) => end(() => resolve(Read.parse(message))));
    worker.once('error', (failure) => end(() => reject(failure)));
    worker.once('exit', () => end(() => reject(new Error('it could not be read to its end'))));
  }).finally(() => worker.terminate());
}
