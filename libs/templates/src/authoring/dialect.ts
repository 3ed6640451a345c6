/**
 * The small Markdown dialect authors of templates write in `testo.md`, read into blocks.
 *
 * One block per line (or per run of lines; a blank line ends it):
 * - `# text` document title, `## text` / `### text` / `#### text` numbered headings, `##- text` the same without number;
 * - `§ text` numbered clause (comma) inside an article; `- text` bullet; `a) text` lettered item; two spaces more indent = one level deeper;
 * - `| a | b |` table, second line `|---|---:|` gives the alignment; a `|` inside `{…}` belongs to the tag;
 * - `> text` boxed note; `@Stile text` paragraph in a named style (Ente, Sottotitolo, Centrato, Firma, Didascalia);
 * - `@Campo label` form line with a dotted leader, `@Scelta text` form line with a tick box;
 * - `{#…}` or `{/…}` alone on a line: opens or closes a loop or a condition;
 * - `%% name value` directive: `titolo`, `intestazione`, `numerazione` (articoli | paragrafi), `larghezze`, `didascalia`, `pagina`,
 *   `indice` (list of the headings that follow, under the same conditions), `includi` (a shared part or a clause stands here).
 *
 * Inline: `**bold**`, `*italic*`, `~subscript~`. Tags `{…}` are kept in one piece.
 */
type Alignment = 'left' | 'right' | 'center';
export type ListKind = 'bullet' | 'letter';

export type Block =
  | { kind: 'title'; text: string }
  | { kind: 'heading'; level: 1 | 2 | 3; numbered: boolean; text: string }
  | { kind: 'paragraph'; style: string; text: string }
  | { kind: 'clause'; text: string }
  | { kind: 'item'; list: ListKind; level: number; text: string }
  | { kind: 'control'; text: string }
  | { kind: 'field'; text: string }
  | { kind: 'pageBreak' }
  | { kind: 'index' }
  | { kind: 'include'; name: string }
  | TableBlock;

export interface TableBlock {
  kind: 'table';
  caption: string;
  widths: number[];
  align: Alignment[];
  header: string[];
  rows: string[][];
}

export interface TemplateSource {
  title: string;
  header: string;
  numbering: 'articoli' | 'paragrafi';
  blocks: Block[];
}

export class DialectError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(`riga ${line}: ${message}`);
  }
}

interface Reader {
  lines: string[];
  at: number;
  source: TemplateSource;
  widths: number[];
  caption: string;
}

/** Reads the source of one template, or of a part, which needs no title. Throws DialectError with the line number (1-based). */
export function parseTemplateSource(text: string, part = false): TemplateSource {
  const source: TemplateSource = { title: '', header: '', numbering: 'paragrafi', blocks: [] };
  const reader: Reader = { lines: text.split(/\r?\n/), at: 0, source, widths: [], caption: '' };
  while (reader.at < reader.lines.length) readBlock(reader);
  if (source.title === '' && !part) throw new DialectError(1, 'manca la direttiva «%% titolo»');
  return source;
}

function readBlock(reader: Reader): void {
  const line = lineAt(reader);
  if (line.trim() === '') {
    reader.at += 1;
  } else if (line.startsWith('%%')) {
    readDirective(reader, line);
    reader.at += 1;
  } else if (line.startsWith('|')) {
    reader.source.blocks.push(readTable(reader));
  } else if (isControl(line)) {
    reader.source.blocks.push({ kind: 'control', text: line.trim() });
    reader.at += 1;
  } else {
    const first = reader.at + 1;
    reader.source.blocks.push(blockFromText(joinLines(reader), first));
  }
}

function lineAt(reader: Reader): string {
  return reader.lines[reader.at] ?? '';
}

function readDirective(reader: Reader, line: string): void {
  const [, name = '', value = ''] = /^%%\s*(\S+)\s*(.*)$/.exec(line) ?? [];
  switch (name) {
    case 'titolo':
      reader.source.title = value.trim();
      break;
    case 'intestazione':
      reader.source.header = value.trim();
      break;
    case 'numerazione':
      if (value.trim() !== 'articoli' && value.trim() !== 'paragrafi')
        throw new DialectError(reader.at + 1, `numerazione sconosciuta: ${value}`);
      reader.source.numbering = value.trim() as TemplateSource['numbering'];
      break;
    case 'larghezze':
      reader.widths = value.trim().split(/\s+/).map(Number);
      break;
    case 'didascalia':
      reader.caption = value.trim();
      break;
    case 'indice':
      reader.source.blocks.push({ kind: 'index' });
      break;
    case 'includi':
      if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(value.trim())) throw new DialectError(reader.at + 1, `nome di parte non valido: ${value}`);
      reader.source.blocks.push({ kind: 'include', name: value.trim() });
      break;
    case 'pagina':
      reader.source.blocks.push({ kind: 'pageBreak' });
      break;
    default:
      throw new DialectError(reader.at + 1, `direttiva sconosciuta: ${name}`);
  }
}

