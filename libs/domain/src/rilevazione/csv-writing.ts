/** Cells that a spreadsheet would take for a formula are written as text. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?\d+(?:\.\d+)?$/;

function cellText(value: string | number | null | undefined): string {
  const raw = value === null || value === undefined ? '' : String(value);
  const text = formula.test(raw) && !plainNumber.test(raw) ? `'${raw}` : raw;
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A line of CSV with `;` and CRLF. */
export const csvLine = (cells: readonly (string | number | null | undefined)[]): string => `${cells.map(cellText).join(';')}\r\n`;
