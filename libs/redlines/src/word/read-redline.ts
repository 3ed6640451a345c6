import { type XmlNode } from '@gare/platform/xml';
import { type Status } from './marks.js';
import { childOf, elementsOf, textOf, unseen } from './nodes.js';
import { documentPart, WordFile } from './word-file.js';

export type RedlinePlace = 'BODY' | 'TABLE' | 'BOX' | 'HEADER' | 'FOOTER' | 'FOOTNOTE' | 'ENDNOTE' | 'PAGE';
export interface ReadPiece {
  kind: 'equal' | 'inserted' | 'deleted';
  text: string;
}

/** A paragraph of a redline as a page shows it; `look`: something in it looks otherwise. */
export type ReadBlock = { place: RedlinePlace; look: boolean } & (
  | { kind: 'equal'; before: number; after: number; text: string }
  | { kind: 'inserted'; after: number; text: string }
  | { kind: 'deleted'; before: number; text: string }
  | { kind: 'changed'; before: number; after: number; pieces: ReadPiece[] }
);

export interface ReadRedline {
  readonly blocks: readonly ReadBlock[];
  readonly counts: Readonly<Record<ReadBlock['kind'], number>>;
  readonly same: boolean;
}

/** What a redline says, read from the very file that is given out: body first, then notes and margins in which something changed. */
export function readRedline(docx: Buffer): ReadRedline {
  const file = new WordFile(docx);
  const reader = new RedlineReader(file);
  const body = childOf(file.tree(documentPart), 'w:body');
  if (body !== undefined) reader.container(body, 'BODY', null);
  reader.notes();
  const margins = file.names.filter((name) => /^word\/(?:header|footer)[^/]*\.xml$/.test(name)).sort();
  for (const name of margins) reader.apart(file.tree(name), name.startsWith('word/header') ? 'HEADER' : 'FOOTER', null);
  return reader.finish();
}

const containers = new Set(['w:tbl', 'w:tr', 'w:tc', 'w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:del']);
const signs: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '‑',
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

class RedlineReader {
  private blocks: ReadBlock[] = [];
  private before = 0;
  private after = 0;
  private readonly referred: { node: XmlNode; status: Status | null }[] = [];
  private boxes: { node: XmlNode; status: Status | null }[] = [];

  constructor(private readonly file: WordFile) {}

  container(node: XmlNode, place: RedlinePlace, status: Status | null): void {
    for (const child of elementsOf(node)) {
      if (child.name === 'w:p') this.paragraph(child, place, status);
      else if (child.name === 'w:sectPr') this.page(child);
      else if (containers.has(child.name)) {
        const within = child.name === 'w:tbl' ? 'TABLE' : place;
        if (child.name === 'w:tbl' && changesLook(child)) this.lookOnly('TABLE');
        this.container(child, within, statusOf(child) ?? status);
      }
    }
  }

  /** A part of its own: left out where nothing in it changed. */
  apart(node: XmlNode, place: RedlinePlace, status: Status | null): void {
    const [blocks, before, after] = [this.blocks, this.before, this.after];
    this.blocks = [];
    this.container(node, place, status);
    const changed = this.blocks.some(({ kind }) => kind !== 'equal');
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
    return { blocks: this.blocks, counts, same: counts.equal === this.blocks.length };
  }

  private paragraph(node: XmlNode, place: RedlinePlace, status: Status | null): void {
    const pieces: ReadPiece[] = [];
    const boxes = this.boxes;
    this.boxes = [];
    this.line(node, status, pieces);
    this.block(node, pieces, { place, status });
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
      if (name === 'w:t' || name === 'w:delText') add(pieces, textOf(child), status);
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

  private block(node: XmlNode, pieces: ReadPiece[], { place, status }: { place: RedlinePlace; status: Status | null }): void {
    const look = changesLook(node);
    const fates = new Set(pieces.map(({ kind }) => kind));
    const text = pieces.map((piece) => piece.text).join('');
    const mark = pieces.length > 0 ? null : (status ?? markOf(node));
    if (mark === 'ins' || (fates.size === 1 && fates.has('inserted')))
      this.blocks.push({ kind: 'inserted', after: this.after++, text, place, look });
    else if (mark === 'del' || (fates.size === 1 && fates.has('deleted')))
      this.blocks.push({ kind: 'deleted', before: this.before++, text, place, look });
    else if (look || fates.has('inserted') || fates.has('deleted'))
      this.blocks.push({ kind: 'changed', before: this.before++, after: this.after++, pieces, place, look });
    else this.blocks.push({ kind: 'equal', before: this.before++, after: this.after++, text, place, look });
  }

  private page(section: XmlNode): void {
    if (childOf(section, 'w:sectPrChange') !== undefined) this.lookOnly('PAGE');
  }

  private lookOnly(place: RedlinePlace): void {
    this.blocks.push({ kind: 'changed', before: this.before++, after: this.after++, pieces: [], place, look: true });
  }
}

function statusOf({ name }: XmlNode): Status | null {
  if (name === 'w:ins') return 'ins';
  return name === 'w:del' ? 'del' : null;
}

function markOf(paragraph: XmlNode): Status | null {
  const marks = childOf(childOf(paragraph, 'w:pPr'), 'w:rPr');
  if (childOf(marks, 'w:ins') !== undefined) return 'ins';
  return childOf(marks, 'w:del') === undefined ? null : 'del';
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
