import { type ImportPreview, readRegisterSheet } from '../register/import.ts';
import { rowsFromCsv, rowsFromXlsx, type SheetRows } from '../register/sheet.ts';
import type { Stores } from '../storage/stores/stores.ts';
import { type AddedEntry, addEntries } from './add-imported.ts';
import { type Command, json, type Operator, Refused, wordAt } from './command.ts';
import { readBytes } from './files.ts';
import { inOrganisation, registerWords } from './organisation-in-use.ts';
import { requirePerson } from './person.ts';
import { table } from './words-on-screen.ts';

export const registerImportCommand: Command = {
  name: 'register import',
  usage: 'FILE [--apply --as PERSON] [--json]',
  help: 'what a CSV or XLSX sheet would add; --apply adds it as unreviewed entries, by somebody with the role governance',
  options: { apply: { type: 'boolean' }, as: { type: 'string' }, json: { type: 'boolean' } },
  words: [1, 1],
  needsDatabase: () => true,
  async run(given, operator) {
    const rows = await readSheet(operator, wordAt(given, 0));
    const { products } = await operator.knowledge();
    const imported = await inOrganisation(operator, async ({ stores }) => {
      const by = given.has('apply') ? await requirePerson(stores.people, given.text('as'), 'governance') : undefined;
      if (by) await stores.register.holdNames();
      const preview = await previewOf(rows, stores, operator);
      const added = by ? await addEntries(preview.entries, { stores, by, products, now: operator.clock() }) : undefined;
      return { preview, added };
    });
    return { stdout: given.has('json') ? json(asDocument(imported)) : inWords(imported) };
  },
};

interface Imported {
  readonly preview: ImportPreview;
  /** `undefined` when it was only a preview. */
  readonly added: readonly AddedEntry[] | undefined;
}

async function readSheet(operator: Operator, file: string): Promise<SheetRows> {
  const ending = /\.(csv|xlsx)$/iu.exec(file)?.[1]?.toLowerCase();
  if (ending === undefined) throw new Refused(`${file} must end in .csv or .xlsx`, 2);
  const bytes = await readBytes(operator, file);
  const read = ending === 'csv' ? rowsFromCsv(csvText(bytes)) : await rowsFromXlsx(bytes);
  if (!read.ok) throw new Refused(`${file}: ${read.message}`);
  return read.value;
}

/** Excel saves CSV in UTF-8 only when it is told to; otherwise in the code page of Windows. */
function csvText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

async function previewOf(rows: SheetRows, stores: Stores, operator: Operator): Promise<ImportPreview> {
  const read = readRegisterSheet(rows, await stores.register.systems(), await registerWords(operator, stores));
  if (!read.ok) throw new Refused(read.message);
  return read.value;
}

function asDocument({ preview, added }: Imported) {
  return { applied: added !== undefined, ...preview, added: added ?? [] };
}

function inWords({ preview, added }: Imported): string {
  const { entries, duplicates, faulty, ignoredColumns } = preview;
  const addedAt = new Map(added?.map(({ row, system, use }) => [row, use ?? system]));
  const rows = [
    ...entries.map(({ row, name, unread }) => ({
      row,
      says: added ? `added as ${addedAt.get(row) ?? ''}` : 'new',
      name,
      note: unread.map(({ column, text }) => `${column}: ${text}`).join('; '),
    })),
    ...duplicates.map(({ row, name, existing }) => ({ row, says: `there already: ${existing}`, name, note: '' })),
    ...faulty.map(({ row, reason }) => ({ row, says: `not read: ${reason}`, name: '', note: '' })),
  ].sort((one, other) => one.row - other.row);
  const counts = `${entries.length} new, ${duplicates.length} there already, ${faulty.length} faulty`;
  const end = added
    ? `Added ${added.length} unreviewed entries (${counts}).`
    : `${counts}. Nothing was added; add them with: --apply --as PERSON`;
  const ignored = ignoredColumns.length > 0 ? `Columns left out: ${ignoredColumns.join(', ')}\n` : '';
  return `${table(
    ['Row', 'Entry', 'System', 'Not understood'],
    rows.map(({ row, says, name, note }) => [String(row), says, name, note]),
  )}${ignored}${end}\n`;
}
