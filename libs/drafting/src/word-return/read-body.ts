import { textWithin } from './census.js';
import { valueTagOf } from './content-controls.js';
import { FieldReading } from './field-reading.js';
import { LookRecords } from './look-records.js';
import { type NoteTexts } from './note-texts.js';
import { authorshipOf } from './package-parts.js';
import { type ParagraphForms } from './paragraph-forms.js';
import { ParagraphDraft } from './paragraph-draft.js';
import { objectCharacter, type Authorship, type CellPlace, type FeatureItem, type Place, type ReturnedBlock } from './returned.js';
import { child, descendants, valueOf, type XmlNode } from './xml-tree.js';

/** Words of the body a comment is about. */
export interface CommentSpan {
  readonly block: number;
  readonly from: number;
  readonly to: number;
}

export interface BodyReading {
  readonly blocks: readonly ReturnedBlock[];
  readonly spans: ReadonlyMap<string, CommentSpan>;
  /** Drawings, notes, fields, formulas and symbols, where they stand in the text. */
  readonly items: readonly FeatureItem[];
  /** Tracked changes of the look that are read as emphasis of the text. */
  readonly looks: ReadonlySet<XmlNode>;
}

interface Context {
  readonly inserted: Authorship | null;
  readonly deleted: Authorship | null;
  readonly value: string | null;
}

interface OpenTable {
  readonly path: string;
  row: number;
  column: number;
  rowInserted: Authorship | null;
  rowDeleted: Authorship | null;
  nested: number;
}

/** Beginning of the names of the bookmarks the download puts into each paragraph. */
const blockBookmark = '_gare_';

const plain: Context = { inserted: null, deleted: null, value: null };

/** Reads the paragraphs of the body with their tracked changes, values and comments, in order. */
export function readBody(
  root: XmlNode,
  placeOf: (node: XmlNode) => Place,
  { notes, forms }: { notes: NoteTexts; forms: ParagraphForms },
): BodyReading {
  const reader = new BodyReader(placeOf, notes, forms);
  const body = child(root, 'w:body');
  if (body !== undefined) reader.container(body, plain);
  return reader.finish();
}

class BodyReader {
  private readonly blocks: ReturnedBlock[] = [];
  private readonly items: FeatureItem[] = [];
  private readonly spans = new Map<string, { block: number; from: number; to: number; open: boolean }>();
  private readonly tables: OpenTable[] = [];
  private readonly fields = new FieldReading();
  private readonly looks = new LookRecords();
  private tableCount = 0;
  private paragraph: ParagraphDraft | null = null;

  constructor(
    private readonly placeOf: (node: XmlNode) => Place,
    private readonly notes: NoteTexts,
    private readonly forms: ParagraphForms,
  ) {}

  /** Body, cell, or whatever stands around paragraphs. */
  container(node: XmlNode, context: Context): void {
    for (const one of node.children) {
      if (one.name === 'w:p') this.block(one, context);
      else if (one.name === 'w:tbl') this.table(one, context);
      else if (one.name === 'w:commentRangeStart' || one.name === 'w:commentRangeEnd') this.commentMark(one);
      else
        this.around(one, context, (inner, next) => {
          this.container(inner, next);
        });
    }
  }

  finish(): BodyReading {
    return {
      blocks: this.blocks,
      items: this.items,
      looks: this.looks.read,
      spans: new Map([...this.spans].map(([id, { block, from, to }]) => [id, { block, from, to }])),
    };
  }

  /** Goes into what stands around text or paragraphs: tracked changes, content controls, markup. */
  private around(node: XmlNode, context: Context, into: (inner: XmlNode, next: Context) => void): void {
    switch (node.name) {
      case 'w:ins':
      case 'w:moveTo':
        into(node, { ...context, inserted: authorshipOf(node) });
        break;
      case 'w:del':
      case 'w:moveFrom':
        into(node, { ...context, deleted: authorshipOf(node) });
        break;
      case 'w:sdt': {
        const content = child(node, 'w:sdtContent');
        if (content !== undefined) into(content, { ...context, value: valueTagOf(node) ?? context.value });
        break;
      }
      case 'mc:AlternateContent': {
        const choice = child(node, 'mc:Choice') ?? child(node, 'mc:Fallback');
        if (choice !== undefined) into(choice, context);
        break;
      }
      case 'w:customXml':
      case 'w:smartTag':
      case 'w:hyperlink':
      case 'w:dir':
      case 'w:bdo':
        into(node, context);
        break;
      default:
    }
  }

