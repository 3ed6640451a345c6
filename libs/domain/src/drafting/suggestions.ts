import { Fragment, type Mark } from 'prosemirror-model';
import { isSuggestionMark } from './draft-marks.js';
import { emphasisBefore, emphasisOf, formatBefore, withEmphasis, type Emphasis } from './emphasis.js';
import { blockAttrs, isBlock, type DraftNode, type NodeChange, type SuggestionAuthor } from './draft-schema.js';

/** One suggestion as people see it, whatever it is made of. */
export interface Suggestion extends SuggestionAuthor {
  readonly id: string;
  /** Words it puts in and takes out, in reading order, where blocks meet a line break. */
  readonly inserted: string;
  readonly deleted: string;
  /** It changes the kind, level or look of a block. */
  readonly modifies: boolean;
  /** Words whose emphasis it changes, and which emphasis it sets and takes away. */
  readonly reformatted: string;
  readonly emphasis: { readonly set: readonly Emphasis[]; readonly taken: readonly Emphasis[] };
  /** It puts in or takes out rows or columns of a table, or a whole one. */
  readonly part: TablePart | null;
  /** Of rows, columns and tables: it puts them in. */
  readonly isAdding: boolean;
  /** Ids of the blocks it touches, in order. */
  readonly blocks: readonly string[];
}

export type TablePart = 'row' | 'column' | 'table';

interface Change {
  readonly kind: string;
  readonly id: string;
}

type Decision = 'accept' | 'reject';

/** The draft with all suggestions made part of the text, or only the one with this id. Done twice, nothing changes. */
export function acceptSuggestions(draft: DraftNode, id?: string): DraftNode {
  return new Settling('accept', id).doc(draft);
}

/** The draft as it reads without its suggestions, or without the one with this id. Done twice, nothing changes. */
export function rejectSuggestions(draft: DraftNode, id?: string): DraftNode {
  return new Settling('reject', id).doc(draft);
}

/** Every open suggestion of a draft, in reading order. */
export function suggestionsOf(draft: DraftNode): Suggestion[] {
  const found = new Map<string, Gathered>();
  let block: string | null = null;
  let table: string | null = null;
  const read = (node: DraftNode): boolean => {
    const piece = tableParts[node.type.name];
    if (isBlock(node)) block = blockAttrs(node).id;
    if (piece === 'table') table = block;
    else if (piece !== undefined) block = table;
    for (const change of changesOf(node)) {
      const entry = found.get(change.id) ?? { ...authorOf(change), ...nothing(), id: change.id };
      found.set(change.id, entry);
      const isNew = block !== null && !entry.blocks.includes(block);
      const words = wordsOf(node);
      if (change.kind === 'insertion') entry.inserted = said(entry.inserted, words, piece);
      else if (change.kind === 'deletion') entry.deleted = said(entry.deleted, words, piece);
      else if (change.kind === 'modification' && node.isInline) reformatted(entry, node);
      else if (change.kind === 'modification') entry.modifies = true;
      else borders(entry, change.kind === 'split');
      if (piece !== undefined) {
        entry.part = piece === 'table' ? piece : (entry.part ?? piece);
        entry.isAdding = change.kind === 'insertion';
      }
      if (isNew && block !== null) entry.blocks.push(block);
    }
    return true;
  };
  for (const { node } of withSuggestions(draft)) {
    read(node);
    node.descendants(read);
  }
  return [...found.values()];
}

const tableParts: Readonly<Record<string, TablePart>> = { table: 'table', tableRow: 'row', tableCell: 'column' };

/** Rows and cells of one suggestion read one after the other, as the cells of a row do. */
function said(before: string, words: string, piece: TablePart | undefined): string {
  return before + (piece !== undefined && before !== '' && words !== '' ? betweenCells : '') + words;
}

const betweenCells = ' · ';

type Gathered = { -readonly [Key in keyof Suggestion]: Suggestion[Key] } & {
  blocks: string[];
  emphasis: { set: Emphasis[]; taken: Emphasis[] };
};

function nothing(): Omit<Gathered, 'id' | keyof SuggestionAuthor> {
  return {
    inserted: '',
    deleted: '',
    modifies: false,
    reformatted: '',
    emphasis: { set: [], taken: [] },
    part: null,
    isAdding: false,
    blocks: [],
  };
}

function reformatted(entry: Gathered, node: DraftNode): void {
  const [before, now] = [replacedEmphasis(node), emphasisOf(node)];
  const { set, taken } = entry.emphasis;
  set.push(...now.filter((name) => !before.includes(name) && !set.includes(name)));
  taken.push(...before.filter((name) => !now.includes(name) && !taken.includes(name)));
  entry.reformatted += wordsOf(node);
}

/** The emphasis of a text or an inline atom before it was proposed to change it. */
export function replacedEmphasis(node: DraftNode): Emphasis[] {
  const mark = node.marks.find(({ type }) => type.name === 'modification');
  if (node.isText) return mark === undefined ? emphasisOf(node) : emphasisBefore(mark);
  return formatBefore((node.attrs['change'] ?? {}) as NodeChange);
}

/** A border that is put in or taken out reads as a line break. */
function borders(entry: { inserted: string; deleted: string }, isNew: boolean): void {
  if (isNew) entry.inserted += '\n';
  else entry.deleted += '\n';
}

/** Whether anything in the draft, or in this block, is only suggested. */
export function hasSuggestions(node: DraftNode): boolean {
  return (
    changesOf(node).length > 0 ||
    (node.isTextblock ? node.children.some((child) => changesOf(child).length > 0) : withSuggestions(node).length > 0)
  );
}

