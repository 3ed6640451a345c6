import {
  Document,
  Footer,
  Header,
  HeadingLevel,
  LeaderType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { indexOf } from './document-index.js';
import { inlineRuns, type Block, type ListKind, type TableBlock, type TemplateSource } from './dialect.js';
import { headerShade, tableRule, wordNumbering, wordStyles } from './word-styles.js';

/** A4 in twentieths of a point, and the text width that 2.5 cm margins leave. */
const page = { width: 11906, height: 16838, margin: 1418 };
const textWidth = page.width - 2 * page.margin;

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

/** Builds the Word file of a parsed source. The bytes still carry the build time: see `canonicalDocx`. */
export async function wordDocument(source: TemplateSource): Promise<Buffer> {
  const document = new Document({
    title: source.title,
    subject: source.title,
    creator: 'Gare insieme',
    lastModifiedBy: 'Gare insieme',
    description: 'Modello di documento di gara',
    styles: wordStyles,
    numbering: wordNumbering(source.numbering),
    features: { updateFields: false },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: 1474, bottom: 1304, left: page.margin, right: page.margin, header: 624, footer: 567 },
          },
        },
        headers: { default: new Header({ children: [marginLine(source.header.split('||'), 'bottom')] }) },
        footers: { default: new Footer({ children: [footerLine(source.title)] }) },
        children: bodyOf(source.blocks),
      },
    ],
  });
  return Packer.toBuffer(document);
}

function marginLine([left = '', right = '']: string[], edge: 'top' | 'bottom'): Paragraph {
  return new Paragraph({
    style: 'Margine',
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    border: { [edge]: { style: 'single', size: 4, color: tableRule.color, space: 4 } },
    children: [...textRuns(left.trim()), new TextRun({ children: [new Tab()] }), ...textRuns(right.trim())],
  });
}

function footerLine(title: string): Paragraph {
  return new Paragraph({
    style: 'Margine',
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    border: { top: { style: 'single', size: 4, color: tableRule.color, space: 4 } },
    children: [
      new TextRun({ text: title }),
      new TextRun({ children: [new Tab(), 'Pagina ', PageNumber.CURRENT, ' di ', PageNumber.TOTAL_PAGES] }),
    ],
  });
}

function textRuns(text: string): TextRun[] {
  return inlineRuns(text).map((run) => {
    // The plain type matters: TextRun also takes a string, whose own `bold` and `italics` would be meant otherwise.
    const options: IRunOptions = {
      children: withTabs(run.text),
      ...(run.bold ? { bold: true } : {}),
      ...(run.italic ? { italics: true } : {}),
      ...(run.subscript ? { subScript: true } : {}),
    };
    return new TextRun(options);
  });
}

/** A tab character of the source becomes a tab of Word. */
function withTabs(text: string): (string | Tab)[] {
  return text.split('\t').flatMap((part, index) => (index === 0 ? [part] : [new Tab(), part]));
}

function bodyOf(blocks: Block[]): (Paragraph | Table)[] {
  const lists = new ListInstances();
  const position = new Position();
  return blocks.flatMap((block) => {
    lists.see(block);
    if (block.kind === 'pageBreak') {
      position.breakPage();
      return [];
    }
    const word = block.kind === 'index' ? indexLines(blocks, position) : wordBlock(block, lists, position);
    position.see(block);
    return word;
  });
}

/** The index: no page numbers (they need Word's fields, which a conversion without screen does not update). */
function indexLines(blocks: Block[], position: Position): Paragraph[] {
  const lines = indexOf(blocks).map((line) => {
    if (line.kind === 'control') return paragraph(line.text, { style: 'Comando' });
    const numbering = line.numbered ? { numbering: { reference: 'indice', level: line.level - 1 } } : {};
    return paragraph(line.text, { style: line.level === 1 ? 'Indice1' : 'Indice2', ...numbering });
  });
  return [paragraph('Indice', { ...position.room(), style: 'TitoloIndice' }), ...lines];
}

/** What the blocks before ask of the next one: a new page, or room after a table (never an empty paragraph). */
class Position {
  private newPage = false;
  private depth = 0;
  /** Open sections where the last table stood, until a block surely follows it. */
  private tableDepth: number | undefined;
  /** True once a block of a section opened after the table has taken the room. */
  private taken = false;

  breakPage(): void {
    this.newPage = true;
  }