  private table(node: XmlNode, context: Context): void {
    const outer = this.tables.at(-1);
    const number = outer === undefined ? (this.tableCount += 1) : (outer.nested += 1);
    const path = outer === undefined ? String(number) : `${outer.path}/${outer.row}.${outer.column}/${number}`;
    const table: OpenTable = { path, row: 0, column: 0, rowInserted: null, rowDeleted: null, nested: 0 };
    this.tables.push(table);
    this.rows(node, table, context);
    this.tables.pop();
  }

  private rows(node: XmlNode, table: OpenTable, context: Context): void {
    for (const row of node.children) {
      if (row.name !== 'w:tr') {
        this.around(row, context, (inner, next) => {
          this.rows(inner, table, next);
        });
        continue;
      }
      const properties = child(row, 'w:trPr');
      const [inserted, deleted] = [child(properties ?? row, 'w:ins'), child(properties ?? row, 'w:del')];
      table.row += 1;
      table.column = 0;
      table.rowInserted = properties !== undefined && inserted !== undefined ? authorshipOf(inserted) : null;
      table.rowDeleted = properties !== undefined && deleted !== undefined ? authorshipOf(deleted) : null;
      this.cells(row, table, context);
    }
  }

  private cells(row: XmlNode, table: OpenTable, context: Context): void {
    for (const cell of row.children) {
      if (cell.name !== 'w:tc') {
        this.around(cell, context, (inner, next) => {
          this.cells(inner, table, next);
        });
        continue;
      }
      table.column += 1;
      table.nested = 0;
      this.container(cell, context);
    }
  }

  private get cell(): CellPlace | null {
    const table = this.tables.at(-1);
    if (table === undefined) return null;
    const { path, row, column, rowInserted, rowDeleted } = table;
    return { path, row, column, rowInserted, rowDeleted };
  }

  private block(node: XmlNode, context: Context): void {
    const draft = new ParagraphDraft();
    this.paragraph = draft;
    this.inline(node, context);
    // A table of contents is one field over many paragraphs: each has its share of it.
    const rest = this.fields.share();
    if (rest !== null) this.object('field', rest, context);
    for (const span of this.spans.values()) {
      if (!span.open || span.block !== this.blocks.length) continue;
      span.to = draft.length;
    }
    const properties = child(node, 'w:pPr');
    const runProperties = child(properties, 'w:rPr');
    this.looks.paragraphMark(runProperties);
    const [inserted, deleted] = [tracked(runProperties, 'w:ins', 'w:moveTo'), tracked(runProperties, 'w:del', 'w:moveFrom')];
    const place = this.placeOf(node);
    this.items.push(...draft.objects.map(({ feature, label }) => ({ feature, label, place })));
    this.blocks.push({
      id: idOf(node),
      place,
      style: valueOf(properties, 'w:pStyle') ?? null,
      form: this.forms.of(properties),
      cell: this.cell,
      pieces: draft.pieces,
      markInserted: inserted ?? context.inserted,
      markDeleted: deleted ?? context.deleted,
    });
    this.paragraph = null;
  }

  private inline(node: XmlNode, context: Context): void {
    for (const one of node.children) {
      switch (one.name) {
        case 'w:r':
          this.run(one, context);
          break;
        case 'w:fldSimple':
          this.object('field', textWithin(one), context);
          break;
        case 'm:oMath':
        case 'm:oMathPara':
          this.object('formula', textWithin(one), context);
          break;
        case 'w:commentRangeStart':
        case 'w:commentRangeEnd':
          this.commentMark(one);
          break;
        default:
          this.around(one, context, (inner, next) => {
            this.inline(inner, next);
          });
      }
    }
  }

  private run(run: XmlNode, context: Context): void {
    const properties = child(run, 'w:rPr');
    this.runContent(run, properties, context);
  }

