import ExcelJS from 'exceljs';
import { unreachable } from '../kernel/unreachable.ts';
import type { AssessmentResult } from './assessment-result.ts';
import { RESULT_HEADER, resultCells, resultDocument, resultTables } from './export-results.ts';
import type { FacetWords } from './facet-words.ts';
import type { AiSystem, FacetName, RegisteredUse, Supplier } from './register.ts';
import type { ResultWords } from './result-blocks.ts';
import { inertCell, printable } from './safe-cell.ts';
import { csv, DEMONSTRATION_NOTICE, type Table } from './table.ts';

export const EXPORT_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface Register {
  readonly suppliers: readonly Supplier[];
  readonly systems: readonly AiSystem[];
  readonly uses: readonly RegisteredUse[];
  /** What the approved assessments of each system came to, by its id; those that hold first. */
  readonly results: ReadonlyMap<string, readonly AssessmentResult[]>;
}

export interface ExportOptions {
  /** Says on the face of the file that nothing in it happened. */
  readonly demonstration: boolean;
  readonly words: FacetWords & ResultWords;
  readonly nameOf: (personId: string) => string | undefined;
}

/** One document of the whole register: text for json and csv, bytes for xlsx. No cell of it is a formula or a link. */
export async function exportRegister(
  format: ExportFormat,
  register: Register,
  options: ExportOptions,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(asDocument(register, options), null, 2)}\n`;
    case 'csv':
      return csv(usesTable(register, options), options.demonstration);
    case 'xlsx':
      return xlsx(
        [
          ...[usesTable(register, options), systemsTable(register, options), suppliersTable(register)],
          ...resultTables(holdingIn(register), options.words),
        ],
        options.demonstration,
      );
    default:
      return unreachable(format);
  }
}

/** The assessments that hold, each with the reference of its system. */
function holdingIn({ systems, results }: Register) {
  return systems.flatMap(({ id, reference }) =>
    (results.get(id) ?? []).filter(({ holds }) => holds).map((result) => ({ system: reference, result })),
  );
}

function asDocument({ suppliers, systems, uses, results }: Register, { demonstration, words }: ExportOptions) {
  return {
    ...(demonstration ? { notice: DEMONSTRATION_NOTICE } : {}),
    demonstration,
    suppliers,
    systems: systems.map(({ supplier, ...system }) => ({
      ...system,
      supplier: supplier?.reference ?? null,
      assessments: (results.get(system.id) ?? []).map((result) => resultDocument(result, words)),
    })),
    uses: uses.map(({ use, system, conditions, memberIds }) => ({
      ...use,
      system: system.reference,
      conditions,
      members: memberIds.length,
    })),
  };
}

/** One row for each use, and one for each system of which no use is registered. */
function usesTable(register: Register, { words, nameOf }: ExportOptions): Table {
  const { systems, uses } = register;
  const assessed = (systemId: string) => resultCells(register.results.get(systemId) ?? [], words);
  const withUses = new Set(uses.map(({ system }) => system.id));
  const person = (id: string | undefined) => (id ? (nameOf(id) ?? '') : '');
  const labels = (facet: FacetName, ids: string | readonly string[]) =>
    [ids]
      .flat()
      .filter((id) => id !== '')
      .map((id) => words.label(facet, id))
      .join('; ');
  return {
    name: 'Uses',
    header: [
      'Reference',
      'System',
      'System reference',
      'Supplier',
      'Status',
      'Owner',
      'Department',
      'Purpose',
      'Account',
      'Users',
      'Countries',
      'Data',
      'Connected to',
      'Circumstances',
      'Conditions',
      'Valid until',
      'Next review',
      ...RESULT_HEADER,
    ],
    rows: [
      ...uses.map(({ use, system, conditions }) => [
        use.reference,
        system.name,
        system.reference,
        system.supplier?.name ?? '',
        use.state,
        person(use.ownerId),
        use.department,
        labels('purpose', use.facets.purpose),
        labels('account', use.facets.account),
        labels('users', use.facets.users),
        labels('countries', use.facets.countries),
        labels('data', use.facets.data),
        labels('connectors', use.facets.connectors),
        labels('circumstances', use.facets.circumstances),
        conditions.map(({ text }) => text).join('\n'),
        day(use.validUntil),
        day(use.nextReviewAt),
        ...assessed(system.id),
      ]),
      ...systems
        .filter(({ id }) => !withUses.has(id))
        .map((system) => [
          '',
          system.name,
          system.reference,
          system.supplier?.name ?? '',
          system.state,
          person(system.ownerId),
          ...Array.from({ length: 11 }, () => ''),
          ...assessed(system.id),
        ]),
    ],
  };
}

function systemsTable(register: Register, { nameOf, words }: ExportOptions): Table {
  return {
    name: 'Systems',
    header: ['Reference', 'System', 'Aliases', 'Supplier', 'Status', 'Owner', ...RESULT_HEADER],
    rows: register.systems.map(({ id, reference, name, aliases, supplier, state, ownerId }) => [
      reference,
      name,
      aliases.join('; '),
      supplier?.name ?? '',
      state,
      ownerId ? (nameOf(ownerId) ?? '') : '',
      ...resultCells(register.results.get(id) ?? [], words),
    ]),
  };
}

function suppliersTable({ suppliers }: Register): Table {
  return {
    name: 'Suppliers',
    header: ['Reference', 'Supplier'],
    rows: suppliers.map(({ reference, name }) => [reference, name]),
  };
}

/** A string cell is never calculated, whatever it begins with; the guard serves whoever saves the sheet as CSV. */
async function xlsx(tables: readonly Table[], demonstration: boolean): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  if (demonstration) workbook.title = DEMONSTRATION_NOTICE;
  for (const { name, header, rows } of tables) {
    const sheet = workbook.addWorksheet(name);
    if (demonstration) sheet.addRow([DEMONSTRATION_NOTICE]).font = { bold: true };
    sheet.addRow(header.map(printable)).font = { bold: true };
    for (const row of rows) sheet.addRow(row.map(inertCell));
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function day(date: Date | undefined): string {
  return date ? date.toISOString().slice(0, 'YYYY-MM-DD'.length) : '';
}
