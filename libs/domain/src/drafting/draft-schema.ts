import { Schema, type Node, type NodeSpec } from 'prosemirror-model';
import { draftMarks, type DraftMarkName } from './draft-marks.js';

/** A draft as a ProseMirror document; the same schema in the browser, in the collab process and in the worker. */
export type DraftNode = Node;

/** Name of the `Y.XmlFragment` that holds a draft. */
export const draftFragment = 'testo';

export type Side = 'ENTE' | 'SUA';

/** Who suggests, as kept with every suggestion. `at` is an instant in ISO 8601. */
export interface SuggestionAuthor {
  readonly authorId: string;
  readonly author: string;
  readonly at: string;
}

/**
 * A suggestion on a whole block, row, cell or inline atom. Yjs keeps marks of text only, so what is not text carries its suggestion as
 * the attribute `change`; a column is the cells of all rows under one id. `split`: the border before this block is new (rejected, its text goes back to the block before it);
 * `join`: that border is to go. `previous` are the attributes and, under `type`, the kind of block that a modification replaced.
 */
export interface NodeChange extends SuggestionAuthor {
  readonly kind: 'insertion' | 'deletion' | 'modification' | 'split' | 'join';
  readonly id: string;
  readonly previous?: Readonly<Record<string, unknown>>;
}

/** Attributes of every block: its stable id, its look in the shell, the clause or part it comes from, and the side that owns it. */
export interface BlockAttrs {
  /** Unique in the draft, made by `blockId`: 8 hexadecimal digits, so that it is also the paragraph id of a Word file. */
  readonly id: string | null;
  /** Names the properties of the paragraph or table in the shell; null is the plain look of its kind. */
  readonly look: string | null;
  /** `CLAUSOLA:<code>` or `PARTE:<name>`; null for text of the template itself and for what was written here. */
  readonly origin: string | null;
  readonly owner: Side | null;
  readonly change: NodeChange | null;
}

/** Emphasis of an inline atom, kept as an attribute for the same reason as `change`. */
export type AtomFormat = readonly { readonly type: string; readonly attrs?: Readonly<Record<string, unknown>> }[];

/** A value of the scheda: `path` in the catalogue (`lotti[].cig`), `instance` with the items in hand (`lotti[2].cig`), `text` as printed. */
export interface ValueAttrs {
  readonly path: string;
  readonly instance: string;
  readonly text: string;
  /** The tag of the template that prints it (`importo | euro`): it tells one way of printing a value from another. Null where unknown. */
  readonly tag?: string | null;
  /** True where neither template nor scheda print such a value any more: the words are the last ones it had. */
  readonly gone?: boolean | null;
}

/** Names a value by all that may not be altered in it. */
export function valueKey({ path, instance, text, tag = null }: Omit<ValueAttrs, 'gone'>): string {
  return JSON.stringify([path, instance, text, tag]);
}

/** Part of an element that `getAttrs` reads; the domain knows no DOM. */
interface Tag {
  getAttribute(name: string): string | null;
}

const block = {
  id: { default: null, validate: 'string|null' },
  look: { default: null, validate: 'string|null' },
  origin: { default: null, validate: 'string|null' },
  owner: { default: null, validate: 'string|null' },
  change: { default: null },
} as const;

const inline = { format: { default: null }, change: { default: null } } as const;

/** What a block says of itself in HTML. */
function shownAttrs({ attrs }: Node): Record<string, string> {
  const { id, look, origin, owner, change } = attrs as BlockAttrs;
  return {
    ...(id === null ? {} : { 'data-id': id }),
    ...(look === null ? {} : { 'data-look': look }),
    ...(origin === null ? {} : { 'data-origin': origin }),
    ...(owner === null ? {} : { 'data-owner': owner }),
    ...shownChange(change),
  };
}

function shownChange(change: NodeChange | null): Record<string, string> {
  return change === null ? {} : { 'data-change': change.kind, 'data-suggestion': change.id, 'data-author': change.author };
}

