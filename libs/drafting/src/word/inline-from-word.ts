import { type Mark } from 'prosemirror-model';
import { draftSchema, type DraftNode, type NodeChange } from '@gare/domain/drafting/draft-schema';
import { isSuggestionMark } from '@gare/domain/drafting/draft-marks';
import { emphasisBefore, emphasisOf, formatWith, reformatting, withEmphasis } from '@gare/domain/drafting/emphasis';
import { readParagraphs, unescapeXml } from '@gare/platform/docx';
import { formatOf, marksOfRun, recordOfRun } from './run-format.js';
import { type ShellRegister } from './shell-index.js';
import { attribute, child, valueOf, within, type WordElement } from './word-xml.js';

/** A tracked change as it stands around runs. */
export interface Tracked {
  readonly kind: 'insertion' | 'deletion';
  readonly id: string;
  readonly authorId: string;
  readonly author: string;
  readonly at: string;
  /** Of a deletion: the insertion it stands in. A text has one suggestion, so this is only told to whoever reads the block. */
  readonly within?: Tracked;
}

/** A stretch of a paragraph: a node, and how many characters a reader of the file counts for it. */
export interface Piece {
  readonly node: DraftNode;
  readonly length: number;
  /** Words taken out that somebody had put in: who had. */
  readonly within?: Tracked;
}

const { nodes, marks } = draftSchema;
/** Beginning of the names of bookmarks and the tags of content controls that the product writes. */
export const bookmarkPrefix = '_gare_';
export const valuePrefix = 'valore:';

/** Has no meaning outside the file it was written in. */
const passing = new Set([
  'w:pPr',
  'w:rPr',
  'w:proofErr',
  'w:permStart',
  'w:permEnd',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:moveFromRangeStart',
  'w:moveFromRangeEnd',
  'w:moveToRangeStart',
  'w:moveToRangeEnd',
  'w:lastRenderedPageBreak',
  'w:commentReference',
  'w:annotationRef',
]);
const transparent = new Set(['w:smartTag', 'w:customXml', 'w:sdtContent', 'w:dir', 'w:bdo']);

const labels: Readonly<Record<string, string>> = {
  'w:drawing': 'Immagine',
  'w:pict': 'Immagine',
  'w:object': 'Oggetto',
  'mc:AlternateContent': 'Immagine',
  'w:footnoteReference': 'Nota',
  'w:endnoteReference': 'Nota di chiusura',
  'm:oMath': 'Formula',
  'w:br': 'Interruzione di pagina',
  'w:noBreakHyphen': '\u2011',
  'w:sym': 'Simbolo',
  'w:sectPr': 'Interruzione di sezione',
  'w:bookmarkStart': '',
  'w:bookmarkEnd': '',
};

/** Reads what stands in one paragraph. What a draft has no node for is kept whole. */
export class InlineReader {
  readonly pieces: Piece[] = [];
  private field: { from: number; depth: number; to: number; tracked: Tracked | null } | null = null;
  private readonly ownBookmarks = new Set<string>();

  constructor(
    private readonly xml: string,
    private readonly register: ShellRegister,
  ) {}

  read(paragraph: WordElement): Piece[] {
    this.each(paragraph.children, null);
    if (this.field !== null) this.keep(this.xml.slice(this.field.from, paragraph.inner.to), 'Campo', this.field.tracked);
    const section = child(child(paragraph, 'w:pPr'), 'w:sectPr');
    if (section !== undefined) this.keepElement(section, null);
    return this.pieces;
  }

  private each(elements: readonly WordElement[], tracked: Tracked | null): void {
    for (const element of elements) this.element(element, tracked);
  }

  private element(element: WordElement, tracked: Tracked | null): void {
    const { name } = element;
    if (passing.has(name) || this.isOwnBookmark(element)) return;
    if (name === 'w:r') this.run(element, tracked);
    else if (this.field !== null) this.field.to = element.to;
    else if (name === 'w:ins' || name === 'w:moveTo') this.each(element.children, trackedBy(element, 'insertion'));
    else if (name === 'w:del' || name === 'w:moveFrom') this.each(element.children, deletedWithin(element, tracked));
    else if (transparent.has(name)) this.each(element.children, tracked);
    else if (name === 'w:sdt') this.control(element, tracked);
    else if (name === 'w:fldSimple') this.simpleField(element, tracked);
    else this.keepElement(element, tracked);
  }

