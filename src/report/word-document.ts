import {
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import { unreachable } from '../kernel/unreachable.ts';
import { type Printed, type PrintedBlock, type PrintedFact, type PrintedTable, seen } from './printed.ts';

/** A4 with margins of 20 mm, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1134, top: 1360 } as const;
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
const LABEL_WIDTH = 2700;
const BULLETS = 'bullets';
const COLOURS = { ink: '1F2933', heading: '1F3A5F', subtle: '52606D', line: 'C9D1D9', shade: 'EEF2F6' } as const;

/** A row of at most so many characters stays on one page; a longer one may go over the edge of it. */
const UNBROKEN_CHARACTERS = 900;
/** Facts of at most so many characters stay on one page altogether. */
const WHOLE_CHARACTERS = 1600;

/** The document as Word opens it (Office Open XML), in A4. */
export async function toWord(document: Printed): Promise<Uint8Array> {
  const readable = seen(document);
  const { title, reference, status } = readable;
  const made = new Document({
    title: `${reference} ${title}`,
    creator: 'Steward',
    styles: STYLES,
    numbering: { config: [{ reference: BULLETS, levels: [BULLET] }] },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.top, right: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin },
          },
        },
        headers: { default: new Header({ children: [headerLine(readable)] }) },
        footers: { default: new Footer({ children: [footerLine(status)] }) },
        children: bodyOf(readable),
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(made));
}

function bodyOf({ title, reference, status, notices, facts, sections }: Printed): readonly FileChild[] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: runs(title) }),
    new Paragraph({ style: 'Standing', children: runs(`${reference} · ${status}`) }),
    ...notices.map((notice) => new Paragraph({ style: 'Notice', children: runs(notice) })),
    ...factsTable(facts),
    ...sections.flatMap((section, place) => [
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        // What a manager reads in a minute has a page of its own, after the facts.
        pageBreakBefore: place === 0,
        children: runs(`${place + 1}. ${section.title}`),
      }),
      ...section.blocks.flatMap(blockInWord),
    ]),
  ];
}

function blockInWord(block: PrintedBlock): readonly FileChild[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph({ ...(block.subtle ? { style: 'Subtle' } : {}), children: runs(block.text) })];
    case 'heading':
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, children: runs(block.text) })];
    case 'facts':
      return factsTable(block.facts);
    case 'table':
      return table(block);
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            numbering: { reference: BULLETS, level: 0 },
            spacing: { after: 60 },
            children: runs(item),
          }),
      );
    case 'quote':
      return [
        new Paragraph({
          style: 'Quotation',
          keepNext: block.from !== undefined,
          spacing: { after: block.from === undefined ? 160 : 0 },
          children: runs(block.text),
        }),
        ...(block.from === undefined
          ? []
          : [new Paragraph({ style: 'QuotedFrom', children: runs(`— ${block.from}`) })]),
      ];
    default:
      return unreachable(block);
  }
}

function factsTable(facts: readonly PrintedFact[]): readonly FileChild[] {
  if (facts.length === 0) return [];
  const widths = [LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH];
  const isShort = facts.reduce((sum, { value }) => sum + value.length, 0) <= WHOLE_CHARACTERS;
  return tableOf(
    widths,
    facts.map(({ label, value }, place) => ({
      cells: [cell(label, widths[0], { bold: true, shaded: true }), cell(value, widths[1])],
      length: label.length + value.length,
      // What belongs together stays together; at least, no first row stands alone at the foot of a page.
      keepNext: place < (isShort ? facts.length - 1 : 1),
    })),
  );
}

function table({ columns, rows }: PrintedTable): readonly FileChild[] {
  if (rows.length === 0) return [];
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((TEXT_WIDTH * share) / whole));
  return tableOf(widths, [
    {
      cells: columns.map(({ title }, column) => cell(title, widths[column], { bold: true, shaded: true })),
      length: 0,
      isHeader: true,
      keepNext: true,
    },
    ...rows.map((row) => ({
      cells: row.map((text, column) => cell(text, widths[column])),
      length: Math.max(...row.map((text) => text.length)),
    })),
  ]);
}

interface Row {
  readonly cells: readonly TableCell[];
  readonly length: number;
  readonly isHeader?: boolean;
  readonly keepNext?: boolean;
}

function tableOf(widths: readonly number[], rows: readonly Row[]): readonly FileChild[] {
  return [
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: BORDERS,
      rows: rows.map(
        ({ cells, length, isHeader = false, keepNext = false }) =>
          new TableRow({
            children: cells,
            tableHeader: isHeader,
            cantSplit: length <= UNBROKEN_CHARACTERS,
            keepNext,
          }),
      ),
    }),
    // Word joins tables between which nothing stands.
    new Paragraph({ style: 'AfterTable', children: [] }),
  ];
}

