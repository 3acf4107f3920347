import type { Outcome } from '../kernel/outcome.ts';
import { accept, refuse } from '../kernel/outcome.ts';
import type { FacetWords } from './facet-words.ts';
import { type Column, columnsOf } from './import-columns.ts';
import { isSameProduct, normalisedName } from './product-name.ts';
import type { AiSystem } from './register.ts';
import { withoutGuard } from './safe-cell.ts';

/** What an import would do. Nothing in it is approved by being imported. */
export interface ImportPreview {
  readonly entries: readonly ImportEntry[];
  readonly duplicates: readonly { readonly row: number; readonly name: string; readonly existing: string }[];
  readonly faulty: readonly { readonly row: number; readonly reason: string }[];
  /** Headings that were not understood and whose cells are left out. */
  readonly ignoredColumns: readonly string[];
}

export interface ImportEntry {
  /** From 1, as a spreadsheet counts. */
  readonly row: number;
  readonly state: 'unreviewed';
  readonly name: string;
  readonly supplier?: string;
  /** As it is written; finding the person is the caller's. */
  readonly owner?: string;
  readonly department: string;
  /** Option ids where the words were recognised, empty where not. */
  readonly purpose: string;
  readonly account: string;
  readonly users: string;
  readonly countries: readonly string[];
  readonly data: readonly string[];
  readonly connectors: readonly string[];
  /** What the sheet says but this register has no id for, to be shown and asked about. */
  readonly unread: readonly { readonly column: string; readonly text: string }[];
}

const MAX_NAME_CHARACTERS = 200;
const MAX_CELL_CHARACTERS = 4000;
/** A title and a note may stand above the headings. */
const HEADER_WITHIN_ROWS = 10;

type Reading = { readonly entry: ImportEntry } | { readonly reason: string };

/** Reads a sheet whose headings have common names, such as “Tool”, “Vendor”, “Owner”. */
export function readRegisterSheet(
  rows: readonly (readonly string[])[],
  systems: readonly AiSystem[],
  words: FacetWords,
): Outcome<ImportPreview, 'noHeader' | 'noRows'> {
  const headerAt = rows.slice(0, HEADER_WITHIN_ROWS).findIndex((row) => columnsOf(row).columns.has('name'));
  const header = rows[headerAt];
  if (!header) return refuse('noHeader', 'I found no heading such as “System”, “Tool” or “Name” in the first rows.');
  const { columns, ignored } = columnsOf(header);
  const entries: ImportEntry[] = [];
  const duplicates: { row: number; name: string; existing: string }[] = [];
  const faulty: { row: number; reason: string }[] = [];
  for (const [place, cells] of rows.slice(headerAt + 1).entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const row = headerAt + place + 2;
    const reading = readRow(row, cells, columns, words);
    if ('reason' in reading) {
      faulty.push({ row, reason: reading.reason });
      continue;
    }
    const { entry } = reading;
    const existing =
      systems.find((system) => isSameProduct(entry.name, system))?.reference ?? earlierRow(entry, entries);
    if (existing) duplicates.push({ row, name: entry.name, existing });
    else entries.push(entry);
  }
  if (entries.length + duplicates.length + faulty.length === 0)
    return refuse('noRows', 'There is nothing below the headings.');
  return accept({ entries, duplicates, faulty, ignoredColumns: ignored });
}

/** The same tool for another purpose is another use, not a duplicate. */
function earlierRow(entry: ImportEntry, entries: readonly ImportEntry[]): string | undefined {
  const earlier = entries.find(
    (known) =>
      normalisedName(known.name) === normalisedName(entry.name) &&
      known.purpose === entry.purpose &&
      textUnder(known, 'purpose') === textUnder(entry, 'purpose'),
  );
  return earlier && `row ${earlier.row}`;
}

function textUnder({ unread }: ImportEntry, column: string): string {
  return unread
    .filter((part) => part.column === column)
    .map(({ text }) => normalisedName(text))
    .join();
}

function readRow(
  row: number,
  cells: readonly string[],
  columns: ReadonlyMap<Column, number>,
  words: FacetWords,
): Reading {
  const cell = (column: Column) => {
    const place = columns.get(column);
    const raw = place === undefined ? '' : (cells[place] ?? '');
    return withoutGuard(raw.toWellFormed().replaceAll('\u0000', '')).trim();
  };
  const name = cell('name');
  if (normalisedName(name) === '') return { reason: 'the name of the system is missing' };
  if (name.length > MAX_NAME_CHARACTERS) return { reason: `the name has more than ${MAX_NAME_CHARACTERS} characters` };
  const long = [...columns.keys()].find((column) => cell(column).length > MAX_CELL_CHARACTERS);
  if (long) return { reason: `the cell under “${long}” has more than ${MAX_CELL_CHARACTERS} characters` };

  const unread: { column: string; text: string }[] = [];
  const one = (column: 'purpose' | 'account' | 'users') => {
    const text = cell(column);
    const id = words.idOf(column, text);
    if (text !== '' && !id) unread.push({ column, text });
    return id ?? '';
  };
  const many = (column: 'countries' | 'data' | 'connectors') => {
    const whole = words.idOf(column, cell(column));
    if (whole) return [whole];
    const parts = cell(column)
      .split(/[;,\n|]/u)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    for (const text of parts.filter((part) => !words.idOf(column, part))) unread.push({ column, text });
    return [...new Set(parts.flatMap((part) => words.idOf(column, part) ?? []))];
  };
  const status = cell('status');
  if (status !== '') unread.push({ column: 'status', text: status });
  const supplier = cell('supplier');
  const owner = cell('owner');
  return {
    entry: {
      row,
      state: 'unreviewed',
      name,
      ...(supplier ? { supplier } : {}),
      ...(owner ? { owner } : {}),
      department: cell('department'),
      purpose: one('purpose'),
      account: one('account'),
      users: one('users'),
      countries: many('countries'),
      data: many('data'),
      connectors: many('connectors'),
      unread,
    },
  };
}