  private runContent(run: XmlNode, properties: XmlNode | undefined, context: Context): void {
    for (const one of run.children) {
      if (one.name === 'mc:AlternateContent') {
        const choice = child(one, 'mc:Choice') ?? child(one, 'mc:Fallback');
        if (choice !== undefined) this.runContent(choice, properties, context);
      } else if (one.name === 'w:fldChar' || one.name === 'w:instrText' || one.name === 'w:delInstrText') {
        const ended = this.fields.take(one);
        if (ended !== null) this.object('field', ended, context);
      } else if (one.name === 'w:commentReference') this.commentReference(one);
      else if (this.fields.hidesText) this.fields.result(textWithin(one));
      else this.content(one, properties, context);
    }
  }

  private content(node: XmlNode, properties: XmlNode | undefined, context: Context): void {
    switch (node.name) {
      case 'w:t':
      case 'w:delText':
        this.looks.run(properties, context.inserted);
        this.paragraph?.add({ text: node.text, object: null, properties, ...context });
        break;
      case 'w:tab':
        this.paragraph?.add({ text: '\t', object: null, properties, ...context });
        break;
      case 'w:br':
      case 'w:cr':
        this.paragraph?.add({ text: '\n', object: null, properties, ...context });
        break;
      case 'w:noBreakHyphen':
        this.paragraph?.add({ text: '\u2011', object: null, properties, ...context });
        break;
      case 'w:softHyphen':
        this.paragraph?.add({ text: '\u00ad', object: null, properties, ...context });
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        this.object('drawing', pictureLabel(node), context);
        break;
      case 'w:footnoteReference':
        this.object('footnote', this.notes.footnote(node.attributes.get('w:id') ?? ''), context);
        break;
      case 'w:endnoteReference':
        this.object('endnote', this.notes.endnote(node.attributes.get('w:id') ?? ''), context);
        break;
      case 'w:sym':
        this.object('symbol', `${node.attributes.get('w:font') ?? ''} ${node.attributes.get('w:char') ?? ''}`.trim(), context);
        break;
      case 'w:ruby':
        this.object('ruby', textWithin(node), context);
        break;
      default:
    }
  }

  private object(feature: string, label: string, context: Context): void {
    this.paragraph?.add({ text: objectCharacter, object: { feature, label }, properties: undefined, ...context });
  }

  private commentMark(node: XmlNode): void {
    const id = node.attributes.get('w:id') ?? '';
    const at = this.paragraph?.length ?? 0;
    if (node.name === 'w:commentRangeStart') {
      this.spans.set(id, { block: this.blocks.length, from: at, to: at, open: true });
      return;
    }
    const span = this.spans.get(id);
    if (span === undefined) return;
    // Over several paragraphs a comment is told at the first: its words there run to the end of it.
    if (span.block === this.blocks.length && this.paragraph !== null) span.to = at;
    span.open = false;
  }

  private commentReference(node: XmlNode): void {
    const id = node.attributes.get('w:id') ?? '';
    const at = this.paragraph?.length ?? 0;
    if (!this.spans.has(id)) this.spans.set(id, { block: this.blocks.length, from: at, to: at, open: false });
  }
}

/** Word keeps the id of a paragraph; LibreOffice keeps the bookmark that holds it a second time. */
function idOf(paragraph: XmlNode): string | null {
  for (const { name, attributes } of paragraph.children) {
    const bookmark = name === 'w:bookmarkStart' ? attributes.get('w:name') : undefined;
    if (bookmark?.startsWith(blockBookmark) === true) return bookmark.slice(blockBookmark.length).toUpperCase();
  }
  return paragraph.attributes.get('w14:paraId')?.toUpperCase() ?? null;
}

function tracked(properties: XmlNode | undefined, ...names: readonly string[]): Authorship | null {
  const change = properties?.children.find(({ name }) => names.includes(name));
  return change === undefined ? null : authorshipOf(change);
}

function pictureLabel(node: XmlNode): string {
  for (const { name, attributes } of descendants(node)) {
    if (name === 'wp:docPr') return attributes.get('descr') ?? attributes.get('title') ?? attributes.get('name') ?? '';
    if (name === 'v:shape' || name === 'v:imagedata') {
      const label = attributes.get('alt') ?? attributes.get('o:title') ?? attributes.get('title');
      if (label !== undefined) return label;
    }
  }
  return '';
}
