/** Begins a file, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = "\uFEFF";

/** One line of a CSV file (RFC 4180), with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

const startsFormula = /^[=+\-@\t\r]/;
const isNumber = /^[+-]?[\d\s().,:-]+$/;

/** A spreadsheet would run a text that begins like a formula; numbers, also of phones, are none. */
function csvCell(text: string): string {
  const safe = startsFormula.test(text) && !isNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
