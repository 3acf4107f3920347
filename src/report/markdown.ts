import { unreachable } from '../kernel/unreachable.ts';
import { type Printed, type PrintedBlock, type PrintedFact, type PrintedTable, seen } from './printed.ts';

/** The document in GitHub’s Markdown. Nothing that somebody wrote becomes markup or HTML; a web address stays one. */
export function toMarkdown(document: Printed): string {
  const { title, reference, status, notices, facts, sections } = seen(document);
  const parts = [
    `# ${inLine(title)}`,
    `**${inLine(reference)} · ${inLine(status)}**`,
    ...notices.map((notice) => quoted(`**${inLine(notice)}**`)),
    factsTable(facts),
    ...sections.flatMap((section, place) => [
      `## ${place + 1}. ${inLine(section.title)}`,
      ...section.blocks.map(blockInMarkdown),
    ]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockInMarkdown(block: PrintedBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return block.subtle ? `*${inLines(block.text, '  \n')}*` : inLines(block.text, '  \n');
    case 'heading':
      return `### ${inLine(block.text)}`;
    case 'facts':
      return factsTable(block.facts);
    case 'table':
      return table(block);
    case 'list':
      return block.items.map((item) => `- ${inLines(item, '  \n  ')}`).join('\n');
    case 'quote': {
      const from = block.from === undefined ? '' : `\n\n— ${inLine(block.from)}`;
      return quoted(`${inLines(block.text, '  \n')}${from}`);
    }
    default:
      return unreachable(block);
  }
}

function factsTable(facts: readonly PrintedFact[]): string {
  if (facts.length === 0) return '';
  const rows = facts.map(({ label, value }) => `| **${inCell(label)}** | ${inCell(value)} |`);
  return ['| | |', '|---|---|', ...rows].join('\n');
}

function table({ columns, rows }: PrintedTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    `|${columns.map(() => '---').join('|')}|`,
    ...rows.map((row) => line(row)),
  ].join('\n');
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** Every character that can begin or end markup: https://spec.commonmark.org/0.31.2/#backslash-escapes */
const MARKUP = /[!-/:-@[-`{-~]/gu;
/** Those of them that mean nothing inside a word and are only tiresome to read when they are escaped. */
const HARMLESS = new Set(['"', "'", ',', ';', ':', '?', '/', '%', '(', ')', '.', '@', '$', '^', '=', '-', '+']);
/** At the beginning of a line these make a list, a heading or a line across. */
const BEGINS_BLOCK = /^(\s*)([-+=]|\d{1,9}(?=[.)]))/u;

function escaped(line: string): string {
  const inert = line.replace(MARKUP, (character) => (HARMLESS.has(character) ? character : `\\${character}`));
  return inert.replace(BEGINS_BLOCK, (_whole, space: string, begin: string) =>
    /\d/u.test(begin) ? `${space}${begin}\\` : `${space}\\${begin}`,
  );
}

function inLines(text: string, separator: string): string {
  return linesOf(text).map(escaped).join(separator);
}

function inLine(text: string): string {
  return escaped(linesOf(text).join(' '));
}

function inCell(text: string): string {
  return linesOf(text).map(escaped).join('<br>');
}

/** Without what would make an indented block or end the paragraph. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/[\n\u2028\u2029]/u)
    .map((line) => line.replaceAll('\t', ' ').trim())
    .filter((line) => line !== '');
}
