import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model';
import { valueKey } from '@gare/domain/drafting/draft-schema';
import { attribute, childrenOf, type ClipboardNode, isElement, isText, styleOf, tagOf } from './clipboard-node';
import { isComment } from './left-out';
import { evenRows } from './even-rows';
import { withTypedLists } from './typed-lists';
import {
  deepestLevel,
  type ItemKind,
  type ItemPlace,
  type ListClasses,
  listClassesOf,
  listItemOf,
  listKind,
  wordItemOf,
} from './word-lists';

/** What the draft holds that pasted text may refer to; everything else comes as the words it shows. */
export interface Known {
  readonly values: ReadonlySet<string>;
  readonly blocks: ReadonlySet<string>;
}

/** Elements that bring nothing one reads: code, styles, pictures, players, fields of forms. */
const nothing = new Set(
  'script style head meta link title template noscript iframe frame object embed applet svg math img picture video audio canvas input select textarea map area base xml del s strike datalist dialog'.split(
    ' ',
  ),
);
const blockTags = new Set(
  'p div h1 h2 h3 h4 h5 h6 li dd dt blockquote pre address section article aside header footer main nav figure figcaption form fieldset center details summary hr'.split(
    ' ',
  ),
);

interface Place {
  readonly marks: readonly Mark[];
  readonly list: ItemPlace | null;
  readonly pre: boolean;
}

/**
 * The blocks of a draft that clipboard HTML amounts to, whatever program it comes from: paragraphs, headings, list items, tables, emphasis
 * and line breaks. Nothing else is read, so nothing else can come in: no script, address, picture, colour, font or hidden text. Values
 * copied inside the draft stay values, foreign ones become their words.
 */
export function pastedBlocks(root: ClipboardNode, schema: Schema, known: Known): Node[] {
  const reading = new Reading(schema, known, listClassesOf(root));
  reading.children(root, { marks: [], list: null, pre: false });
  return withTypedLists(reading.done());
}

class Reading {
  private readonly blocks: Node[] = [];
  private run: Node[] = [];
  private kind: { name: string; attrs: object } = { name: 'paragraph', attrs: {} };

  constructor(
    private readonly schema: Schema,
    private readonly known: Known,
    private readonly classes: ListClasses,
  ) {}

  done(): Node[] {
    this.flush();
    return this.blocks;
  }

  children(node: ClipboardNode, place: Place): void {
    for (const child of childrenOf(node)) this.read(child, place);
  }

  private read(node: ClipboardNode, place: Place): void {
    if (isText(node)) {
      this.text(node.nodeValue ?? '', place);
      return;
    }
    if (!isElement(node) || isHidden(node) || nothing.has(tagOf(node))) return;
    const tag = tagOf(node);
    if (tag === 'br') this.lineBreak(node, place);
    else if (tag === 'table') this.table(node, place);
    else if (tag === 'ul' || tag === 'ol') this.list(node, place);
    else if (blockTags.has(tag)) this.block(node, place);
    else if (!this.atom(node)) this.children(node, { ...place, marks: this.marksOf(node, place.marks), pre: place.pre || tag === 'pre' });
  }

