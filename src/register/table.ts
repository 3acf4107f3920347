import { stringify } from 'csv-stringify/sync';
import { inertCell } from './safe-cell.ts';

/** One sheet of an export, as plain text. */
export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Stands on the face of everything that a demonstration exports. */
export const DEMONSTRATION_NOTICE = 'Demonstration data, not evidence';

/** Quoted throughout, so that a spreadsheet that separates at semicolons does not find a cell within a cell. */
export function csv({ header, rows }: Omit<Table, 'name'>, demonstration: boolean): string {
  const lines = demonstration ? [[DEMONSTRATION_NOTICE], header, ...rows] : [header, ...rows];
  return stringify(
    lines.map((line) => line.map(inertCell)),
    { bom: true, quoted: true, escape_formulas: true, record_delimiter: 'windows' },
  );
}