function cell(
  text: string,
  width: number | undefined,
  { bold = false, shaded = false }: { readonly bold?: boolean; readonly shaded?: boolean } = {},
): TableCell {
  return new TableCell({
    width: { size: width ?? 0, type: WidthType.DXA },
    margins: { top: 50, bottom: 50, left: 90, right: 90 },
    ...(shaded ? { shading: { type: ShadingType.CLEAR, fill: COLOURS.shade, color: 'auto' } } : {}),
    children: [new Paragraph({ style: 'Cell', children: runs(text, bold) })],
  });
}

/** Lines stay lines; a tab would break out of its column. */
function runs(text: string, bold = false): readonly TextRun[] {
  return text
    .split('\n')
    .map((line, place) => new TextRun({ text: line.replaceAll('\t', ' '), bold, ...(place > 0 ? { break: 1 } : {}) }));
}

function headerLine({ title, reference }: Printed): Paragraph {
  return new Paragraph({
    style: 'Margin',
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children: [new TextRun({ text: shortened(title, 80) }), new TextRun({ text: `\t${reference}`, bold: true })],
  });
}

function footerLine(status: string): Paragraph {
  return new Paragraph({
    style: 'Margin',
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children: [
      new TextRun({ text: shortened(status, 90) }),
      new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] }),
    ],
  });
}

function shortened(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ');
  return [...line].length > most ? `${[...line].slice(0, most - 1).join('')}…` : line;
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: COLOURS.line } as const;
const BORDERS = {
  ...{ top: LINE, bottom: LINE, left: LINE, right: LINE },
  ...{ insideHorizontal: LINE, insideVertical: LINE },
} as const;

const BULLET = {
  ...{ level: 0, format: LevelFormat.BULLET, text: '•' },
  style: { paragraph: { indent: { left: 360, hanging: 240 } } },
} as const;

const HEADING_RUN = { font: 'Calibri', color: COLOURS.heading, bold: true } as const;

const STYLES = {
  default: {
    document: {
      run: { font: 'Calibri', size: 21, color: COLOURS.ink },
      paragraph: { spacing: { after: 120, line: 264 } },
    },
    title: { run: { ...HEADING_RUN, size: 44 }, paragraph: { spacing: { before: 1200, after: 120 } } },
    heading1: {
      run: { ...HEADING_RUN, size: 30 },
      paragraph: { spacing: { before: 360, after: 140 }, keepNext: true, keepLines: true },
    },
    heading2: {
      run: { ...HEADING_RUN, size: 23 },
      paragraph: { spacing: { before: 220, after: 100 }, keepNext: true, keepLines: true },
    },
  },
  paragraphStyles: [
    {
      ...{ id: 'Standing', name: 'Standing', basedOn: 'Normal' },
      run: { size: 25, color: COLOURS.subtle },
      paragraph: { spacing: { after: 300 } },
    },
    {
      ...{ id: 'Notice', name: 'Notice', basedOn: 'Normal' },
      run: { bold: true },
      paragraph: {
        ...{ spacing: { after: 160 }, indent: { left: 120 } },
        border: { left: { style: BorderStyle.SINGLE, size: 24, color: 'B7791F', space: 8 } },
        shading: { type: ShadingType.CLEAR, fill: 'FFF8E6', color: 'auto' },
      },
    },
    {
      ...{ id: 'Subtle', name: 'Subtle', basedOn: 'Normal' },
      run: { color: COLOURS.subtle, size: 19 },
    },
    {
      ...{ id: 'Quotation', name: 'Quotation', basedOn: 'Normal' },
      paragraph: {
        ...{ indent: { left: 240 }, spacing: { after: 0 } },
        border: { left: { style: BorderStyle.SINGLE, size: 12, color: COLOURS.line, space: 8 } },
      },
    },
    {
      ...{ id: 'QuotedFrom', name: 'Quoted from', basedOn: 'Quotation' },
      run: { color: COLOURS.subtle, size: 19 },
      paragraph: { spacing: { after: 180 } },
    },
    {
      ...{ id: 'Cell', name: 'Cell', basedOn: 'Normal' },
      run: { size: 19 },
      paragraph: { spacing: { after: 0, line: 250 } },
    },
    {
      ...{ id: 'AfterTable', name: 'After table', basedOn: 'Normal' },
      run: { size: 8 },
      paragraph: { spacing: { after: 60, line: 120 } },
    },
    {
      ...{ id: 'Margin', name: 'Margin', basedOn: 'Normal' },
      run: { size: 17, color: COLOURS.subtle },
      paragraph: { spacing: { after: 0 } },
    },
  ],
} as const;