  see(block: Block): void {
    if (block.kind === 'control') {
      this.depth += block.text.startsWith('{#') ? 1 : -1;
      if (this.depth === this.tableDepth) this.taken = false;
      return;
    }
    this.newPage = false;
    this.taken = true;
    if (block.kind === 'table') {
      this.tableDepth = this.depth;
      this.taken = false;
    } else if (this.tableDepth !== undefined && this.depth <= this.tableDepth) {
      // A block inside a condition may not be there: only one at the table's own depth surely follows it.
      this.tableDepth = undefined;
    }
  }

  page(): { pageBreakBefore?: true } {
    return this.newPage ? { pageBreakBefore: true } : {};
  }

  room(): { pageBreakBefore?: true; spacing?: { before: number } } {
    return { ...this.page(), ...(this.tableDepth !== undefined && !this.taken ? { spacing: { before: 200 } } : {}) };
  }
}

/** Numbers the lists of a document, so that lettered items start again from a) after other text. */
class ListInstances {
  private current = 0;
  private open: ListKind | undefined;

  see(block: Block): void {
    if (block.kind === 'control') return;
    if (block.kind !== 'item') this.open = undefined;
    else if (block.level === 0 && block.list !== this.open) {
      this.open = block.list;
      this.current += 1;
    }
  }

  get instance(): number {
    return this.current;
  }
}

function wordBlock(
  block: Exclude<Block, { kind: 'pageBreak' | 'index' }>,
  lists: ListInstances,
  position: Position,
): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return [paragraph(block.text, { ...position.room(), heading: HeadingLevel.TITLE })];
    case 'heading':
      return [
        paragraph(block.text, {
          ...position.page(),
          heading: headings[block.level - 1],
          ...(block.numbered ? { numbering: { reference: 'articoli', level: block.level - 1 } } : {}),
        }),
      ];
    case 'clause':
      return [paragraph(block.text, { ...position.room(), style: 'Comma', numbering: { reference: 'articoli', level: 3 } })];
    case 'item':
      return [
        paragraph(block.text, {
          ...position.room(),
          style: 'Voce',
          numbering: { reference: block.list === 'bullet' ? 'punti' : 'lettere', level: block.level, instance: lists.instance },
        }),
      ];
    case 'control':
      return [paragraph(block.text, { style: 'Comando' })];
    case 'include':
      // A page break asked for here passes to the first paragraph of the part (`composeTemplate`).
      return [paragraph(`{+ ${block.name}}`, { ...position.page(), style: 'Comando' })];
    case 'field':
      return [formLine(block.text)];
    case 'table':
      return [paragraph(block.caption, { style: 'Didascalia' }), wordTable(block)];
    case 'paragraph':
      return [paragraph(block.text, { ...position.room(), style: block.style })];
  }
}

function paragraph(text: string, options: Omit<IParagraphOptions, 'children' | 'text'>): Paragraph {
  return new Paragraph({ ...options, children: textRuns(text) });
}

/** A line a bidder fills in: the label, then dots up to the right margin. */
function formLine(label: string): Paragraph {
  return new Paragraph({
    style: 'Campo',
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth, leader: LeaderType.DOT }],
    children: [...textRuns(`${label} `), new TextRun({ children: [new Tab()] })],
  });
}

function wordTable(block: TableBlock): Table {
  const total = block.widths.reduce((sum, width) => sum + width, 0);
  const widths = block.widths.map((width) => Math.round((width / total) * textWidth));
  const row = (cells: string[], header: boolean): TableRow =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: cells.map(
        (text, column) =>
          new TableCell({
            width: { size: widths[column] ?? 0, type: WidthType.DXA },
            ...(header ? { shading: { fill: headerShade, type: 'clear', color: 'auto' } } : {}),
            children: [paragraph(text, { style: header ? 'CellaTitolo' : 'Cella', alignment: block.align[column] ?? 'left' })],
          }),
      ),
    });
  return new Table({
    columnWidths: widths,
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { left: 85, right: 85, top: 30, bottom: 30 },
    borders: {
      top: tableRule,
      bottom: tableRule,
      left: tableRule,
      right: tableRule,
      insideHorizontal: tableRule,
      insideVertical: tableRule,
    },
    rows: [row(block.header, true), ...block.rows.map((cells) => row(cells, false))],
  });
}
