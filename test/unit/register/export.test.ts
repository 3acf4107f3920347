import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { ExportOptions, Register } from '../../../src/register/export.ts';
import { EXPORT_FORMATS, exportRegister } from '../../../src/register/export.ts';
import { readRegisterSheet } from '../../../src/register/import.ts';
import { rowsFromCsv } from '../../../src/register/sheet.ts';
import { DEMONSTRATION_NOTICE } from '../../../src/register/table.ts';
import { aResult, aUse, otter, resultWords, words } from './builders.ts';

const real: ExportOptions = {
  demonstration: false,
  words: { ...words, ...resultWords },
  nameOf: resultWords.nameOf,
};
const PAYLOADS = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  ' =1+1',
  '\t=1+1',
  '\n=1+1',
  '\r\n=1+1',
  '\u0000=1+1',
  '\u00a0=1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u2028=1',
  '=HYPERLINK("https://example.com","x")',
  "'=1+1",
  '\ud800=1',
  'a;=1+1',
  '"=1+1"',
];

function registerOf(names: readonly string[]): Register {
  const systems = names.map((name, index) => ({
    ...otter,
    id: `s${index}`,
    reference: `AIS-${index}`,
    name,
    aliases: [],
  }));
  return { suppliers: otter.supplier ? [otter.supplier] : [], systems, uses: [], results: new Map() };
}

const whole: Register = {
  ...registerOf([]),
  systems: [otter],
  uses: [aUse({}, { conditions: [{ id: 'c', text: 'Tell everybody', precondition: false }] })],
};

async function text(format: 'csv' | 'json', register: Register, options = real): Promise<string> {
  const written = await exportRegister(format, register, options);
  if (typeof written !== 'string') throw new Error('Expected text');
  return written;
}

async function workbookOf(register: Register, options = real): Promise<ExcelJS.Workbook> {
  const written = await exportRegister('xlsx', register, options);
  if (typeof written === 'string') throw new Error('Expected bytes');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(written).buffer);
  return workbook;
}

function cellsOf(workbook: ExcelJS.Workbook): readonly ExcelJS.Cell[] {
  const cells: ExcelJS.Cell[] = [];
  for (const sheet of workbook.worksheets) sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
  return cells;
}

describe('exporting the register', () => {
  it.each(PAYLOADS)('leaves no cell of the CSV that a spreadsheet would calculate: %j', async (payload) => {
    const csv = await text('csv', registerOf([payload]));

    const records: string[][] = parse(csv, { bom: true });
    const cells = records.flat().filter((cell) => /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell));
    expect(records[1]?.[2]).toBe('AIS-0');
    expect(cells).toEqual([]);
    expect(csv).not.toContain('\u0000');
  });

  it('writes every cell of the workbook as a string, never a formula or a link', async () => {
    const workbook = await workbookOf(registerOf(PAYLOADS));

    const cells = cellsOf(workbook);
    expect(cells.length).toBeGreaterThan(PAYLOADS.length);
    expect(cells.filter((cell) => cell.type !== ExcelJS.ValueType.String)).toEqual([]);
    expect(cells.filter((cell) => cell.formula || cell.hyperlink)).toEqual([]);
  });

  it('gives the same names back when it is imported', async () => {
    const names = ['=cmd', '-2', '@x', ' =1', 'Fathom', "O'Reilly", "'quoted'"];

    const rows = rowsFromCsv(await text('csv', registerOf(names)));
    const read = rows.ok ? readRegisterSheet(rows.value, [], words) : rows;

    expect(read.ok && read.value.entries.map(({ name }) => name)).toEqual(names.map((name) => name.trim()));
  });

  it('shows a use with its owner, its words and its conditions', async () => {
    const records: string[][] = parse(await text('csv', whole), { bom: true });
    const row = Object.fromEntries((records[0] ?? []).map((heading, place) => [heading, records[1]?.[place]]));

    expect(row).toMatchObject({
      Reference: 'AIU-12',
      System: 'Otter.ai',
      Supplier: 'Otter.ai, Inc.',
      Status: 'approved',
      Owner: 'Olga Neumann',
      Purpose: 'Notes of internal meetings',
      Countries: 'Germany',
      Data: 'Internal, not sensitive',
      Conditions: 'Tell everybody',
      'Valid until': '2028-01-01',
    });
  });

  it('tells in every format what the assessments of a system came to', async () => {
    const expired = aResult({
      assessment: { ...aResult().assessment, reference: 'ASM-7' },
      ...{ holds: false, level: 'severe' },
    });
    const assessed = { ...whole, results: new Map([[otter.id, [aResult(), expired]]]) };

    const records: string[][] = parse(await text('csv', assessed), { bom: true });
    const row = Object.fromEntries((records[0] ?? []).map((heading, place) => [heading, records[1]?.[place]]));
    expect(row).toMatchObject({
      Assessment: 'ASM-1',
      Impact: 'High',
      Oversight: 'A person approves each decision',
      'Assessment approved by': 'Olga Neumann (Governance), 15 January 2027',
      'Assess again by': '2027-07-15',
    });
    expect(JSON.parse(await text('json', assessed))).toMatchObject({
      systems: [
        {
          assessments: [
            {
              ...{ reference: 'ASM-1', holds: true, level: 'high' },
              risks: [{ reference: 'RSK-1', treatment: { kind: 'modify', controls: ['A.7.4'] } }],
              controls: [{ id: 'A.7.4', because: [{ risk: 'RSK-1' }] }],
              leftOut: [{ id: 'A.2.2', reason: 'Decided for the organisation' }],
            },
            { reference: 'ASM-7', holds: false },
          ],
        },
      ],
    });
    const cells = cellsOf(await workbookOf(assessed)).map((cell) => cell.text);
    expect(cells).toEqual(expect.arrayContaining(['RSK-1', 'Test for bias', 'A.7.4', 'left out']));
    expect(cells).not.toContain('ASM-7');
  });

  it('says in every format that a demonstration is no evidence, and says so of nothing else', async () => {
    const demonstration = { ...real, demonstration: true };

    expect(await text('csv', whole, demonstration)).toContain(`"${DEMONSTRATION_NOTICE}"`);
    expect(JSON.parse(await text('json', whole, demonstration))).toMatchObject({
      notice: DEMONSTRATION_NOTICE,
      demonstration: true,
    });
    expect((await workbookOf(whole, demonstration)).worksheets.map((sheet) => sheet.getCell('A1').text)).toEqual([
      ...Array.from({ length: 5 }, () => DEMONSTRATION_NOTICE),
    ]);
    for (const format of EXPORT_FORMATS.filter((known) => known !== 'xlsx'))
      expect(await text(format, whole)).not.toContain(DEMONSTRATION_NOTICE);
    expect(cellsOf(await workbookOf(whole)).map((cell) => cell.text)).not.toContain(DEMONSTRATION_NOTICE);
  });

  it('can be imported again with the notice above the headings', async () => {
    const rows = rowsFromCsv(await text('csv', whole, { ...real, demonstration: true }));

    expect(rows.ok && readRegisterSheet(rows.value, [], words)).toMatchObject({
      ok: true,
      value: { entries: [{ name: 'Otter.ai', purpose: 'meeting-notes' }] },
    });
  });

  it('keeps the ids in JSON', async () => {
    expect(JSON.parse(await text('json', whole))).toMatchObject({
      uses: [{ reference: 'AIU-12', system: 'AIS-1', facets: { purpose: 'meeting-notes' } }],
    });
  });
});