/** What of a draft carries suggestions, at whatever depth: most blocks of a long text do not, and nodes never change. */
export function withSuggestions(node: DraftNode): { readonly node: DraftNode; readonly offset: number }[] {
  const found: { node: DraftNode; offset: number }[] = [];
  node.forEach((child, offset) => {
    if (carriesNone.has(child)) return;
    if (hasSuggestions(child)) found.push({ node: child, offset });
    else if (!child.isText) carriesNone.add(child);
  });
  return found;
}

const carriesNone = new WeakSet<DraftNode>();

/** The suggestions a node itself carries: marks of text, the attribute `change` of all else. */
export function changesOf(node: DraftNode): (Change & Partial<NodeChange>)[] {
  if (node.isText) return node.marks.filter(isSuggestionMark).map(fromMark);
  const change = node.attrs['change'] as NodeChange | null | undefined;
  return change == null ? [] : [change];
}

function fromMark({ type, attrs }: Mark): Change & Partial<NodeChange> {
  return { ...(attrs as Omit<NodeChange, 'kind'>), id: String(attrs['id']), kind: type.name } as Change & Partial<NodeChange>;
}

function authorOf({ authorId, author, at }: Partial<NodeChange>): SuggestionAuthor {
  return { authorId: authorId ?? '', author: author ?? '', at: at ?? '' };
}

function wordsOfCells(node: DraftNode): string {
  const filled: string[] = [];
  node.descendants((inner) => {
    if (inner.isTextblock && inner.content.size > 0) filled.push(inner.textBetween(0, inner.content.size));
    return !inner.isTextblock;
  });
  return filled.join(betweenCells);
}

function wordsOf(node: DraftNode): string {
  if (node.type.name in tableParts) return wordsOfCells(node);
  if (!node.isInline) return node.isTextblock ? node.textBetween(0, node.content.size) : '';
  return node.isText ? (node.text ?? '') : (node.type.spec.leafText?.(node) ?? '');
}

/** One pass over a draft that makes suggestions part of the text or takes them out. */
class Settling {
  constructor(
    private readonly decision: Decision,
    private readonly only: string | undefined,
  ) {}

  doc(draft: DraftNode): DraftNode {
    const blocks = this.siblings(draft.children);
    return draft.copy(Fragment.from(blocks.length > 0 ? blocks : [emptyParagraph(draft)]));
  }

  /** Blocks, rows or cells beside one another; a block whose border goes joins the one before it. */
  private siblings(nodes: readonly DraftNode[]): DraftNode[] {
    const result: DraftNode[] = [];
    for (const node of nodes) {
      const settled = this.settled(node);
      if (settled === null) continue;
      const target = settled.isTextblock && this.losesBorder(node) ? result.findLastIndex((block) => !isPending(block)) : -1;
      const open = result[target];
      // What only may come or go is passed over: joined to it, text that stands would go with it.
      if (open?.isTextblock === true) result[target] = open.copy(open.content.append(settled.content));
      else result.push(settled);
    }
    return result;
  }

  /** The node as decided; null where it goes. */
  private settled(node: DraftNode): DraftNode | null {
    const change = node.isText ? null : ((node.attrs['change'] as NodeChange | null | undefined) ?? null);
    if (change !== null && this.concerns(change)) {
      if (this.drops(change)) return null;
      return this.inside(this.asDecided(node, change));
    }
    return this.inside(node);
  }

  private asDecided(node: DraftNode, { previous }: NodeChange): DraftNode {
    const { type: name, ...attrs } = this.decision === 'reject' ? (previous ?? {}) : {};
    const type = typeof name === 'string' ? (node.type.schema.nodes[name] ?? node.type) : node.type;
    return type.create({ ...node.attrs, ...attrs, change: null }, node.content, node.marks);
  }

  private inside(node: DraftNode): DraftNode | null {
    if (node.isLeaf) return node;
    if (node.isTextblock) return node.copy(Fragment.from(this.inline(node)));
    const children = this.siblings(node.children);
    if (children.length > 0) return node.copy(Fragment.from(children));
    return node.type.name === 'tableCell' ? node.copy(Fragment.from(emptyParagraph(node))) : null;
  }

  private inline(node: DraftNode): DraftNode[] {
    return node.children.flatMap((child) => {
      if (!child.isText) return this.settled(child) ?? [];
      const concerned = child.marks.filter((mark) => isSuggestionMark(mark) && this.concerns(fromMark(mark)));
      if (concerned.length === 0) return child;
      if (concerned.some((mark) => this.drops(fromMark(mark)))) return [];
      const left = withoutMarks(child.marks, concerned);
      const proposed = concerned.find(({ type }) => type.name === 'modification');
      if (proposed === undefined || this.decision === 'accept') return child.mark(left);
      return child.mark(withEmphasis(left, emphasisBefore(proposed), child.type.schema));
    });
  }

  private losesBorder(node: DraftNode): boolean {
    const change = node.attrs['change'] as NodeChange | null;
    return change !== null && this.concerns(change) && change.kind === (this.decision === 'accept' ? 'join' : 'split');
  }

  private concerns({ id }: Change): boolean {
    return this.only === undefined || id === this.only;
  }

  private drops({ kind }: Change): boolean {
    return kind === (this.decision === 'accept' ? 'deletion' : 'insertion');
  }
}

function isPending({ attrs }: DraftNode): boolean {
  const kind = (attrs['change'] as NodeChange | null | undefined)?.kind;
  return kind === 'insertion' || kind === 'deletion';
}

const withoutMarks = (marks: readonly Mark[], gone: readonly Mark[]): Mark[] => marks.filter((mark) => !gone.includes(mark));

function emptyParagraph({ type }: DraftNode): DraftNode {
  const { paragraph } = type.schema.nodes;
  if (paragraph === undefined) throw new TypeError('not the schema of a draft');
  return paragraph.create();
}
