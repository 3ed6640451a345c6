import { createHash } from 'node:crypto';
import { type Mark } from 'prosemirror-model';
import { type AtomFormat, type DraftNode, type NodeChange, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { isSuggestionMark } from '@gare/domain/drafting/draft-marks';
import { emphasisBefore, formatBefore, formatWith } from '@gare/domain/drafting/emphasis';
import { readParagraphs } from '@gare/platform/docx';
import { bookmarkPrefix, valuePrefix } from './inline-from-word.js';
import { runProperties } from './run-format.js';
import { type Annotations } from './track-changes.js';
import { escapeXml } from './word-xml.js';

/** What the writing of a body lends to its paragraphs. */
export interface InlineContext {
  readonly pieces: ReadonlyMap<string, string>;
  readonly annotations: Annotations;
  /** Values as content controls. */
  readonly controls: boolean;
  /** What a cross reference prints, and whether that is a number Word counts. */
  labelOf(target: string): { readonly text: string; readonly counted: boolean };
  value(attrs: ValueAttrs, offset: number): void;
  missing(label: string): void;
}

/** Characters that stand for one kept piece to a reader of the file. */
const lengthOf = (xml: string): number => readParagraphs(`<w:p>${xml}</w:p>`, new Map()).at(-1)?.text.length ?? 0;

/** A place in the inline content where something of a comment stands. */
export interface Anchor {
  readonly at: number;
  readonly xml: string;
}

type Wrap = (xml: string) => string;

/** Writes the inline content of one paragraph. */
export class InlineWriter {
  private offset = 0;
  private count = 0;
  /** Tracked change of the look of what is being written. */
  private record = '';
  /** Settings of a section that ends with this paragraph: they stand in its properties. */
  section = '';

  constructor(
    private readonly context: InlineContext,
    private readonly block: { readonly id: string; readonly change: NodeChange | null },
  ) {}

  write(node: DraftNode, anchors: readonly Anchor[] = []): string {
    const out: string[] = [];
    let at = 0;
    const place = (until: number): void => {
      for (const anchor of anchors) if (anchor.at >= at && anchor.at < until) out.push(anchor.xml);
    };
    for (const child of cutAt(node, anchors)) {
      place(at + 1);
      at += child.nodeSize;
      out.push(this.tracked(child));
    }
    // What stands behind the last character, or beyond what the text has become.
    for (const anchor of anchors) if (anchor.at >= at) out.push(anchor.xml);
    return out.join('');
  }

  /** The node in the tracked changes that are its own and its block's. */
  private tracked(node: DraftNode): string {
    const own = node.isText ? node.marks.filter(isSuggestionMark).map(fromMark) : [node.attrs['change'] as NodeChange | null];
    const changes = [...own, this.block.change].filter((change) => change !== null);
    const reformatted = own.find((change) => change?.kind === 'modification') ?? null;
    const insertion = changes.find(({ kind }) => kind === 'insertion');
    const deletion = changes.find(({ kind }) => kind === 'deletion');
    const wrap: Wrap = (xml) => {
      if (!/^<w:r[\s>]/.test(xml)) return xml;
      const inner = deletion === undefined ? xml : `<w:del ${this.context.annotations.signature(deletion)}>${xml}</w:del>`;
      return insertion === undefined ? inner : `<w:ins ${this.context.annotations.signature(insertion)}>${inner}</w:ins>`;
    };
    this.record = reformatted === null ? '' : this.recordOf(node, reformatted);
    return this.content(node, deletion !== undefined, wrap);
  }

  /** The look that a proposed emphasis replaced, as Word tracks it. */
  private recordOf(node: DraftNode, change: NodeChange): string {
    const mark = node.marks.find(({ type }) => type.name === 'modification');
    const before = node.isText ? (mark === undefined ? [] : emphasisBefore(mark)) : formatBefore(change);
    const format = node.isText ? plainFormat(node.marks) : ((node.attrs['format'] ?? []) as AtomFormat);
    const was = runProperties(formatWith(format, before) ?? [], this.context.pieces);
    return `<w:rPrChange ${this.context.annotations.signature(change)}>${was === '' ? '<w:rPr/>' : was}</w:rPrChange>`;
  }

  private content(node: DraftNode, deleted: boolean, wrap: Wrap): string {
    if (node.isText) return wrap(this.run(node.text ?? '', plainFormat(node.marks), deleted));
    const format = (node.attrs['format'] ?? []) as AtomFormat;
    if (node.type.name === 'hardBreak') return wrap(this.run('\n', format, deleted));
    if (node.type.name === 'value') {
      const attrs = node.attrs as ValueAttrs;
      if (!deleted) this.context.value(attrs, this.offset);
      const run = wrap(this.run(attrs.text, format, deleted));
      return this.context.controls ? this.control(attrs, run) : run;
    }
    if (node.type.name === 'crossRef') return wrap(this.reference(String(node.attrs['target']), format, deleted));
    return wrap(this.kept(node, deleted));
  }

  private run(text: string, format: AtomFormat, deleted: boolean): string {
    if (!deleted) this.offset += text.length;
    const name = deleted ? 'w:delText' : 'w:t';
    const parts = text.split(/([\t\n])/).map((part) => {
      if (part === '\t') return '<w:tab/>';
      if (part === '\n') return '<w:br/>';
      return part === '' ? '' : `<${name} xml:space="preserve">${escapeXml(part)}</${name}>`;
    });
    return `<w:r>${runProperties(format, this.context.pieces, this.record)}${parts.join('')}</w:r>`;
  }

  /** The content control around a value; tracked changes stand inside it. */
  private control(attrs: ValueAttrs, run: string): string {
    const number = createHash('sha256').update(`${this.block.id} ${this.count++}`).digest().readUInt32BE(0) & 0x7fffffff;
    const tag = escapeXml(`${valuePrefix}${attrs.instance}`);
    const properties = `<w:alias w:val="${escapeXml(attrs.path.slice(0, 64))}"/><w:tag w:val="${tag}"/><w:id w:val="${number}"/><w:lock w:val="contentLocked"/>`;
    return `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${run}</w:sdtContent></w:sdt>`;
  }

  private reference(target: string, format: AtomFormat, deleted: boolean): string {
    const label = this.context.labelOf(target);
    const look = runProperties(format, this.context.pieces);
    const edge = (type: string): string => `<w:r>${look}<w:fldChar w:fldCharType="${type}"/></w:r>`;
    const asked = deleted ? 'w:delInstrText' : 'w:instrText';
    const instruction = `<w:r>${look}<${asked} xml:space="preserve"> REF ${bookmarkPrefix}${target}${label.counted ? ' \\r' : ''} \\h </${asked}></w:r>`;
    return `${edge('begin')}${instruction}${edge('separate')}${this.run(label.text, format, deleted)}${edge('end')}`;
  }

  private kept(node: DraftNode, deleted: boolean): string {
    const xml = this.context.pieces.get(String(node.attrs['key']));
    if (xml === undefined) {
      this.context.missing(String(node.attrs['label']));
      return '';
    }
    if (xml.startsWith('<w:sectPr')) {
      this.section = xml;
      return '';
    }
    if (!deleted) this.offset += lengthOf(xml);
    return deleted ? xml.replaceAll('<w:t>', '<w:delText>').replaceAll('<w:t ', '<w:delText ').replaceAll('</w:t>', '</w:delText>') : xml;
  }
}

function fromMark({ type, attrs }: Mark): NodeChange {
  return {
    ...attrs,
    kind: type.name,
    author: (attrs['author'] as string | null) ?? '',
    at: (attrs['at'] as string | null) ?? '',
  } as NodeChange;
}

const plainFormat = (marks: readonly Mark[]): AtomFormat =>
  marks.filter((mark) => !isSuggestionMark(mark)).map((mark) => mark.toJSON() as AtomFormat[number]);

/** The children of a block, texts cut where something stands in them. */
function cutAt(node: DraftNode, anchors: readonly Anchor[]): DraftNode[] {
  const places = [...new Set(anchors.map(({ at }) => at))].sort((one, other) => one - other);
  let start = 0;
  return node.children.flatMap((child) => {
    const end = start + child.nodeSize;
    const cuts = child.isText ? places.filter((at) => at > start && at < end).map((at) => at - start) : [];
    start = end;
    const edges = [0, ...cuts, child.nodeSize];
    return cuts.length === 0 ? [child] : edges.slice(1).map((to, index) => child.cut(edges[index] ?? 0, to));
  });
}
