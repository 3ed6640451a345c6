import { type XmlNode } from '@gare/platform/xml';
import { type Status } from './marks.js';
import { childOf, elementsOf, textOf, unseen, within, writtenText } from './nodes.js';
import { documentPart } from './word-file.js';

export type RedlinePlace = 'BODY' | 'TABLE' | 'BOX' | 'HEADER' | 'FOOTER' | 'FOOTNOTE' | 'ENDNOTE' | 'PAGE';
export interface ReadPiece {
  kind: 'equal' | 'inserted' | 'deleted';
  text: string;
}

/** The cell a paragraph stands in: the row by its number in the document, the column from 0. Of nested tables the inner one counts. */
export interface ReadCell {
  row: number;
  column: number;
}

/** A paragraph of a redline as a page shows it; `look`: something in it looks otherwise. */
export type ReadBlock = { place: RedlinePlace; look: boolean; cell: ReadCell | null } & (
  | { kind: 'equal'; before: number; after: number; text: string }
  | { kind: 'inserted'; after: number; text: string }
  | { kind: 'deleted'; before: number; text: string }
  | { kind: 'changed'; before: number; after: number; pieces: ReadPiece[] }
);

export interface ReadRedline {
  readonly blocks: readonly ReadBlock[];
  readonly counts: Readonly<Record<ReadBlock['kind'], number>>;
}

/** The parts of a file that hold its text. */
export interface Stories {
  readonly names: readonly string[];
  tree(part: string): XmlNode;
  linked(kind: 'footnotes' | 'endnotes'): string | null;
}

/**
 * What a redline says, read from the very file that is given out: body first, then notes and margins; with `changed` only those
 * notes and margins in which something changed. A file without tracked changes reads as one in which all stayed.
 */
export function readRedline(file: Stories, apart: 'changed' | 'all'): ReadRedline {
  const reader = new RedlineReader(file, apart);
  const body = childOf(file.tree(documentPart), 'w:body');
  if (body !== undefined) reader.container(body, { place: 'BODY', status: null, cell: null });
  reader.notes();
  const margins = file.names.filter((name) => /^word\/(?:header|footer)[^/]*\.xml$/.test(name)).sort();
  for (const name of margins) reader.apart(file.tree(name), name.startsWith('word/header') ? 'HEADER' : 'FOOTER', null);
  return reader.finish();
}

/** What holds for all that stands in a container. */
interface Within {
  readonly place: RedlinePlace;
  readonly status: Status | null;
  readonly cell: ReadCell | null;
}

const containers = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:del']);
const signs: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '‑',
  'w:ptab': '\t',
  'w:object': '[oggetto]',
  'w:drawing': '[immagine]',
  'w:pict': '[immagine]',
};
const silent = new Set([
  'w:rPr',
  'w:pPr',
  'w:instrText',
  'w:delInstrText',
  'w:fldChar',
  'w:tblPr',
  'w:tblGrid',
  'w:trPr',
  'w:tcPr',
  'w:sectPr',
  'w:sdtPr',
]);

/** Boxes to tick of the fonts of signs, which have no letters of their own. */
const ticks: Readonly<Record<string, string>> = {
  ...{ F06F: '☐', F0A8: '☐', F071: '☐', F072: '☐', F0FE: '☑', F0FD: '☒', F078: '☒', F0FC: '✓', F0FB: '✗' },
  ...{ F0A3: '☐', F052: '☑', F054: '☒', F0B7: '•', F0A7: '▪' },
};

class RedlineReader {
  private blocks: ReadBlock[] = [];
  private before = 0;
  private after = 0;
  private readonly referred: { node: XmlNode; status: Status | null }[] = [];
  private boxes: { node: XmlNode; status: Status | null }[] = [];
  private rows = 0;
  /** A paragraph that stayed ends with a mark that came or went: so did the next one, even where nothing is written in it. */
  private parted: Status | null = null;

  constructor(
    private readonly file: Stories,
    private readonly asked: 'changed' | 'all',
  ) {}

  container(node: XmlNode, within: Within): void {
    let column = 0;
    for (const child of elementsOf(node)) {
      if (child.name === 'w:p') this.paragraph(child, within);
      else if (child.name === 'w:sectPr') this.page(child);
      else if (child.name === 'w:tbl') {
        if (changesLook(child)) this.lookOnly('TABLE');
        this.container(child, { ...within, place: 'TABLE' });
      } else if (child.name === 'w:tr') {
        const status = markIn(childOf(child, 'w:trPr')) ?? within.status;
        this.container(child, { ...within, status, cell: { row: this.rows++, column: 0 } });
      } else if (child.name === 'w:tc') {
        const row = within.cell?.row ?? 0;
        this.container(child, { ...within, cell: { row, column: column++ } });
      } else if (containers.has(child.name)) this.container(child, { ...within, status: statusOf(child) ?? within.status });
    }
    this.parted = null;
  }

  /** A part of its own: left out where nothing in it changed, unless all is asked for. */
  apart(node: XmlNode, place: RedlinePlace, status: Status | null): void {
    const [blocks, before, after] = [this.blocks, this.before, this.after];
    this.blocks = [];
    this.container(node, { place, status, cell: null });
    const changed = this.asked === 'all' || this.blocks.some(({ kind }) => kind !== 'equal');
    if (!changed) [this.before, this.after] = [before, after];
    this.blocks = changed ? [...blocks, ...this.blocks] : blocks;
  }