function shownAtom(node: Node): Record<string, string> {
  const { format, change } = node.attrs as { format: AtomFormat | null; change: NodeChange | null };
  const names = (format ?? []).map(({ type }) => type).filter((name) => name !== 'runLook');
  return { ...(names.length === 0 ? {} : { 'data-format': names.join(' ') }), ...shownChange(change) };
}

/** Pasted or dropped HTML never brings a suggestion, an owner or an origin of its own. */
const read = (dom: Tag): Partial<BlockAttrs> => ({ id: dom.getAttribute('data-id'), look: dom.getAttribute('data-look') });

/** The suggestion library marks whole blocks; see `settleSuggestions`. */
const suggested = 'insertion deletion modification';

const textBlock = { group: 'block', content: 'inline*', defining: true } as const;

const headingTag = (level: number): { tag: string; getAttrs: (dom: Tag) => object } => ({
  tag: `h${level}`,
  getAttrs: (dom) => ({ ...read(dom), level: Math.min(level, 4) }),
});

const nodes = {
  doc: { content: 'block+', marks: suggested },
  paragraph: {
    ...textBlock,
    group: 'block cellBlock',
    attrs: block,
    parseDOM: [{ tag: 'p', getAttrs: read }],
    toDOM: (node) => ['p', shownAttrs(node), 0],
  },
  heading: {
    ...textBlock,
    attrs: { ...block, level: { default: 1, validate: 'number' } },
    parseDOM: [1, 2, 3, 4, 5, 6].map(headingTag),
    toDOM: (node) => [`h${String(node.attrs['level'])}`, shownAttrs(node), 0],
  },
  listItem: {
    ...textBlock,
    group: 'block cellBlock',
    attrs: { ...block, list: { default: 'bullet', validate: 'string' }, level: { default: 0, validate: 'number' } },
    parseDOM: [
      { tag: 'p[data-list]', priority: 60, getAttrs: readItem },
      { tag: 'ol > li', getAttrs: (dom: Tag) => ({ ...read(dom), list: 'number' }) },
      { tag: 'li', getAttrs: (dom: Tag) => ({ ...read(dom), list: 'bullet' }) },
    ],
    toDOM: (node) => ['p', { ...shownAttrs(node), 'data-list': String(node.attrs['list']), 'data-level': String(node.attrs['level']) }, 0],
  },
  table: {
    group: 'block',
    content: 'tableRow+',
    marks: suggested,
    tableRole: 'table',
    isolating: true,
    attrs: block,
    parseDOM: [{ tag: 'table', getAttrs: read }],
    toDOM: (node) => ['table', shownAttrs(node), ['tbody', 0]],
  },
  tableRow: {
    content: 'tableCell+',
    marks: suggested,
    tableRole: 'row',
    attrs: { look: block.look, change: block.change },
    parseDOM: [{ tag: 'tr' }],
    toDOM: (node) => ['tr', shownChange((node.attrs as { change: NodeChange | null }).change), 0],
  },
  tableCell: {
    content: 'cellBlock+',
    marks: suggested,
    tableRole: 'cell',
    isolating: true,
    attrs: {
      look: block.look,
      header: { default: false, validate: 'boolean' },
      colspan: { default: 1, validate: 'number' },
      rowspan: { default: 1, validate: 'number' },
      colwidth: { default: null },
      change: block.change,
    },
    parseDOM: [
      { tag: 'td', getAttrs: (dom: Tag) => ({ header: false, colspan: span(dom) }) },
      { tag: 'th', getAttrs: (dom: Tag) => ({ header: true, colspan: span(dom) }) },
    ],
    toDOM: ({ attrs }) => {
      const { header, colspan, change } = attrs as { header: boolean; colspan: number; change: NodeChange | null };
      return [header ? 'th' : 'td', { ...(colspan === 1 ? {} : { colspan: String(colspan) }), ...shownChange(change) }, 0];
    },
  },
  kept: {
    group: 'block cellBlock',
    atom: true,
    attrs: { ...block, key: { validate: 'string' }, label: { default: '', validate: 'string' } },
    toDOM: (node) => ['div', { ...shownAttrs(node), 'data-kept': String(node.attrs['key']) }, String(node.attrs['label'])],
  },
  text: { group: 'inline' },
  hardBreak: {
    group: 'inline',
    inline: true,
    selectable: false,
    attrs: inline,
    parseDOM: [{ tag: 'br' }],
    toDOM: (node) => ['br', shownAtom(node)],
    leafText: () => '\n',
  },
  value: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: {
      path: { validate: 'string' },
      instance: { validate: 'string' },
      text: { validate: 'string' },
      tag: { default: null, validate: 'string|null' },
      gone: { default: null, validate: 'boolean|null' },
      ...inline,
    },
    parseDOM: [{ tag: 'span[data-value]', getAttrs: readValue }],
    toDOM: (node) => {
      const { path, instance, text, tag } = node.attrs as ValueAttrs;
      const bound = { 'data-value': path, 'data-instance': instance, 'data-text': text, ...(tag == null ? {} : { 'data-tag': tag }) };
      return ['span', { ...shownAtom(node), ...bound }, text];
    },
    leafText: ({ attrs }) => String(attrs['text']),
  },
  crossRef: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { target: { validate: 'string' }, ...inline },
    parseDOM: [{ tag: 'span[data-ref]', getAttrs: (dom: Tag) => ({ target: dom.getAttribute('data-ref') ?? '' }) }],
    toDOM: (node) => ['span', { ...shownAtom(node), 'data-ref': String(node.attrs['target']) }],
  },
  keptInline: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { key: { validate: 'string' }, label: { default: '', validate: 'string' }, ...inline },
    toDOM: (node) => ['span', { ...shownAtom(node), 'data-kept': String(node.attrs['key']) }, String(node.attrs['label'])],
  },
} as const satisfies Record<string, NodeSpec>;

