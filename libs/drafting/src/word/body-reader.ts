import { draftSchema, type DraftNode, type NodeChange } from '@gare/domain/drafting/draft-schema';
import { paragraphRanges, readParagraphs, readZipDirectory } from '@gare/platform/docx';
import { OriginFinder, WordPackage, type PrintedValue } from '@gare/templates';
import { BlockIds } from './block-ids.js';
import { InlineReader, changeOf, markOf, trackedBy, type Piece, type Tracked } from './inline-from-word.js';
import { ShellRegister, type LookKind, type ShellBlock, type ShellIndex } from './shell-index.js';
import { readTable, withBorder, type TableContext } from './table-from-word.js';
import { withValues } from './value-places.js';
import { type DraftShell } from './word-draft.js';
import { WordStyles } from './word-styles.js';
import { child, readElements, within, type WordElement } from './word-xml.js';

const { nodes } = draftSchema;
const body = 'word/document.xml';

interface OpenBlock {
  readonly node: DraftNode;
  readonly from: number;
  readonly to: number;
  /** Tracked change of the paragraph mark: it is the border to the next block. */
  readonly mark: Tracked | null;
}

/** Reads the body of a document block by block. */
export class BodyReader implements TableContext {
  readonly xml: string;
  readonly register = new ShellRegister();
  readonly ids = new BlockIds();
  private readonly styles: WordStyles;
  private readonly origins: OriginFinder;
  private readonly numbers: ReadonlyMap<number, number>;
  private readonly texts: readonly string[];
  private readonly values = new Map<number, PrintedValue[]>();
  private readonly root: WordElement;
  private readonly blocks: OpenBlock[] = [];

  constructor(private readonly source: DraftShell) {
    const directory = readZipDirectory(source.docx);
    if (!directory.ok) throw new Error(directory.message);
    const word = new WordPackage(directory.entries);
    this.xml = word.text(body);
    this.styles = new WordStyles(word);
    this.origins = new OriginFinder(source.template);
    this.numbers = new Map(paragraphRanges(this.xml).map(({ start }, index) => [start, index + 1]));
    this.texts = readParagraphs(this.xml, new Map()).map(({ text }) => text);
    for (const value of source.printed) {
      if (value.part === body) this.values.set(value.paragraph, [...(this.values.get(value.paragraph) ?? []), value]);
    }
    const root = readElements(this.xml).flatMap((one) => child(one, 'w:body') ?? [])[0];
    if (root === undefined) throw new Error('the document has no body');
    this.root = root;
    this.readBody();
  }

  draft(): DraftNode {
    const blocks = this.blocks.map(({ node }) => node);
    return nodes.doc.create(null, blocks.length > 0 ? blocks : [nodes.paragraph.create({ id: this.ids.next(null, '') })]);
  }

  index(): ShellIndex {
    const last = this.root.children.at(-1);
    return {
      blocks: this.blocks.map(({ node, from, to }): ShellBlock => ({ node, xml: this.xml.slice(from, to) })),
      looks: this.register.looks,
      pieces: this.register.pieces,
      levels: this.styles.levels,
      section: last?.name === 'w:sectPr' ? this.xml.slice(last.from, last.to) : '',
    };
  }

  /** A paragraph as a text block; `inTable` in a cell, where there are no headings. */
  paragraph(element: WordElement, inTable: boolean): { node: DraftNode; mark: Tracked | null } {
    const { text, values } = this.placed(element);
    const properties = child(element, 'w:pPr');
    const kind = this.styles.kindOf(properties);
    const look = this.register.look(this.lookOf(properties), { kind, list: this.styles.placeOf(properties), counts: !inTable });
    const pieces = withValues(new InlineReader(this.xml, this.register).read(element), values);
    const mark = markChange(properties);
    const { content, change } = withoutOwn(pieces, mark);
    const origin = this.origins.of(text, values);
    const id = this.ids.next(element, identity(content));
    const owner = this.source.ownerOf?.(origin) ?? null;
    const attrs = { id, look, origin, owner, change: change ?? this.modification(child(properties, 'w:pPrChange'), kind, look) };
    return { node: blockNode(kind, attrs, { content, inTable }), mark: change === null ? mark : null };
  }

  /** Anything else as a block that is kept whole. */
  kept(element: WordElement, label: string): DraftNode {
    const xml = this.xml.slice(element.from, element.to);
    const paragraphs = readParagraphs(xml, new Map());
    const origin = this.originInside(element);
    const shown = paragraphs
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
      .join(' · ');
    const key = this.register.piece(xml);
    const attrs = { id: this.ids.next(element, `kept ${key ?? ''}`), origin, owner: this.source.ownerOf?.(origin) ?? null, key };
    return nodes.kept.create({ ...attrs, label: shown === '' ? label : `${label}: ${shown.slice(0, 200)}` });
  }

  originInside(element: WordElement): string | null {
    const first = element.name === 'w:p' ? element : within(element, 'w:p');
    if (first === undefined) return null;
    const { text, values } = this.placed(first);
    return this.origins.of(text, values);
  }

  ownerOf(origin: string | null): string | null {
    return this.source.ownerOf?.(origin) ?? null;
  }

  private placed({ from }: WordElement): { text: string; values: readonly PrintedValue[] } {
    const number = this.numbers.get(from) ?? 0;
    return { text: this.texts[number - 1] ?? '', values: this.values.get(number) ?? [] };
  }