  notes(): void {
    for (const { node, status } of this.referred.splice(0)) {
      const kind = node.name === 'w:footnoteReference' ? 'footnotes' : 'endnotes';
      const part = this.file.linked(kind);
      const id = node.attributes['w:id'];
      const note = part === null ? undefined : elementsOf(this.file.tree(part)).find(({ attributes }) => attributes['w:id'] === id);
      if (note !== undefined) this.apart(note, kind === 'footnotes' ? 'FOOTNOTE' : 'ENDNOTE', status);
    }
  }

  finish(): ReadRedline {
    const counts = { equal: 0, inserted: 0, deleted: 0, changed: 0 };
    for (const { kind } of this.blocks) counts[kind] += 1;
    return { blocks: this.blocks, counts };
  }

  private paragraph(node: XmlNode, within: Within): void {
    const pieces: ReadPiece[] = [];
    const boxes = this.boxes;
    this.boxes = [];
    this.line(node, within.status, pieces);
    this.block(node, pieces, within);
    const own = this.boxes;
    this.boxes = boxes;
    for (const box of own) this.apart(box.node, 'BOX', box.status);
    const section = childOf(childOf(node, 'w:pPr'), 'w:sectPr');
    if (section !== undefined) this.page(section);
  }

  private line(node: XmlNode, status: Status | null, pieces: ReadPiece[]): void {
    for (const child of elementsOf(node)) {
      const { name } = child;
      if (silent.has(name) || unseen.has(name) || name === 'mc:Fallback') continue;
      if (name === 'w:t' || name === 'w:delText') add(pieces, writtenText(child), status);
      else if (name === 'w:sym') add(pieces, ticks[(child.attributes['w:char'] ?? '').toUpperCase()] ?? '[simbolo]', status);
      else if (name === 'm:oMath') add(pieces, `[formula: ${formulaOf(child)}]`, status);
      else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') {
        this.referred.push({ node: child, status });
        add(pieces, '[nota]', status);
      } else if (name === 'mc:AlternateContent' || signs[name] !== undefined) this.sign(child, status, pieces);
      else this.line(child, statusOf(child) ?? status, pieces);
    }
  }

  private sign(node: XmlNode, status: Status | null, pieces: ReadPiece[]): void {
    const boxes = boxesIn(node);
    this.boxes.push(...boxes.map((box) => ({ node: box, status })));
    add(pieces, boxes.length > 0 ? '[casella di testo]' : (signs[node.name] ?? '[immagine]'), status);
  }

  private block(node: XmlNode, pieces: ReadPiece[], { place, status, cell }: Within): void {
    const about = { place, look: changesLook(node), cell };
    const fates = new Set(pieces.map(({ kind }) => kind));
    const text = pieces.map((piece) => piece.text).join('');
    const own = markOf(node);
    const mark = pieces.length > 0 ? null : (status ?? own ?? this.parted);
    if (mark === 'ins' || (fates.size === 1 && fates.has('inserted')))
      this.blocks.push({ kind: 'inserted', after: this.after++, text, ...about });
    else if (mark === 'del' || (fates.size === 1 && fates.has('deleted')))
      this.blocks.push({ kind: 'deleted', before: this.before++, text, ...about });
    else {
      const places = { before: this.before++, after: this.after++ };
      if (about.look || fates.has('inserted') || fates.has('deleted')) this.blocks.push({ kind: 'changed', ...places, pieces, ...about });
      else this.blocks.push({ kind: 'equal', ...places, text, ...about });
      this.parted = own;
    }
    if (own === null) this.parted = null;
  }

  private page(section: XmlNode): void {
    if (childOf(section, 'w:sectPrChange') !== undefined) this.lookOnly('PAGE');
  }

  private lookOnly(place: RedlinePlace): void {
    this.blocks.push({ kind: 'changed', before: this.before++, after: this.after++, pieces: [], place, look: true, cell: null });
  }
}

function statusOf({ name }: XmlNode): Status | null {
  if (name === 'w:ins') return 'ins';
  return name === 'w:del' ? 'del' : null;
}

function markOf(paragraph: XmlNode): Status | null {
  return markIn(childOf(childOf(paragraph, 'w:pPr'), 'w:rPr'));
}

/** Whether the owner of these properties came or went. */
function markIn(properties: XmlNode | undefined): Status | null {
  if (childOf(properties, 'w:ins') !== undefined) return 'ins';
  return childOf(properties, 'w:del') === undefined ? null : 'del';
}

function formulaOf(formula: XmlNode): string {
  return within(formula)
    .filter(({ name }) => name === 'm:t')
    .map(textOf)
    .join(' ');
}

/** Something of its own looks otherwise: not of what stands in it as a block of its own. */
function changesLook(node: XmlNode): boolean {
  return elementsOf(node).some(({ name, children }) => {
    if (/^w:(?:rPr|pPr|tblPr|tblGrid|trPr|tcPr)Change$/.test(name)) return true;
    if (name === 'w:p' || name === 'w:tbl' || name === 'w:txbxContent' || name === 'w:sectPr') return false;
    return changesLook({ name, attributes: {}, children });
  });
}

function boxesIn(node: XmlNode): XmlNode[] {
  return elementsOf(node).flatMap((child) => {
    if (child.name === 'mc:Fallback') return [];
    return child.name === 'w:txbxContent' ? [child] : boxesIn(child);
  });
}

function add(pieces: ReadPiece[], text: string, status: Status | null): void {
  const kind = status === 'ins' ? 'inserted' : status === 'del' ? 'deleted' : 'equal';
  const last = pieces.at(-1);
  if (text === '') return;
  if (last?.kind === kind) last.text += text;
  else pieces.push({ kind, text });
}