  private isOwnBookmark(element: WordElement): boolean {
    if (element.name === 'w:bookmarkStart' && (attribute(element, 'w:name') ?? '').startsWith(bookmarkPrefix)) {
      this.ownBookmarks.add(attribute(element, 'w:id') ?? '');
      return true;
    }
    return element.name === 'w:bookmarkEnd' && this.ownBookmarks.has(attribute(element, 'w:id') ?? '');
  }

  private control(element: WordElement, tracked: Tracked | null): void {
    const properties = child(element, 'w:sdtPr');
    const tag = valueOf(properties, 'w:tag') ?? '';
    const content = child(element, 'w:sdtContent');
    if (!tag.startsWith(valuePrefix) || content === undefined) {
      this.keepElement(element, tracked);
      return;
    }
    const before = this.pieces.length;
    this.each(content.children, tracked);
    const inside = this.pieces.splice(before);
    const text = inside.map(({ node }) => (node.isText ? (node.text ?? '') : '\n')).join('');
    const first = inside[0]?.node;
    const instance = tag.slice(valuePrefix.length);
    const path = instance.replace(/\[\d+\]/g, '[]');
    const format = formatOf(first?.marks ?? []);
    const change = changeOfMarks(first?.marks ?? []) ?? changeOf(tracked);
    const length = inside.reduce((sum, piece) => sum + piece.length, 0);
    this.put(nodes.value.create({ path, instance, text, format, change }), length);
  }

  private simpleField(element: WordElement, tracked: Tracked | null): void {
    const target = crossReference(attribute(element, 'w:instr') ?? '');
    if (target !== null) this.put(nodes.crossRef.create({ target, change: changeOf(tracked) }), this.lengthOf(element));
    else this.keepElement(element, tracked);
  }

  private run(run: WordElement, tracked: Tracked | null): void {
    const edges = run.children.filter(({ name }) => name === 'w:fldChar').map((edge) => attribute(edge, 'w:fldCharType'));
    if (this.field !== null || edges.includes('begin')) {
      this.field ??= { from: run.from, depth: 0, to: run.to, tracked };
      this.field.to = run.to;
      for (const edge of edges) this.field.depth += edge === 'begin' ? 1 : edge === 'end' ? -1 : 0;
      if (this.field.depth <= 0) this.endField();
      return;
    }
    const runMarks = this.marksOf(run, tracked);
    for (const part of run.children) this.part(part, run, { runMarks, tracked });
  }

  private endField(): void {
    if (this.field === null) return;
    const { from, to, tracked } = this.field;
    this.field = null;
    const xml = this.xml.slice(from, to);
    const target = crossReference(instruction(xml));
    if (target !== null) this.put(nodes.crossRef.create({ target, change: changeOf(tracked) }), readLength(xml));
    else this.keep(xml, readText(xml).trim() || 'Campo', tracked);
  }

  /** The emphasis of a run, with what it replaced where that is only proposed. What is to go anyway reads as it did before. */
  private marksOf(run: WordElement, tracked: Tracked | null): readonly Mark[] {
    const now = marksOfRun(this.xml, run, this.register);
    const record = recordOfRun(this.xml, run, this.register);
    if (record === null || tracked?.kind === 'insertion') return now;
    const before = emphasisOf(draftSchema.text('x', record.before));
    if (before.join() === emphasisOf(draftSchema.text('x', now)).join()) return now;
    if (tracked !== null) return withEmphasis(now, before, draftSchema);
    const { id, authorId, author, at } = trackedBy(record.element, 'insertion');
    return reformatting(draftSchema, { id, authorId, author, at }, before).addToSet(now);
  }

