/** Characters that XML 1.0 and spreadsheets cannot hold, or that turn the direction of text. Tab and line feed stay. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** What a spreadsheet may read as the beginning of a formula, in any width, after anything that is not seen. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠−]/u;

/** A spreadsheet cell holds at most 32,767 characters: https://support.microsoft.com/office/excel-specifications-and-limits */
const MAX_CELL_CHARACTERS = 32_767;

/** Text that every spreadsheet shows as it stands: well-formed, printable, and short enough, marked when it is cut. */
export function printable(text: string): string {
  const clean = text.toWellFormed().replace(/\r\n?/gu, '\n').replace(UNPRINTABLE, '');
  return clean.length > MAX_CELL_CHARACTERS ? `${clean.slice(0, MAX_CELL_CHARACTERS - 2).toWellFormed()}…` : clean;
}

/** The same, with the apostrophe that keeps a spreadsheet from calculating what begins like a formula. */
export function inertCell(text: string): string {
  const clean = printable(text);
  return FORMULA.test(clean) ? `'${clean}` : clean;
}

/** The way back, for a sheet that was exported by us. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
