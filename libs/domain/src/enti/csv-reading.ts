/** A record of a CSV file; `line` is the line of the file where it starts, the header being line 1. */
export interface CsvRow {
  readonly line: number;
  /** Values by column name in lower case, trimmed; a column the record lacks is absent. */
  readonly values: Readonly<Record<string, string>>;
}

export type CsvReading =
  | { readonly ok: true; readonly header: readonly string[]; readonly rows: readonly CsvRow[]; readonly wrong: readonly CsvFault[] }
  | { readonly ok: false; readonly message: string };

/** A record that cannot be read as a record at all. */
export interface CsvFault {
  readonly line: number;
  readonly reason: string;
}

interface RawRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly open: boolean;
}

/** Separator of a file: the one of `;`, tab and comma that its first line has most of, outside quotes. */
function separatorOf(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  return [';', '\t', ','].reduce((best, next) => (bare.split(next).length > bare.split(best).length ? next : best));
}

function* recordsOf(text: string, separator: string): Generator<RawRecord> {
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let start = 1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\n') line += 1;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === separator || character === '\n') {
      cells.push(cell);
      cell = '';
      if (character === '\n') {
        yield { line: start, cells, open: false };
        cells = [];
        start = line;
      }
    } else if (character !== '\r') cell += character;
  }
  if (cell !== '' || cells.length > 0 || quoted) yield { line: start, cells: [...cells, cell], open: quoted };
}

/**
 * Reads CSV text as spreadsheets and public registers write it (RFC 4180, with comma, semicolon or tab; a byte order mark
 * and empty lines are skipped). A record with too many or too few values is told with its line, the others are read.
 */
export function readCsv(input: string): CsvReading {
  const text = input.startsWith('\uFEFF') ? input.slice(1) : input;
  const records = recordsOf(text, separatorOf(text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1)));
  const first = records.next();
  if (first.done === true || text.trim() === '') return { ok: false, message: 'Il file è vuoto: serve una riga di intestazione.' };
  const header = first.value.cells.map((name) => name.trim().toLowerCase());
  const repeated = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  if (repeated !== undefined) return { ok: false, message: `La colonna «${repeated}» è scritta due volte nell’intestazione.` };
  const rows: CsvRow[] = [];
  const wrong: CsvFault[] = [];
  for (const { line, cells, open } of records) {
    if (cells.length === 1 && cells[0]?.trim() === '' && !open) continue;
    if (open) wrong.push({ line, reason: 'Le virgolette aperte in questa riga non si chiudono.' });
    else if (cells.length !== header.length) {
      wrong.push({ line, reason: `La riga ha ${cells.length} valori, l’intestazione ${header.length} colonne.` });
    } else rows.push({ line, values: Object.fromEntries(header.map((name, index) => [name, cells[index]?.trim() ?? ''])) });
  }
  return { ok: true, header, rows, wrong };
}