function isControl(line: string): boolean {
  return /^\s*\{[#/][^{}]*\}\s*$/.test(line);
}

const startsBlock = /^(#{1,4}-? |§ |\s*- |\s*[a-z]\) |> |@\S|\||%%)/;

function joinLines(reader: Reader): string {
  const parts = [lineAt(reader).trimEnd()];
  reader.at += 1;
  while (reader.at < reader.lines.length) {
    const next = lineAt(reader);
    if (next.trim() === '' || startsBlock.test(next) || isControl(next)) break;
    parts.push(next.trim());
    reader.at += 1;
  }
  return parts.join(' ');
}

function blockFromText(text: string, line: number): Block {
  const heading = /^(#{1,4})(-?) (.+)$/.exec(text);
  if (heading) return headingBlock(heading[1] ?? '#', heading[2] === '-', heading[3] ?? '');
  const item = /^(\s*)(-|[a-z]\)) (.+)$/.exec(text);
  if (item) {
    const level = Math.floor((item[1] ?? '').length / 2);
    if (level > 1) throw new DialectError(line, 'un elenco ha al massimo due livelli');
    return { kind: 'item', list: item[2] === '-' ? 'bullet' : 'letter', level, text: item[3] ?? '' };
  }
  if (text.startsWith('§ ')) return { kind: 'clause', text: text.slice(2) };
  if (text.startsWith('> ')) return { kind: 'paragraph', style: 'Nota', text: text.slice(2) };
  const styled = /^@(\S+) (.+)$/.exec(text);
  if (styled) return styledBlock(styled[1] ?? '', styled[2] ?? '', line);
  return { kind: 'paragraph', style: 'Testo', text: text.trim() };
}

function headingBlock(hashes: string, unnumbered: boolean, text: string): Block {
  if (hashes.length === 1) return { kind: 'title', text };
  return { kind: 'heading', level: (hashes.length - 1) as 1 | 2 | 3, numbered: !unnumbered, text };
}

const namedStyles = new Set(['Ente', 'Sottotitolo', 'Centrato', 'Firma', 'Didascalia', 'Scelta']);

function styledBlock(style: string, text: string, line: number): Block {
  if (style === 'Campo') return { kind: 'field', text };
  if (!namedStyles.has(style)) throw new DialectError(line, `stile sconosciuto: ${style}`);
  return { kind: 'paragraph', style, text };
}

function readTable(reader: Reader): TableBlock {
  const start = reader.at + 1;
  const rows: string[][] = [];
  while (lineAt(reader).startsWith('|')) {
    rows.push(splitRow(lineAt(reader)));
    reader.at += 1;
  }
  const [header, rule, ...body] = rows;
  if (!header || !rule?.every((cell) => /^:?-+:?$/.test(cell)))
    throw new DialectError(start, 'la tabella vuole una riga di intestazione e una riga |---|');
  const wrong = body.findIndex((row) => row.length !== header.length);
  if (wrong >= 0)
    throw new DialectError(start + 2 + wrong, `la riga ha ${body[wrong]?.length ?? 0} celle, l’intestazione ${header.length}`);
  const widths = reader.widths.length === header.length ? reader.widths : header.map(() => 100 / header.length);
  const caption = reader.caption;
  if (caption === '') throw new DialectError(start, 'la tabella vuole una didascalia («%% didascalia …»)');
  reader.widths = [];
  reader.caption = '';
  return { kind: 'table', caption, widths, align: rule.map(alignment), header, rows: body };
}

function alignment(cell: string): Alignment {
  if (cell.endsWith(':')) return cell.startsWith(':') ? 'center' : 'right';
  return 'left';
}

/** Cuts a table row at the bars that stand outside a tag. */
function splitRow(line: string): string[] {
  const cells: string[] = [];
  let depth = 0;
  let cell = '';
  for (const char of line.trim().replace(/^\|/, '').replace(/\|$/, '')) {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    if (char === '|' && depth === 0) {
      cells.push(cell.trim());
      cell = '';
    } else {
      cell += char;
    }
  }
  cells.push(cell.trim());
  return cells;
}

interface InlineRun {
  text: string;
  bold: boolean;
  italic: boolean;
  subscript: boolean;
}

/** Cuts a line into runs; a tag `{…}` is never cut. */
export function inlineRuns(text: string): InlineRun[] {
  const state = { bold: false, italic: false, subscript: false };
  const runs: InlineRun[] = [];
  for (const token of text.match(/\{[^{}]*\}|\*\*|\*|~|[^{}*~]+|[{}]/g) ?? []) {
    if (token === '**') state.bold = !state.bold;
    else if (token === '*') state.italic = !state.italic;
    else if (token === '~') state.subscript = !state.subscript;
    else appendRun(runs, { text: token, ...state });
  }
  return runs;
}

function appendRun(runs: InlineRun[], run: InlineRun): void {
  const last = runs.at(-1);
  if (last?.bold === run.bold && last.italic === run.italic && last.subscript === run.subscript) last.text += run.text;
  else runs.push(run);
}
