import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { z } from 'zod';
import type { Outcome } from '../kernel/outcome.ts';
import { accept, refuse } from '../kernel/outcome.ts';
import { unpacksWithin } from '../kernel/unpacked-size.ts';

/** The rows of a sheet as text, empty ones included, so that a row's number is what the person sees. */
export type SheetRows = readonly (readonly string[])[];

const LINES_LOOKED_AT = 10;
/** Far above a real inventory, and what can be read without holding up everybody else. */
const MOST_UNPACKED_BYTES = 20 * 1024 * 1024;
const MOST_ROWS = 20_000;
/** Formatting often reaches to the last column; what is meant stands in the first ones. */
const MOST_COLUMNS = 200;
const Records = z.array(z.array(z.string()));

/** Reads CSV with commas, semicolons or tabs, whichever its first lines have most of. */
export function rowsFromCsv(text: string): Outcome<SheetRows, 'unreadable'> {
  try {
    return accept(
      Records.parse(
        parse(text, { bom: true, delimiter: separatorOf(text), relax_column_count: true, skip_empty_lines: false }),
      ),
    );
  } catch (failure) {
    return refuse('unreadable', `This is not a CSV file that I can read: ${messageOf(failure)}`);
  }
}

/** Reads the first sheet of a workbook. Of a formula the value that was last calculated counts; nothing is calculated. */
export async function rowsFromXlsx(bytes: Uint8Array): Promise<Outcome<SheetRows, 'unreadable'>> {
  const workbook = new ExcelJS.Workbook();
  try {
    if (!unpacksWithin(bytes, MOST_UNPACKED_BYTES))
      return refuse('unreadable', 'The workbook is too large: I read up to 20 MB of its content.');
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  } catch (failure) {
    return refuse('unreadable', `This is not an Excel workbook that I can read: ${messageOf(failure)}`);
  }
  const sheet = workbook.worksheets[0];
  if (!sheet) return refuse('unreadable', 'The workbook has no sheet.');
  if (sheet.rowCount > MOST_ROWS) {
    const [rows, most] = [sheet.rowCount, MOST_ROWS].map((number) => number.toLocaleString('en'));
    return refuse('unreadable', `The sheet has ${rows} rows; I read up to ${most}.`);
  }
  const rows: string[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const columns = Math.min(row.cellCount, MOST_COLUMNS);
    rows.push(Array.from({ length: columns }, (_, place) => textOf(row.getCell(place + 1))));
  });
  return accept(rows);
}

function textOf(cell: ExcelJS.Cell): string {
  const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value;
  if (value instanceof Date) return value.toISOString().slice(0, 'YYYY-MM-DD'.length);
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return 'error' in value ? '' : cell.text;
  return String(value);
}

function separatorOf(text: string): string {
  const firstLines = text.split(/\r?\n/u, LINES_LOOKED_AT).join('\n');
  const count = (separator: string) => firstLines.split(separator).length;
  return [',', ';', '\t'].reduce((most, separator) => (count(separator) > count(most) ? separator : most));
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