  /** What a tracked change of the look replaced. */
  private modification(record: WordElement | undefined, kind: LookKind, look: string): NodeChange | null {
    const before = child(record, 'w:pPr');
    if (record === undefined || before === undefined) return null;
    const was = this.styles.kindOf(before);
    const name = this.register.look(this.lookOf(before), { kind: was, list: this.styles.placeOf(before), counts: false });
    const { id, authorId, author, at } = trackedBy(record, 'insertion');
    const previous = {
      ...(was.type === kind.type ? {} : { type: was.type }),
      ...(was.type === 'paragraph' || was.level === kind.level ? {} : { level: was.level }),
      ...(was.list === null || was.list === kind.list ? {} : { list: was.list }),
      ...(name === look ? {} : { look: name }),
    };
    return { kind: 'modification', id, authorId, author, at, previous };
  }

  /** Properties that another paragraph could have as well. */
  private lookOf(properties: WordElement | undefined): string {
    return (properties?.children ?? [])
      .filter(({ name }) => !['w:sectPr', 'w:pPrChange'].includes(name))
      .map((one) => (one.name === 'w:rPr' ? this.markLook(one) : this.xml.slice(one.from, one.to)))
      .join('');
  }

  /** The look of the paragraph mark without its tracked changes. */
  private markLook(properties: WordElement): string {
    const rest = properties.children.filter(({ name }) => !['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:rPrChange'].includes(name));
    return rest.length === 0 ? '' : `<w:rPr>${rest.map(({ from, to }) => this.xml.slice(from, to)).join('')}</w:rPr>`;
  }

  private readBody(): void {
    let depth = 0;
    for (const element of this.root.children) {
      const before = depth;
      depth += fieldBalance(this.xml.slice(element.from, element.to));
      if (element.name === 'w:sectPr' || element.name === 'w:proofErr') continue;
      this.readBlock(element, before > 0 || depth > 0);
    }
  }

  /** `spanning`: a field begins in one block and ends in another, such as a table of contents. */
  private readBlock(element: WordElement, spanning: boolean): void {
    const { from, to, name } = element;
    if (name === 'w:p' && !spanning) {
      const { node, mark } = this.paragraph(element, false);
      this.put({ node, from, to, mark });
    } else if (name === 'w:tbl' && !spanning) this.put({ node: readTable(this, element), from, to, mark: null });
    else this.put({ node: this.kept(element, keptLabel(name, spanning)), from, to, mark: null });
  }

  /** The paragraph mark before a block is the border to it; blocks that may only come or go are passed over. */
  private put(block: OpenBlock): void {
    const mark = this.blocks.at(-1)?.mark ?? null;
    const { node } = block;
    const change = node.attrs['change'] as NodeChange | null;
    if (change?.kind === 'insertion' || change?.kind === 'deletion') this.blocks.push({ ...block, mark });
    else this.blocks.push({ ...block, node: withBorder(node, mark) });
  }
}

function keptLabel(name: string, spanning: boolean): string {
  if (spanning) return 'Sommario';
  return name === 'w:sdt' ? 'Contenuto controllato' : 'Contenuto conservato';
}

/** Fields that begin less fields that end. */
function fieldBalance(xml: string): number {
  const count = (type: string): number => xml.split(`w:fldCharType="${type}"`).length - 1;
  return count('begin') - count('end');
}

function markChange(properties: WordElement | undefined): Tracked | null {
  const look = child(properties, 'w:rPr');
  const [inserted, deleted] = [child(look, 'w:ins') ?? child(look, 'w:moveTo'), child(look, 'w:del') ?? child(look, 'w:moveFrom')];
  if (inserted !== undefined) return trackedBy(inserted, 'insertion');
  return deleted === undefined ? null : trackedBy(deleted, 'deletion');
}

/** A paragraph that is put in or taken out with all it holds is one suggestion on the block. */
function withoutOwn(pieces: readonly Piece[], mark: Tracked | null): { content: DraftNode[]; change: NodeChange | null } {
  const content = pieces.map(({ node }) => node);
  if (mark === null || !content.every((node) => isSame(node, mark))) return { content, change: null };
  return { content: pieces.map(withoutChange), change: changeOf(mark) };
}

function isSame(node: DraftNode, { kind, author, at }: Tracked): boolean {
  const own = node.isText ? node.marks.find(({ type }) => type.name === kind)?.attrs : (node.attrs['change'] as NodeChange | null);
  if (own == null) return false;
  return own['author'] === author && own['at'] === at && (node.isText || (own as NodeChange).kind === kind);
}

/** Without the suggestion of the whole block; words put in before the block was taken out stay a suggestion of their own. */
function withoutChange({ node, within }: Piece): DraftNode {
  if (node.isText && within !== undefined) return node.mark(markOf(within).addToSet(node.marks));
  if (node.isText) return node.mark(node.marks.filter(({ type }) => type.name !== 'insertion' && type.name !== 'deletion'));
  return node.type.create({ ...node.attrs, change: null });
}

/** What tells a block from others across formations: its words, without those of the scheda. */
function identity(content: readonly DraftNode[]): string {
  return content
    .map((node) => (node.isText ? (node.text ?? '') : node.type.name === 'value' ? `{${String(node.attrs['path'])}}` : '¤'))
    .join('');
}

function blockNode(kind: LookKind, attrs: object, { content, inTable }: { content: readonly DraftNode[]; inTable: boolean }): DraftNode {
  const { type, level, list } = kind;
  if (type === 'heading' && !inTable) return nodes.heading.create({ ...attrs, level }, content);
  if (type === 'listItem') return nodes.listItem.create({ ...attrs, list, level }, content);
  return nodes.paragraph.create(attrs, content);
}
