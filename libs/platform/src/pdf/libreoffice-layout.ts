/** The PDF is not built the way LibreOffice builds them (one classic cross-reference table, no object streams). */
export class UnknownPdfLayout extends Error {}

/** Where things stand in a PDF as LibreOffice writes it: one classic cross-reference table, no object streams. */
export interface Layout {
  readonly bytes: Buffer;
  readonly table: number;
  readonly trailerAt: number;
  readonly trailer: string;
  /** Offset of each object by number; -1 for free entries. */
  readonly offsets: readonly number[];
}

/** Length of an entry of the cross-reference table: `nnnnnnnnnn ggggg n` and two characters of line end (ISO 32000-1 7.5.4). */
const ENTRY = 20;

/** Throws UnknownPdfLayout. */
export function readLayout(bytes: Buffer): Layout {
  const end = bytes.lastIndexOf('startxref');
  const table = Number(/startxref\s+(\d+)/.exec(bytes.toString('latin1', end))?.[1] ?? -1);
  const head = /^xref\s+0 (\d+)\s*?\n/.exec(bytes.toString('latin1', Math.max(0, table), table + 40));
  const trailerAt = bytes.lastIndexOf('trailer');
  if (end < 0 || table < 0 || head === null || trailerAt < table) throw new UnknownPdfLayout('no single cross-reference table');
  const first = table + head[0].length;
  const entries = bytes.toString('latin1', first, first + Number(head[1]) * ENTRY);
  const offsets = Array.from({ length: Number(head[1]) }, (_, index) => {
    const offset = Number(entries.slice(index * ENTRY, index * ENTRY + 10));
    const kind = entries[index * ENTRY + 17];
    if (!Number.isInteger(offset) || (kind !== 'n' && kind !== 'f')) throw new UnknownPdfLayout(`cross-reference entry ${index}`);
    return kind === 'n' ? offset : -1;
  });
  return { bytes, table, trailerAt, trailer: bytes.toString('latin1', trailerAt, end), offsets };
}

export function objectRange({ bytes, offsets }: Layout, number: number): { start: number; end: number } {
  const start = offsets[number] ?? -1;
  const end = start < 0 ? -1 : bytes.indexOf('endobj', start);
  if (end < 0) throw new UnknownPdfLayout(`object ${number}`);
  return { start, end };
}

export function objectText(layout: Layout, number: number): string {
  const { start, end } = objectRange(layout, number);
  return layout.bytes.toString('latin1', start, end);
}

export function reference(text: string, key: string): number {
  const found = new RegExp(`/${key}\\s*\\[?\\s*(\\d+) 0 R`).exec(text)?.[1];
  if (found === undefined) throw new UnknownPdfLayout(`no /${key}`);
  return Number(found);
}

/** Number of pages, from the page tree's root. 0 when it cannot be read. */
export function countPages(bytes: Buffer): number {
  const layout = readLayout(bytes);
  const pages = reference(objectText(layout, reference(layout.trailer, 'Root')), 'Pages');
  return Number(/\/Count\s+(\d+)/.exec(objectText(layout, pages))?.[1] ?? 0);
}

/** An element of the logical structure, or its layout attributes: thousands in a long document, nothing else in them. */
const STRUCTURE = /^\d+ 0 obj\s*<<\/(?:Type\/StructElem|O\/)/;
/** What would be of interest to an inspection, or could be written to look like something else. */
const OF_INTEREST = /#|\/(?:AA|JS|JavaScript|Launch|Sound|Movie|ResetForm|ImportData|Rendition|EF|EmbeddedFile|SMask|Font)\b/;
const LONGEST_STRUCTURE = 4_096;
/** The drawing of a page or the program of a font: a stream without properties of its own, which an inspection does not open. */
const BARE_STREAM = /^\d+ 0 obj\s*<<\/Length \d+ 0 R\s*\/Filter\/FlateDecode\s*(?:\/Length1 \d+\s*)?>>\s*stream/;

/** The same file without the elements of its logical structure, whose root stays, and without bare streams. Throws UnknownPdfLayout. */
export function withoutBulk(bytes: Buffer): Buffer {
  const { offsets, table, trailer } = readLayout(bytes);
  const starts = offsets.filter((offset) => offset >= 0).sort((one, other) => one - other);
  const pieces = [bytes.subarray(0, starts[0] ?? table)];
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? table;
    const head = bytes.toString('latin1', start, Math.min(end, start + LONGEST_STRUCTURE));
    const isStructure = end - start <= LONGEST_STRUCTURE && STRUCTURE.test(head) && !OF_INTEREST.test(head);
    if (!isStructure && !BARE_STREAM.test(head)) pieces.push(bytes.subarray(start, end));
  }
  pieces.push(Buffer.from(`${trailer}startxref\n0\n%%EOF\n`, 'latin1'));
  return Buffer.concat(pieces);
}
