import { blockAttrs, blocksOf, type DraftNode, type NodeChange, type ValueAttrs } from '@gare/domain/drafting/draft-schema';
import { bareNumber, NumberLabels, type ListLevel, type ListPlace } from '@gare/domain/drafting/number-labels';
import { referenceWords } from '@gare/domain/drafting/numbering';
import { paragraphRanges } from '@gare/platform/docx';
import { type PrintedValue } from '@gare/templates';
import { type CommentWriter } from './comments-to-word.js';
import { bookmarkPrefix } from './inline-from-word.js';
import { InlineWriter, type InlineContext } from './inline-to-word.js';
import { type ChosenLook, type LookChooser } from './look-chooser.js';
import { type ShellIndex } from './shell-index.js';
import { ShellText } from './shell-text.js';
import { writeTable, type TableWriting } from './table-to-word.js';
import { type Annotations } from './track-changes.js';

export interface Writing {
  readonly index: ShellIndex;
  readonly printed: readonly PrintedValue[];
  readonly looks: LookChooser;
  readonly levels: ReadonlyMap<string, ListLevel>;
  readonly annotations: Annotations;
  readonly comments: CommentWriter;
  readonly forReturn: boolean;
}

const body = 'word/document.xml';
const commentMarks = /<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*\/>/g;

/** Writes the blocks of a draft one after another, and notes where the values of the scheda come to stand. */
export class BodyWriter implements TableWriting {
  readonly printed: PrintedValue[] = [];
  readonly missing: string[] = [];
  readonly pieces: ReadonlyMap<string, string>;
  readonly annotations: Annotations;
  readonly controls: boolean;
  private readonly shell: ShellText;
  private readonly chosen = new Map<DraftNode, ChosenLook>();
  private readonly labels = new Map<string, { text: string; counted: boolean }>();
  private readonly targets = new Set<string>();
  /** Paragraphs written so far. */
  private paragraphs = 0;

  constructor(private readonly writing: Writing) {
    this.pieces = writing.index.pieces;
    this.annotations = writing.annotations;
    this.controls = writing.forReturn;
    this.shell = new ShellText(writing.index, writing.printed);
  }

  write(draft: DraftNode): string {
    draft.descendants((node) => {
      if (node.type.name === 'crossRef') this.targets.add(String(node.attrs['target']));
      return true;
    });
    this.number(draft);
    return this.siblings(draft.children, false);
  }

  private value({ path, instance, text }: ValueAttrs, offset: number): void {
    const known = this.shell.printingOf({ path, instance, text });
    const place = { part: body, paragraph: this.paragraphs + 1, offset, text };
    const tag = known?.tag ?? { template: '', part: body, paragraph: 0, heading: [], tag: '' };
    this.printed.push({ fields: known?.fields ?? [{ path, instance }], tag, ...place });
  }

  /** Blocks that stand side by side: a border that is suggested is the paragraph mark of the block before it. */
  siblings(nodes: readonly DraftNode[], inTable: boolean): string {
    const borders = bordersOf(nodes);
    let before: ListPlace | null = null;
    return nodes
      .map((node, at) => {
        if (inTable && node.isTextblock) before = this.choose(node, true, before);
        return this.block(node, borders.get(at) ?? null, inTable);
      })
      .join('');
  }

  /** The XML of a table, row, cell or kept piece of the shell; empty where there is none. */
  piece(key: unknown): string {
    return typeof key === 'string' ? (this.pieces.get(key) ?? '') : '';
  }

  private number(draft: DraftNode): void {
    const counting = new NumberLabels(this.writing.levels);
    let before: ListPlace | null = null;
    for (const node of draft.children) {
      before = node.isTextblock ? this.choose(node, false, before) : null;
      const list = this.chosen.get(node)?.list ?? null;
      const counted = list === null ? null : counting.next(list);
      const { id } = blockAttrs(node);
      if (id !== null && node.isTextblock)
        this.labels.set(
          id,
          counted === null ? { text: referenceWords(node), counted: false } : { text: bareNumber(counted), counted: true },
        );
    }
    for (const { node } of blocksOf(draft)) {
      const { id } = blockAttrs(node);
      if (id !== null && node.isTextblock && !this.labels.has(id)) this.labels.set(id, { text: referenceWords(node), counted: false });
    }
  }

  /** The list to go on with, for the next item beside it. */
  private choose(node: DraftNode, inTable: boolean, before: ListPlace | null): ListPlace | null {
    const look = this.writing.looks.choose(node, inTable, before);
    this.chosen.set(node, look);
    return node.type.name === 'listItem' ? look.list : null;
  }

  private block(node: DraftNode, border: NodeChange | null, inTable: boolean): string {
    const { id } = blockAttrs(node);
    const isPlain = border === null && !this.writing.forReturn && !this.touched(node);
    const known = isPlain || node.type.name === 'kept' ? this.shell.find(node) : null;
    if (known !== null) {
      this.printed.push(...this.shell.printedIn(known, this.paragraphs));
      this.paragraphs += known.paragraphs;
      return this.withoutComments(known.xml);
    }
    if (node.type.name === 'kept') return this.kept(node);
    if (node.type.name === 'table') return writeTable(this, node);
    return this.paragraph(node, { border, id: id ?? '', inTable });
  }

