import { formatNumber } from '../money/money.js';

export type CsvFormat = 'ITALIANO' | 'MACCHINA';

/** A cell by what it means: texts are defused, numbers and dates are written as the reader expects them. */
export type CsvCell =
  | { readonly text: string }
  /** Decimal text with a point, and how many decimals an Italian reader is shown. */
  | { readonly number: string; readonly decimals: number }
  /** `YYYY-MM-DD` */
  | { readonly date: string }
  | null;

interface Dialect {
  readonly start: string;
  readonly separator: string;
  readonly end: string;
  readonly cell: (cell: CsvCell) => string;
}

/** A cell that a spreadsheet would run as a formula is shown as text. */
const asText = (value: string): string => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

function italian(cell: CsvCell): string {
  if (cell === null) return '';
  if ('text' in cell) return asText(cell.text);
  if ('date' in cell) return cell.date.split('-').reverse().join('/');
  return formatNumber(cell.number, cell.decimals).replaceAll('.', '');
}

function plain(cell: CsvCell): string {
  if (cell === null) return '';
  if ('text' in cell) return cell.text;
  return 'date' in cell ? cell.date : cell.number;
}

const dialects: Readonly<Record<CsvFormat, Dialect>> = {
  ITALIANO: { start: '\uFEFF', separator: ';', end: '\r\n', cell: italian },
  MACCHINA: { start: '', separator: ',', end: '\n', cell: plain },
};

/**
 * Rows as CSV under a line of names. `ITALIANO` is for a spreadsheet in Italian: byte order mark, semicolon, comma for decimals
 * without thousands points, `gg/mm/aaaa`, CRLF, formulas defused. `MACCHINA` is RFC 4180 with comma, decimal point, ISO dates.
 */
export function writeCsv(columns: readonly string[], rows: readonly (readonly CsvCell[])[], format: CsvFormat): string {
  const { start, separator, end, cell } = dialects[format];
  const quote = (text: string): string => (/["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [columns, ...rows.map((row) => row.map(cell))];
  return start + lines.map((line) => line.map(quote).join(separator) + end).join('');
}
