import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditKinds, openTerminal, type Terminal } from './terminal.ts';

const SHEET = [
  'System,Vendor,Owner,Department,Purpose,Countries,Colour',
  'Otter.ai,Otter.ai Inc,Maya Lindqvist,Sales,Meeting notes,Sweden,red',
  '"=HYPERLINK(""http://example.org"",""x"")",@evil,Nobody Known,,,,blue',
  ',No name,,,,,',
  'Quillmark,Quillmark AB,Priya Raman,,Sharpening quills,,',
].join('\r\n');

let terminal: Terminal;
beforeAll(async () => {
  terminal = await openTerminal();
  await terminal.write('inventory.csv', SHEET);
});
afterAll(() => terminal.close());

describe('aims register', () => {
  it('previews a sheet without adding anything', async () => {
    const preview = await terminal.json('register', 'import', 'inventory.csv', '--json');

    expect(preview).toMatchObject({
      applied: false,
      added: [],
      ignoredColumns: ['Colour'],
      duplicates: [],
      faulty: [{ row: 4 }],
    });
    expect(preview).toHaveProperty('entries.length', 3);
    expect(await terminal.json('register', 'list', '--json')).toMatchObject({ systems: [], uses: [] });
  });

  it.each([
    ['nobody', [], 2, 'Say who does this'],
    ['somebody without the role', ['--as', 'Maya Lindqvist'], 1, 'Maya Lindqvist does not have the role governance'],
  ])('adds nothing for %s', async (_case, words, exitCode, sentence) => {
    const refused = await terminal.run('register', 'import', 'inventory.csv', '--apply', ...words);

    expect(refused).toEqual({ stdout: '', stderr: expect.stringContaining(sentence), exitCode });
    expect(await terminal.json('register', 'list', '--json')).toMatchObject({ systems: [] });
  });

  it('adds unreviewed entries with audit notes, and finds them as duplicates afterwards', async () => {
    const applied = await terminal.json(
      'register',
      'import',
      'inventory.csv',
      '--apply',
      '--as',
      'Priya Raman',
      '--json',
    );

    expect(applied).toMatchObject({
      applied: true,
      added: [
        { row: 2, system: 'AIS-1', use: 'AIU-1' },
        { row: 3, system: 'AIS-2' },
        { row: 5, system: 'AIS-3', use: 'AIU-2' },
      ],
    });
    expect((await auditKinds(terminal)).slice(-5)).toEqual([
      'register.systemImported',
      'register.useImported',
      'register.systemImported',
      'register.systemImported',
      'register.useImported',
    ]);
    const list = await terminal.json('register', 'list', '--json');
    expect(list).toMatchObject({
      demonstration: true,
      systems: [{ state: 'unreviewed' }, { state: 'unreviewed' }, { state: 'unreviewed' }],
    });
    const again = await terminal.json('register', 'import', 'inventory.csv', '--json');
    expect(again).toMatchObject({
      entries: [],
      duplicates: [
        { row: 2, existing: 'AIS-1' },
        { row: 3, existing: 'AIS-2' },
        { row: 5, existing: 'AIS-3' },
      ],
    });
  });

  it('shows a use, a system and a supplier by reference', async () => {
    const shown = await Promise.all(
      ['aiu-1', 'AIS-1', 'SUP-1'].map((reference) => terminal.run('register', 'show', reference)),
    );

    expect(shown.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(shown.map(({ stdout }) => stdout.split('\n')[1])).toEqual([
      expect.stringContaining('AIU-1 · Otter.ai'),
      'AIS-1 · Otter.ai',
      'SUP-1 · Otter.ai Inc',
    ]);
  });

  it('says that a reference is not there', async () => {
    expect(await terminal.run('register', 'show', 'AIU-99')).toEqual({
      stdout: '',
      stderr: 'There is no AIU-99 in the register; see: aims register list\n',
      exitCode: 1,
    });
  });

  it('exports CSV that says it is a demonstration and holds no formula', async () => {
    const { stdout } = await terminal.run('register', 'export', '--format', 'csv');

    const [[notice] = [], ...rows] = parse(stdout, { bom: true, relax_column_count: true });
    expect(notice).toBe('Demonstration data, not evidence');
    expect(rows.flat()).toContain('\'=HYPERLINK("http://example.org","x")');
    expect(rows.flat().filter((cell) => /^[=+\-@]/u.test(cell))).toEqual([]);
  });

  it('exports a workbook without formulas and links', async () => {
    await terminal.run('register', 'export', '--format', 'xlsx', '--out', 'register.xlsx');

    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await terminal.read('register.xlsx')).buffer);
    const types = new Set<ExcelJS.ValueType>();
    for (const sheet of workbook.worksheets) sheet.eachRow((row) => row.eachCell((cell) => types.add(cell.type)));
    expect([...types]).toEqual([ExcelJS.ValueType.String]);
    expect(workbook.worksheets[0]?.getCell('A1').value).toBe('Demonstration data, not evidence');
  });

  it('reads the workbook that it exported as duplicates', async () => {
    const preview = await terminal.json('register', 'import', 'register.xlsx', '--json');

    expect(preview).toMatchObject({ entries: [], faulty: [] });
  });

  it.each([
    ['another ending', 'inventory.txt', 2],
    ['no file', 'missing.csv', 1],
    ['a sheet without headings', 'empty.csv', 1],
  ])('refuses %s in one line', async (_case, file, exitCode) => {
    await terminal.write('empty.csv', 'a,b\n1,2\n');

    expect(await terminal.run('register', 'import', file)).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^[^\n]+\n$/),
      exitCode,
    });
  });
});