  private part(part: WordElement, run: WordElement, { runMarks, tracked }: { runMarks: readonly Mark[]; tracked: Tracked | null }): void {
    const suggested = tracked === null ? runMarks : markOf(tracked).addToSet(runMarks);
    const { name } = part;
    if (passing.has(name)) return;
    if (name === 'w:t' || name === 'w:delText') {
      const text = unescapeXml(this.xml.slice(part.inner.from, part.inner.to));
      if (text !== '') this.put(draftSchema.text(text, suggested), name === 'w:t' ? text.length : 0, tracked?.within);
    } else if (name === 'w:tab' && part.attributes.trim() === '') this.put(draftSchema.text('\t', suggested), 1);
    else if (name === 'w:cr' || (name === 'w:br' && isLineBreak(part))) {
      this.put(nodes.hardBreak.create({ format: formatOf(runMarks), change: changeOf(tracked) }), 1);
    } else {
      const properties = child(run, 'w:rPr');
      const look = properties === undefined ? '' : this.xml.slice(properties.from, properties.to);
      this.keep(`<w:r>${look}${this.xml.slice(part.from, part.to)}</w:r>`, labelOf(part), tracked);
    }
  }

  private keepElement(element: WordElement, tracked: Tracked | null): void {
    const xml = this.xml.slice(element.from, element.to);
    this.keep(xml, labels[element.name] ?? (readText(xml).trim() || 'Contenuto conservato'), tracked);
  }

  private keep(xml: string, label: string, tracked: Tracked | null): void {
    const key = this.register.piece(xml);
    this.put(nodes.keptInline.create({ key, label: label.slice(0, 80), change: changeOf(tracked) }), readLength(xml));
  }

  private put(node: DraftNode, length: number, within?: Tracked): void {
    this.pieces.push({ node, length, ...(within === undefined ? {} : { within }) });
  }

  private lengthOf(element: WordElement): number {
    return readLength(this.xml.slice(element.from, element.to));
  }
}

export function trackedBy(element: WordElement, kind: Tracked['kind']): Tracked {
  const author = attribute(element, 'w:author') ?? '';
  const at = attribute(element, 'w:date') ?? '';
  return { kind, id: `word-${attribute(element, 'w:id') ?? '0'}`, authorId: '', author, at };
}

function deletedWithin(element: WordElement, outside: Tracked | null): Tracked {
  const deletion = trackedBy(element, 'deletion');
  return outside?.kind === 'insertion' ? { ...deletion, within: outside } : deletion;
}

export function markOf({ kind, id, authorId, author, at }: Tracked): Mark {
  return marks[kind].create({ id, authorId, author, at });
}

/** The suggestion that the marks of a text tell, for an atom that stands in its place. */
export function changeOfMarks(all: readonly Mark[]): NodeChange | null {
  const own = all.find(isSuggestionMark);
  if (own === undefined) return null;
  const { id, authorId, author, at } = own.attrs as Tracked;
  const signed = { id, authorId, author, at };
  if (own.type.name !== 'modification') return { kind: own.type.name as 'insertion' | 'deletion', ...signed };
  return { kind: 'modification', ...signed, previous: { format: formatWith(formatOf(all), emphasisBefore(own)) } };
}

export function changeOf(tracked: Tracked | null): NodeChange | null {
  if (tracked === null) return null;
  const { kind, id, authorId, author, at } = tracked;
  return { kind, id, authorId, author, at };
}

function isLineBreak(part: WordElement): boolean {
  return [null, 'textWrapping'].includes(attribute(part, 'w:type'));
}

function labelOf(part: WordElement): string {
  const described = within(part, 'wp:docPr');
  const description = (attribute(described, 'descr') ?? '').trim();
  const name = labels[part.name] ?? 'Contenuto conservato';
  return description === '' ? name : `${name}: ${description}`;
}

/** What a complex field asks for: the text between its beginning and what it shows. */
function instruction(xml: string): string {
  return [...xml.matchAll(/<w:instrText(?:\s[^>]*)?>([^<]*)</g)].map(([, text = '']) => unescapeXml(text)).join('');
}

/** The block a field of the product refers to; null for any other field. */
function crossReference(asked: string): string | null {
  return new RegExp(`^\\s*REF\\s+${bookmarkPrefix}(?:n_)?([0-9A-Za-z]+)\\s`).exec(`${asked} `)?.[1] ?? null;
}

function readText(xml: string): string {
  return readParagraphs(`<w:p>${xml}</w:p>`, new Map()).at(-1)?.text ?? '';
}

function readLength(xml: string): number {
  return readText(xml).length;
}