  private text(raw: string, { marks, pre }: Place): void {
    const text = pre ? raw : raw.replaceAll(/[\t\n\r\f ]+/g, ' ').replaceAll(/[ \u00A0]{2,}/g, ' ');
    // Control characters and invisible marks of direction have no place in a tender.
    const words = text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u200B\u2028-\u202E\u2066-\u2069\uFEFF]/g, '');
    if (words === '') return;
    const last = this.run.at(-1);
    const joins = last === undefined || last.type.name === 'hardBreak' || (last.isText && /[ \u00A0]$/.test(last.text ?? ''));
    const shown = joins && !pre ? words.replace(/^ +/, '') : words;
    if (shown !== '') this.run.push(this.schema.text(shown, marks));
  }

  private lineBreak(node: ClipboardNode, { pre }: Place): void {
    const line = this.schema.nodes['hardBreak'];
    // Where a page ends is told by the document.
    if (styleOf(node).get('page-break-before') === 'always') return;
    if (line && (this.run.length > 0 || pre)) this.run.push(line.create());
  }

  private block(node: ClipboardNode, place: Place): void {
    this.flush();
    const tag = tagOf(node);
    const level = /^[1-4]$/.exec(attribute(node, 'data-heading') ?? '')?.[0] ?? /^h([1-6])$/.exec(tag)?.[1];
    const item = tag === 'p' || tag === 'div' ? (wordItemOf(node, this.classes) ?? ownItemOf(node)) : null;
    if (level !== undefined) this.kind = { name: 'heading', attrs: { level: Math.min(4, Number(level)) } };
    else if (item !== null) this.kind = { name: 'listItem', attrs: { list: item.kind, level: item.level } };
    else if (place.list !== null && tag !== 'li')
      this.kind = { name: 'listItem', attrs: { list: place.list.kind, level: place.list.level } };
    const blocks = this.blocks.length;
    const inside = { ...place, marks: level === undefined ? this.marksOf(node, place.marks) : [], pre: place.pre || tag === 'pre' };
    // Only the first block of an item is the item.
    for (const child of childrenOf(node))
      this.read(child, this.blocks.length > blocks && tag !== 'li' ? { ...inside, list: null } : inside);
    this.flush();
  }

  private list(node: ClipboardNode, place: Place): void {
    this.flush();
    const list = { kind: listKind(node), level: Math.min(deepestLevel, place.list === null ? 0 : place.list.level + 1) };
    for (const child of childrenOf(node)) {
      if (!isElement(child) || isHidden(child)) continue;
      if (tagOf(child) !== 'li') {
        this.read(child, { ...place, list });
        continue;
      }
      const item = listItemOf(child, list);
      this.kind = { name: 'listItem', attrs: { list: item.kind, level: item.level } };
      this.item(child, { ...place, list: item });
    }
  }

  private item(node: ClipboardNode, place: Place): void {
    const blocks = this.blocks.length;
    for (const child of childrenOf(node)) {
      const nested = isElement(child) && ['ul', 'ol'].includes(tagOf(child));
      this.read(child, nested || this.blocks.length === blocks ? place : { ...place, list: null });
    }
    this.flush();
  }

  private table(node: ClipboardNode, place: Place): void {
    this.flush();
    const { table, tableRow } = this.schema.nodes;
    const rows = rowsOf(node).flatMap((row) => {
      const cells = childrenOf(row).filter((cell) => isElement(cell) && ['td', 'th'].includes(tagOf(cell)));
      return cells.length === 0 || !tableRow
        ? []
        : [
            tableRow.create(
              null,
              cells.map((cell) => this.cell(cell, place)),
            ),
          ];
    });
    if (rows.length > 0 && table) this.blocks.push(table.create(null, evenRows(rows)));
  }

  private cell(node: ClipboardNode, { marks }: Place): Node {
    const { tableCell, paragraph } = this.schema.nodes;
    if (!tableCell || !paragraph) throw new TypeError('not the schema of a draft');
    const inside = new Reading(this.schema, this.known, this.classes);
    inside.children(node, { marks, list: null, pre: false });
    const blocks = withTypedLists(inside.done()).flatMap((block) => cellBlocks(block, paragraph.schema));
    const attrs = { header: tagOf(node) === 'th', colspan: spanOf(node, 'colspan'), rowspan: spanOf(node, 'rowspan') };
    return tableCell.create(attrs, blocks.length === 0 ? paragraph.create() : blocks);
  }

  /** A value or cross reference copied in this draft; what it cannot be becomes words. */
  private atom(node: ClipboardNode): boolean {
    const { value, crossRef } = this.schema.nodes;
    const [path, instance, text] = ['data-value', 'data-instance', 'data-text'].map((name) => attribute(node, name));
    if (value && path != null && instance != null && text != null && this.known.values.has(valueKey({ path, instance, text }))) {
      this.run.push(value.create({ path, instance, text }));
      return true;
    }
    const target = attribute(node, 'data-ref');
    if (crossRef === undefined || target === null || !this.known.blocks.has(target)) return false;
    this.run.push(crossRef.create({ target }));
    return true;
  }

  private marksOf(node: ClipboardNode, before: readonly Mark[]): readonly Mark[] {
    return emphasisOf(node).reduce<readonly Mark[]>(
      (marks, name) => {
        const type = this.schema.marks[name];
        return type === undefined ? marks : type.create().addToSet(marks);
      },
      plainer(node, before),
    );
  }

  private flush(): void {
    // A heading is bold by what it is.
    const isHeading = this.kind.name === 'heading';
    const run = trimmed(this.run).map((node) => (isHeading ? node.mark(node.marks.filter(({ type }) => type.name !== 'bold')) : node));
    const type = this.schema.nodes[this.kind.name] ?? this.schema.nodes['paragraph'];
    this.run = [];
    if (run.length > 0 && type) {
      this.blocks.push(type.create(this.kind.attrs, Fragment.from(run)));
    }
    if (run.length > 0 || this.kind.name === 'heading') this.kind = { name: 'paragraph', attrs: {} };
  }
}