  /** Whether a cross reference or a comment needs something of its own in the block. */
  private touched(node: DraftNode): boolean {
    let found = false;
    const look = (one: DraftNode): boolean => {
      const id = 'id' in one.attrs ? blockAttrs(one).id : null;
      found ||= one.type.name === 'crossRef' || (id !== null && (this.targets.has(id) || this.writing.comments.has(id)));
      return !found;
    };
    look(node);
    node.descendants(look);
    return found;
  }

  private kept(node: DraftNode): string {
    const xml = this.piece(node.attrs['key']);
    if (xml === '') this.missing.push(String(node.attrs['label']));
    this.paragraphs += paragraphRanges(xml).length;
    return this.withoutComments(xml);
  }

  /** Where comments are written, those the shell had are gone with their part. */
  private withoutComments(xml: string): string {
    return this.writing.comments.any ? xml.replace(commentMarks, '') : xml;
  }

  private paragraph(node: DraftNode, { border, id }: { border: NodeChange | null; id: string; inTable: boolean }): string {
    const { change } = blockAttrs(node);
    const whole = change?.kind === 'insertion' || change?.kind === 'deletion' ? change : null;
    const inline = new InlineWriter(this.inlineContext(), { id, change: whole });
    const anchors = this.writing.comments.anchorsOf(id, node.content.size);
    const content = inline.write(node, anchors);
    const look = this.chosen.get(node) ?? { xml: '', list: null };
    const properties = this.properties(look.xml, { mark: whole ?? border, section: inline.section, was: this.whatItWas(node, change) });
    this.paragraphs += 1;
    const named = id !== '' && (this.writing.forReturn || this.targets.has(id));
    const number = named ? this.annotations.next() : 0;
    const [start, end] = named
      ? [`<w:bookmarkStart w:id="${number}" w:name="${bookmarkPrefix}${id}"/>`, `<w:bookmarkEnd w:id="${number}"/>`]
      : ['', ''];
    return `<w:p${this.idOf(id)}>${properties}${start}${content}${end}</w:p>`;
  }

  /** `w14:paraId`, where the id is one. */
  idOf(id: string | null): string {
    return this.writing.forReturn && /^[0-7][0-9A-F]{7}$/.test(id ?? '') ? ` w14:paraId="${id ?? ''}"` : '';
  }

  private inlineContext(): InlineContext {
    const { pieces, annotations, controls, missing } = this;
    return {
      ...{ pieces, annotations, controls },
      labelOf: (target) => this.labels.get(target) ?? { text: '[riferimento eliminato]', counted: false },
      value: (attrs, offset) => {
        this.value(attrs, offset);
      },
      missing: (label) => {
        missing.push(label);
      },
    };
  }

  /** The look a tracked change of the block replaced; null where nothing did. */
  private whatItWas(node: DraftNode, change: NodeChange | null): { xml: string; change: NodeChange } | null {
    if (change?.previous === undefined || change.kind === 'deletion') return null;
    const { type: name, ...attrs } = change.previous;
    const type = (typeof name === 'string' ? node.type.schema.nodes[name] : undefined) ?? node.type;
    const before = type.create({ ...node.attrs, ...attrs, change: null });
    return { xml: this.writing.looks.choose(before, false, null).xml, change };
  }

  private properties(
    look: string,
    { mark, section, was }: { mark: NodeChange | null; section: string; was: { xml: string; change: NodeChange } | null },
  ): string {
    const [, base = '', own = ''] = /^([\s\S]*?)(?:<w:rPr>([\s\S]*)<\/w:rPr>)?$/.exec(look) ?? [];
    const kind = mark === null ? '' : mark.kind === 'insertion' || mark.kind === 'split' ? 'w:ins' : 'w:del';
    const tracked = mark === null ? '' : `<${kind} ${this.annotations.signature(mark)}/>`;
    const runs = tracked + own === '' ? '' : `<w:rPr>${tracked}${own}</w:rPr>`;
    const record =
      was === null
        ? ''
        : `<w:pPrChange ${this.annotations.signature(was.change)}><w:pPr>${was.xml.replace(/<w:rPr>[\s\S]*<\/w:rPr>$/, '')}</w:pPr></w:pPrChange>`;
    const all = base + runs + section + record;
    return all === '' ? '' : `<w:pPr>${all}</w:pPr>`;
  }
}

/** For each block the suggested border that follows it; blocks that may only come or go are passed over (see `suggestions`). */
function bordersOf(nodes: readonly DraftNode[]): Map<number, NodeChange> {
  const found = new Map<number, NodeChange>();
  let last = -1;
  nodes.forEach((node, at) => {
    const change = node.attrs['change'] as NodeChange | null;
    const before = nodes[last];
    if ((change?.kind === 'split' || change?.kind === 'join') && before?.isTextblock === true) found.set(last, change);
    if (change?.kind !== 'insertion' && change?.kind !== 'deletion') last = at;
  });
  return found;
}
