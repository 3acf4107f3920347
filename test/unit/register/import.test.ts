import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readRegisterSheet } from '../../../src/register/import.ts';
import type { AiSystem } from '../../../src/register/register.ts';
import type { SheetRows } from '../../../src/register/sheet.ts';
import { rowsFromCsv, rowsFromXlsx } from '../../../src/register/sheet.ts';
import { zipOf } from '../../support/zip.ts';
import { otter, words } from './builders.ts';

function preview(rows: SheetRows, systems: readonly AiSystem[] = []) {
  const read = readRegisterSheet(rows, systems, words);
  if (!read.ok) throw new Error(read.message);
  return read.value;
}

describe('importing a sheet', () => {
  it('finds common headings below a title and reads what it knows into ids', () => {
    const { entries, ignoredColumns } = preview([
      ['Our AI tools 2026'],
      [],
      ['Tool', 'Vendor', 'Business Owner', 'Use case', 'Data used', 'Countries', 'Price'],
      [
        'Fathom',
        'Fathom Video, Inc.',
        'Dana Weber',
        'meeting minutes',
        'Internal, not sensitive',
        'Germany; France',
        '12',
      ],
    ]);

    expect(entries).toEqual([
      {
        row: 4,
        state: 'unreviewed',
        name: 'Fathom',
        supplier: 'Fathom Video, Inc.',
        owner: 'Dana Weber',
        department: '',
        purpose: 'meeting-notes',
        account: '',
        users: '',
        countries: ['de', 'fr'],
        data: ['internal'],
        connectors: [],
        unread: [],
      },
    ]);
    expect(ignoredColumns).toEqual(['Price']);
  });

  it('never imports an approval, and shows the status that the sheet has', () => {
    const { entries } = preview([
      ['System', 'Status'],
      ['Fathom', 'Approved'],
    ]);

    expect(entries).toMatchObject([{ state: 'unreviewed', unread: [{ column: 'status', text: 'Approved' }] }]);
  });

  it('shows what it has no id for instead of guessing', () => {
    const { entries } = preview([
      ['Name', 'Purpose', 'Data'],
      ['Fathom', 'world peace', 'names, moon dust'],
    ]);

    expect(entries).toMatchObject([
      {
        purpose: '',
        data: ['personal'],
        unread: [
          { column: 'purpose', text: 'world peace' },
          { column: 'data', text: 'moon dust' },
        ],
      },
    ]);
  });

  it('sets aside what is registered already, by any of its names', () => {
    const { entries, duplicates } = preview([['Name'], ['OTTER'], ['Fathom']], [otter]);

    expect(entries.map(({ name }) => name)).toEqual(['Fathom']);
    expect(duplicates).toEqual([{ row: 2, name: 'OTTER', existing: 'AIS-1' }]);
  });

  it('sets aside a repeated row, but not another use of the same tool', () => {
    const { entries, duplicates } = preview([
      ['Name', 'Purpose'],
      ['Fathom', 'meeting notes'],
      ['fathom', 'Meeting minutes'],
      ['Fathom', 'Translation'],
    ]);

    expect(entries.map(({ row }) => row)).toEqual([2, 4]);
    expect(duplicates).toEqual([{ row: 3, name: 'fathom', existing: 'row 2' }]);
  });

  it('names the row and the reason of what it cannot take', () => {
    const { faulty } = preview([
      ['Name', 'Purpose'],
      ['', 'Translation'],
      ['', ''],
      ['x'.repeat(201), ''],
      ['Fathom', 'y'.repeat(4001)],
    ]);

    expect(faulty).toEqual([
      { row: 2, reason: 'the name of the system is missing' },
      { row: 4, reason: 'the name has more than 200 characters' },
      { row: 5, reason: 'the cell under “purpose” has more than 4000 characters' },
    ]);
  });

  it.each([
    ['a sheet without a known heading', [['Alpha'], ['Otter']], 'noHeader'],
    ['an empty sheet', [], 'noHeader'],
    ['headings alone', [['Tool'], ['']], 'noRows'],
  ])('refuses %s', (_case, rows, code) => {
    expect(readRegisterSheet(rows, [], words)).toMatchObject({ ok: false, code });
  });

  it('drops NUL and repairs lone surrogates', () => {
    expect(preview([['Name'], ['Fa\u0000thom\ud800']]).entries[0]?.name).toBe('Fathom\ufffd');
  });
});

describe('reading a file', () => {
  it.each([
    ['commas', '\ufeffName,Vendor\r\n"Fathom, Inc",X\r\n'],
    ['semicolons', 'Name;Vendor\n"Fathom, Inc";X\n'],
    ['tabs', 'Name\tVendor\n"Fathom, Inc"\tX\n'],
  ])('takes CSV with %s', (_case, text) => {
    expect(rowsFromCsv(text)).toEqual({
      ok: true,
      value: [
        ['Name', 'Vendor'],
        ['Fathom, Inc', 'X'],
      ],
    });
  });

  it('keeps the row numbers of a CSV with empty lines', () => {
    const read = rowsFromCsv('Name,Vendor\n\nFathom,X\n');

    expect(read.ok && preview(read.value).entries[0]?.row).toBe(3);
  });

  it('says so when a CSV cannot be read', () => {
    expect(rowsFromCsv('Name\n"open')).toMatchObject({ ok: false, code: 'unreadable' });
  });

  it('reads cells of a workbook as text and calculates nothing', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('AI');
    sheet.addRow(['Name', 'Vendor', 'Start', 'Count']);
    sheet.addRow([]);
    sheet.addRow([
      { richText: [{ text: 'Fat' }, { text: 'hom' }] },
      { formula: 'A1&"x"', result: 'Fathom Inc' },
      new Date('2027-01-05'),
      7,
    ]);
    sheet.addRow([{ text: 'Otter', hyperlink: 'https://otter.ai' }, { formula: 'NOW()' }]);

    const read = await rowsFromXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()));

    expect(read).toEqual({
      ok: true,
      value: [['Name', 'Vendor', 'Start', 'Count'], [], ['Fathom', 'Fathom Inc', '2027-01-05', '7'], ['Otter', '']],
    });
  });

  it('refuses a small workbook that unpacks to a huge one, whatever size it claims', async () => {
    const zeros = Buffer.alloc(200 * 1024 * 1024);
    for (const claimed of [undefined, 1000]) {
      const bomb = zipOf(
        { '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/worksheets/sheet1.xml': zeros },
        claimed,
      );
      expect(bomb.length).toBeLessThan(300_000);
      const before = process.memoryUsage.rss();

      expect(await rowsFromXlsx(bomb)).toMatchObject({ ok: false, message: expect.stringMatching(/too large/) });

      expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
    }
  });

  it('leaves out what stands far to the right of a sheet, and refuses one without end', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('AI');
    sheet.getCell('A1').value = 'Name';
    sheet.getCell('XFD1').value = 'stray';
    const wide = await rowsFromXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()));
    sheet.getCell('A1048576').value = 'stray';
    const long = await rowsFromXlsx(new Uint8Array(await workbook.xlsx.writeBuffer()));

    expect(wide).toMatchObject({ ok: true, value: [expect.arrayContaining(['Name'])] });
    expect(wide.ok && wide.value[0]?.length).toBeLessThan(1000);
    expect(long).toMatchObject({ ok: false, message: expect.stringMatching(/rows/) });
  });

  it('says so when a workbook cannot be read', async () => {
    expect(await rowsFromXlsx(new TextEncoder().encode('Name,Vendor'))).toMatchObject({
      ok: false,
      code: 'unreadable',
    });
  });
});