/** A run without breaks and spaces at its ends. */
function trimmed(run: readonly Node[]): Node[] {
  const nodes = [...run];
  for (let last = nodes.at(-1); last !== undefined; last = nodes.at(-1)) {
    const text = last.isText ? (last.text ?? '').replace(/[ \u00A0]+$/, '') : null;
    if (last.type.name !== 'hardBreak' && text === null) break;
    nodes.pop();
    if (text !== null && text !== '') {
      nodes.push(last.type.schema.text(text, last.marks));
      break;
    }
  }
  return nodes.every((node) => node.isText && (node.text ?? '').trim() === '') ? [] : nodes;
}

function isHidden(node: ClipboardNode): boolean {
  const style = styleOf(node);
  return (
    style.get('display') === 'none' ||
    style.get('visibility') === 'hidden' ||
    style.get('mso-hide') === 'all' ||
    style.get('mso-list') === 'ignore' ||
    isComment(node) ||
    attribute(node, 'hidden') !== null ||
    attribute(node, 'aria-hidden') === 'true'
  );
}

/** Clipboards wrap everything in a `b` that is not bold, and undo emphasis by style. */
function plainer(node: ClipboardNode, marks: readonly Mark[]): readonly Mark[] {
  const style = styleOf(node);
  const off = (name: string): boolean =>
    (name === 'bold' && /^(?:normal|[1-4]\d\d)$/.test(style.get('font-weight') ?? '')) ||
    (name === 'italic' && style.get('font-style') === 'normal');
  return marks.filter(({ type }) => !off(type.name));
}

function emphasisOf(node: ClipboardNode): string[] {
  const [tag, style] = [tagOf(node), styleOf(node)];
  const weight = style.get('font-weight') ?? '';
  const isBold = /^(?:bold(?:er)?|[6-9]\d\d)$/.test(weight) || ((tag === 'b' || tag === 'strong') && weight === '');
  const isItalic =
    style.get('font-style') === 'italic' || ((tag === 'i' || tag === 'em' || tag === 'cite') && style.get('font-style') === undefined);
  const lines = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  const align = style.get('vertical-align');
  return [
    ...(isBold ? ['bold'] : []),
    ...(isItalic ? ['italic'] : []),
    ...(tag === 'u' || (tag !== 'a' && lines.includes('underline')) ? ['underline'] : []),
    ...(tag === 'sub' || align === 'sub' ? ['subscript'] : []),
    ...(tag === 'sup' || align === 'super' || style.has('mso-footnote-id') || style.has('mso-endnote-id') ? ['superscript'] : []),
  ];
}

/** An item copied in the draft itself. */
function ownItemOf(node: ClipboardNode): { kind: ItemKind; level: number } | null {
  const kind = (['bullet', 'letter', 'number'] as const).find((one) => one === attribute(node, 'data-list'));
  const level = Number(attribute(node, 'data-level'));
  return kind === undefined ? null : { kind, level: Number.isInteger(level) && level >= 0 && level <= 8 ? level : 0 };
}

/** The rows of a table, not those of tables inside it. */
function rowsOf(node: ClipboardNode): ClipboardNode[] {
  return childrenOf(node).flatMap((child) => {
    if (!isElement(child)) return [];
    if (tagOf(child) === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(tagOf(child)) ? rowsOf(child) : [];
  });
}

function spanOf(node: ClipboardNode, name: 'colspan' | 'rowspan'): number {
  const span = Number(attribute(node, name));
  return Number.isInteger(span) && span >= 1 && span <= 50 ? span : 1;
}

/** Cells hold paragraphs and list items; headings and tables in them come as paragraphs. */
export function cellBlocks(block: Node, schema: Schema): Node[] {
  const { paragraph } = schema.nodes;
  if (!paragraph) return [];
  if (block.type.name === 'paragraph' || block.type.name === 'listItem') return [block];
  if (block.isTextblock) return [paragraph.create(null, block.content)];
  const found: Node[] = [];
  block.descendants((node) => {
    if (node.isTextblock) found.push(...cellBlocks(node, schema));
    return !node.isTextblock;
  });
  return found;
}
