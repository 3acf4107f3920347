import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toMarkdown } from '../../../src/report/markdown.ts';
import { digestOf, type Printed, type PrintedBlock } from '../../../src/report/printed.ts';
import { toWord } from '../../../src/report/word-document.ts';
import { paragraphsOf, partsOf } from '../../support/word-text.ts';

const folder = process.env.TEST_DATA_DIR ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const file = `${folder}/naughty-strings.json`;
const isThere = existsSync(file);
if (!isThere) process.stdout.write('TEST_DATA_DIR is not there: only our own naughty strings are printed.\n');

const NAUGHTY = [
  ...(isThere ? z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))) : []),
  'before\0after\u0007\u000b\u001b[31m',
  'half \ud83d of a pair \udc00',
  '\u202e\u2066reversed\u2069 and שלום עולם مرحبا',
  'a | b || `code` ```\n# no heading\n- no item\n1. no number\n> no quote\n---\n===',
  '<script>alert(1)</script> <!-- --> &amp; &#x41; <w:t>',
  '[link](javascript:alert(1)) ![image](https://example.com/x.png) **bold** _it_ ~~gone~~',
  '\tindented\n    indented more\u2028line\u2029paragraph',
  'x'.repeat(10_000),
  'wörter '.repeat(1_400),
  '',
];

/** A document of its own for each of them would take a minute. */
const TOGETHER = 8;

/** A document that has this text wherever somebody’s words can stand. */
function printed(text: string, more: readonly PrintedBlock[] = []): Printed {
  return {
    title: `Title ${text}`,
    ...{ reference: 'ASM-1', status: 'Draft', notices: [`Notice ${text}`] },
    facts: [{ label: 'Fact', value: `F ${text}` }],
    sections: [
      {
        title: 'Section',
        blocks: [
          { kind: 'paragraph', text: `P ${text}` },
          { kind: 'heading', text: `H ${text}` },
          { kind: 'facts', facts: [{ label: 'Label', value: `V ${text}` }] },
          {
            kind: 'table',
            columns: [
              { title: 'One', share: 1 },
              { title: 'Other', share: 2 },
            ],
            rows: [[`C ${text}`, 'end']],
          },
          { kind: 'list', items: [`I ${text}`] },
          { kind: 'quote', text: `Q ${text}`, from: `From ${text}` },
          ...more,
        ],
      },
    ],
  };
}

/** The words that Markdown shows, with its own marks taken away: one line for each line of text. */
function linesOf(markdown: string): readonly string[] {
  return markdown
    .split('\n')
    .filter((line) => !/^\|(?:-+\|)+$|^\| \| \|$/u.test(line))
    .flatMap((line) => (line.startsWith('| ') ? cellsOf(line) : [line]))
    .flatMap((cell) => cell.split('<br>'))
    .map((line) => withoutMarks(line).trim())
    .filter((line) => line !== '');
}

/** A bar that stands after a backslash is text. */
function cellsOf(line: string): readonly string[] {
  return line
    .slice(2, -2)
    .split(/ \| (?!$)/u)
    .filter((cell) => cell !== '');
}

function withoutMarks(line: string): string {
  const inside = line.replace(/^(?:> ?|#{1,3} |- )/u, '');
  // What people wrote never begins with a star that is not escaped.
  const stars = /^\*{1,2}/u.exec(inside)?.[0].length ?? 0;
  return inside.slice(stars, inside.length - stars).replaceAll(/\\([!-/:-@[-`{-~])/gu, '$1');
}

const folded = (text: string) => text.replaceAll(/[\s\u2028\u2029]+/gu, ' ').trim();

describe('a printed document', () => {
  it('says the same in Markdown and in Word, whatever people wrote', async () => {
    for (let from = 0; from < NAUGHTY.length; from += TOGETHER) {
      const text = NAUGHTY.slice(from, from + TOGETHER).join('\n');
      const document = printed(text);
      const word = (await toWord(document).then(paragraphsOf)).map((one) => folded(one.text));
      const markdown = linesOf(toMarkdown(document)).map(folded);

      // The line under a title and the rows of tables are set differently, the words are the same.
      expect(folded(markdown.join(' ')), JSON.stringify(text.slice(0, 60))).toBe(folded(word.join(' ')));
    }
  }, 60_000);

  it.each(NAUGHTY.slice(-10).map((text) => [text.slice(0, 30), text]))('keeps %j from becoming markup', (_, text) => {
    const lines = toMarkdown(printed(text)).split('\n');

    const headings = lines.filter((line) => /^#+ /u.test(line));
    expect(headings.map((line) => line.replace(/ .*/u, ''))).toEqual(['#', '##', '###']);
    expect(lines.filter((line) => /^[-*+] /u.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^(?:\s{4,}|`{3,}|~{3,}|=+$|-{3,}$|\d+[.)] )/u.test(line))).toEqual([]);
    // Every row has as many cells as its header: a bar that somebody wrote is escaped.
    const rows = lines.filter((line) => line.startsWith('|'));
    expect(rows.map((line) => line.match(/(?<!\\)(?:\\\\)*\|/gu)?.length)).toEqual(rows.map(() => 3));
    expect(lines.join('\n').replaceAll('<br>', '')).not.toMatch(/(?<!\\)<[a-z!/]/iu);
    expect(lines.join('\n')).not.toMatch(/(?<!\\)\]\(|(?<!\\)!\[/u);
  });

  it('is a Word document with headings, repeated header rows, page numbers and its reference on every page', async () => {
    const docx = await toWord(printed('plain words'));

    const parts = partsOf(docx);
    expect([...parts.keys()]).toEqual(
      expect.arrayContaining(['[Content_Types].xml', 'word/document.xml', 'word/styles.xml', 'word/header1.xml']),
    );
    const styles = paragraphsOf(docx).map(({ style, text }) => `${style}: ${text}`);
    expect(styles).toEqual(
      expect.arrayContaining(['Title: Title plain words', 'Heading1: 1. Section', 'Heading2: H plain words']),
    );
    const body = parts.get('word/document.xml') ?? '';
    expect(body).toMatch(/<w:tblHeader\/>/u);
    expect(body).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u);
    expect(parts.get('word/styles.xml')).toMatch(/w:styleId="Heading1".*?<w:keepNext\/>/su);
    expect(parts.get('word/header1.xml')).toMatch(/ASM-1/u);
    const footer = parts.get('word/footer1.xml');
    expect(footer).toMatch(/Draft/u);
    expect(footer).toMatch(/PAGE[\s\S]*NUMPAGES/u);
  });

  it('lets a row of ten thousand characters go over the edge of a page, and a short one not', async () => {
    const rows = async (text: string) =>
      [...((await partsOf(await toWord(printed(text)))).get('word/document.xml') ?? '').matchAll(/<w:cantSplit\/>/gu)]
        .length;

    expect(await rows('short')).toBeGreaterThan(await rows('x'.repeat(10_000)));
  });

  it('has a hash of what it says: the same for the same words, another for others', () => {
    expect(digestOf(printed('one'))).toBe(digestOf(printed('one')));
    expect(digestOf(printed('one\u0007'))).toBe(digestOf(printed('one')));
    expect(digestOf(printed('one'))).not.toBe(digestOf(printed('two')));
  });
});
