/** Where a paragraph stands: null in running text, else the innermost table cell (all numbers from 1). */
export interface CellPlace {
  /** Tables are numbered in document order, nested ones included. */
  readonly table: number;
  readonly row: number;
  readonly column: number;
  /** Cells in this row, counted in the file (merged ones once). */
  readonly columns: number;
  /** Identifies the cells from the outermost table inwards, e.g. `2.1.3/5.1.1`. */
  readonly path: string;
}

/** One paragraph of a Word part. */
export interface WordParagraph {
  /** Position in its part, from 1, table paragraphs included. */
  readonly number: number;
  readonly text: string;
  readonly headingLevel: number | null;
  /** Headings above this paragraph, outermost first; a heading's own text is not in its path. */
  readonly headingPath: readonly string[];
  readonly cell: CellPlace | null;
}

interface OpenCell {
  table: number;
  row: number;
  column: number;
  rowCells: { count: number };
}

interface OpenParagraph {
  text: string;
  level: number | null;
  cell: Omit<CellPlace, 'columns'> | null;
  rowCells: { count: number } | null;
}

/** Tags that say something of a paragraph, and runs of characters. */
export const TOKEN = /<(\/?)(w:[A-Za-z]+|mc:Fallback|wp:docPr)\b([^>]*?)(\/?)>|([^<]+)|<[^>]*>/g;

/**
 * Reads the paragraphs of a document, header or footer part. `headingStyles` gives the outline level of
 * each style id (see `headingLevels`). The XML must have passed `inspectDocx` (no DOCTYPE).
 */
export function readParagraphs(xml: string, headingStyles: ReadonlyMap<string, number>): WordParagraph[] {
  const reader = new ParagraphReader(headingStyles);
  for (const match of xml.matchAll(TOKEN)) {
    const [, slash, name, attributes = '', closed, text] = match;
    if (text !== undefined) reader.characters(text);
    else if (name !== undefined) {
      if (slash === '/') reader.close(name);
      else {
        reader.open(name, attributes);
        if (closed === '/') reader.close(name);
      }
    }
  }
  return reader.finish();
}

export class ParagraphReader {
  private readonly done: (OpenParagraph & { path: string[] })[] = [];
  private readonly paragraphs: OpenParagraph[] = [];
  private readonly tables: { number: number; row: number; column: number; rowCells: { count: number } }[] = [];
  private readonly cells: OpenCell[] = [];
  private readonly headings: { level: number; text: string }[] = [];
  private tableCount = 0;
  private inText = false;
  private fallback = 0;

  constructor(private readonly headingStyles: ReadonlyMap<string, number>) {}

  open(name: string, attributes: string): void {
    if (name === 'mc:Fallback') this.fallback += 1;
    if (this.fallback > 0) return;
    const paragraph = this.paragraphs.at(-1);
    const table = this.tables.at(-1);
    switch (name) {
      case 'w:tbl':
        this.tables.push({ number: (this.tableCount += 1), row: 0, column: 0, rowCells: { count: 0 } });
        break;
      case 'w:tr':
        if (table !== undefined) Object.assign(table, { row: table.row + 1, column: 0, rowCells: { count: 0 } });
        break;
      case 'w:tc':
        if (table === undefined) break;
        table.column += 1;
        table.rowCells.count += 1;
        this.cells.push({ table: table.number, row: table.row, column: table.column, rowCells: table.rowCells });
        break;
      case 'w:p':
        this.paragraphs.push(this.startParagraph());
        break;
      case 'w:pStyle':
        if (paragraph !== undefined) paragraph.level ??= this.headingStyles.get(value(attributes)) ?? null;
        break;
      case 'w:outlineLvl':
        if (paragraph !== undefined && Number(value(attributes)) < 9) paragraph.level = Number(value(attributes)) + 1;
        break;
      case 'w:t':
        this.inText = true;
        break;
      case 'w:tab':
        if (paragraph !== undefined && attributes === '') paragraph.text += '\t';
        break;
      case 'w:br':
      case 'w:cr':
        if (paragraph !== undefined) paragraph.text += '\n';
        break;
      default:
    }
  }

  close(name: string): void {
    if (name === 'mc:Fallback') this.fallback -= 1;
    if (this.fallback > 0) return;
    if (name === 'w:t') this.inText = false;
    else if (name === 'w:tbl') this.tables.pop();
    else if (name === 'w:tc') this.cells.pop();
    else if (name === 'w:p') this.endParagraph();
  }

  characters(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (this.inText && this.fallback === 0 && paragraph !== undefined) paragraph.text += unescapeXml(text);
  }

  /** Characters of the paragraph in hand so far. */
  get position(): number {
    return this.paragraphs.at(-1)?.text.length ?? 0;
  }

  finish(): WordParagraph[] {
    return this.done.map(({ text, level, cell, rowCells, path }, index) => ({
      number: index + 1,
      text,
      headingLevel: level,
      headingPath: path,
      cell: cell === null ? null : { ...cell, columns: rowCells?.count ?? 1 },
    }));
  }

  private startParagraph(): OpenParagraph {
    const inner = this.cells.at(-1);
    if (inner === undefined) return { text: '', level: null, cell: null, rowCells: null };
    const path = this.cells.map(({ table, row, column }) => `${table}.${row}.${column}`).join('/');
    const { table, row, column, rowCells } = inner;
    return { text: '', level: null, cell: { table, row, column, path }, rowCells };
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (paragraph === undefined) return;
    const { level } = paragraph;
    if (level !== null && paragraph.text.trim() !== '') {
      while ((this.headings.at(-1)?.level ?? 0) >= level) this.headings.pop();
    }
    this.done.push({ ...paragraph, path: this.headings.map(({ text }) => text) });
    if (level !== null && paragraph.text.trim() !== '') this.headings.push({ level, text: paragraph.text.trim() });
  }
}

/**
 * Outline level (1 to 9) of each paragraph style in styles.xml: from its own `w:outlineLvl`, else from the
 * style it is based on, else from a name such as "heading 2" or "Titolo 2".
 */
export function headingLevels(stylesXml: string): Map<string, number> {
  const own = new Map<string, number>();
  const parents = new Map<string, string>();
  for (const [, attributes = '', body = ''] of stylesXml.matchAll(/<w:style\s([^>]*)>([\s\S]*?)<\/w:style>/g)) {
    const id = /w:styleId="([^"]*)"/.exec(attributes)?.[1];
    if (id === undefined) continue;
    const outline = /<w:outlineLvl\s[^>]*w:val="(\d)"/.exec(body)?.[1];
    const named = /<w:name\s[^>]*w:val="(?:heading|titolo)\s*(\d)"/i.exec(body)?.[1];
    if (outline !== undefined && Number(outline) < 9) own.set(id, Number(outline) + 1);
    else if (named !== undefined) own.set(id, Number(named));
    const parent = /<w:basedOn\s[^>]*w:val="([^"]*)"/.exec(body)?.[1];
    if (parent !== undefined) parents.set(id, parent);
  }
  for (const id of parents.keys()) {
    let ancestor: string | undefined = id;
    for (let steps = 0; steps < 10 && ancestor !== undefined && !own.has(id); steps += 1) {
      ancestor = parents.get(ancestor);
      const level = ancestor === undefined ? undefined : own.get(ancestor);
      if (level !== undefined) own.set(id, level);
    }
  }
  return own;
}

function value(attributes: string): string {
  return /w:val="([^"]*)"/.exec(attributes)?.[1] ?? '';
}

/** Resolves the five predefined entities and character references. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