function readItem(dom: Tag): object {
  const list = dom.getAttribute('data-list');
  return {
    ...read(dom),
    list: list === 'number' || list === 'letter' ? list : 'bullet',
    level: Math.min(8, Math.max(0, Number(dom.getAttribute('data-level')) || 0)),
  };
}

function readValue(dom: Tag): ValueAttrs | false {
  const [path, instance, text] = ['data-value', 'data-instance', 'data-text'].map((name) => dom.getAttribute(name));
  return path == null || instance == null || text == null ? false : { path, instance, text, tag: dom.getAttribute('data-tag') };
}

function span(dom: Tag): number {
  return Math.max(1, Number(dom.getAttribute('colspan')) || 1);
}

export type DraftNodeName = keyof typeof nodes;

/** The blocks of a draft, its inline atoms and its marks (seam of joint drafting; the editor wraps each spec). */
export const draftSchema = new Schema<DraftNodeName, DraftMarkName>({ nodes, marks: draftMarks });

/** The id of a block from 32 random bits. Callers see to it that no other block of the draft has it. */
export function blockId(random: number): string {
  return (random & 0x7fffffff || 1).toString(16).toUpperCase().padStart(8, '0');
}

/** The blocks of a draft, those inside tables included, with the position before each. */
export function blocksOf(draft: DraftNode): { readonly node: DraftNode; readonly pos: number }[] {
  const found: { node: DraftNode; pos: number }[] = [];
  draft.descendants((node, pos) => {
    if (node.isInline) return false;
    if (isBlock(node)) found.push({ node, pos });
    return true;
  });
  return found;
}

/** Paragraphs, headings, list items, tables and kept blocks: what has an id. */
export function isBlock(node: DraftNode): boolean {
  return 'id' in node.attrs;
}

/** Attributes of a block. @throws TypeError for anything else */
export function blockAttrs(node: DraftNode): BlockAttrs {
  if (!isBlock(node)) throw new TypeError(`${node.type.name} is no block of a draft`);
  return node.attrs as BlockAttrs;
}
