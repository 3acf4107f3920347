import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { readSections, type Section } from './markdown.ts';

const FrontMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9.-]+$/, 'must look like iso42001:6.1.4 or guidance:some-topic'),
  title: z.string().min(1),
  kind: z.string().regex(/^[a-z-]+$/, 'must be one word such as clause, control or guidance'),
  as_of: z.iso.date('must be a date such as 2026-11-22'),
  source: z.string().min(1),
  aliases: z.array(z.string().min(1)),
  related: z.array(z.string().min(1)),
  level: z.string().min(1).optional(),
});

/** An addressable piece of knowledge: one Markdown file. */
export interface Passage {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** The day (YYYY-MM-DD) on which the text was true. */
  readonly asOf: string;
  readonly source: string;
  readonly aliases: readonly string[];
  /** Ids of passages that exist. */
  readonly related: readonly string[];
  readonly level?: string;
  readonly sections: readonly Section[];
}

interface PassageFile {
  readonly file: string;
  readonly passage: Passage;
  readonly lineOf: (key: string, index?: number) => number;
}

/**
 * Reads every `*.md` under the directory, except `README.md`, sorted by id.
 * Throws one error that lists every fault as `file:line: what is wrong`.
 */
export async function loadPassages(directory: string): Promise<readonly Passage[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && entry.name !== 'README.md')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

  const faults: string[] = [];
  const read: PassageFile[] = [];
  for (const file of files) {
    const result = parsePassage(file, await readFile(file, 'utf8'));
    if ('faults' in result) faults.push(...result.faults);
    else read.push(result);
  }
  faults.push(...repeatedIds(read), ...deadLinks(read));
  if (faults.length > 0) throw new Error(`The knowledge files have faults:\n${faults.join('\n')}`);
  return read.map(({ passage }) => passage).sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

function parsePassage(file: string, content: string): PassageFile | { readonly faults: readonly string[] } {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(content);
  const front = parts?.[1];
  if (front === undefined) return { faults: [`${file}:1: front matter between two lines "---" is missing`] };

  const lines = new LineCounter();
  const document = parseDocument(front, { lineCounter: lines });
  // The front matter begins on the file's second line.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1;
  if (document.errors.length > 0) {
    return { faults: document.errors.map((error) => `${file}:${lineAt(error.pos[0])}: ${firstLine(error.message)}`) };
  }
  const lineOf = (...path: readonly (string | number)[]): number => {
    const node: unknown = document.getIn(path, true);
    const range = z.object({ range: z.tuple([z.number()]).rest(z.number()) }).safeParse(node);
    return range.success ? lineAt(range.data.range[0]) : 2;
  };
  const parsed = FrontMatter.safeParse(document.toJS());
  if (!parsed.success) {
    const path = (issue: z.core.$ZodIssue) => issue.path.map((step) => (typeof step === 'symbol' ? '' : step));
    return {
      faults: parsed.error.issues.map(
        (issue) => `${file}:${lineOf(...path(issue))}: ${path(issue).join('.') || 'front matter'}: ${issue.message}`,
      ),
    };
  }
  const sections = readSections(parts?.[2] ?? '');
  if (sections.length === 0) return { faults: [`${file}:${front.split('\n').length + 2}: the passage has no text`] };

  const { as_of, level, ...rest } = parsed.data;
  return {
    file,
    passage: { ...rest, ...(level === undefined ? {} : { level }), asOf: as_of, sections },
    lineOf: (key, index) => (index === undefined ? lineOf(key) : lineOf(key, index)),
  };
}

function repeatedIds(files: readonly PassageFile[]): readonly string[] {
  const first = new Map<string, string>();
  return files.flatMap(({ file, passage, lineOf }) => {
    const earlier = first.get(passage.id);
    if (earlier === undefined) first.set(passage.id, file);
    return earlier === undefined ? [] : [`${file}:${lineOf('id')}: id ${passage.id} is already used in ${earlier}`];
  });
}

function deadLinks(files: readonly PassageFile[]): readonly string[] {
  const ids = new Set(files.map(({ passage }) => passage.id));
  return files.flatMap(({ file, passage, lineOf }) =>
    passage.related.flatMap((related, index) =>
      ids.has(related) ? [] : [`${file}:${lineOf('related', index)}: related: there is no passage ${related}`],
    ),
  );
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
